package mpj.core.datatype;

import static java.lang.invoke.MethodHandles.lookup;
import static mpj.base.memory.RawMemory.ALL;
import static mpj.core.datatype.LoopCopies.operator;

import java.lang.foreign.MemorySegment;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntBinaryOperator;
import java.util.function.LongBinaryOperator;
import mpj.base.memory.RawMemory;

/**
 * One loop for each width of elements, which {@link LoopCopies} makes anew for each operation.
 *
 * <p>The compiler does not vectorise a loop that loads from one native address and stores to another, since they might
 * overlap. So results go to an array of a few KiB, which it knows to lie elsewhere, and from there by a copy that never
 * leaves the nearest cache.
 */
final class ArrayLoops {
    /** As many elements are combined without the detour. */
    private static final int FEW = 8;

    /** Of the array for results; half of the smallest nearest caches there are. */
    private static final int BLOCK_BYTES = 8 << 10;

    /** An operation on floats, which the JDK has no interface for. */
    @FunctionalInterface
    interface FloatOperator {
        float apply(float a, float b);
    }

    private ArrayLoops() {}

    /** The way through the elements that all widths share. */
    abstract static class Loop implements CommutativeReducer {
        private final int shift;

        /**
         * @param shift of an element's size in bytes
         */
        Loop(int shift) {
            this.shift = shift;
        }

        @Override
        public final void reduce(long in, long inOut, long count) {
            if (count <= FEW) {
                few(in, inOut, (int) count);
                return;
            }
            int most = BLOCK_BYTES >> shift;
            for (long done = 0; done < count; done += most) {
                long at = done << shift;
                block(in + at, inOut + at, (int) Math.min(most, count - done));
            }
        }

        /** Combines elements one by one. */
        abstract void few(long in, long inOut, int count);

        /** Combines what the array for results can hold. */
        abstract void block(long in, long inOut, int count);
    }

    /** A thread's arrays for results. */
    private static final class Blocks {
        private static final ThreadLocal<Blocks> MINE = ThreadLocal.withInitial(Blocks::new);

        final byte[] bytes = new byte[BLOCK_BYTES];
        final char[] chars = new char[BLOCK_BYTES >> 1];
        final short[] shorts = new short[BLOCK_BYTES >> 1];
        final int[] ints = new int[BLOCK_BYTES >> 2];
        final long[] longs = new long[BLOCK_BYTES >> 3];
        final float[] floats = new float[BLOCK_BYTES >> 2];
        final double[] doubles = new double[BLOCK_BYTES >> 3];
    }

    /** Integers of 8 bits, which come with their sign. */
    static final class Bytes extends Loop {
        private static final IntBinaryOperator OP = operator(lookup(), IntBinaryOperator.class);

        Bytes() {
            super(0);
        }

        private static byte get(long base, int i) {
            return ALL.get(RawMemory.BYTE, base + i);
        }

        @Override
        void few(long in, long inOut, int count) {
            for (int i = 0; i < count; i++) {
                ALL.set(RawMemory.BYTE, inOut + i, (byte) OP.applyAsInt(get(in, i), get(inOut, i)));
            }
        }

        @Override
        void block(long in, long inOut, int count) {
            byte[] results = Blocks.MINE.get().bytes;
            for (int i = 0; i < count; i++) {
                results[i] = (byte) OP.applyAsInt(get(in, i), get(inOut, i));
            }
            MemorySegment.copy(results, 0, ALL, RawMemory.BYTE, inOut, count);
        }
    }

    /** Unsigned integers of 16 bits. */
    static final class Chars extends Loop {
        private static final IntBinaryOperator OP = operator(lookup(), IntBinaryOperator.class);

        Chars() {
            super(1);
        }

        private static char get(long base, int i) {
            return ALL.get(RawMemory.CHAR, base + ((long) i << 1));
        }

        @Override
        void few(long in, long inOut, int count) {
            for (int i = 0; i < count; i++) {
                ALL.set(RawMemory.CHAR, inOut + ((long) i << 1), (char) OP.applyAsInt(get(in, i), get(inOut, i)));
            }
        }

        @Override
        void block(long in, long inOut, int count) {
            char[] results = Blocks.MINE.get().chars;
            for (int i = 0; i < count; i++) {
                results[i] = (char) OP.applyAsInt(get(in, i), get(inOut, i));
            }
            MemorySegment.copy(results, 0, ALL, RawMemory.CHAR, inOut, count);
        }
    }

    /** Signed integers of 16 bits. */
    static final class Shorts extends Loop {
        private static final IntBinaryOperator OP = operator(lookup(), IntBinaryOperator.class);

