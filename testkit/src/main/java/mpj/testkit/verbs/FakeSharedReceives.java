package mpj.testkit.verbs;

import mpj.transport.rdma.verbs.ReceiveRequest;
import mpj.transport.rdma.verbs.SharedReceiveQueue;

/** Receives that several fake queue pairs take from. */
final class FakeSharedReceives implements SharedReceiveQueue {
    final FakeReceives receives;
    private final FakeDevice device;

    FakeSharedReceives(FakeDevice device, int capacity) {
        this.device = device;
        receives = new FakeReceives(capacity);
    }

    @Override
    public ReceiveRequest newReceiveRequest() {
        return new FakeReceiveRequest(device.fabric, receives, null);
    }

    @Override
    public void close() {
        synchronized (device.fabric) {
            device.drop(this);
        }
    }
}
