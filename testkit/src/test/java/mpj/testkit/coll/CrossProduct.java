package mpj.testkit.coll;

import java.time.Duration;
import java.util.function.Supplier;
import mpj.core.comm.Communicator;
import mpj.testkit.Ranks;

/** Runs a case for every kind of buffer, count and root, with buffers of different kinds on neighbouring ranks. */
final class CrossProduct {
    private static final int[] COUNTS = {0, 1, 3, 1000, 100_000};
    private static final int LARGE = 10_000;

    private CrossProduct() {}

    /**
     * One call on one rank.
     *
     * @param kind the kind of this rank's send buffer
     * @param salt a number that is the same on all ranks and differs from one call to the next
     */
    record Case(Communicator comm, Ints.Kind kind, int count, int root, int salt) {
        int rank() {
            return comm.rank();
        }

        int size() {
            return comm.size();
        }

        boolean isRoot() {
            return rank() == root;
        }

        Supplier<String> where() {
            return () -> "rank " + rank() + " of " + size() + ", " + kind + ", count " + count + ", root " + root;
        }

        /** A buffer for sending. */
        Ints sending(int ints) {
            return Ints.of(kind, ints);
        }

        /** A buffer for receiving, of another kind. */
        Ints receiving(int ints) {
            return Ints.of(kind.plus(1 + root % 3), ints);
        }
    }

    /** What a rank does for one case. */
    @FunctionalInterface
    interface Call {
        void run(Case c);
    }

    static void rooted(int ranks, Call call) {
        run(ranks, true, call);
    }

    static void rootless(int ranks, Call call) {
        run(ranks, false, call);
    }

    private static void run(int ranks, boolean rooted, Call call) {
        Ranks.of(ranks).timeout(Duration.ofSeconds(100)).run(engine -> {
            Communicator world = engine.world();
            int salt = 0;
            for (Ints.Kind kind : Ints.Kind.values()) {
                for (int count : COUNTS) {
                    // of large messages two roots tell as much as all
                    int step = count > LARGE ? Math.max(1, ranks - 1) : 1;
                    for (int root = 0; root < (rooted ? ranks : 1); root += step) {
                        call.run(new Case(world, kind.plus(world.rank()), count, root, ++salt));
                    }
                }
            }
        });
    }
}
