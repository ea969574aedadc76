package mpj.it;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sample of messages and collective operations over an adapter of this machine, an emulated one will do. */
@Timeout(420)
class RdmaJobTest {
    @ParameterizedTest
    @CsvSource({"disni, 2", "ffm, 4"})
    void aSampleByRdmaAlone(String provider, String ranks) {
        RdmaJob.sample(provider, "rdma", List.of("-n", ranks));
    }

    /** Half of the messages of a sample are short ones, which is enough for peers to get rings. */
    @Test
    void aSampleWithRings() {
        List<String> options = List.of("-n", "2", "-x", "MPJ_RDMA_RING_PEERS=4", "-x", "MPJ_RDMA_RING_AFTER=2");
        RdmaJob.sample("ffm", "rdma", options, "rings given", "ring messages");
    }
}
