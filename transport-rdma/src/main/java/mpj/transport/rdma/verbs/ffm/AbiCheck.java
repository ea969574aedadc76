package mpj.transport.rdma.verbs.ffm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mpj.base.memory.RawMemory;
import mpj.transport.rdma.verbs.VerbsException;

/**
 * Compares the structures that the libraries have made with what {@link Abi} says of them, as far as it can be known.
 */
final class AbiCheck {
    private AbiCheck() {}

    private static void require(boolean right, String structure) throws VerbsException {
        if (!right) {
            throw new VerbsException(
                    0,
                    "the installed libibverbs or librdmacm lays out " + structure
                            + " in a way that is not known here; use --rdma-provider disni, or rdma-core 15 or later");
        }
    }

    private static boolean isOpen(int fd, String target) {
        try {
            return fd >= 0
                    && Files.readSymbolicLink(Path.of("/proc/self/fd", Integer.toString(fd)))
                            .toString()
                            .contains(target);
        } catch (IOException e) {
            return false;
        }
    }

    /** The event channel begins with its descriptor. */
    static void channel(int fd) throws VerbsException {
        require(isOpen(fd, "rdma_cm"), "rdma_event_channel");
    }

    /**
     * A bound identifier leads to its channel, its context and its port; a context to its device and its descriptors.
     */
    static void bound(NativeVerbs verbs, long id, long channel, String device, int port) throws VerbsException {
        require(RawMemory.getLong(id + Abi.CmId.CHANNEL) == channel, "rdma_cm_id");
        long context = RawMemory.getLong(id + Abi.CmId.VERBS);
        require(context != 0, "rdma_cm_id");
        require(RawMemory.getLong(context + Abi.Context.ABI_COMPAT) == Abi.Context.EXTENDED, "ibv_context");
        require(isOpen(RawMemory.getInt(context + Abi.Context.CMD_FD), "uverbs"), "ibv_context");
        require(RawMemory.getInt(context + Abi.Context.ASYNC_FD) > 0, "ibv_context");
        long name = verbs.pointer("ibv_get_device_name", RawMemory.getLong(context + Abi.Context.DEVICE));
        String bound = NativeVerbs.string(name);
        if (!bound.equals(device) || RawMemory.getByte(id + Abi.CmId.PORT_NUM) != port) {
            throw new VerbsException(
                    0,
                    "the connection manager uses " + bound + " for the address of " + device + " port " + port
                            + "; choose another port or address");
        }
    }

    /** A region tells the address and length it was made with. */
    static void region(long mr, long context, long address, long length) throws VerbsException {
        require(
                RawMemory.getLong(mr + Abi.Mr.CONTEXT) == context
                        && RawMemory.getLong(mr + Abi.Mr.ADDR) == address
                        && RawMemory.getLong(mr + Abi.Mr.LENGTH) == length,
                "ibv_mr");
    }

    /** A completion queue has its context and channel and at least the room that was asked for. */
    static void completionQueue(long cq, long context, long channel, int capacity) throws VerbsException {
        require(
                RawMemory.getLong(cq + Abi.Cq.CONTEXT) == context
                        && RawMemory.getLong(cq + Abi.Cq.CHANNEL) == channel
                        && RawMemory.getInt(cq + Abi.Cq.CQE) >= capacity,
                "ibv_cq");
    }

    /** A queue pair has its context, completion queue and type. */
    static void queuePair(long qp, long context, long cq) throws VerbsException {
        require(
                RawMemory.getLong(qp + Abi.Qp.CONTEXT) == context
                        && RawMemory.getLong(qp + Abi.Qp.SEND_CQ) == cq
                        && RawMemory.getInt(qp + Abi.Qp.TYPE) == Abi.Qp.TYPE_RC,
                "ibv_qp");
    }
}
