package mpj.transport.rdma.verbs.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import mpj.base.memory.RawMemory;
import mpj.transport.rdma.verbs.Access;
import mpj.transport.rdma.verbs.DeviceLimits;
import mpj.transport.rdma.verbs.LinkLayer;
import mpj.transport.rdma.verbs.RdmaPort;
import mpj.transport.rdma.verbs.VerbsException;

/** Asks a device what it can do. */
final class DeviceQuery {
    /** Devices do not tell what they can take inline, but refuse what they cannot; siw takes 80. */
    private static final int[] INLINE = {512, 256, 128, 80, 64};

    private static final int MTU_UNIT = 128;
    private static final int MOST_READS = 255;

    private final NativeVerbs verbs;
    private final long context;
    private final long pd;
    private final RdmaPort port;

    DeviceQuery(NativeVerbs verbs, long context, long pd, RdmaPort port) {
        this.verbs = verbs;
        this.context = context;
        this.pd = pd;
        this.port = port;
    }

    DeviceLimits limits() throws VerbsException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment device = arena.allocate(Abi.DeviceAttr.SIZE, Long.BYTES);
            verbs.check("ibv_query_device", context, device.address());
            MemorySegment state = arena.allocate(Abi.PortAttr.SIZE, Long.BYTES);
            verbs.check("ibv_query_port", context, port.number(), state.address(), 0);
            requireActive(state.address());
            return limits(device.address(), state.address());
        }
    }

    private void requireActive(long state) throws VerbsException {
        if (RawMemory.getInt(state + Abi.PortAttr.STATE) != Abi.PortAttr.STATE_ACTIVE) {
            throw new VerbsException(0, port.device() + " port " + port.number() + " is not active: see `rdma link`");
        }
    }

    private DeviceLimits limits(long device, long state) throws VerbsException {
        boolean iwarp = port.linkLayer() == LinkLayer.IWARP;
        long region = RawMemory.getLong(device + Abi.DeviceAttr.MAX_MR_SIZE);
        // unsigned; and pieces have lengths of 32 bits
        long message = Math.min(
                Integer.toUnsignedLong(RawMemory.getInt(state + Abi.PortAttr.MAX_MSG_SZ)), Integer.MAX_VALUE);
        int reads = Math.min(
                RawMemory.getInt(device + Abi.DeviceAttr.MAX_QP_RD_ATOM),
                RawMemory.getInt(device + Abi.DeviceAttr.MAX_QP_INIT_RD_ATOM));
        return new DeviceLimits(
                MTU_UNIT << RawMemory.getInt(state + Abi.PortAttr.ACTIVE_MTU),
                message == 0 ? Integer.MAX_VALUE : message,
                region <= 0 ? Long.MAX_VALUE : region,
                maxInline(),
                RawMemory.getInt(device + Abi.DeviceAttr.MAX_QP_WR),
                RawMemory.getInt(device + Abi.DeviceAttr.MAX_CQE),
                Math.min(reads, MOST_READS),
                RawMemory.getInt(device + Abi.DeviceAttr.MAX_SRQ_WR),
                RawMemory.getInt(device + Abi.DeviceAttr.ATOMIC_CAP) != 0,
                !iwarp,
                iwarp ? Access.LOCAL_WRITE | Access.REMOTE_WRITE : Access.LOCAL_WRITE);
    }

    /** Tries queue pairs; on the way the layouts of queues are checked. */
    private int maxInline() throws VerbsException {
        long cq = verbs.pointer("ibv_create_cq", context, 1, 0, 0, 0);
        try {
            AbiCheck.completionQueue(cq, context, 0, 1);
            for (int bytes : INLINE) {
                if (takes(cq, bytes)) {
                    return bytes;
                }
            }
            return 0;
        } finally {
            verbs.attempt("ibv_destroy_cq", cq);
        }
    }

    private boolean takes(long cq, int bytes) throws VerbsException {
        long init = verbs.scratch();
        FfmQueuePair.fill(init, cq, 1, 1, bytes);
        long qp = verbs.call("ibv_create_qp", pd, init);
        if (qp == 0) {
            return false;
        }
        try {
            AbiCheck.queuePair(qp, context, cq);
            return true;
        } finally {
            verbs.attempt("ibv_destroy_qp", qp);
        }
    }
}
