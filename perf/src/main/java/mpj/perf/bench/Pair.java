package mpj.perf.bench;

import mpi.Comm;

/**
 * This rank and the one that it exchanges messages with.
 *
 * @param leads whether this rank sends first
 */
record Pair(Comm world, int peer, boolean leads) {
    /** Ranks 0 and 1, of whom this is one. */
    static Pair ofFirst(Comm world) {
        return new Pair(world, 1 - world.getRank(), world.getRank() == 0);
    }

    /** The rank's pair of so many, each of a rank and the one that many places after it; this rank is in one of them. */
    static Pair of(Comm world, int pairs) {
        int rank = world.getRank();
        boolean leads = rank < pairs;
        return new Pair(world, leads ? rank + pairs : rank - pairs, leads);
    }
}
