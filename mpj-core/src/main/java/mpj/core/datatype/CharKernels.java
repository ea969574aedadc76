package mpj.core.datatype;

import mpj.base.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/** Unsigned integers of 16 bits. */
final class CharKernels {
    private CharKernels() {}

    static @Nullable CommutativeReducer find(int op) {
        return switch (op) {
            case Reducers.MAX -> CharKernels::max;
            case Reducers.MIN -> CharKernels::min;
            case Reducers.SUM -> CharKernels::sum;
            case Reducers.PROD -> CharKernels::prod;
            case Reducers.LAND -> CharKernels::land;
            case Reducers.LOR -> CharKernels::lor;
            case Reducers.LXOR -> CharKernels::lxor;
            case Reducers.BAND -> (in, inOut, count) -> BitwiseKernels.and(in, inOut, count << 1);
            case Reducers.BOR -> (in, inOut, count) -> BitwiseKernels.or(in, inOut, count << 1);
            case Reducers.BXOR -> (in, inOut, count) -> BitwiseKernels.xor(in, inOut, count << 1);
            default -> null;
        };
    }

    private static void max(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 1;
            char a = RawMemory.ALL.get(RawMemory.CHAR, in + at);
            char b = RawMemory.ALL.get(RawMemory.CHAR, inOut + at);
            RawMemory.ALL.set(RawMemory.CHAR, inOut + at, (char) Math.max(a, b));
        }
    }

    private static void min(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 1;
            char a = RawMemory.ALL.get(RawMemory.CHAR, in + at);
            char b = RawMemory.ALL.get(RawMemory.CHAR, inOut + at);
            RawMemory.ALL.set(RawMemory.CHAR, inOut + at, (char) Math.min(a, b));
        }
    }

    private static void sum(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 1;
            char a = RawMemory.ALL.get(RawMemory.CHAR, in + at);
            char b = RawMemory.ALL.get(RawMemory.CHAR, inOut + at);
            RawMemory.ALL.set(RawMemory.CHAR, inOut + at, (char) (a + b));
        }
    }

    private static void prod(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 1;
            char a = RawMemory.ALL.get(RawMemory.CHAR, in + at);
            char b = RawMemory.ALL.get(RawMemory.CHAR, inOut + at);
            RawMemory.ALL.set(RawMemory.CHAR, inOut + at, (char) (a * b));
        }
    }

    private static void land(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 1;
            char a = RawMemory.ALL.get(RawMemory.CHAR, in + at);
            char b = RawMemory.ALL.get(RawMemory.CHAR, inOut + at);
            RawMemory.ALL.set(RawMemory.CHAR, inOut + at, (char) (a != 0 && b != 0 ? 1 : 0));
        }
    }

    private static void lor(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 1;
            char a = RawMemory.ALL.get(RawMemory.CHAR, in + at);
            char b = RawMemory.ALL.get(RawMemory.CHAR, inOut + at);
            RawMemory.ALL.set(RawMemory.CHAR, inOut + at, (char) (a != 0 || b != 0 ? 1 : 0));
        }
    }

    private static void lxor(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long at = i << 1;
            char a = RawMemory.ALL.get(RawMemory.CHAR, in + at);
            char b = RawMemory.ALL.get(RawMemory.CHAR, inOut + at);
            RawMemory.ALL.set(RawMemory.CHAR, inOut + at, (char) ((a != 0) != (b != 0) ? 1 : 0));
        }
    }
}
