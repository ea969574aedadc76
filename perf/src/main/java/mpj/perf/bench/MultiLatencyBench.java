package mpj.perf.bench;

import mpi.Comm;
import mpi.MPI;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ping-pongs of several pairs at the same time. */
@Command(
        name = "multi-lat",
        description = "blocking ping-pongs of several pairs at once: half the round trip, their mean")
final class MultiLatencyBench extends JobCommand {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    MessageOptions messages;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    PairOptions pairs;

    MultiLatencyBench() {
        super(4);
    }

    @Override
    void measure(Comm world, Report report) {
        int number = pairs.number(spec, world);
        Table table = report.table("api " + messages.api + ", " + number + " pairs", "Size", "Latency (us)");
        Repetitions repetitions = messages.repetitions(LatencyBench.RULE);
        WarmUp warmUp = messages.warmUp(world, 2 * number);
        for (long size : messages.sizesOr(1, 4 << 20).toArray()) {
            world.barrier();
            double[] sum = {0};
            if (world.getRank() < 2 * number) {
                sum[0] = measure(Pair.of(world, number), (int) size, repetitions, warmUp);
            }
            world.allReduce(sum, 1, MPI.DOUBLE, MPI.SUM);
            if (world.getRank() == 0) {
                table.remarked(warmUp.disturbances(), Long.toString(size), sum[0] / (2.0 * number));
            }
        }
    }

    private double measure(Pair pair, int size, Repetitions repetitions, WarmUp warmUp) {
        try (PingPong messagesToAndFro = new PingPong(pair, messages.api, size, messages.rewrite)) {
            warmUp.run(repetitions.warmup(size), messagesToAndFro::run);
            double microseconds = messagesToAndFro.measure(repetitions.iterations(size));
            if (messages.validate) {
                messagesToAndFro.validate();
            }
            return microseconds;
        }
    }
}
