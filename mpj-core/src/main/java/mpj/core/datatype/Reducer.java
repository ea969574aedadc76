package mpj.core.datatype;

/** Combines elements of one datatype: {@code inOut[i] = in[i] op inOut[i]}. MPI 5.0, section 6.9. */
public interface Reducer {
    /** Whether the operands may be swapped. */
    boolean isCommutative();

    /** Whether {@link #reduce} calls a function of the user's, which must never be done under a lock of ours. */
    default boolean runsUserCode() {
        return false;
    }

    /**
     * Combines {@code count} elements in place; {@code in} is the lower rank's operand. Both addresses are native,
     * and elements lie an extent apart. Predefined operations take any alignment.
     */
    void reduce(long in, long inOut, long count);

    /**
     * Combines the first elements of two arrays, which is faster than in native memory.
     *
     * @return false, and nothing is done, where the operation does not work on arrays or on these
     */
    default boolean reduceArrays(Object in, Object inOut, int count) {
        return false;
    }
}
