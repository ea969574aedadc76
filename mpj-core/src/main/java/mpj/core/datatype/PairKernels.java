package mpj.core.datatype;

import mpj.base.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * A value and its index: the pair with the least (greatest) value wins, of equal values the one with the smaller index.
 *
 * <p>Pairs of 8 bytes have the index at 4, pairs of 16 bytes at 8.
 */
final class PairKernels {
    private PairKernels() {}

    static @Nullable CommutativeReducer find(int op, int kind) {
        boolean max = op == Reducers.MAXLOC;
        if (!max && op != Reducers.MINLOC) {
            return null;
        }
        return switch (kind) {
            case Reducers.INT2 -> (in, inOut, count) -> ints(in, inOut, count, max);
            case Reducers.SHORT_INT -> (in, inOut, count) -> shorts(in, inOut, count, max);
            case Reducers.LONG_INT -> (in, inOut, count) -> longs(in, inOut, count, max);
            case Reducers.FLOAT_INT -> (in, inOut, count) -> floats(in, inOut, count, max);
            case Reducers.DOUBLE_INT -> (in, inOut, count) -> doubles(in, inOut, count, max);
            default -> null;
        };
    }

    private static void ints(long in, long inOut, long count, boolean max) {
        for (long i = 0; i < count; i++) {
            long x = in + (i << 3);
            long y = inOut + (i << 3);
            int a = RawMemory.ALL.get(RawMemory.INT, x);
            int b = RawMemory.ALL.get(RawMemory.INT, y);
            if (a == b) {
                smallerIndex(x + 4, y + 4);
            } else if (max ? a > b : a < b) {
                RawMemory.ALL.set(RawMemory.INT, y, a);
                RawMemory.putInt(y + 4, RawMemory.getInt(x + 4));
            }
        }
    }

    private static void shorts(long in, long inOut, long count, boolean max) {
        for (long i = 0; i < count; i++) {
            long x = in + (i << 3);
            long y = inOut + (i << 3);
            short a = RawMemory.ALL.get(RawMemory.SHORT, x);
            short b = RawMemory.ALL.get(RawMemory.SHORT, y);
            if (a == b) {
                smallerIndex(x + 4, y + 4);
            } else if (max ? a > b : a < b) {
                RawMemory.ALL.set(RawMemory.SHORT, y, a);
                RawMemory.putInt(y + 4, RawMemory.getInt(x + 4));
            }
        }
    }

    private static void longs(long in, long inOut, long count, boolean max) {
        for (long i = 0; i < count; i++) {
            long x = in + (i << 4);
            long y = inOut + (i << 4);
            long a = RawMemory.ALL.get(RawMemory.LONG, x);
            long b = RawMemory.ALL.get(RawMemory.LONG, y);
            if (a == b) {
                smallerIndex(x + 8, y + 8);
            } else if (max ? a > b : a < b) {
                RawMemory.ALL.set(RawMemory.LONG, y, a);
                RawMemory.putInt(y + 8, RawMemory.getInt(x + 8));
            }
        }
    }

    private static void floats(long in, long inOut, long count, boolean max) {
        for (long i = 0; i < count; i++) {
            long x = in + (i << 3);
            long y = inOut + (i << 3);
            float a = RawMemory.ALL.get(RawMemory.FLOAT, x);
            float b = RawMemory.ALL.get(RawMemory.FLOAT, y);
            if (a == b) {
                smallerIndex(x + 4, y + 4);
            } else if (max ? a > b : a < b) {
                RawMemory.ALL.set(RawMemory.FLOAT, y, a);
                RawMemory.putInt(y + 4, RawMemory.getInt(x + 4));
            }
        }
    }

    private static void doubles(long in, long inOut, long count, boolean max) {
        for (long i = 0; i < count; i++) {
            long x = in + (i << 4);
            long y = inOut + (i << 4);
            double a = RawMemory.ALL.get(RawMemory.DOUBLE, x);
            double b = RawMemory.ALL.get(RawMemory.DOUBLE, y);
            if (a == b) {
                smallerIndex(x + 8, y + 8);
            } else if (max ? a > b : a < b) {
                RawMemory.ALL.set(RawMemory.DOUBLE, y, a);
                RawMemory.putInt(y + 8, RawMemory.getInt(x + 8));
            }
        }
    }

    private static void smallerIndex(long in, long inOut) {
        RawMemory.putInt(inOut, Math.min(RawMemory.getInt(in), RawMemory.getInt(inOut)));
    }
}
