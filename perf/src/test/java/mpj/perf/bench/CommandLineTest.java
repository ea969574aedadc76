package mpj.perf.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final CommandLine main =
            Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(out));

    private <T> T benchmark(Class<T> type, String name) {
        CommandLine found = Objects.requireNonNull(main.getSubcommands().get(name));
        return type.cast(found.getCommand());
    }

    @ParameterizedTest
    @ValueSource(strings = {"latency", "bw", "ring", "barrier", "idle", "wakeup", "alloc", "objects", "startup", "tune"})
    void eachBenchmarkHasHelp(String name) {
        assertEquals(0, main.execute(name, "--help"));
        assertTrue(out.toString().startsWith("Usage: mpj-bench " + name), out::toString);
    }

    @Test
    void wrongUseIsTold() {
        assertEquals(2, main.execute());
        assertEquals(2, main.execute("latency", "-m", "8:4"));
        assertTrue(out.toString().contains("'8:4' should be MAX or MIN:MAX"), out::toString);
        assertEquals(2, main.execute("latency", "--api", "list"));
        assertEquals(2, main.execute("latencies"));
    }

    @Test
    void optionsAreThoseOfOsu() {
        main.parseArgs("bw", "-m", "64:128", "-i", "5", "-x", "6", "-W", "7", "--blocking", "--api", "segment", "-c");
        BandwidthBench bench = benchmark(BandwidthBench.class, "bw");
        assertEquals(new Sizes(64, 128), bench.messages.sizes);
        assertEquals(5L, bench.messages.iterations);
        assertEquals(6L, bench.messages.warmup);
        assertEquals(7, bench.window);
        assertTrue(bench.blocking);
        assertTrue(bench.messages.validate);
        assertFalse(bench.messages.rewrite);
        assertEquals(BufferKind.SEGMENT, bench.messages.api);
    }

    @Test
    void kindsOfBuffersMayBeListed() {
        main.parseArgs("alloc", "--api", "direct,alloc");
        AllocationBench bench = benchmark(AllocationBench.class, "alloc");
        assertEquals(List.of(BufferKind.DIRECT, BufferKind.ALLOC), bench.kinds);
    }

    @Test
    void aRankIsToldByItsEnvironment() {
        assertTrue(Launch.insideJob(Map.of("MPJ_RANK", "0")));
        assertTrue(Launch.insideJob(Map.of("PMI_RANK", "1")));
        assertFalse(Launch.insideJob(Map.of("HOME", "/")));
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetween() {
        assertEquals(2, StartupBench.median(new double[] {3, 1, 2}));
        assertEquals(2.5, StartupBench.median(new double[] {4, 1, 3, 2}));
    }
}
