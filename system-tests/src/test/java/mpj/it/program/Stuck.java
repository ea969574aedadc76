package mpj.it.program;

import java.util.concurrent.CountDownLatch;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Request;

/** A job of four that hangs: the first two in a barrier, one in a receive from nobody, the last one without MPI. */
public final class Stuck {
    private Stuck() {}

    /** Hangs. */
    public static void main(String[] args) throws InterruptedException {
        Intracomm world = MPI.COMM_WORLD;
        int rank = world.getRank();
        Intracomm half = world.split(rank % 2, rank);
        System.out.println("ready " + rank);
        if (rank == 2) {
            Request pending = world.iRecv(new int[4], 4, MPI.INT, 1, 9);
            half.recv(new int[1], 1, MPI.INT, 0, 7);
            pending.waitFor();
        } else if (rank == 3) {
            new CountDownLatch(1).await();
        } else {
            world.barrier();
        }
    }
}