        Shorts() {
            super(1);
        }

        private static short get(long base, int i) {
            return ALL.get(RawMemory.SHORT, base + ((long) i << 1));
        }

        @Override
        void few(long in, long inOut, int count) {
            for (int i = 0; i < count; i++) {
                ALL.set(RawMemory.SHORT, inOut + ((long) i << 1), (short) OP.applyAsInt(get(in, i), get(inOut, i)));
            }
        }

        @Override
        void block(long in, long inOut, int count) {
            short[] results = Blocks.MINE.get().shorts;
            for (int i = 0; i < count; i++) {
                results[i] = (short) OP.applyAsInt(get(in, i), get(inOut, i));
            }
            MemorySegment.copy(results, 0, ALL, RawMemory.SHORT, inOut, count);
        }
    }

    /** Integers of 32 bits. */
    static final class Ints extends Loop {
        private static final IntBinaryOperator OP = operator(lookup(), IntBinaryOperator.class);

        Ints() {
            super(2);
        }

        private static int get(long base, int i) {
            return ALL.get(RawMemory.INT, base + ((long) i << 2));
        }

        @Override
        void few(long in, long inOut, int count) {
            for (int i = 0; i < count; i++) {
                ALL.set(RawMemory.INT, inOut + ((long) i << 2), OP.applyAsInt(get(in, i), get(inOut, i)));
            }
        }

        @Override
        void block(long in, long inOut, int count) {
            int[] results = Blocks.MINE.get().ints;
            for (int i = 0; i < count; i++) {
                results[i] = OP.applyAsInt(get(in, i), get(inOut, i));
            }
            MemorySegment.copy(results, 0, ALL, RawMemory.INT, inOut, count);
        }
    }

    /** Integers of 64 bits. */
    static final class Longs extends Loop {
        private static final LongBinaryOperator OP = operator(lookup(), LongBinaryOperator.class);

        Longs() {
            super(3);
        }

        private static long get(long base, int i) {
            return ALL.get(RawMemory.LONG, base + ((long) i << 3));
        }

        @Override
        void few(long in, long inOut, int count) {
            for (int i = 0; i < count; i++) {
                ALL.set(RawMemory.LONG, inOut + ((long) i << 3), OP.applyAsLong(get(in, i), get(inOut, i)));
            }
        }

        @Override
        void block(long in, long inOut, int count) {
            long[] results = Blocks.MINE.get().longs;
            for (int i = 0; i < count; i++) {
                results[i] = OP.applyAsLong(get(in, i), get(inOut, i));
            }
            MemorySegment.copy(results, 0, ALL, RawMemory.LONG, inOut, count);
        }
    }

    /** Floating point of 32 bits. */
    static final class Floats extends Loop {
        private static final FloatOperator OP = operator(lookup(), FloatOperator.class);

        Floats() {
            super(2);
        }

        private static float get(long base, int i) {
            return ALL.get(RawMemory.FLOAT, base + ((long) i << 2));
        }

        @Override
        void few(long in, long inOut, int count) {
            for (int i = 0; i < count; i++) {
                ALL.set(RawMemory.FLOAT, inOut + ((long) i << 2), OP.apply(get(in, i), get(inOut, i)));
            }
        }

        @Override
        void block(long in, long inOut, int count) {
            float[] results = Blocks.MINE.get().floats;
            for (int i = 0; i < count; i++) {
                results[i] = OP.apply(get(in, i), get(inOut, i));
            }
            MemorySegment.copy(results, 0, ALL, RawMemory.FLOAT, inOut, count);
        }
    }

    /** Floating point of 64 bits. */
    static final class Doubles extends Loop {
        private static final DoubleBinaryOperator OP = operator(lookup(), DoubleBinaryOperator.class);

        Doubles() {
            super(3);
        }

        private static double get(long base, int i) {
            return ALL.get(RawMemory.DOUBLE, base + ((long) i << 3));
        }

        @Override
        void few(long in, long inOut, int count) {
            for (int i = 0; i < count; i++) {
                ALL.set(RawMemory.DOUBLE, inOut + ((long) i << 3), OP.applyAsDouble(get(in, i), get(inOut, i)));
            }
        }

        @Override
        void block(long in, long inOut, int count) {
            double[] results = Blocks.MINE.get().doubles;
            for (int i = 0; i < count; i++) {
                results[i] = OP.applyAsDouble(get(in, i), get(inOut, i));
            }
            MemorySegment.copy(results, 0, ALL, RawMemory.DOUBLE, inOut, count);
        }
    }
}
