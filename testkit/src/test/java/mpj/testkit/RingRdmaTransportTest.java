package mpj.testkit;

import java.util.Map;
import mpj.testkit.verbs.FakeFabric;
import mpj.testkit.verbs.FakeFaults;
import mpj.transport.TransportProvider;
import mpj.transport.rdma.RdmaProvider;

/** The contract on RDMA where every peer has a ring at once, a short one, over an adapter that is hard on rings. */
class RingRdmaTransportTest extends RdmaTransportTest {
    @Override
    protected TransportProvider provider() {
        FakeFaults faults = new FakeFaults(2031).delays(2).lateReceives(3).tornWrites();
        return new RdmaProvider(new FakeFabric(faults).host(0));
    }

    @Override
    protected Map<String, String> parameters() {
        return Map.of(
                "MPJ_RDMA_RING_PEERS", "16",
                "MPJ_RDMA_RING_AFTER", "1",
                "MPJ_RDMA_RING_SLOTS", "4",
                "MPJ_RDMA_RING_BYTES", "128");
    }
}
