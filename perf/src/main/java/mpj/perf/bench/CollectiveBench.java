package mpj.perf.bench;

import java.util.function.Consumer;
import java.util.function.LongConsumer;
import mpi.Comm;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Op;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/**
 * Collective operations, timed as OSU's benchmarks do: each call by itself, with a barrier after it that is not
 * counted; a rank's time is the average of its calls.
 */
@Command
abstract class CollectiveBench extends JobCommand {
    private static final int USUAL_RANKS = 4;
    private static final long LARGEST = 1 << 20;
    private static final Repetitions RULE = new Repetitions(5_000, 100, 5_000, 100);

    @Mixin
    @SuppressWarnings("NullAway.Init")
    SizeOptions options;

    final CollectiveCall call;

    CollectiveBench(CollectiveCall call) {
        super(USUAL_RANKS);
        this.call = call;
    }

    @Override
    final void check() {
        Sizes given = options.sizes;
        int element = call.elementBytes();
        if (given != null && element == 0) {
            throw new ParameterException(spec.commandLine(), "-m: a barrier has no messages");
        } else if (given != null) {
            for (long size : given.withMinimum(element).toArray()) {
                if (size % element != 0) {
                    throw new ParameterException(spec.commandLine(), "-m: sizes should be multiples of " + element
                            + " bytes, of which an element is: not " + size);
                }
            }
        }
    }

    @Override
    final void measure(Comm world, Report report) {
        boolean sized = call.elementBytes() > 0;
        Table table = report.table(sized ? "api " + options.api : "", columns(sized ? "Size" : "Ranks"));
        Repetitions repetitions = options.repetitions(RULE);
        WarmUp warmUp = options.warmUp(world, world.getSize());
        long[] sizes = sized ? options.sizesOr(call.elementBytes(), LARGEST).toArray() : new long[1];
        for (long size : sizes) {
            try (Payload send = call.sendBuffer(options.api, size, world.getSize());
                    Payload recv = call.recvBuffer(options.api, size, world.getSize())) {
                var arguments = call.arguments(MPI.COMM_WORLD, send, recv, size);
                double[] row = measure(
                        arguments, repetitions.iterations(size), n -> warmUp.run(repetitions.warmup(size), n));
                if (world.getRank() == 0) {
                    table.remarked(warmUp.disturbances(), Long.toString(sized ? size : world.getSize()), row);
                }
            }
        }
    }

    /** The table's columns; the first is given. */
    abstract String[] columns(String key);

    /**
     * A row of the table, without its key; all ranks call it.
     *
     * @param warmUp runs a loop until it is warm
     */
    abstract double[] measure(
            CollectiveCall.Arguments arguments, long iterations, Consumer<LongConsumer> warmUp);

    /** Lets all ranks begin the next call together, unless calls do so by themselves. */
    final void align(Intracomm world) {
        if (call != CollectiveCall.BARRIER) {
            world.barrier();
        }
    }

    /** The average of all ranks' values, at all of them. */
    static double average(Intracomm world, double mine) {
        return combine(world, mine, MPI.SUM) / world.getSize();
    }

    /** The combination of all ranks' values, at all of them. */
    static double combine(Intracomm world, double mine, Op op) {
        double[] all = {mine};
        world.allReduce(all, 1, MPI.DOUBLE, op);
        return all[0];
    }
}
