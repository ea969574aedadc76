package mpj.it.program;

import mpi.MPI;

/** {@code Barrier NAME}: meets the other ranks, then prints a system property. */
public final class Barrier {
    private Barrier() {}

    /** Meets and prints. */
    public static void main(String[] args) {
        MPI.COMM_WORLD.barrier();
        System.out.println(MPI.COMM_WORLD.getRank() + " " + args[0] + "=" + System.getProperty(args[0]));
    }
}
