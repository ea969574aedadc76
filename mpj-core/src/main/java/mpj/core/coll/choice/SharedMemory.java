package mpj.core.coll.choice;

/**
 * Shared memory as a choice among algorithms: where all ranks are on one node, blocking calls of few bytes use flags and
 * slots in place of the schedule of an algorithm, unless one is named. MPJ_COLL_SHARED turns it off altogether.
 */
public final class SharedMemory {
    /** Its name where algorithms are named. */
    public static final String NAME = "shared";

    /**
     * Between two ranks: beyond it the engine's copies through memory that is not in the other's cache any more are
     * faster than lines that two caches pull from each other.
     */
    private static final long MOST_OF_PAIR = 4 << 10;
    /** Of three and more, who save waiting for each other. */
    private static final long MOST = 32 << 10;

    private SharedMemory() {}

    /** Up to how many bytes, as an algorithm is chosen by, among so many ranks. */
    public static long most(int ranks) {
        return ranks == 2 ? MOST_OF_PAIR : MOST;
    }
}
