package mpj.perf.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulateCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void rangesAreDoubledAndEndWithTheirEnd() {
        assertArrayEquals(new long[] {16, 32, 64, 100}, Range.parse("16..100").values());
        assertArrayEquals(new long[] {0, 1, 2}, Range.parse("0..2").values());
        assertArrayEquals(new long[] {8, 1024, 2048, 3 << 20}, Range.parse("8,1K..2k,3M").values());
        assertArrayEquals(new long[] {7}, Range.parse("7").values());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "..", "1..", "8..4", "-1", "1,", "K", "1.5", "99999999999"})
    void otherRangesAreRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Range.parse(text));
    }

    private static int execute(StringWriter told, String... arguments) {
        return Main.commandLine().setErr(new PrintWriter(told)).execute(arguments);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--op allgatherv --ranks 4 | 'allgatherv' should be barrier, bcast",
                "--op bcast | give --ranks or --nodes",
                "--op bcast --ranks 4 --nodes 2 --ppn 2 | two of --ranks, --nodes and --ppn tell the third",
                "--op bcast --ranks 4 --ppn 0 | --ppn: a node has at least 1 rank, not 0",
                "--op bcast --ranks 0 | a simulation can have 1 to 2097152 ranks, not 0",
                "--op bcast --ranks 4M | a simulation can have 1 to 2097152 ranks, not 4194304",
                "--op bcast --ranks 4 --algorithm star | --algorithm: no algorithm 'star' for bcast; there are",
                "--op bcast --ranks 4 --model none | --model: 'none' is neither shm, tcp or rdma nor a file",
                "--op bcast --ranks 4 --plot a.gif | --plot: 'a.gif' should end with .png, .svg or .html",
                "--op bcast --ranks 4 --json /no/such/folder/a | --json: no file can be made in /no/such/folder"
            })
    void wrongUseIsTold(String arguments, String cause) {
        StringWriter told = new StringWriter();
        assertEquals(2, execute(told, ("simulate " + arguments).split(" ", -1)));
        assertTrue(told.toString().contains(cause), told::toString);
    }

    @Test
    void curvesBecomeAPicture() throws IOException {
        Plot plot = new Plot("allreduce", "ranks", "time (us)");
        for (int ranks = 1; ranks < 100_000; ranks *= 4) {
            plot.point("doubling", Integer.toString(ranks), 16 * Math.log(ranks));
            plot.point("ring", Integer.toString(ranks), 0.01 * ranks);
        }
        assertTrue(ImageIO.read(new ByteArrayInputStream(plot.picture("png"))).getWidth() > 100);
        assertTrue(new String(plot.picture("svg"), StandardCharsets.UTF_8).contains("<svg"));
    }

    @Test
    void resultsAreWritten() throws IOException {
        Path json = folder.resolve("a.json");
        assertEquals(
                0,
                execute(
                        new StringWriter(),
                        "simulate",
                        "--op=barrier",
                        "--ranks=2..8",
                        "--ppn=2",
                        "--algorithm=dissemination",
                        "--json=" + json,
                        "--plot=" + folder.resolve("a.svg")));
        String text = Files.readString(json);
        assertTrue(text.contains("\"columns\":[\"Ranks\",\"Nodes\",\"Size\",\"Time (us)\",\"Formula (us)\""), text);
        assertTrue(text.contains("[8,4.0,0.0,"), text);
        assertTrue(text.contains("\"dissemination\"]"), text);
        assertTrue(Files.size(folder.resolve("a.svg")) > 1000);
    }

    /** In a quarter of the memory that it may have. */
    @Test
    void aHundredThousandRanksFitIntoAGigabyte() throws IOException, InterruptedException {
        File out = folder.resolve("out").toFile();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "simulate",
                        "--op",
                        "allreduce",
                        "--algorithm",
                        "doubling",
                        "--ranks",
                        "100000")
                .redirectErrorStream(true)
                .redirectOutput(out)
                .start();
        try {
            assertTrue(process.waitFor(110, TimeUnit.SECONDS), "not ended");
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(out.toPath(), StandardCharsets.UTF_8);
        assertEquals(0, process.exitValue(), lines::toString);
        assertTrue(lines.getLast().startsWith("100000 "), lines::toString);
        assertTrue(lines.getLast().endsWith(" doubling"), lines::toString);
    }
}
