package mpj.it;

import java.util.List;
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
}
