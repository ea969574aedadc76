package mpj.perf.bench;

import java.util.ArrayList;
import java.util.List;
import mpi.MPI;
import mpi.Request;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A nonblocking collective operation, alone and then with computation between its start and its wait that takes as long
 * as the operation alone and calls {@code test()} now and then. By OSU's formula the overlap is the part of the
 * operation that the computation hides: {@code 100 - 100 (overall - computation) / alone}, at least 0.
 */
@Command
final class OverlapBench extends CollectiveBench {
    @Option(
            names = {"-t", "--test-calls"},
            paramLabel = "N",
            converter = Count.OrNone.class,
            description = "most calls of test() during the computation (default: ${DEFAULT-VALUE})")
    int tests = 100;

    /** A part of the computation is no shorter, or short operations would be tested all the time. */
    private static final long LEAST_PART_NS = 1_000;

    private final Computation computation = new Computation();

    OverlapBench(CollectiveCall call) {
        super(call);
    }

    /** What was spent in a number of iterations. */
    private static final class Spent {
        long overallNs;
        long computingNs;
        long startingNs;
        long testingNs;
        long waitingNs;
    }

    /** OSU's, in their order. */
    @Override
    List<String> columns() {
        List<String> columns = new ArrayList<>(List.of(keys(), "Overall(us)", "Compute(us)"));
        if (spread.full) {
            columns.addAll(List.of("Coll. Init(us)", "MPI_Test(us)", "MPI_Wait(us)"));
        }
        columns.addAll(List.of("Pure Comm.(us)", "Overlap(%)"));
        columns.addAll(spread.columns("(us)"));
        return columns;
    }

    @Override
    List<Double> row(CollectiveBuffers buffers, Point point) {
        Histogram singles = Spread.histogram();
        point.warm(n -> {
            long alone = runAlone(buffers, n, singles) / Math.max(1, n);
            runWithComputation(buffers, Math.max(1, n / 10), alone);
        });
        singles.reset();
        long aloneNs = runAlone(buffers, point.iterations(), singles);
        Spent spent = runWithComputation(buffers, point.iterations(), aloneNs / point.iterations());
        if (options.validate) {
            new CollectiveCheck(call, buffers).run(() -> call.nonblocking.start(buffers).waitFor());
        }
        double perCall = 1e3 * point.iterations();
        double alone = average(aloneNs / perCall);
        double overall = average(spent.overallNs / perCall);
        double computing = average(spent.computingNs / perCall);
        List<Double> row = new ArrayList<>(List.of(overall, computing));
        if (spread.full) {
            row.add(average(spent.startingNs / perCall));
            row.add(average(spent.testingNs / perCall));
            row.add(average(spent.waitingNs / perCall));
        }
        row.addAll(List.of(alone, overlap(overall, computing, alone)));
        if (spread.hasPercentiles()) {
            row.addAll(spread.values(Spread.gather(MPI.COMM_WORLD, singles), ns -> ns / 1e3));
        }
        return row;
    }

    /** The percentage of {@code alone} that computation hid. */
    static double overlap(double overall, double computing, double alone) {
        return Math.max(0, 100 - 100 * (overall - computing) / alone);
    }

    private long runAlone(CollectiveBuffers buffers, long iterations, Histogram singles) {
        CollectiveCall.Nonblocking nonblocking = call.nonblocking;
        boolean records = spread.hasPercentiles();
        long spentNs = 0;
        for (long i = 0; i < iterations; i++) {
            long start = System.nanoTime();
            nonblocking.start(buffers).waitFor();
            long tookNs = System.nanoTime() - start;
            spentNs += tookNs;
            if (records) {
                singles.recordValue(tookNs);
            }
            align();
        }
        return spentNs;
    }

    private Spent runWithComputation(CollectiveBuffers buffers, long iterations, long computeNs) {
        CollectiveCall.Nonblocking nonblocking = call.nonblocking;
        Spent spent = new Spent();
        for (long i = 0; i < iterations; i++) {
            long start = System.nanoTime();
            Request request = nonblocking.start(buffers);
            spent.startingNs += System.nanoTime() - start;
            compute(request, computeNs, spent);
            long computed = System.nanoTime();
            request.waitFor();
            long end = System.nanoTime();
            spent.waitingNs += end - computed;
            spent.overallNs += end - start;
            align();
        }
        return spent;
    }

    /** So much computation, in equal parts with a test after each but the last. */
    private void compute(Request request, long computeNs, Spent spent) {
        long parts = Math.clamp(computeNs / LEAST_PART_NS, 1, tests + 1);
        boolean done = false;
        for (long part = 1; part <= parts; part++) {
            long start = System.nanoTime();
            computation.run(computeNs / parts);
            long end = System.nanoTime();
            spent.computingNs += end - start;
            if (part < parts && !done) {
                done = request.test();
                spent.testingNs += System.nanoTime() - end;
            }
        }
    }
}
