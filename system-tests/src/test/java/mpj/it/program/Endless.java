package mpj.it.program;

import mpi.Intracomm;
import mpi.MPI;

/** Ranks that send each other messages until the job is ended. */
public final class Endless {
    private static final int LENGTH = 100;

    private Endless() {}

    /** Does not end by itself. */
    public static void main(String[] args) {
        Intracomm world = MPI.COMM_WORLD;
        int rank = world.getRank();
        int size = world.getSize();
        int next = (rank + 1) % size;
        int previous = (rank + size - 1) % size;
        byte[] out = new byte[LENGTH];
        byte[] in = new byte[LENGTH];
        world.barrier();
        System.out.println("ready " + rank);
        while (true) {
            world.sendRecv(out, LENGTH, MPI.BYTE, next, 1, in, LENGTH, MPI.BYTE, previous, 1);
        }
    }
}
