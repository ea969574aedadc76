package mpj.transport.rdma.verbs.ffm;

import mpj.base.memory.RawMemory;
import mpj.transport.rdma.verbs.Region;

/** Memory registered by {@code ibv_reg_mr}. */
final class FfmRegion implements Region {
    private final FfmDevice device;
    private final long mr;
    private final long address;
    private final long length;
    private final int localKey;
    private final int remoteKey;
    private boolean closed;

    FfmRegion(FfmDevice device, long mr, long address, long length) {
        this.device = device;
        this.mr = mr;
        this.address = address;
        this.length = length;
        localKey = RawMemory.getInt(mr + Abi.Mr.LKEY);
        remoteKey = RawMemory.getInt(mr + Abi.Mr.RKEY);
    }

    @Override
    public long address() {
        return address;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public int localKey() {
        return localKey;
    }

    @Override
    public int remoteKey() {
        return remoteKey;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            device.drop(this);
            device.verbs.attempt("ibv_dereg_mr", mr);
        }
    }
}
