package mpi;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.BinaryOperator;
import mpj.core.datatype.Reducers;
import org.jspecify.annotations.Nullable;

/**
 * The predefined operations on objects: arithmetic on boxed numbers of one class, {@code BigInteger} and
 * {@code BigDecimal}, with the results of Java's operators; SUM also joins strings; MAX and MIN take whatever is
 * comparable; the logical ones take {@code Boolean}, the bitwise ones also integers.
 */
final class ObjectOps {
    private ObjectOps() {}

    /** What {@code op} does to two objects; it throws ERR_OP where it can do nothing. */
    @SuppressWarnings("unchecked") // the result has the class of the operands
    static <T extends @Nullable Object> BinaryOperator<T> of(String operation, Op op) {
        int code = Op.predefined(operation, op);
        return (a, b) -> (T) apply(operation, op, code, a, b);
    }

    private static Object apply(String operation, Op op, int code, @Nullable Object a, @Nullable Object b) {
        Object result = a == null || b == null || a.getClass() != b.getClass() ? null : combine(code, a, b);
        if (result == null) {
            throw MPIException.argument(
                    MPI.ERR_OP, operation, op + " is not defined for " + describe(a) + " and " + describe(b));
        }
        return result;
    }

    private static String describe(@Nullable Object object) {
        return object == null ? "null" : "an object of " + object.getClass();
    }

    private static @Nullable Object combine(int code, Object a, Object b) {
        return switch (code) {
            case Reducers.MAX -> compare(a, b, 1);
            case Reducers.MIN -> compare(a, b, -1);
            default -> switch (a) {
                case Long x -> integer(code, x, (Long) b);
                case Integer x -> narrow(integer(code, x.longValue(), ((Integer) b).longValue()), Integer.BYTES);
                case Short x -> narrow(integer(code, x.longValue(), ((Short) b).longValue()), Short.BYTES);
                case Byte x -> narrow(integer(code, x.longValue(), ((Byte) b).longValue()), Byte.BYTES);
                case Double x -> real(code, x, (Double) b);
                case Float x -> real(code, x, (Float) b);
                case Boolean x -> logical(code, x, (Boolean) b);
                case BigInteger x -> big(code, x, (BigInteger) b);
                case BigDecimal x -> big(code, x, (BigDecimal) b);
                case String x -> code == Reducers.SUM ? x + b : null;
                default -> null;
            };
        };
    }

    /** The greater in the sense of {@code sign}; of equals that of the lower rank. */
    @SuppressWarnings("unchecked") // both have the same class
    private static @Nullable Object compare(Object a, Object b, int sign) {
        if (!(a instanceof Comparable<?> comparable)) {
            return null;
        }
        int order = Integer.signum(((Comparable<Object>) comparable).compareTo(b));
        return order * sign >= 0 ? a : b;
    }

    private static @Nullable Long integer(int code, long a, long b) {
        return switch (code) {
            case Reducers.SUM -> a + b;
            case Reducers.PROD -> a * b;
            case Reducers.BAND -> a & b;
            case Reducers.BOR -> a | b;
            case Reducers.BXOR -> a ^ b;
            default -> null;
        };
    }

    /** The low bytes, which for all these operations are what the narrower type would have given. */
    private static @Nullable Object narrow(@Nullable Long value, int bytes) {
        if (value == null) {
            return null;
        }
        return switch (bytes) {
            case Byte.BYTES -> (Object) value.byteValue();
            case Short.BYTES -> (Object) value.shortValue();
            default -> (Object) value.intValue();
        };
    }

    private static @Nullable Double real(int code, double a, double b) {
        return switch (code) {
            case Reducers.SUM -> a + b;
            case Reducers.PROD -> a * b;
            default -> null;
        };
    }

    private static @Nullable Float real(int code, float a, float b) {
        return switch (code) {
            case Reducers.SUM -> a + b;
            case Reducers.PROD -> a * b;
            default -> null;
        };
    }

    private static @Nullable Boolean logical(int code, boolean a, boolean b) {
        return switch (code) {
            case Reducers.LAND, Reducers.BAND -> a && b;
            case Reducers.LOR, Reducers.BOR -> a || b;
            case Reducers.LXOR, Reducers.BXOR -> a ^ b;
            default -> null;
        };
    }

    private static @Nullable BigInteger big(int code, BigInteger a, BigInteger b) {
        return switch (code) {
            case Reducers.SUM -> a.add(b);
            case Reducers.PROD -> a.multiply(b);
            case Reducers.BAND -> a.and(b);
            case Reducers.BOR -> a.or(b);
            case Reducers.BXOR -> a.xor(b);
            default -> null;
        };
    }

    private static @Nullable BigDecimal big(int code, BigDecimal a, BigDecimal b) {
        return switch (code) {
            case Reducers.SUM -> a.add(b);
            case Reducers.PROD -> a.multiply(b);
            default -> null;
        };
    }
}
