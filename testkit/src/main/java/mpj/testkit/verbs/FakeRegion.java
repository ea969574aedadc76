package mpj.testkit.verbs;

import mpj.transport.rdma.verbs.Region;

/** Memory that a fake device may touch. */
record FakeRegion(FakeDevice device, long address, long length, int access, int localKey, int remoteKey)
        implements Region {
    boolean holds(long at, long bytes, int wanted) {
        return (access & wanted) == wanted && at >= address && at + bytes <= address + length;
    }

    @Override
    public void close() {
        synchronized (device.fabric) {
            device.forget(this);
        }
    }
}
