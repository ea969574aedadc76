package mpj.core.datatype;

import mpj.base.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/** Signed integers of 32 bits. */
final class IntKernels {
    private IntKernels() {}

    static @Nullable CommutativeReducer find(int op) {
        return switch (op) {
            case Reducers.MAX -> IntKernels::max;
            case Reducers.MIN -> IntKernels::min;
            case Reducers.SUM -> IntKernels::sum;
            case Reducers.PROD -> IntKernels::prod;
            case Reducers.LAND -> IntKernels::land;
            case Reducers.LOR -> IntKernels::lor;
            case Reducers.LXOR -> IntKernels::lxor;
            case Reducers.BAND -> (in, inOut, count) -> BitwiseKernels.and(in, inOut, count << 2);
            case Reducers.BOR -> (in, inOut, count) -> BitwiseKernels.or(in, inOut, count << 2);
            case Reducers.BXOR -> (in, inOut, count) -> BitwiseKernels.xor(in, inOut, count << 2);
            default -> null;
        };
    }

    private static void max(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 2;
            int a = RawMemory.ALL.get(RawMemory.INT, in + at);
            int b = RawMemory.ALL.get(RawMemory.INT, inOut + at);
            RawMemory.ALL.set(RawMemory.INT, inOut + at, Math.max(a, b));
        }
    }

    private static void min(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 2;
            int a = RawMemory.ALL.get(RawMemory.INT, in + at);
            int b = RawMemory.ALL.get(RawMemory.INT, inOut + at);
            RawMemory.ALL.set(RawMemory.INT, inOut + at, Math.min(a, b));
        }
    }

    private static void sum(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 2;
            int a = RawMemory.ALL.get(RawMemory.INT, in + at);
            int b = RawMemory.ALL.get(RawMemory.INT, inOut + at);
            RawMemory.ALL.set(RawMemory.INT, inOut + at, a + b);
        }
    }

    private static void prod(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 2;
            int a = RawMemory.ALL.get(RawMemory.INT, in + at);
            int b = RawMemory.ALL.get(RawMemory.INT, inOut + at);
            RawMemory.ALL.set(RawMemory.INT, inOut + at, a * b);
        }
    }

    private static void land(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 2;
            int a = RawMemory.ALL.get(RawMemory.INT, in + at);
            int b = RawMemory.ALL.get(RawMemory.INT, inOut + at);
            RawMemory.ALL.set(RawMemory.INT, inOut + at, a != 0 && b != 0 ? 1 : 0);
        }
    }

    private static void lor(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 2;
            int a = RawMemory.ALL.get(RawMemory.INT, in + at);
            int b = RawMemory.ALL.get(RawMemory.INT, inOut + at);
            RawMemory.ALL.set(RawMemory.INT, inOut + at, a != 0 || b != 0 ? 1 : 0);
        }
    }

    private static void lxor(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 2;
            int a = RawMemory.ALL.get(RawMemory.INT, in + at);
            int b = RawMemory.ALL.get(RawMemory.INT, inOut + at);
            RawMemory.ALL.set(RawMemory.INT, inOut + at, (a != 0) != (b != 0) ? 1 : 0);
        }
    }
}
