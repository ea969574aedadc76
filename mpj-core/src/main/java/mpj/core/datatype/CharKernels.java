package mpj.core.datatype;

import mpj.base.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/** Unsigned integers of 16 bits: of all operations only order tells them from signed ones. */
final class CharKernels {
    private CharKernels() {}

    static @Nullable CommutativeReducer find(int op) {
        return switch (op) {
            case Reducers.MAX -> CharKernels::max;
            case Reducers.MIN -> CharKernels::min;
            default -> ShortKernels.find(op);
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
}
