package mpj.core.datatype;

import mpj.base.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/** Floating point of 32 bits; NaN wins in MAX and MIN, and -0 is less than +0. */
final class FloatKernels {
    private FloatKernels() {}

    static @Nullable CommutativeReducer find(int op) {
        return switch (op) {
            case Reducers.MAX -> FloatKernels::max;
            case Reducers.MIN -> FloatKernels::min;
            case Reducers.SUM -> FloatKernels::sum;
            case Reducers.PROD -> FloatKernels::prod;
            default -> null;
        };
    }

    private static void max(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 2;
            float a = RawMemory.ALL.get(RawMemory.FLOAT, in + at);
            float b = RawMemory.ALL.get(RawMemory.FLOAT, inOut + at);
            RawMemory.ALL.set(RawMemory.FLOAT, inOut + at, Math.max(a, b));
        }
    }

    private static void min(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 2;
            float a = RawMemory.ALL.get(RawMemory.FLOAT, in + at);
            float b = RawMemory.ALL.get(RawMemory.FLOAT, inOut + at);
            RawMemory.ALL.set(RawMemory.FLOAT, inOut + at, Math.min(a, b));
        }
    }

    static void sum(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 2;
            float a = RawMemory.ALL.get(RawMemory.FLOAT, in + at);
            float b = RawMemory.ALL.get(RawMemory.FLOAT, inOut + at);
            RawMemory.ALL.set(RawMemory.FLOAT, inOut + at, a + b);
        }
    }

    private static void prod(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 2;
            float a = RawMemory.ALL.get(RawMemory.FLOAT, in + at);
            float b = RawMemory.ALL.get(RawMemory.FLOAT, inOut + at);
            RawMemory.ALL.set(RawMemory.FLOAT, inOut + at, a * b);
        }
    }
}
