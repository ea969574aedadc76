package mpj.testkit.verbs;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import mpj.transport.rdma.verbs.Listener;

/** Where a fake device can be reached. */
final class FakeListener implements Listener {
    final FakeDevice device;
    private final InetSocketAddress address;
    private final List<FakeConnectionRequest> open = new ArrayList<>();

    FakeListener(FakeDevice device, InetSocketAddress address) {
        this.device = device;
        this.address = address;
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    void arrived(FakeQueuePair from) {
        FakeConnectionRequest request = new FakeConnectionRequest(this, from);
        open.add(request);
        device.tell(handler -> handler.onRequest(request));
    }

    void answered(FakeConnectionRequest request) {
        open.remove(request);
    }

    @Override
    public void close() {
        synchronized (device.fabric) {
            device.fabric.removeListener(address);
            device.drop(this);
            for (FakeConnectionRequest request : List.copyOf(open)) {
                request.reject();
            }
        }
    }
}
