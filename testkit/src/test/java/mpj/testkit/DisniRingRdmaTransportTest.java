package mpj.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import mpj.transport.TransportProvider;
import mpj.transport.rdma.RdmaProvider;
import mpj.transport.rdma.verbs.RdmaPort;
import mpj.transport.rdma.verbs.disni.DisniProvider;

/** The contract on RDMA through DiSNI, over a real adapter, with a ring for every peer at once. */
class DisniRingRdmaTransportTest extends RdmaTransportTest {
    @Override
    protected TransportProvider provider() {
        DisniProvider verbs = new DisniProvider();
        assumeTrue(verbs.unusable() == null, verbs::unusable);
        assumeTrue(verbs.ports().stream().anyMatch(RdmaPort::usable), "no port of an adapter is active");
        return new RdmaProvider(verbs);
    }

    @Override
    protected Map<String, String> parameters() {
        return Map.of("MPJ_RDMA_RING_PEERS", "16", "MPJ_RDMA_RING_AFTER", "1");
    }
}
