package mpj.perf.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void jsonTellsWhereTheFiguresComeFrom() {
        Report report = new Report("bw", 2, List.of(), out);
        report.from(Map.of("host", "here"));
        assertTrue(report.json(Instant.EPOCH).contains("\"environment\":{\"host\":\"here\"},"), report.json(Instant.EPOCH));
    }

    @Test
    void commasSeparateTheSameFigures() {
        Report report = new Report("alloc", 2, List.of(), out);
        report.table("api array", "Size", "Rank 0 (B/msg)", "a, \"b\" (B)").row(8, 0.5, 1);
        report.table("api direct", "Job", "Wall (s)").remarked("# JIT 3 ms", "mpjexec", 2);
        assertEquals("""
                # alloc, Java, 2 ranks, api array
                Size,Rank 0 (B/msg),"a, ""b"" (B)"
                8,0.5,1.0
                # alloc, Java, 2 ranks, api direct
                Job,Wall (s)
                mpjexec,2.0
                """, report.csv());
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "mpjexec"})
    void tablesAreDrawn(String key) throws IOException {
        Report report = new Report("startup", 2, List.of("startup", "-m", "<1>"), out);
        Table table = report.table("", "Size", "Wall (s)", "CPU (s)", "Overlap (%)");
        table.row(key, 1.5, 2, 30);
        table.row(key + "0", 3, 4, 50);
        byte[] picture = report.plot().picture("png");
        assertTrue(ImageIO.read(new ByteArrayInputStream(picture)).getWidth() >= 600);
        String page = Page.of(report, report.plot().picture("svg"));
        assertTrue(page.contains("<h1>mpj-bench startup -m &lt;1&gt;</h1>\n<svg"), page);
        assertTrue(page.contains("<td>" + key + "0</td><td>3.000</td><td>4.000</td><td>50.000</td>"), page);
    }

    @Test
    void sizesAreMarkedAtPowersOfTwo() {
        assertEquals("1", Plot.sizeLabel(0));
        assertEquals("512", Plot.sizeLabel(9));
        assertEquals("1K", Plot.sizeLabel(10));
        assertEquals("4M", Plot.sizeLabel(22));
        assertEquals("", Plot.sizeLabel(2.5));
        assertEquals("", Plot.sizeLabel(-1));
    }

    @Test
    void aLineOfProgressIsWrittenOver() {
        assertEquals("# 65536: 3 of 14, 21 s", Progress.line(65536, 3, 14, 21));
        assertEquals(Table.LEAST_WIDTH, Progress.line(Long.MAX_VALUE, 1000, 1000, 100_000).length());
    }

    @Test
    void anEarlierRunIsShownBeside(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("then.json");
        Report then = new Report("bw", 2, List.of(), out);
        Table table = then.table("", "Size", "Bandwidth (MB/s)", "Messages");
        table.row(8, 2, 10);
        table.remarked("# JIT 3 ms", "16", 4, 11);
        table.row(32, Double.NaN, 12);
        Files.writeString(file, then.json(Instant.EPOCH));
        Report now = new Report("bw", 2, List.of(), out);
        Table later = now.table("", "Size", "Bandwidth (MB/s)", "Messages");
        later.row(16, 2, 22);
        later.row(32, 5, 6);
        printed.reset();
        assertTrue(now.compareWith(SavedTable.read(file)));
        assertEquals("""
                # bw, Java, 2 ranks: Bandwidth (MB/s), then and now
                # Size                Then (MB/s)         Now (MB/s)     Now / then (x)
                16                          4.000              2.000              0.500
                # bw, Java, 2 ranks: Messages, then and now
                # Size              Then Messages       Now Messages     Now / then (x)
                16                             11                 22              2.000
                32                             12                  6              0.500
                """, printed.toString(StandardCharsets.UTF_8));
        assertFalse(new Report("latency", 2, List.of(), out).compareWith(SavedTable.read(file)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"tables\":1}", "{\"tables\":[{}]}", "{\"tables\":[{\"columns\":[],\"rows\":[1]}]}"})
    void whatIsNoRunIsRefused(String text, @TempDir Path folder) throws IOException {
        Path file = folder.resolve("then.json");
        Files.writeString(file, text);
        IOException refusal = assertThrows(IOException.class, () -> SavedTable.read(file));
        assertTrue(String.valueOf(refusal.getMessage()).startsWith(file + " is no file that --json has made: "), refusal::toString);
    }
}
