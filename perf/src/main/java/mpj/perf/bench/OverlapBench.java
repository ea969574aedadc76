package mpj.perf.bench;

import java.util.function.Consumer;
import java.util.function.LongConsumer;
import mpi.Intracomm;
import mpi.Request;
import mpj.perf.bench.CollectiveCall.Arguments;
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
        long testingNs;
    }

    @Override
    String[] columns(String key) {
        return new String[] {key, "Overall (us)", "Compute (us)", "Test (us)", "Alone (us)", "Overlap (%)"};
    }

    @Override
    double[] measure(Arguments arguments, long iterations, Consumer<LongConsumer> warmUp) {
        warmUp.accept(n -> {
            long alone = runAlone(arguments, n) / Math.max(1, n);
            runWithComputation(arguments, Math.max(1, n / 10), alone);
        });
        long aloneNs = runAlone(arguments, iterations);
        Spent spent = runWithComputation(arguments, iterations, aloneNs / iterations);
        Intracomm world = arguments.world();
        double perCall = 1e3 * iterations;
        double alone = average(world, aloneNs / perCall);
        double overall = average(world, spent.overallNs / perCall);
        double computing = average(world, spent.computingNs / perCall);
        double testing = average(world, spent.testingNs / perCall);
        return new double[] {overall, computing, testing, alone, overlap(overall, computing, alone)};
    }

    /** The percentage of {@code alone} that computation hid. */
    static double overlap(double overall, double computing, double alone) {
        return Math.max(0, 100 - 100 * (overall - computing) / alone);
    }

    private long runAlone(Arguments arguments, long iterations) {
        CollectiveCall.Nonblocking nonblocking = call.nonblocking;
        long spentNs = 0;
        for (long i = 0; i < iterations; i++) {
            long start = System.nanoTime();
            nonblocking.start(arguments).waitFor();
            spentNs += System.nanoTime() - start;
            align(arguments.world());
        }
        return spentNs;
    }

    private Spent runWithComputation(Arguments arguments, long iterations, long computeNs) {
        CollectiveCall.Nonblocking nonblocking = call.nonblocking;
        Spent spent = new Spent();
        for (long i = 0; i < iterations; i++) {
            long start = System.nanoTime();
            Request request = nonblocking.start(arguments);
            compute(request, computeNs, spent);
            request.waitFor();
            spent.overallNs += System.nanoTime() - start;
            align(arguments.world());
        }
        return spent;
    }

    /** So much computation, in equal parts with a test after each but the last. */
    private void compute(Request request, long computeNs, Spent spent) {
        long parts = Math.clamp(computeNs / LEAST_PART_NS, 1, Math.max(0, tests) + 1);
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
