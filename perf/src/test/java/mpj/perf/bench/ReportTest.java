package mpj.perf.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @Test
    void tablesReadLikeThoseOfTheCPeers() {
        Table table = new Report("latency", 2, List.of(), out).table("api array", "Size", "Latency (us)");
        table.row(8, 0.25);
        table.row(4194304, 1234.5678);
        assertEquals("""
                # latency, Java, 2 ranks, api array
                # Size               Latency (us)
                8                           0.250
                4194304                  1234.568
                """, printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"));
    }

    @Test
    void jsonHasTheSameFigures() {
        Report report = new Report("bw", 2, List.of("bw", "-m", "8:8", "a\"b\\c\n"), out);
        report.table("", "Size", "Bandwidth (MB/s)").row(8, 1.5);
        report.table("x", "Job", "Wall (s)").row("mpjexec", Double.NaN);
        assertEquals(
                "{\"benchmark\":\"bw\",\"ranks\":2,\"arguments\":[\"bw\",\"-m\",\"8:8\",\"a\\\"b\\\\c\\u000a\"],"
                        + "\"java\":\"" + Runtime.version() + "\",\"time\":\"2025-01-02T03:04:05Z\",\"tables\":["
                        + "{\"title\":\"bw, Java, 2 ranks\",\"columns\":[\"Size\",\"Bandwidth (MB/s)\"],"
                        + "\"rows\":[[8,1.5]]},"
                        + "{\"title\":\"bw, Java, 2 ranks, x\",\"columns\":[\"Job\",\"Wall (s)\"],"
                        + "\"rows\":[[\"mpjexec\",null]]}]}",
                report.json(Instant.parse("2025-01-02T03:04:05Z")));
    }
}
