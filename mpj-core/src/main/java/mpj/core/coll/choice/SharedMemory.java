package mpj.core.coll.choice;

import mpj.core.coll.Kind;

/**
 * Shared memory as a choice among algorithms: where all ranks are on one node, blocking calls use flags and slots in place
 * of the schedule of an algorithm up to some size, unless one is named. MPJ_COLL_SHARED turns it off altogether.
 */
public final class SharedMemory {
    /** Its name where algorithms are named. */
    public static final String NAME = "shared";

    /**
     * Between two ranks: beyond it the engine's copies through memory that is not in the other's cache any more are
     * faster than lines that two caches pull from each other.
     */
    private static final long MOST_OF_PAIR = 4 << 10;
    /** The same where each combines half of the operands. */
    private static final long MOST_REDUCED_BY_PAIR = 256 << 10;
    /** Of three and more, who save waiting for each other. */
    private static final long MOST = 4 << 20;

    private SharedMemory() {}

    /** Up to how many bytes, as an algorithm is chosen by, among so many ranks. */
    public static long most(Kind kind, int ranks) {
        if (ranks > 2) {
            return MOST;
        }
        return Subject.reduces(kind) ? MOST_REDUCED_BY_PAIR : MOST_OF_PAIR;
    }
}
