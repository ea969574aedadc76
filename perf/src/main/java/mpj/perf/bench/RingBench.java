package mpj.perf.bench;

import java.util.ArrayList;
import java.util.List;
import mpi.Comm;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A token goes round all ranks; the result is the time of one hop. */
@Command(name = "ring", description = "a token of 8 bytes goes round all ranks: the time of one hop")
final class RingBench extends SweepBench {
    private static final int TAG = 1;
    private static final int USUAL_BYTES = 8;
    private static final Repetitions RULE = new Repetitions(10_000, 500, 10_000, 500);

    @Mixin
    @SuppressWarnings("NullAway.Init")
    SizeOptions options;

    RingBench() {
        super(4);
    }

    @Override
    SizeOptions options() {
        return options;
    }

    @Override
    long[] sizes(int elementBytes) {
        return options.sizes(USUAL_BYTES, USUAL_BYTES);
    }

    @Override
    Repetitions rule() {
        return RULE;
    }

    @Override
    int participants(Comm world) {
        return world.getSize();
    }

    @Override
    List<String> columns() {
        List<String> columns = new ArrayList<>(List.of("Size", "Hop (us)"));
        if (spread.full) {
            columns.addAll(List.of("Min (us)", "Max (us)", "Iterations"));
        }
        columns.addAll(spread.columns("(us)"));
        return columns;
    }

    @Override
    List<Double> row(Comm world, Point point) {
        try (Payload token = Payload.of(point.kind(), point.size())) {
            Ring ring = new Ring(world, token);
            point.warm(rounds -> ring.run(rounds, null));
            world.barrier();
            long start = System.nanoTime();
            ring.run(point.iterations(), null);
            double hopNs = (double) (System.nanoTime() - start) / point.iterations() / world.getSize();
            List<Double> row = new ArrayList<>(List.of(hopNs / 1e3));
            if (spread.full || spread.hasPercentiles()) {
                Histogram rounds = Spread.histogram();
                point.warm(number -> ring.run(number, rounds));
                rounds.reset();
                ring.run(point.iterations(), rounds);
                addSpread(row, point, rounds, 1e3 * world.getSize());
            }
            if (options.validate) {
                ring.validate();
            }
            return row;
        }
    }

    private void addSpread(List<Double> row, Point point, Histogram rounds, double divisor) {
        if (spread.full) {
            row.addAll(List.of(
                    rounds.getMinValue() / divisor, rounds.getMaxValue() / divisor, (double) point.iterations()));
        }
        row.addAll(spread.values(rounds, ns -> ns / divisor));
    }

    /** The way of the token. */
    private record Ring(Comm world, Payload token) {
        /** @param times where to record the nanoseconds of each round, if anywhere; they count at rank 0 */
        void run(long rounds, @Nullable Histogram times) {
            int rank = world.getRank();
            int ranks = world.getSize();
            int next = (rank + 1) % ranks;
            int previous = (rank + ranks - 1) % ranks;
            for (long i = 0; i < rounds; i++) {
                long start = times == null ? 0 : System.nanoTime();
                if (rank == 0) {
                    token.send(world, next, TAG);
                    token.recv(world, previous, TAG);
                } else {
                    token.recv(world, previous, TAG);
                    token.pass();
                    token.send(world, next, TAG);
                }
                if (times != null) {
                    times.recordValue(System.nanoTime() - start);
                }
            }
        }

        /** Rank 0's bytes must come to all the others, who begin with wrong ones, and back. */
        void validate() {
            for (int round = 0; round < 3; round++) {
                token.writePattern(world.getRank() == 0 ? round : round + 1);
                run(1, null);
                token.checkPattern(round);
            }
        }
    }
}
