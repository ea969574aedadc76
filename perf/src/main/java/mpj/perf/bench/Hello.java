package mpj.perf.bench;

import mpi.MPI;

/** The first program; what start-up is measured with. */
public final class Hello {
    private Hello() {}

    /** Prints who and where this rank is. */
    public static void main(String[] args) {
        System.out.println(greeting());
    }

    static String greeting() {
        return "Hello from rank " + MPI.COMM_WORLD.getRank() + " of " + MPI.COMM_WORLD.getSize() + " on "
                + MPI.getProcessorName();
    }
}
