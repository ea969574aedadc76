package mpj.core.datatype;

import org.jspecify.annotations.Nullable;

/**
 * The predefined reduction operations. MPI 5.0, section 6.9.2.
 *
 * <p>Each pair of operation and datatype has a loop of its own, linked when it is first asked for, so that the loop is
 * compiled for its operation alone and a job that never reduces pays nothing.
 */
public final class Reducers {
    public static final int MAX = 0;
    public static final int MIN = 1;
    public static final int SUM = 2;
    public static final int PROD = 3;
    public static final int LAND = 4;
    public static final int BAND = 5;
    public static final int LOR = 6;
    public static final int BOR = 7;
    public static final int LXOR = 8;
    public static final int BXOR = 9;
    public static final int MINLOC = 10;
    public static final int MAXLOC = 11;

    /** Unsigned, 8 bits. */
    public static final int BYTE = 0;
    /** Unsigned, 8 bits; logical operations give 0 or 1. */
    public static final int BOOLEAN = 1;
    /** Unsigned, 16 bits. */
    public static final int CHAR = 2;

    public static final int SHORT = 3;
    public static final int INT = 4;
    public static final int LONG = 5;
    public static final int FLOAT = 6;
    public static final int DOUBLE = 7;
    public static final int FLOAT_COMPLEX = 8;
    public static final int DOUBLE_COMPLEX = 9;
    /** An int and its index, also an int; 8 bytes. */
    public static final int INT2 = 10;
    /** A short at 0 and its index at 4; 8 bytes. */
    public static final int SHORT_INT = 11;
    /** A long at 0 and its index at 8; 16 bytes. */
    public static final int LONG_INT = 12;
    /** A float at 0 and its index at 4; 8 bytes. */
    public static final int FLOAT_INT = 13;
    /** A double at 0 and its index at 8; 16 bytes. */
    public static final int DOUBLE_INT = 14;

    private Reducers() {}

    /**
     * The kernel of a predefined operation on a predefined datatype.
     *
     * @return null where MPI does not define the operation on the datatype
     */
    public static @Nullable Reducer find(int op, int kind) {
        return switch (kind) {
            case BYTE, BOOLEAN -> ByteKernels.find(op);
            case CHAR -> CharKernels.find(op);
            case SHORT -> ShortKernels.find(op);
            case INT -> IntKernels.find(op);
            case LONG -> LongKernels.find(op);
            case FLOAT -> FloatKernels.find(op);
            case DOUBLE -> DoubleKernels.find(op);
            case FLOAT_COMPLEX -> ComplexKernels.findFloat(op);
            case DOUBLE_COMPLEX -> ComplexKernels.findDouble(op);
            default -> PairKernels.find(op, kind);
        };
    }
}
