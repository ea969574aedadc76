package mpj.perf.bench;

import java.util.function.Consumer;
import java.util.function.LongConsumer;
import mpi.MPI;
import mpj.perf.bench.CollectiveCall.Arguments;
import picocli.CommandLine.Command;

/** A blocking collective operation: the average of the ranks' times, the least and the greatest. */
@Command
final class BlockingCollectiveBench extends CollectiveBench {
    BlockingCollectiveBench(CollectiveCall call) {
        super(call);
    }

    @Override
    String[] columns(String key) {
        return new String[] {key, "Avg (us)", "Min (us)", "Max (us)"};
    }

    @Override
    double[] measure(Arguments arguments, long iterations, Consumer<LongConsumer> warmUp) {
        warmUp.accept(n -> run(arguments, n));
        double mine = run(arguments, iterations) / 1e3 / iterations;
        return new double[] {
            average(arguments.world(), mine),
            combine(arguments.world(), mine, MPI.MIN),
            combine(arguments.world(), mine, MPI.MAX)
        };
    }

    /** A number of calls; answers the nanoseconds spent in them. */
    private long run(Arguments arguments, long iterations) {
        CollectiveCall.Blocking blocking = call.blocking;
        long spentNs = 0;
        for (long i = 0; i < iterations; i++) {
            long start = System.nanoTime();
            blocking.call(arguments);
            spentNs += System.nanoTime() - start;
            align(arguments.world());
        }
        return spentNs;
    }
}
