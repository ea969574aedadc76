package mpj.perf.bench;

import mpi.Comm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Bandwidth of windows of messages from rank 0 to rank 1. */
@Command(name = "bw", description = "bandwidth from rank 0 to rank 1 in windows of messages, each window acknowledged")
final class BandwidthBench extends JobCommand {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    MessageOptions messages;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    WindowOptions windows;

    @Option(names = "--blocking", description = "blocking sends and receives instead of nonblocking ones")
    boolean blocking;

    BandwidthBench() {
        super(2);
    }

    @Override
    void measure(Comm world, Report report) {
        String calls = blocking ? "blocking" : "nonblocking";
        Table table = report.table(
                "api " + messages.api + ", " + calls + ", window " + windows.size, "Size", "Bandwidth (MB/s)");
        WarmUp warmUp = messages.warmUp(world, 2);
        for (long size : messages.sizesOr(1, 4 << 20).toArray()) {
            world.barrier();
            if (world.getRank() < 2) {
                Pair pair = Pair.ofFirst(world);
                MessageStream stream = blocking
                        ? new BlockingStream(pair, messages.api, (int) size, windows.size)
                        : new OverlappingStream(
                                pair, messages.api, (int) size, windows.size, messages.rewrite, false);
                double megabytesPerSecond = windows.measure(stream, messages, warmUp);
                if (world.getRank() == 0) {
                    table.remarked(warmUp.disturbances(), Long.toString(size), megabytesPerSecond);
                }
            }
        }
    }
}
