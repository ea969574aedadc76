package mpj.transport.shm;

import java.util.List;
import mpj.base.config.ParameterCatalog;
import mpj.base.config.ParameterForm;
import mpj.base.config.ParameterInfo;
import mpj.base.host.HostId;

/** The parameters of shared memory. */
public final class ShmParameters implements ParameterCatalog {
    /** What is too much depends on the size of rings. */
    private static final ParameterForm ANY_SIZE = new ParameterForm.Size(0, Long.MAX_VALUE);

    static final ParameterInfo EAGER = new ParameterInfo(
            "MPJ_SHM_EAGER",
            ANY_SIZE,
            "bytes",
            "128K",
            "largest message sent without asking first, from native memory");

    static final ParameterInfo EAGER_COPY = new ParameterInfo(
            "MPJ_SHM_EAGER_COPY",
            ANY_SIZE,
            "bytes",
            "128K",
            "the same from arrays");

    static final ParameterInfo FRAGMENT = new ParameterInfo(
            "MPJ_SHM_FRAGMENT",
            ANY_SIZE,
            "bytes",
            "an eighth of a ring, 32K at most",
            "piece of a long message that is copied through a ring");

    static final ParameterInfo RING = new ParameterInfo(
            "MPJ_SHM_RING",
            new ParameterForm.Size(ShmTransport.MIN_RING_BYTES, 64 << 20),
            "bytes",
            "16K to 4M, by the number of ranks",
            "size of a ring; there is one for each pair of ranks that talk");

    static final ParameterInfo VM = new ParameterInfo(
            "MPJ_SHM_VM",
            ParameterForm.SWITCH,
            "0 or 1",
            "1",
            "whether the kernel may copy between processes");

    static final ParameterInfo VM_FROM = new ParameterInfo(
            "MPJ_SHM_VM_FROM",
            ANY_SIZE,
            "bytes",
            "the size of a ring",
            "shortest message that the kernel copies, of memory that is not from allocMem");

    /** For {@code ServiceLoader}. */
    public ShmParameters() {}

    @Override
    public List<ParameterInfo> parameters() {
        return List.of(EAGER, EAGER_COPY, FRAGMENT, RING, VM, VM_FROM, HostId.PARAMETER);
    }
}
