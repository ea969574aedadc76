package mpj.it;

import mpi.MPI;
import mpj.testkit.Seed;

/** The randomness of a test that is a job: all ranks begin with rank 0's seed, and whoever fails names it. */
final class SharedSeed {
    private SharedSeed() {}

    /** Runs {@code body} with the same seed in all ranks. */
    static void run(Seed.Body body) {
        Seed.run(SharedSeed::ofRank0, body);
    }

    private static long ofRank0(long mine) {
        long[] seed = {mine};
        MPI.COMM_WORLD.bcast(seed, 1, MPI.LONG, 0);
        return seed[0];
    }
}
