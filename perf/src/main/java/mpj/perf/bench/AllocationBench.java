package mpj.perf.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import mpi.Comm;
import mpi.MPI;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Heap memory that blocking messages cost in steady state, by kind of buffer. */
@Command(name = "alloc", description = "heap bytes that each rank allocates per blocking message sent or received")
final class AllocationBench extends JobCommand {
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    @Option(
            names = {"-m", "--message-size"},
            paramLabel = "[MIN:]MAX",
            converter = Sizes.Parser.class,
            description = "message sizes in bytes, doubled from MIN to MAX (default: 8)")
    Sizes sizes = new Sizes(8, 8);

    @Option(
            names = {"-i", "--iterations"},
            paramLabel = "N",
            converter = Count.Positive.class,
            description = "messages that each rank sends or receives while counting (default: ${DEFAULT-VALUE})")
    int messages = 1_000_000;

    @Option(
            names = {"-x", "--warmup"},
            paramLabel = "N",
            converter = Count.OrNone.class,
            description = "messages before counting, at the least (default: ${DEFAULT-VALUE})")
    int warmup = 200_000;

    @Option(
            names = "--api",
            split = ",",
            paramLabel = "KIND",
            description = "kinds of buffers: ${COMPLETION-CANDIDATES} (default: array,direct,segment)")
    List<BufferKind> kinds = List.of(BufferKind.ARRAY, BufferKind.DIRECT, BufferKind.SEGMENT);

    AllocationBench() {
        super(2);
    }

    @Override
    void measure(Comm world, Report report) {
        WarmUp preparation = new WarmUp(world, 2, true);
        for (BufferKind kind : kinds) {
            Table table = report.table(
                    "api " + kind + ", " + messages + " messages", "Size", "Rank 0 (B/msg)", "Rank 1 (B/msg)");
            for (long size : sizes.withMinimum(sizes.max()).toArray()) {
                row(world, preparation, table, kind, size);
            }
        }
    }

    private void row(Comm world, WarmUp preparation, Table table, BufferKind kind, long size) {
        double[] mine = {world.getRank() < 2 ? count(world, preparation, kind, size) : 0};
        double[] all = new double[world.getSize()];
        world.gather(mine, 1, MPI.DOUBLE, all, 1, MPI.DOUBLE, 0);
        if (world.getRank() == 0) {
            table.row(size, all[0], all[1]);
        }
    }

    private double count(Comm world, WarmUp preparation, BufferKind kind, long size) {
        try (PingPong messagesToAndFro = new PingPong(Pair.ofFirst(world), kind, (int) size, false)) {
            // a round trip is two messages for each rank
            preparation.run((warmup + 1L) / 2, messagesToAndFro::run);
            long roundTrips = Math.max(1, messages / 2);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            messagesToAndFro.run(roundTrips);
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            return allocated / (2.0 * roundTrips);
        }
    }
}
