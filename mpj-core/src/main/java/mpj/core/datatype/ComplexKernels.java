package mpj.core.datatype;

import mpj.base.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/** Complex numbers: real part, imaginary part. */
final class ComplexKernels {
    private ComplexKernels() {}

    static @Nullable CommutativeReducer findFloat(int op) {
        return switch (op) {
            case Reducers.SUM -> (in, inOut, count) -> FloatKernels.sum(in, inOut, count << 1);
            case Reducers.PROD -> ComplexKernels::floatProd;
            default -> null;
        };
    }

    static @Nullable CommutativeReducer findDouble(int op) {
        return switch (op) {
            case Reducers.SUM -> (in, inOut, count) -> DoubleKernels.sum(in, inOut, count << 1);
            case Reducers.PROD -> ComplexKernels::doubleProd;
            default -> null;
        };
    }

    private static void floatProd(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long x = in + (i << 3);
            long y = inOut + (i << 3);
            float a = RawMemory.ALL.get(RawMemory.FLOAT, x);
            float b = RawMemory.ALL.get(RawMemory.FLOAT, x + 4);
            float c = RawMemory.ALL.get(RawMemory.FLOAT, y);
            float d = RawMemory.ALL.get(RawMemory.FLOAT, y + 4);
            RawMemory.ALL.set(RawMemory.FLOAT, y, a * c - b * d);
            RawMemory.ALL.set(RawMemory.FLOAT, y + 4, a * d + b * c);
        }
    }

    private static void doubleProd(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long x = in + (i << 4);
            long y = inOut + (i << 4);
            double a = RawMemory.ALL.get(RawMemory.DOUBLE, x);
            double b = RawMemory.ALL.get(RawMemory.DOUBLE, x + 8);
            double c = RawMemory.ALL.get(RawMemory.DOUBLE, y);
            double d = RawMemory.ALL.get(RawMemory.DOUBLE, y + 8);
            RawMemory.ALL.set(RawMemory.DOUBLE, y, a * c - b * d);
            RawMemory.ALL.set(RawMemory.DOUBLE, y + 8, a * d + b * c);
        }
    }
}
