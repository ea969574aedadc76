package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mpj.perf.bench.Main;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knowm.xchart.XYChart;
import picocli.CommandLine;

/** {@code mpj-bench} in jobs of mpjexec. */
class BenchJobTest {
    @TempDir
    private Path folder;

    private static LauncherRun bench(int ranks, String... arguments) throws IOException, URISyntaxException {
        List<String> path = new ArrayList<>();
        for (Class<?> used : List.of(Main.class, CommandLine.class, Histogram.class, XYChart.class, VectorGraphics2D.class)) {
            path.add(Path.of(used.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
        }
        List<String> words = new ArrayList<>(List.of("--timeout", "55", "-n", Integer.toString(ranks)));
        words.addAll(List.of("-cp", String.join(File.pathSeparator, path), Main.class.getName()));
        words.addAll(List.of(arguments));
        return LauncherRun.start(words.toArray(new String[0]));
    }

    private static List<String[]> rows(String out) {
        return out.lines().filter(line -> !line.startsWith("#")).map(line -> line.split("\\s+", -1)).toList();
    }

    /** What scripts for OSU's benchmarks read: blanks between columns, comments with #, the size first. */
    @ParameterizedTest
    @CsvSource({
        "'latency', 2, 'Size Latency (us) Min (us) Max (us) Iterations P50 (us) P99.9 (us)', 7",
        "'mbw-mr', 4, 'Size Bandwidth (MB/s) Messages/s Min (MB/s) Max (MB/s) Iterations P50 (MB/s) P99.9 (MB/s)', 8",
        "'allreduce', 3, 'Size Avg Latency(us) Min Latency(us) Max Latency(us) Iterations P50 (us) P99.9 (us)', 7",
        "'ibcast', 2, 'Size Overall(us) Compute(us) Coll. Init(us) MPI_Test(us) MPI_Wait(us) Pure Comm.(us) Overlap(%)"
                + " P50 (us) P99.9 (us)', 10"
    })
    void columnsAreThoseOfOsu(String name, int ranks, String heading, int columns) throws Exception {
        try (LauncherRun job = bench(ranks, name, "-m", "8,1024", "-i", "7", "-x", "3", "-c", "-f", "-z", "50,99.9")) {
            String out = job.expect(0).out();
            List<String> comments = out.lines().filter(line -> line.startsWith("#")).toList();
            assertEquals("# " + heading, comments.getLast().replaceAll(" +", " "), out);
            List<String[]> rows = rows(out);
            assertEquals(List.of("8", "1024"), rows.stream().map(row -> row[0]).toList(), out);
            for (String[] row : rows) {
                long figures = Arrays.stream(row).takeWhile(cell -> cell.matches("[0-9.]+")).count();
                assertEquals(columns, figures, out);
            }
        }
    }

    @Test
    void resultsGoIntoFilesAndBesideEarlierOnes() throws Exception {
        Path then = folder.resolve("then.json");
        try (LauncherRun job = bench(2, "bw", "-m", "8,64", "-i", "2", "-x", "2", "--json", then.toString())) {
            job.expect(0);
        }
        Path page = folder.resolve("now.html");
        String[] words = {
            "bw", "-m", "8,64", "-i", "2", "-x", "2", "--compare", then.toString(), "--plot", page.toString()
        };
        try (LauncherRun job = bench(2, words)) {
            assertTrue(job.expect(0).out().contains("Now / then (x)"), job::describe);
        }
        String html = Files.readString(page);
        assertTrue(html.contains("<h1>mpj-bench bw -m 8,64 ") && html.contains("<svg"), html);
        assertTrue(html.contains("<td>kernel</td>") && html.endsWith("</body></html>\n"), html);
    }

    @Test
    void everyRankSaysHello() throws Exception {
        try (LauncherRun job = bench(3, "hello")) {
            String out = job.expect(0).out();
            assertEquals(3, out.lines().count(), out);
            for (int rank = 0; rank < 3; rank++) {
                assertTrue(out.lines().toList().get(rank).startsWith("Hello from rank " + rank + " of 3 on "), out);
            }
        }
        try (LauncherRun job = bench(1, "init")) {
            assertEquals(List.of("Init", "JVM"), rows(job.expect(0).out()).stream().map(row -> row[0]).toList());
        }
    }

    @Test
    void aJobKeepsTheTransportThatItWasStartedWith() throws Exception {
        try (LauncherRun job = bench(2, "latency", "--transport", "tcp")) {
            job.expectFailure();
            assertTrue(
                    job.err().contains("mpj-bench latency: --transport: the job has been started already; "), job::describe);
        }
    }
}
