package mpj.transport.rdma.verbs;

import java.nio.file.Files;
import java.nio.file.Path;
import mpj.base.memory.Linux;
import org.jspecify.annotations.Nullable;

/** What verbs need of the system, whatever provider reaches them. */
public final class VerbsSystem {
    private static final Path CONNECTIONS = Path.of("/dev/infiniband/rdma_cm");

    private VerbsSystem() {}

    /**
     * What is missing, with the cure; null where nothing is. The look for an adapter comes first and costs next to
     * nothing.
     */
    public static @Nullable String problem() {
        if (!RdmaPorts.anyDevice()) {
            return "this machine has no RDMA adapter (/sys/class/infiniband is empty); where it should have one, load"
                    + " its driver, or emulate one by `rdma link add rxe0 type rxe netdev eth0`";
        }
        if (!Linux.isSupported()) {
            return "RDMA is supported on Linux on x86-64 and AArch64 only, and this is "
                    + System.getProperty("os.name") + " on " + System.getProperty("os.arch");
        }
        if (!Files.exists(CONNECTIONS)) {
            return CONNECTIONS + " is missing: load the kernel module by `modprobe rdma_ucm`";
        }
        if (!Files.isReadable(CONNECTIONS) || !Files.isWritable(CONNECTIONS)) {
            return "no permission for " + CONNECTIONS + ": its mode has to be 0666, as rdma-core's udev rules set it";
        }
        return null;
    }
}
