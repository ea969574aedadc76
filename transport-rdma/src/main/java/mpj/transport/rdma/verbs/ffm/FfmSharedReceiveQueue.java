package mpj.transport.rdma.verbs.ffm;

import mpj.base.memory.RawMemory;
import mpj.transport.rdma.verbs.Errno;
import mpj.transport.rdma.verbs.ReceiveRequest;
import mpj.transport.rdma.verbs.SharedReceiveQueue;
import mpj.transport.rdma.verbs.VerbsException;

/** A queue made by {@code ibv_create_srq}. */
final class FfmSharedReceiveQueue implements SharedReceiveQueue {
    final long srq;
    private final FfmDevice device;
    private boolean closed;

    FfmSharedReceiveQueue(FfmDevice device, int capacity) throws VerbsException {
        this.device = device;
        if (capacity < 1 || capacity > device.limits().maxSharedReceives()) {
            throw VerbsException.of("ibv_create_srq of " + capacity, Errno.EINVAL);
        }
        long init = device.verbs.scratch();
        RawMemory.putInt(init + Abi.SrqInit.MAX_WR, capacity);
        RawMemory.putInt(init + Abi.SrqInit.MAX_SGE, 1);
        srq = device.verbs.pointer("ibv_create_srq", device.pd, init, 0, 0, 0);
    }

    @Override
    public ReceiveRequest newReceiveRequest() {
        return new FfmReceiveRequest(device.postSrqRecv, srq, null);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            device.drop(this);
            device.verbs.attempt("ibv_destroy_srq", srq);
        }
    }
}
