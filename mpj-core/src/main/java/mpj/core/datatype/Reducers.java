package mpj.core.datatype;

import java.util.function.DoubleBinaryOperator;
import java.util.function.IntBinaryOperator;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The predefined reduction operations. MPI 5.0, section 6.9.2.
 *
 * <p>Each pair of operation and datatype has a loop of its own, made when it is first asked for, so that the loop is
 * compiled for its operation alone and a job that never reduces pays nothing. The operations are told here, element by
 * element; {@link ArrayLoops} and {@link PairLoop} take them through memory.
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

    /** Signed, 8 bits. */
    public static final int SIGNED_BYTE = 15;
    /** Unsigned, 32 bits. */
    public static final int UNSIGNED_INT = 16;
    /** Unsigned, 64 bits. */
    public static final int UNSIGNED_LONG = 17;

    /** The number of kinds. */
    public static final int KINDS = 18;

    /** By kind and operation, what has been asked for. */
    private static final @Nullable Reducer[][] FOUND = new @Nullable Reducer[KINDS][MAXLOC + 1];

    private Reducers() {}

    /**
     * The kernel of a predefined operation on a predefined datatype.
     *
     * @return null where MPI does not define the operation on the datatype
     */
    public static @Nullable Reducer find(int op, int kind) {
        // two threads may make the same kernel, of which one is forgotten: kernels have no state
        Reducer found = FOUND[kind][op];
        if (found == null) {
            found = make(op, kind);
            FOUND[kind][op] = found;
        }
        return found;
    }

    private static @Nullable Reducer make(int op, int kind) {
        return switch (kind) {
            case BYTE, BOOLEAN -> copy(ArrayLoops.Bytes.class, unsignedByte(op));
            case SIGNED_BYTE -> copy(ArrayLoops.Bytes.class, integer(op));
            case CHAR -> copy(ArrayLoops.Chars.class, integer(op));
            case SHORT -> copy(ArrayLoops.Shorts.class, integer(op));
            case INT -> copy(ArrayLoops.Ints.class, integer(op));
            case UNSIGNED_INT -> copy(ArrayLoops.Ints.class, unsignedInteger(op));
            case LONG -> copy(ArrayLoops.Longs.class, longInteger(op));
            case UNSIGNED_LONG -> copy(ArrayLoops.Longs.class, unsignedLong(op));
            case FLOAT -> copy(ArrayLoops.Floats.class, floating(op));
            case DOUBLE -> copy(ArrayLoops.Doubles.class, doubleFloating(op));
            case FLOAT_COMPLEX -> complex(op, FLOAT, ComplexProducts::floats);
            case DOUBLE_COMPLEX -> complex(op, DOUBLE, ComplexProducts::doubles);
            default -> op == MINLOC || op == MAXLOC
                    ? LoopCopies.of(PairLoop.class, new PairLoop.Shape(kind, op == MAXLOC))
                    : null;
        };
    }

    private static @Nullable Reducer copy(Class<? extends Reducer> loop, @Nullable Object operator) {
        return operator == null ? null : LoopCopies.of(loop, operator);
    }

    /** Sums are those of the parts. */
    private static @Nullable Reducer complex(int op, int part, CommutativeReducer product) {
        Reducer sum = op == SUM ? find(SUM, part) : null;
        if (sum != null) {
            return new ComplexSum(sum);
        }
        return op == PROD ? product : null;
    }

    /** Of 32 bits or fewer: what does not fit is cut off. */
    private static @Nullable IntBinaryOperator integer(int op) {
        return switch (op) {
            case MAX -> Math::max;
            case MIN -> Math::min;
            case SUM -> Integer::sum;
            case PROD -> (a, b) -> a * b;
            case LAND -> (a, b) -> isTrue(a) & isTrue(b);
            case LOR -> (a, b) -> isTrue(a | b);
            case LXOR -> (a, b) -> isTrue(a) ^ isTrue(b);
            case BAND -> (a, b) -> a & b;
            case BOR -> (a, b) -> a | b;
            case BXOR -> (a, b) -> a ^ b;
            default -> null;
        };
    }

    private static @Nullable IntBinaryOperator unsignedByte(int op) {
        return switch (op) {
            case MAX -> (a, b) -> Math.max(a & 0xff, b & 0xff);
            case MIN -> (a, b) -> Math.min(a & 0xff, b & 0xff);
            default -> integer(op);
        };
    }

    /** With the sign turned round, the order of signed numbers is that of unsigned ones. */
    private static @Nullable IntBinaryOperator unsignedInteger(int op) {
        final int sign = Integer.MIN_VALUE;
        return switch (op) {
            case MAX -> (a, b) -> Math.max(a ^ sign, b ^ sign) ^ sign;
            case MIN -> (a, b) -> Math.min(a ^ sign, b ^ sign) ^ sign;
            default -> integer(op);
        };
    }

    private static @Nullable LongBinaryOperator longInteger(int op) {
        return switch (op) {
            case MAX -> Math::max;
            case MIN -> Math::min;
            case SUM -> Long::sum;
            case PROD -> (a, b) -> a * b;
            case LAND -> (a, b) -> isTrue(a) & isTrue(b);
            case LOR -> (a, b) -> isTrue(a | b);
            case LXOR -> (a, b) -> isTrue(a) ^ isTrue(b);
            case BAND -> (a, b) -> a & b;
            case BOR -> (a, b) -> a | b;
            case BXOR -> (a, b) -> a ^ b;
            default -> null;
        };
    }

    private static @Nullable LongBinaryOperator unsignedLong(int op) {
        final long sign = Long.MIN_VALUE;
        return switch (op) {
            case MAX -> (a, b) -> Math.max(a ^ sign, b ^ sign) ^ sign;
            case MIN -> (a, b) -> Math.min(a ^ sign, b ^ sign) ^ sign;
            default -> longInteger(op);
        };
    }

    /** NaN wins in MAX and MIN, and -0 is less than +0. */
    private static ArrayLoops.@Nullable FloatOperator floating(int op) {
        return switch (op) {
            case MAX -> Math::max;
            case MIN -> Math::min;
            case SUM -> Float::sum;
            case PROD -> (a, b) -> a * b;
            default -> null;
        };
    }

    /** As {@link #floating}. */
    private static @Nullable DoubleBinaryOperator doubleFloating(int op) {
        return switch (op) {
            case MAX -> Math::max;
            case MIN -> Math::min;
            case SUM -> Double::sum;
            case PROD -> (a, b) -> a * b;
            default -> null;
        };
    }

    /** 1 for all numbers but 0; without a branch, for vectors. */
    private static int isTrue(int a) {
        return (a | -a) >>> 31;
    }

    private static long isTrue(long a) {
        return (a | -a) >>> 63;
    }
}
