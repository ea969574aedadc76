package mpj.wireup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RankReportTest {
    @Test
    void travelsWhole() throws IOException {
        RankReport report = new RankReport(1, 1L << 40, 3, 4, Long.MAX_VALUE, 6, 7, Map.of("shm", 8L, "self", 9L), Map.of("rdma reads", 10L));
        assertEquals(report, RankReport.decode(report.encode()));
    }
}
