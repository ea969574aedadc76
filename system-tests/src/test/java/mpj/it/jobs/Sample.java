package mpj.it.jobs;

import mpi.MPI;

/**
 * {@code Sample SEED MESSAGES ROUNDS}: some messages of {@link PointToPointMatrix} and some rounds of
 * {@link CollectivesMatrix} in one job: for where a job that goes through all of them would take too long.
 */
public final class Sample {
    private Sample() {}

    /** Goes through the sample. */
    public static void main(String[] args) {
        long seed = Long.parseLong(args[0]);
        long messages = PointToPointMatrix.checkSome(seed, Integer.parseInt(args[1]));
        int rounds = Integer.parseInt(args[2]);
        CollectivesMatrix.checkSome(seed, rounds);
        MPI.COMM_WORLD.barrier();
        if (MPI.COMM_WORLD.getRank() == 0) {
            System.out.println(messages + " messages and " + rounds + " rounds were right");
        }
    }
}
