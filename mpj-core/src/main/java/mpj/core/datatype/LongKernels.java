package mpj.core.datatype;

import mpj.base.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/** Signed integers of 64 bits. */
final class LongKernels {
    private LongKernels() {}

    static @Nullable CommutativeReducer find(int op) {
        return switch (op) {
            case Reducers.MAX -> LongKernels::max;
            case Reducers.MIN -> LongKernels::min;
            case Reducers.SUM -> LongKernels::sum;
            case Reducers.PROD -> LongKernels::prod;
            case Reducers.LAND -> LongKernels::land;
            case Reducers.LOR -> LongKernels::lor;
            case Reducers.LXOR -> LongKernels::lxor;
            case Reducers.BAND -> (in, inOut, count) -> BitwiseKernels.and(in, inOut, count << 3);
            case Reducers.BOR -> (in, inOut, count) -> BitwiseKernels.or(in, inOut, count << 3);
            case Reducers.BXOR -> (in, inOut, count) -> BitwiseKernels.xor(in, inOut, count << 3);
            default -> null;
        };
    }

    private static void max(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 3;
            long a = RawMemory.ALL.get(RawMemory.LONG, in + at);
            long b = RawMemory.ALL.get(RawMemory.LONG, inOut + at);
            RawMemory.ALL.set(RawMemory.LONG, inOut + at, Math.max(a, b));
        }
    }

    private static void min(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 3;
            long a = RawMemory.ALL.get(RawMemory.LONG, in + at);
            long b = RawMemory.ALL.get(RawMemory.LONG, inOut + at);
            RawMemory.ALL.set(RawMemory.LONG, inOut + at, Math.min(a, b));
        }
    }

    private static void sum(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 3;
            long a = RawMemory.ALL.get(RawMemory.LONG, in + at);
            long b = RawMemory.ALL.get(RawMemory.LONG, inOut + at);
            RawMemory.ALL.set(RawMemory.LONG, inOut + at, a + b);
        }
    }

    private static void prod(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 3;
            long a = RawMemory.ALL.get(RawMemory.LONG, in + at);
            long b = RawMemory.ALL.get(RawMemory.LONG, inOut + at);
            RawMemory.ALL.set(RawMemory.LONG, inOut + at, a * b);
        }
    }

    private static void land(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 3;
            long a = RawMemory.ALL.get(RawMemory.LONG, in + at);
            long b = RawMemory.ALL.get(RawMemory.LONG, inOut + at);
            RawMemory.ALL.set(RawMemory.LONG, inOut + at, a != 0 && b != 0 ? 1L : 0L);
        }
    }

    private static void lor(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 3;
            long a = RawMemory.ALL.get(RawMemory.LONG, in + at);
            long b = RawMemory.ALL.get(RawMemory.LONG, inOut + at);
            RawMemory.ALL.set(RawMemory.LONG, inOut + at, a != 0 || b != 0 ? 1L : 0L);
        }
    }

    private static void lxor(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 3;
            long a = RawMemory.ALL.get(RawMemory.LONG, in + at);
            long b = RawMemory.ALL.get(RawMemory.LONG, inOut + at);
            RawMemory.ALL.set(RawMemory.LONG, inOut + at, (a != 0) != (b != 0) ? 1L : 0L);
        }
    }
}
