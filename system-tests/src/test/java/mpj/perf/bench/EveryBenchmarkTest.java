package mpj.perf.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import mpi.Intracomm;
import mpi.MPI;
import mpi.MPIException;
import mpi.junit.MpiTest;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Every benchmark runs briefly with every kind of buffer that it takes, and checks the data. */
class EveryBenchmarkTest {
    private static final String SIZES = "64,65536";

    @MpiTest(ranks = {3, 4}, timeout = 300)
    void theDataAreRight() throws Exception {
        Map<String, CommandLine> benchmarks = Main.commandLine().getSubcommands();
        int measured = 0;
        for (Map.Entry<String, CommandLine> benchmark : new TreeMap<>(benchmarks).entrySet()) {
            Object command = benchmark.getValue().getCommand();
            // names with _ are others' second ones
            if (command instanceof SweepBench && benchmark.getKey().indexOf('_') < 0) {
                for (BufferKind kind : BufferKind.values()) {
                    measured += measure(benchmark.getKey(), kind);
                }
            }
        }
        // ring, five latencies, seven bandwidths, and three forms of 22 collectives; objects and records not everywhere
        int buffers = BufferKind.values().length - 2;
        int benches = 1 + 5 + 7 + 3 * CollectiveCall.values().length;
        assertTrue(measured > benches * buffers, measured + " of " + benches + " benchmarks");
    }

    /** How many tables were filled: none if the benchmark refuses the kind of buffer. */
    private static int measure(String name, BufferKind kind) throws Exception {
        List<String> words = new ArrayList<>(
                List.of(name, "-i", "2", "-x", "1", "-c", "-f", "-z", "--api", kind.toString()));
        boolean isBarrier = name.contains("barrier");
        if (!isBarrier) {
            words.addAll(List.of("-m", SIZES));
        }
        CommandLine main = Main.commandLine(name);
        main.parseArgs(words.toArray(new String[0]));
        SweepBench bench = Objects.requireNonNull(main.getSubcommands().get(name)).getCommand();
        try {
            bench.check();
        } catch (ParameterException e) {
            assertTrue(kind == BufferKind.OBJECT || kind == BufferKind.RECORD, e::toString);
            return 0;
        }
        Report report = new Report(name, MPI.COMM_WORLD.getSize(), words, Output.of(false));
        bench.measure(MPI.COMM_WORLD, report);
        if (MPI.COMM_WORLD.getRank() == 0) {
            Table table = report.tables().getFirst();
            assertEquals(isBarrier ? 1 : 2, table.rows().size(), name);
            for (Table.Row row : table.rows()) {
                assertEquals(table.columns().size() - 1, row.values().size(), name);
                assertTrue(row.values().stream().allMatch(figure -> figure >= 0), () -> name + ": " + row);
            }
        }
        return 1;
    }

    /** A call that does nothing is noticed by at least one rank. */
    @MpiTest(ranks = {2, 3})
    void wrongDataAreNoticed() throws MPIException {
        for (CollectiveCall call : CollectiveCall.values()) {
            if (call.shape.isEmpty()) {
                continue;
            }
            Intracomm comm = call.shape.communicator(MPI.COMM_WORLD);
            int[] noticed = {0};
            try (CollectiveBuffers buffers = new CollectiveBuffers(call, comm, BufferKind.ARRAY, 64)) {
                new CollectiveCheck(call, buffers).run(() -> {});
            } catch (IllegalStateException e) {
                assertTrue(String.valueOf(e.getMessage()).startsWith("validation failed: "), e::toString);
                noticed[0] = 1;
            }
            MPI.COMM_WORLD.allReduce(noticed, 1, MPI.INT, MPI.SUM);
            assertTrue(noticed[0] > 0, call::command);
        }
    }
}
