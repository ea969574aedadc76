package mpj.perf.bench;

import mpi.Comm;
import mpi.MPI;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Windows of messages in several pairs at the same time. */
@Command(name = "mbw-mr", description = "bandwidth and message rate of several pairs at once, added up")
final class MessageRateBench extends JobCommand {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    MessageOptions messages;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    WindowOptions windows;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    PairOptions pairs;

    MessageRateBench() {
        super(4);
    }

    @Override
    void measure(Comm world, Report report) {
        int number = pairs.number(spec, world);
        String title = "api " + messages.api + ", " + number + " pairs, window " + windows.size;
        Table table = report.table(title, "Size", "Bandwidth (MB/s)", "Messages/s");
        WarmUp warmUp = messages.warmUp(world, 2 * number);
        for (long size : messages.sizesOr(1, 4 << 20).toArray()) {
            world.barrier();
            double mine = world.getRank() < 2 * number ? measure(world, number, (int) size, warmUp) : 0;
            // a pair's two ranks have measured the same
            double[] sum = {mine / 2};
            world.allReduce(sum, 1, MPI.DOUBLE, MPI.SUM);
            if (world.getRank() == 0) {
                double perSecond = size == 0 ? Double.NaN : sum[0] * 1e6 / size;
                table.remarked(warmUp.disturbances(), Long.toString(size), sum[0], perSecond);
            }
        }
    }

    private double measure(Comm world, int number, int size, WarmUp warmUp) {
        MessageStream stream = new OverlappingStream(
                Pair.of(world, number), messages.api, size, windows.size, messages.rewrite, false);
        return windows.measure(stream, messages, warmUp);
    }
}
