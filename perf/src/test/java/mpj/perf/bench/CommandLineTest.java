package mpj.perf.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    @ValueSource(
            strings = {
                "latency",
                "latency-persistent",
                "latency-partitioned",
                "latency-mt",
                "bw",
                "bibw",
                "bw-persistent",
                "bibw-partitioned",
                "mbw-mr",
                "multi-lat",
                "ring",
                "barrier",
                "allreduce",
                "reduce-scatter",
                "ibarrier",
                "alltoallw-persistent",
                "ineighbor-allgatherv",
                "hello",
                "init",
                "iallreduce",
                "idle",
                "wakeup",
                "alloc",
                "objects",
                "startup",
                "tune",
                "simulate",
                "compare",
                "race",
                "report"
            })
    void eachBenchmarkHasHelp(String name) {
        assertEquals(0, main.execute(name, "--help"));
        assertTrue(out.toString().startsWith("Usage: mpj-bench " + name), out::toString);
    }

    @Test
    void wrongUseIsTold() {
        assertEquals(2, main.execute());
        assertEquals(2, main.execute("latency", "-m", "8:4"));
        assertTrue(out.toString().contains("'8:4' should be MAX, MIN:MAX or SIZE"), out::toString);
        assertEquals(2, main.execute("latency", "--api", "list"));
        assertEquals(2, main.execute("latencies"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "race marathon | no race of 'marathon': there are latency,",
                "race latency --peers lam | no peer 'lam': there are openmpi,",
                "race latency -m 8:4 | '8:4' should be MAX, MIN:MAX or SIZE",
                "race latency -t 5 | latency: Unknown options: '-t', '5'",
                "race latency --api list | expected one of [ARRAY, DIRECT,",
                "race latency -k 0 | -k, -n and --timeout should be at least 1",
                "race latency --plot x.txt | should end with .png or .svg",
                "race latency --json /no/such/folder/x | no file can be made in /no/such/folder",
                "report /no/such/file | /no/such/file cannot be read",
            })
    void wrongUseOfRacesIsTold(String words, String refusal) {
        assertEquals(2, main.execute(words.split(" ", -1)));
        assertTrue(out.toString().contains(refusal), out::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "latency --nonsense | latency: Unknown option: '--nonsense'",
                "latency -i 0 | '0' should be a whole number of 1 or more",
                "latency -x -1 | '-1' should be a whole number of 0 or more",
                "bw -W many | 'many' should be a whole number of 1 or more",
                "latency -n 1 | latency: -n: latency needs at least 2 ranks, not 1",
                "latency-mt -t 2:0 | '2:0' should be SEND:RECV, threads from 1 to 128",
                "latency-partitioned -m 12:24 --partitions 8 | multiples of 8 bytes, of which an element is: not 12",
                "bw-persistent --api object | --api object: MPI has no persistent messages of objects",
                "latency --api segment --registered cold | --registered says which memory is used, and so does --api",
                "latency --api record -m 4 | multiples of 8 bytes",
                "allreduce --api record | --api record: allreduce has no such buffers",
                "latency --plot x.gif | --plot: 'x.gif' should end with .png, .svg or .html",
                "latency --blocking | Unknown option: '--blocking'",
                "multi-lat -p 0 | '0' should be a whole number of 1 or more"
            })
    void wrongUseIsToldInOneLine(String words, String message) {
        assertEquals(2, main.execute(words.split(" ", -1)));
        String told = out.toString();
        assertTrue(told.contains(message), told);
        assertEquals(1, told.lines().count(), told);
        assertTrue(told.endsWith(" --help tells more)" + System.lineSeparator()), told);
    }

    @Test
    void namesMayBeWrittenAsOsus() {
        main.parseArgs("allreduce_persistent", "-m", "8");
        assertEquals("allreduce-persistent", benchmark(TimedCollectiveBench.class, "allreduce_persistent").spec.name());
    }

    @Test
    void aGivenWarmUpIsAllThereIs() {
        main.parseArgs("latency", "-x", "7");
        assertFalse(benchmark(LatencyBench.class, "latency").messages.untilStable);
        main.parseArgs("latency", "-x", "7", "--warmup-until-stable");
        assertTrue(benchmark(LatencyBench.class, "latency").messages.untilStable);
    }

    @Test
    void registeredMemoryIsAKindOfBuffer() {
        main.parseArgs("bw", "--registered", "cold");
        assertEquals(List.of(BufferKind.COLD), benchmark(BandwidthBench.class, "bw").messages.kinds());
        main.parseArgs("bw", "--registered", "pool");
        assertEquals(List.of(BufferKind.ALLOC), benchmark(BandwidthBench.class, "bw").messages.kinds());
        main.parseArgs("bw");
        assertEquals(List.of(BufferKind.ARRAY), benchmark(BandwidthBench.class, "bw").messages.kinds());
    }

    @Test
    void threadsOfTheTwoRanksMayDiffer() {
        main.parseArgs("latency-mt", "-t", "3:4");
        assertEquals(new ThreadCounts(3, 4), benchmark(ThreadsLatencyBench.class, "latency-mt").threads);
        main.parseArgs("latency-mt", "-t", "5");
        assertEquals(new ThreadCounts(5, 5), benchmark(ThreadsLatencyBench.class, "latency-mt").threads);
    }

    @Test
    void optionsAreThoseOfOsu() {
        main.parseArgs("bw", "-m", "64:128", "-i", "5", "-x", "6", "-W", "7", "--blocking", "--api", "segment", "-c");
        BandwidthBench bench = benchmark(BandwidthBench.class, "bw");
        assertEquals(new Sizes(64, 128), bench.messages.sizes);
        assertEquals(5, bench.messages.iterations);
        assertEquals(6, bench.messages.warmup);
        assertEquals(7, bench.windows.size);
        assertTrue(bench.oneWay.blocking);
        assertTrue(bench.messages.validate);
        assertFalse(bench.messages.rewrite);
        assertEquals(List.of(BufferKind.SEGMENT), bench.messages.kinds());
    }

    @Test
    void percentilesAreOsus() {
        main.parseArgs("latency", "-z", "-f");
        LatencyBench bench = benchmark(LatencyBench.class, "latency");
        assertEquals(
                List.of(
                        "Size", "Latency (us)", "Min (us)", "Max (us)", "Iterations", "P0 (us)", "P50 (us)", "P90 (us)",
                        "P99 (us)", "P99.9 (us)", "P100 (us)"),
                bench.columns());
        Histogram recorded = new Histogram(3);
        for (int us = 1; us <= 1000; us++) {
            recorded.recordValue(1000L * us);
        }
        List<Double> values = bench.spread.values(recorded, ns -> ns / 1e3);
        List<Double> expected = List.of(1.0, 500.0, 900.0, 990.0, 999.0, 1000.0);
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i), values.get(i), expected.get(i) / 500, values::toString);
        }
        assertEquals(2, main.execute("latency", "-z", "50,101"));
        assertTrue(out.toString().contains("'50,101' should be percentiles"), out::toString);
    }

    @Test
    void eachCollectiveHasThreeForms() {
        main.parseArgs("iallreduce", "-m", "8:64", "-i", "5", "-x", "6", "-t", "7", "--api", "segment");
        OverlapBench bench = benchmark(OverlapBench.class, "iallreduce");
        assertEquals(CollectiveCall.ALLREDUCE, bench.call);
        assertEquals(new Sizes(8, 64), bench.options.sizes);
        assertEquals(7, bench.tests);
        for (CollectiveCall call : CollectiveCall.values()) {
            assertEquals(call, benchmark(TimedCollectiveBench.class, call.command()).call);
            assertEquals(call, benchmark(TimedCollectiveBench.class, call.command() + "-persistent").call);
            assertEquals(call, benchmark(OverlapBench.class, "i" + call.command()).call);
        }
    }

    @Test
    void sizesThatDoNotFitACollectiveAreRefused() {
        assertEquals(2, main.execute("allreduce", "-m", "6:64"));
        assertTrue(out.toString().contains("multiples of 4 bytes, of which an element is: not 6"), out::toString);
        assertEquals(2, main.execute("ibarrier", "-m", "8"));
        assertTrue(out.toString().contains("-m: a barrier has no messages"), out::toString);
    }

    @Test
    void overlapIsThePartThatComputationHides() {
        assertEquals(100, OverlapBench.overlap(50, 50, 40));
        assertEquals(25, OverlapBench.overlap(80, 50, 40));
        assertEquals(0, OverlapBench.overlap(120, 50, 40));
    }

    @Test
    void sharesOfAReduceScatterAreAsEqualAsCanBe() {
        assertArrayEquals(new int[] {3, 3, 2}, CollectiveBuffers.shares(8, 3));
        assertArrayEquals(new int[] {1, 0, 0, 0}, CollectiveBuffers.shares(1, 4));
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
        assertEquals(2, Median.of(new double[] {3, 1, 2}));
        assertEquals(2.5, Median.of(new double[] {4, 1, 3, 2}));
    }
}
