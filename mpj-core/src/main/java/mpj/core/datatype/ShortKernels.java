package mpj.core.datatype;

import mpj.base.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/** Signed integers of 16 bits. */
final class ShortKernels {
    private ShortKernels() {}

    static @Nullable CommutativeReducer find(int op) {
        return switch (op) {
            case Reducers.MAX -> ShortKernels::max;
            case Reducers.MIN -> ShortKernels::min;
            case Reducers.SUM -> ShortKernels::sum;
            case Reducers.PROD -> ShortKernels::prod;
            case Reducers.LAND -> ShortKernels::land;
            case Reducers.LOR -> ShortKernels::lor;
            case Reducers.LXOR -> ShortKernels::lxor;
            case Reducers.BAND -> (in, inOut, count) -> BitwiseKernels.and(in, inOut, count << 1);
            case Reducers.BOR -> (in, inOut, count) -> BitwiseKernels.or(in, inOut, count << 1);
            case Reducers.BXOR -> (in, inOut, count) -> BitwiseKernels.xor(in, inOut, count << 1);
            default -> null;
        };
    }

    private static void max(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 1;
            short a = RawMemory.ALL.get(RawMemory.SHORT, in + at);
            short b = RawMemory.ALL.get(RawMemory.SHORT, inOut + at);
            RawMemory.ALL.set(RawMemory.SHORT, inOut + at, (short) Math.max(a, b));
        }
    }

    private static void min(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 1;
            short a = RawMemory.ALL.get(RawMemory.SHORT, in + at);
            short b = RawMemory.ALL.get(RawMemory.SHORT, inOut + at);
            RawMemory.ALL.set(RawMemory.SHORT, inOut + at, (short) Math.min(a, b));
        }
    }

    private static void sum(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 1;
            short a = RawMemory.ALL.get(RawMemory.SHORT, in + at);
            short b = RawMemory.ALL.get(RawMemory.SHORT, inOut + at);
            RawMemory.ALL.set(RawMemory.SHORT, inOut + at, (short) (a + b));
        }
    }

    private static void prod(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 1;
            short a = RawMemory.ALL.get(RawMemory.SHORT, in + at);
            short b = RawMemory.ALL.get(RawMemory.SHORT, inOut + at);
            RawMemory.ALL.set(RawMemory.SHORT, inOut + at, (short) (a * b));
        }
    }

    private static void land(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 1;
            short a = RawMemory.ALL.get(RawMemory.SHORT, in + at);
            short b = RawMemory.ALL.get(RawMemory.SHORT, inOut + at);
            RawMemory.ALL.set(RawMemory.SHORT, inOut + at, (short) (a != 0 && b != 0 ? 1 : 0));
        }
    }

    private static void lor(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 1;
            short a = RawMemory.ALL.get(RawMemory.SHORT, in + at);
            short b = RawMemory.ALL.get(RawMemory.SHORT, inOut + at);
            RawMemory.ALL.set(RawMemory.SHORT, inOut + at, (short) (a != 0 || b != 0 ? 1 : 0));
        }
    }

    private static void lxor(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 1;
            short a = RawMemory.ALL.get(RawMemory.SHORT, in + at);
            short b = RawMemory.ALL.get(RawMemory.SHORT, inOut + at);
            RawMemory.ALL.set(RawMemory.SHORT, inOut + at, (short) ((a != 0) != (b != 0) ? 1 : 0));
        }
    }
}
