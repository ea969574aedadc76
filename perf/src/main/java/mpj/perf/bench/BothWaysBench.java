package mpj.perf.bench;

import mpi.Comm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Bandwidth of windows of messages between ranks 0 and 1, both ways at once. */
@Command(name = "bibw", description = "bandwidth of windows of messages between two ranks, both ways at once, added up")
final class BothWaysBench extends JobCommand {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    MessageOptions messages;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    WindowOptions windows;

    BothWaysBench() {
        super(2);
    }

    @Override
    void measure(Comm world, Report report) {
        Table table = report.table(
                "api " + messages.api + ", window " + windows.size, "Size", "Bandwidth (MB/s)");
        WarmUp warmUp = messages.warmUp(world, 2);
        for (long size : messages.sizesOr(1, 4 << 20).toArray()) {
            world.barrier();
            if (world.getRank() < 2) {
                MessageStream stream = new OverlappingStream(
                        Pair.ofFirst(world), messages.api, (int) size, windows.size, messages.rewrite, true);
                double megabytesPerSecond = 2 * windows.measure(stream, messages, warmUp);
                if (world.getRank() == 0) {
                    table.remarked(warmUp.disturbances(), Long.toString(size), megabytesPerSecond);
                }
            }
        }
    }
}
