package mpj.core.datatype;

/** Combines elements of one datatype: {@code inOut[i] = in[i] op inOut[i]}. MPI 5.0, section 6.9. */
public interface Reducer {
    /** Whether the operands may be swapped. */
    boolean isCommutative();

    /**
     * Combines {@code count} elements in place; {@code in} is the lower rank's operand. Both addresses are native,
     * 8-byte aligned, and elements lie an extent apart.
     */
    void reduce(long in, long inOut, long count);
}
