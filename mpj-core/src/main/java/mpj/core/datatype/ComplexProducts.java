package mpj.core.datatype;

import static mpj.base.memory.RawMemory.ALL;

import mpj.base.memory.RawMemory;

/** Products of complex numbers: real part, imaginary part. */
final class ComplexProducts {
    private ComplexProducts() {}

    static void floats(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long x = in + (i << 3);
            long y = inOut + (i << 3);
            float a = ALL.get(RawMemory.FLOAT, x);
            float b = ALL.get(RawMemory.FLOAT, x + 4);
            float c = ALL.get(RawMemory.FLOAT, y);
            float d = ALL.get(RawMemory.FLOAT, y + 4);
            ALL.set(RawMemory.FLOAT, y, a * c - b * d);
            ALL.set(RawMemory.FLOAT, y + 4, a * d + b * c);
        }
    }

    static void doubles(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long x = in + (i << 4);
            long y = inOut + (i << 4);
            double a = ALL.get(RawMemory.DOUBLE, x);
            double b = ALL.get(RawMemory.DOUBLE, x + 8);
            double c = ALL.get(RawMemory.DOUBLE, y);
            double d = ALL.get(RawMemory.DOUBLE, y + 8);
            ALL.set(RawMemory.DOUBLE, y, a * c - b * d);
            ALL.set(RawMemory.DOUBLE, y + 8, a * d + b * c);
        }
    }
}
