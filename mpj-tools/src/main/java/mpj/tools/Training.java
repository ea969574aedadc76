package mpj.tools;

import mpi.Comm;
import mpi.MPI;
import mpi.Request;
import mpi.Status;

/**
 * The program of the job that an ahead-of-time cache is recorded from: what most programs do before they have done
 * anything of their own.
 */
public final class Training {
    private static final int TAG = 1;

    /** Longer than what is sent without asking first. */
    private static final int LONG_MESSAGE = 1 << 18;

    private Training() {}

    /** The program. */
    public static void main(String[] args) throws InterruptedException {
        Comm world = MPI.COMM_WORLD;
        int rank = world.getRank();
        exchange(new int[] {rank}, new int[1]);
        exchange(new int[LONG_MESSAGE], new int[LONG_MESSAGE]);
        double[] sum = {rank};
        MPI.COMM_WORLD.bcast(sum, 1, MPI.DOUBLE, 0);
        MPI.COMM_WORLD.allReduce(sum, 1, MPI.DOUBLE, MPI.SUM);
        world.barrier();
        System.out.println("Rank " + rank + " of " + world.getSize() + " on " + MPI.getProcessorName());
    }

    private static void exchange(int[] mine, int[] theirs) throws InterruptedException {
        Comm world = MPI.COMM_WORLD;
        int right = (world.getRank() + 1) % world.getSize();
        Request request = world.iRecv(theirs, theirs.length, MPI.INT, MPI.ANY_SOURCE, TAG);
        world.send(mine, mine.length, MPI.INT, right, TAG);
        Status status = request.waitStatus();
        if (status.getCount(MPI.INT) != mine.length) {
            throw new IllegalStateException("a message of another length came");
        }
    }
}
