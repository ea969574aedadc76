package mpj.transport.rdma.verbs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One way of reaching the RDMA verbs of this machine; found by {@code ServiceLoader}. */
public interface VerbsProvider {
    /** The name used in {@code --rdma-provider}. */
    String name();

    /**
     * Why this provider cannot be used in this process - no adapter, a library missing - with the cure, in one line;
     * null if it can. On a machine without adapter this costs less than a millisecond.
     */
    @Nullable
    String unusable();

    /**
     * The ports of this machine's adapters, each with each of its addresses, the usable ones first; empty where there
     * is no adapter.
     */
    List<RdmaPort> ports();

    /**
     * Opens a port's device.
     *
     * @param port one of {@link #ports()} with an address
     * @throws VerbsException with the verb that failed, the cause and the cure
     */
    Device open(RdmaPort port) throws VerbsException;
}
