package mpj.core.coll;

/**
 * One way to do a collective operation. Stateless: what it can be tuned by (a radix, a segment's length) is fixed when it
 * is registered with {@link Algorithms}, and part of its name.
 */
public interface Algorithm {
    /** The operation. */
    Kind kind();

    /** A name that is unique for the operation, such as {@code chain-64k}. */
    String name();

    /** Whether it can do a call of these facts. */
    default boolean applies(Facts facts) {
        return true;
    }

    /**
     * Whether it can do a call whose blocks differ in length, where a rank knows the lengths of its own messages alone.
     * Such calls tell nothing of their length in their {@link Facts}.
     */
    default boolean takesVarying() {
        return false;
    }

    /** The seconds from the first rank's beginning to the last one's end when all begin at once, by LogGP. */
    double cost(Facts facts, CostModel model);

    /** What the task's rank does. Ranks that are given tasks of one call make schedules that fit together. */
    Schedule schedule(Task task);
}
