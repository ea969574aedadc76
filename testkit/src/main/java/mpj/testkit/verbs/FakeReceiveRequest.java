package mpj.testkit.verbs;

import mpj.transport.rdma.verbs.Errno;
import mpj.transport.rdma.verbs.ReceiveRequest;
import org.jspecify.annotations.Nullable;

/** A receive for a queue pair's own queue, or for a shared one. */
final class FakeReceiveRequest implements ReceiveRequest {
    private final FakeFabric fabric;
    private final FakeReceives receives;
    private final @Nullable FakeQueuePair owner;
    private long id;
    private long address;
    private int length;
    private int key;

    FakeReceiveRequest(FakeFabric fabric, FakeReceives receives, @Nullable FakeQueuePair owner) {
        this.fabric = fabric;
        this.receives = receives;
        this.owner = owner;
    }

    @Override
    public ReceiveRequest id(long newId) {
        id = newId;
        return this;
    }

    @Override
    public ReceiveRequest local(long newAddress, int newLength, int localKey) {
        address = newAddress;
        length = newLength;
        key = localKey;
        return this;
    }

    @Override
    public int post() {
        synchronized (fabric) {
            if (owner != null && !owner.takesReceives()) {
                return Errno.ENOTCONN;
            }
            int result = receives.post(id, address, length, key);
            if (owner != null) {
                owner.receivePosted();
            }
            fabric.posted();
            return result;
        }
    }
}
