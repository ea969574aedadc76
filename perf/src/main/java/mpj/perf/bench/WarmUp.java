package mpj.perf.bench;

import java.util.function.LongConsumer;
import mpi.Comm;
import mpi.MPI;

/**
 * What runs before a measurement. A number of iterations that suits a C program leaves a JVM half compiled, the more so
 * when compiler and program share a core; so it is repeated for a time as well, longer before a table's first row.
 */
final class WarmUp {
    private static final long FIRST_NS = 2_000_000_000L;
    private static final long NEXT_NS = 600_000_000L;
    private static final int TAG = 99;

    private final Comm world;
    private final int ranks;
    private final boolean timed;
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
        long least = !timed ? 0 : first ? FIRST_NS : NEXT_NS;
        first = false;
        boolean more = true;
        while (more) {
            loop.accept(iterations);
            more = timed && agree(System.nanoTime() - start < least);
        }
    }

    /** Rank 0's answer. */
    private boolean agree(boolean mine) {
        byte[] answer = {(byte) (mine ? 1 : 0)};
        if (world.getRank() == 0) {
            for (int rank = 1; rank < ranks; rank++) {
                world.send(answer, 1, MPI.BYTE, rank, TAG);
            }
        } else {
            world.recv(answer, 1, MPI.BYTE, 0, TAG);
        }
        return answer[0] != 0;
    }
}
