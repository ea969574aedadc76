package mpj.core.datatype;

import mpj.base.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/** Unsigned integers of 8 bits; also MPI's booleans. */
final class ByteKernels {
    private ByteKernels() {}

    static @Nullable CommutativeReducer find(int op) {
        return switch (op) {
            case Reducers.MAX -> ByteKernels::max;
            case Reducers.MIN -> ByteKernels::min;
            case Reducers.SUM -> ByteKernels::sum;
            case Reducers.PROD -> ByteKernels::prod;
            case Reducers.LAND -> ByteKernels::land;
            case Reducers.LOR -> ByteKernels::lor;
            case Reducers.LXOR -> ByteKernels::lxor;
            case Reducers.BAND -> BitwiseKernels::and;
            case Reducers.BOR -> BitwiseKernels::or;
            case Reducers.BXOR -> BitwiseKernels::xor;
            default -> null;
        };
    }

    private static void max(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            byte a = RawMemory.ALL.get(RawMemory.BYTE, in + i);
            byte b = RawMemory.ALL.get(RawMemory.BYTE, inOut + i);
            RawMemory.ALL.set(RawMemory.BYTE, inOut + i, (byte) Math.max(a & 0xff, b & 0xff));
        }
    }

    private static void min(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            byte a = RawMemory.ALL.get(RawMemory.BYTE, in + i);
            byte b = RawMemory.ALL.get(RawMemory.BYTE, inOut + i);
            RawMemory.ALL.set(RawMemory.BYTE, inOut + i, (byte) Math.min(a & 0xff, b & 0xff));
        }
    }

    private static void sum(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            byte a = RawMemory.ALL.get(RawMemory.BYTE, in + i);
            byte b = RawMemory.ALL.get(RawMemory.BYTE, inOut + i);
            RawMemory.ALL.set(RawMemory.BYTE, inOut + i, (byte) (a + b));
        }
    }

    private static void prod(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            byte a = RawMemory.ALL.get(RawMemory.BYTE, in + i);
            byte b = RawMemory.ALL.get(RawMemory.BYTE, inOut + i);
            RawMemory.ALL.set(RawMemory.BYTE, inOut + i, (byte) (a * b));
        }
    }

    private static void land(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            byte a = RawMemory.ALL.get(RawMemory.BYTE, in + i);
            byte b = RawMemory.ALL.get(RawMemory.BYTE, inOut + i);
            RawMemory.ALL.set(RawMemory.BYTE, inOut + i, (byte) (a != 0 && b != 0 ? 1 : 0));
        }
    }

    private static void lor(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            byte a = RawMemory.ALL.get(RawMemory.BYTE, in + i);
            byte b = RawMemory.ALL.get(RawMemory.BYTE, inOut + i);
            RawMemory.ALL.set(RawMemory.BYTE, inOut + i, (byte) (a != 0 || b != 0 ? 1 : 0));
        }
    }

    private static void lxor(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            byte a = RawMemory.ALL.get(RawMemory.BYTE, in + i);
            byte b = RawMemory.ALL.get(RawMemory.BYTE, inOut + i);
            RawMemory.ALL.set(RawMemory.BYTE, inOut + i, (byte) ((a != 0) != (b != 0) ? 1 : 0));
        }
    }
}
