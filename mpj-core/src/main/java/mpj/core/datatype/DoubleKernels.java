package mpj.core.datatype;

import mpj.base.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/** Floating point of 64 bits; NaN wins in MAX and MIN, and -0 is less than +0. */
final class DoubleKernels {
    private DoubleKernels() {}

    static @Nullable CommutativeReducer find(int op) {
        return switch (op) {
            case Reducers.MAX -> DoubleKernels::max;
            case Reducers.MIN -> DoubleKernels::min;
            case Reducers.SUM -> DoubleKernels::sum;
            case Reducers.PROD -> DoubleKernels::prod;
            default -> null;
        };
    }

    private static void max(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 3;
            double a = RawMemory.ALL.get(RawMemory.DOUBLE, in + at);
            double b = RawMemory.ALL.get(RawMemory.DOUBLE, inOut + at);
            RawMemory.ALL.set(RawMemory.DOUBLE, inOut + at, Math.max(a, b));
        }
    }

    private static void min(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 3;
            double a = RawMemory.ALL.get(RawMemory.DOUBLE, in + at);
            double b = RawMemory.ALL.get(RawMemory.DOUBLE, inOut + at);
            RawMemory.ALL.set(RawMemory.DOUBLE, inOut + at, Math.min(a, b));
        }
    }

    static void sum(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 3;
            double a = RawMemory.ALL.get(RawMemory.DOUBLE, in + at);
            double b = RawMemory.ALL.get(RawMemory.DOUBLE, inOut + at);
            RawMemory.ALL.set(RawMemory.DOUBLE, inOut + at, a + b);
        }
    }

    private static void prod(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 3;
            double a = RawMemory.ALL.get(RawMemory.DOUBLE, in + at);
            double b = RawMemory.ALL.get(RawMemory.DOUBLE, inOut + at);
            RawMemory.ALL.set(RawMemory.DOUBLE, inOut + at, a * b);
        }
    }
}
