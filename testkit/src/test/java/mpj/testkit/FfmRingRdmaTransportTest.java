package mpj.testkit;

import java.util.Map;

/** The same with a ring for every peer at once, of the default size. */
class FfmRingRdmaTransportTest extends FfmRdmaTransportTest {
    @Override
    protected Map<String, String> parameters() {
        return Map.of("MPJ_RDMA_RING_PEERS", "16", "MPJ_RDMA_RING_AFTER", "1");
    }
}
