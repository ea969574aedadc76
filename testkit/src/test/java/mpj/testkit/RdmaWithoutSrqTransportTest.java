package mpj.testkit;

import java.util.Map;

/** The contract on RDMA where each connection has its receives, few of them, and a short queue. */
class RdmaWithoutSrqTransportTest extends RdmaTransportTest {
    @Override
    protected Map<String, String> parameters() {
        return Map.of("MPJ_RDMA_SRQ", "0", "MPJ_RDMA_WINDOW", "3", "MPJ_RDMA_DEPTH", "8", "MPJ_RDMA_EAGER", "2K");
    }
}
