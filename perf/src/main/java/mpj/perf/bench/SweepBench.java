package mpj.perf.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import mpi.Comm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A benchmark that measures message sizes one after the other, once with each kind of buffer. */
@Command
abstract class SweepBench extends JobCommand {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    Spread spread;

    SweepBench(int usualRanks) {
        super(usualRanks);
    }

    /** Something to measure: a row of a table. */
    record Point(BufferKind kind, long size, long iterations, long warmup, WarmUp warmUp) {
        int bytes() {
            return Math.toIntExact(size);
        }

        /** Runs a loop until it is warm. */
        void warm(LongConsumer loop) {
            warmUp.run(warmup, loop);
        }
    }

    abstract SizeOptions options();

    /** In how many elements of a buffer sizes are counted. */
    int elements() {
        return 1;
    }

    /** The sizes, where a buffer's elements have so many bytes. */
    abstract long[] sizes(int elementBytes);

    abstract Repetitions rule();

    /** How many of the world's first ranks take part. */
    abstract int participants(Comm world);

    /** What is told of the table beside its kind of buffer; may be empty. */
    String detail(Comm world) {
        return "";
    }

    /** What tells a table from the others of the run. */
    String title(Comm world, BufferKind kind) {
        return "api " + kind + detail(world);
    }

    /** The table's columns; the first is that of the keys. */
    abstract List<String> columns();

    /** What the first column holds. */
    long key(Comm world, long size) {
        return size;
    }

    /** The figures of a row, as rank 0 is told them; all ranks call it. */
    abstract List<Double> row(Comm world, Point point);

    @Override
    void check() {
        options().check(spec, elements());
    }

    @Override
    final void measure(Comm world, Report report) {
        SizeOptions options = options();
        Repetitions repetitions = options.repetitions(rule());
        int participants = participants(world);
        List<String> columns = columns();
        Progress progress = new Progress(job.progress && world.getRank() == 0, options.kinds().size());
        for (BufferKind kind : options.kinds()) {
            Table table = report.table(title(world, kind), columns.toArray(new String[0]));
            WarmUp warmUp = options.warmUp(world, participants);
            long[] sizes = sizes(elements() * kind.elementBytes());
            for (long size : sizes) {
                progress.begin(size, sizes.length);
                world.barrier();
                Point point =
                        new Point(kind, size, repetitions.iterations(size), repetitions.warmup(size), warmUp);
                List<Double> row = new ArrayList<>(row(world, point));
                if (world.getRank() == 0) {
                    table.remarked(
                            warmUp.disturbances(),
                            Long.toString(key(world, size)),
                            row.stream().mapToDouble(Double::doubleValue).toArray());
                }
            }
        }
    }
}
