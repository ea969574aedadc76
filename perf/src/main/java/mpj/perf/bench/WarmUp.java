package mpj.perf.bench;

import java.util.function.LongConsumer;
import mpi.Comm;
import mpi.MPI;

/**
 * What runs before a measurement. A number of iterations that suits a C program leaves a JVM half compiled, the more so
 * when compilers and programs share the cores; so it is repeated for a time as well, longer before a table's first row,
 * and beyond that until the JIT compilers of all ranks rest: four ranks on two cores need more than ten seconds.
 */
final class WarmUp {
    private static final long FIRST_NS = 2_000_000_000L;
    private static final long NEXT_NS = 600_000_000L;
    private static final long MOST_NS = 20_000_000_000L;
    /** A compiler rests that has compiled for no more than a hundredth of this. */
    private static final long WINDOW_NS = 500_000_000L;

    private static final long RESTING_MS = WINDOW_NS / 1_000_000 / 100;
    private static final int TAG = 99;

    private final Comm world;
    private final int ranks;
    private final boolean timed;
    private final Disturbances disturbances = new Disturbances();
    private boolean first = true;

    /**
     * @param ranks how many of the world's first ranks take part
     * @param timed false where the user has given a number of iterations, which then is all
     */
    WarmUp(Comm world, int ranks, boolean timed) {
        this.world = world;
        this.ranks = ranks;
        this.timed = timed;
    }

    /** Every rank that takes part calls it with the same number. */
    void run(long iterations, LongConsumer loop) {
        long start = System.nanoTime();
        long least = first ? FIRST_NS : NEXT_NS;
        first = false;
        long window = start;
        long compiledMs = Disturbances.compiledMs();
        boolean rests = false;
        boolean more = true;
        while (more) {
            loop.accept(iterations);
            long now = System.nanoTime();
            if (now - window >= WINDOW_NS) {
                long ms = Disturbances.compiledMs();
                rests = ms - compiledMs <= RESTING_MS;
                window = now;
                compiledMs = ms;
            }
            more = timed && anyOf(now - start < least || !rests && now - start < MOST_NS);
        }
        disturbances.begin();
    }

    /** What has disturbed this rank since the warm-up, as a comment beside a row. */
    String disturbances() {
        return disturbances.remark();
    }

    /** Whether a rank wants it, told by rank 0. */
    private boolean anyOf(boolean mine) {
        byte[] answer = {(byte) (mine ? 1 : 0)};
        if (world.getRank() > 0) {
            world.send(answer, 1, MPI.BYTE, 0, TAG);
            world.recv(answer, 1, MPI.BYTE, 0, TAG);
            return answer[0] != 0;
        }
        boolean any = mine;
        for (int rank = 1; rank < ranks; rank++) {
            world.recv(answer, 1, MPI.BYTE, rank, TAG);
            any |= answer[0] != 0;
        }
        answer[0] = (byte) (any ? 1 : 0);
        for (int rank = 1; rank < ranks; rank++) {
            world.send(answer, 1, MPI.BYTE, rank, TAG);
        }
        return any;
    }
}
