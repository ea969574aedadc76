package mpj.core.datatype;

import static java.lang.invoke.MethodHandles.lookup;
import static mpj.base.memory.RawMemory.ALL;
import static mpj.core.datatype.LoopCopies.operator;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Array;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntBinaryOperator;
import java.util.function.LongBinaryOperator;
import mpj.base.memory.RawMemory;

/**
 * One loop for each class of arrays, which {@link LoopCopies} makes anew for each operation.
 *
 * <p>The compiler vectorises a loop over two arrays by one index. It does not vectorise one that loads from a native
 * address and stores to another, which might overlap. Where it can vectorise the loads - those of integers of a few bytes
 * - the results go to an array of a few KiB, which it knows to lie elsewhere, and from there by a copy that stays in the
 * nearest cache. Floats are copied to arrays and back, which is still faster than one by one; for elements of eight bytes
 * it is not.
 */
final class ArrayLoops {
    /** As many elements are combined one by one: the detour takes longer. */
    private static final int FEW = 32;

    /** Of an array for results. */
    private static final int BLOCK_BYTES = 4 << 10;

    /** A thread's arrays for results, made when they are first needed. */
    private static final ThreadLocal<Map<Elements, Object>> RESULTS =
            ThreadLocal.withInitial(() -> new EnumMap<>(Elements.class));

    /** The same for operands. */
    private static final ThreadLocal<Map<Elements, Object>> OPERANDS =
            ThreadLocal.withInitial(() -> new EnumMap<>(Elements.class));

    /** An operation on floats, which the JDK has no interface for. */
    @FunctionalInterface
    interface FloatOperator {
        float apply(float a, float b);
    }

    private ArrayLoops() {}

    /** What elements are like in memory. */
    @SuppressWarnings("ImmutableEnumChecker") // classes and layouts do not change
    enum Elements {
        BYTES(byte[].class, RawMemory.BYTE),
        CHARS(char[].class, RawMemory.CHAR),
        SHORTS(short[].class, RawMemory.SHORT),
        INTS(int[].class, RawMemory.INT),
        LONGS(long[].class, RawMemory.LONG),
        FLOATS(float[].class, RawMemory.FLOAT),
        DOUBLES(double[].class, RawMemory.DOUBLE);

        final Class<?> arrays;
        final ValueLayout layout;
        final int bytes;

        Elements(Class<?> arrays, ValueLayout layout) {
            this.arrays = arrays;
            this.layout = layout;
            this.bytes = (int) layout.byteSize();
        }

        /** This thread's array for results. */
        Object results() {
            return RESULTS.get().computeIfAbsent(this, Elements::newArray);
        }

        /** This thread's array for operands. */
        Object operands() {
            return OPERANDS.get().computeIfAbsent(this, Elements::newArray);
        }

        private Object newArray() {
            return Array.newInstance(arrays.getComponentType(), BLOCK_BYTES / bytes);
        }
    }

    /** What all loops share. */
    abstract static class Loop implements CommutativeReducer {
        final Elements elements;

        Loop(Elements elements) {
            this.elements = elements;
        }

        @Override
        public void reduce(long in, long inOut, long count) {
            each(in, inOut, count);
        }

        @Override
        public final boolean reduceArrays(Object in, Object inOut, int count) {
            if (in.getClass() != elements.arrays || inOut.getClass() != elements.arrays) {
                return false;
            }
            arrays(in, inOut, count);
            return true;
        }

        /** Combines native elements one by one. */
        abstract void each(long in, long inOut, long count);

        /** Combines the first elements of two arrays. */
        abstract void arrays(Object in, Object inOut, int count);
    }

    /** Of elements whose native loads are vectorised. */
    abstract static class NarrowLoop extends Loop {
        NarrowLoop(Elements elements) {
            super(elements);
        }

        @Override
        public final void reduce(long in, long inOut, long count) {
            if (count <= FEW) {
                each(in, inOut, count);
                return;
            }
            Object results = elements.results();
            long most = BLOCK_BYTES / elements.bytes;
            for (long done = 0; done < count; done += most) {
                long at = done * elements.bytes;
                int n = (int) Math.min(most, count - done);
                combine(in + at, inOut + at, results, n);
                MemorySegment.copy(results, 0, ALL, elements.layout, inOut + at, n);
            }
        }

        /** Combines native elements into an array. */
        abstract void combine(long in, long inOut, Object results, int count);
    }

    /** Integers of 8 bits, which come with their sign. */
    static final class Bytes extends NarrowLoop {
        private static final IntBinaryOperator OP = operator(lookup(), IntBinaryOperator.class);

        Bytes() {
            super(Elements.BYTES);
        }

        @Override
        void each(long in, long inOut, long count) {
            for (long i = 0; i < count; i++) {
                int a = ALL.get(RawMemory.BYTE, in + i);
                int b = ALL.get(RawMemory.BYTE, inOut + i);
                ALL.set(RawMemory.BYTE, inOut + i, (byte) OP.applyAsInt(a, b));
            }
        }

        @Override
        void combine(long in, long inOut, Object results, int count) {
            byte[] result = (byte[]) results;
            for (int i = 0; i < count; i++) {
                int a = ALL.get(RawMemory.BYTE, in + i);
                int b = ALL.get(RawMemory.BYTE, inOut + i);
                result[i] = (byte) OP.applyAsInt(a, b);
            }
        }

        @Override
        void arrays(Object in, Object inOut, int count) {
            byte[] a = (byte[]) in;
            byte[] b = (byte[]) inOut;
            for (int i = 0; i < count; i++) {
                b[i] = (byte) OP.applyAsInt(a[i], b[i]);
            }
        }
    }

    /** Unsigned integers of 16 bits. */
    static final class Chars extends NarrowLoop {
        private static final IntBinaryOperator OP = operator(lookup(), IntBinaryOperator.class);

        Chars() {
            super(Elements.CHARS);
        }

        @Override
        void each(long in, long inOut, long count) {
            for (long at = 0; at < 2 * count; at += 2) {
                int a = ALL.get(RawMemory.CHAR, in + at);
                int b = ALL.get(RawMemory.CHAR, inOut + at);
                ALL.set(RawMemory.CHAR, inOut + at, (char) OP.applyAsInt(a, b));
            }
        }

        @Override
        void combine(long in, long inOut, Object results, int count) {
            char[] result = (char[]) results;
            for (int i = 0; i < count; i++) {
                int a = ALL.get(RawMemory.CHAR, in + ((long) i << 1));
                int b = ALL.get(RawMemory.CHAR, inOut + ((long) i << 1));
                result[i] = (char) OP.applyAsInt(a, b);
            }
        }

        @Override
        void arrays(Object in, Object inOut, int count) {
            char[] a = (char[]) in;
            char[] b = (char[]) inOut;
            for (int i = 0; i < count; i++) {
                b[i] = (char) OP.applyAsInt(a[i], b[i]);
            }
        }
    }

    /** Signed integers of 16 bits. */
    static final class Shorts extends NarrowLoop {
        private static final IntBinaryOperator OP = operator(lookup(), IntBinaryOperator.class);

        Shorts() {
            super(Elements.SHORTS);
        }

        @Override
        void each(long in, long inOut, long count) {
            for (long at = 0; at < 2 * count; at += 2) {
                int a = ALL.get(RawMemory.SHORT, in + at);
                int b = ALL.get(RawMemory.SHORT, inOut + at);
                ALL.set(RawMemory.SHORT, inOut + at, (short) OP.applyAsInt(a, b));
            }
        }

        @Override
        void combine(long in, long inOut, Object results, int count) {
            short[] result = (short[]) results;
            for (int i = 0; i < count; i++) {
                int a = ALL.get(RawMemory.SHORT, in + ((long) i << 1));
                int b = ALL.get(RawMemory.SHORT, inOut + ((long) i << 1));
                result[i] = (short) OP.applyAsInt(a, b);
            }
        }

        @Override
        void arrays(Object in, Object inOut, int count) {
            short[] a = (short[]) in;
            short[] b = (short[]) inOut;
            for (int i = 0; i < count; i++) {
                b[i] = (short) OP.applyAsInt(a[i], b[i]);
            }
        }
    }

    /** Integers of 32 bits. */
    static final class Ints extends NarrowLoop {
        private static final IntBinaryOperator OP = operator(lookup(), IntBinaryOperator.class);

        Ints() {
            super(Elements.INTS);
        }

        @Override
        void each(long in, long inOut, long count) {
            for (long at = 0; at < 4 * count; at += 4) {
                int a = ALL.get(RawMemory.INT, in + at);
                int b = ALL.get(RawMemory.INT, inOut + at);
                ALL.set(RawMemory.INT, inOut + at, OP.applyAsInt(a, b));
            }
        }

        @Override
        void combine(long in, long inOut, Object results, int count) {
            int[] result = (int[]) results;
            for (int i = 0; i < count; i++) {
                int a = ALL.get(RawMemory.INT, in + ((long) i << 2));
                int b = ALL.get(RawMemory.INT, inOut + ((long) i << 2));
                result[i] = OP.applyAsInt(a, b);
            }
        }

        @Override
        void arrays(Object in, Object inOut, int count) {
            int[] a = (int[]) in;
            int[] b = (int[]) inOut;
            for (int i = 0; i < count; i++) {
                b[i] = OP.applyAsInt(a[i], b[i]);
            }
        }
    }

    /** Integers of 64 bits. */
    static final class Longs extends Loop {
        private static final LongBinaryOperator OP = operator(lookup(), LongBinaryOperator.class);

        Longs() {
            super(Elements.LONGS);
        }

        @Override
        void each(long in, long inOut, long count) {
            for (long at = 0; at < 8 * count; at += 8) {
                long a = ALL.get(RawMemory.LONG, in + at);
                long b = ALL.get(RawMemory.LONG, inOut + at);
                ALL.set(RawMemory.LONG, inOut + at, OP.applyAsLong(a, b));
            }
        }

        @Override
        void arrays(Object in, Object inOut, int count) {
            long[] a = (long[]) in;
            long[] b = (long[]) inOut;
            for (int i = 0; i < count; i++) {
                // all operations on integers commute; compiled in this order the loop is the quicker one
                b[i] = OP.applyAsLong(b[i], a[i]);
            }
        }
    }

    /** Floating point of 32 bits. */
    static final class Floats extends Loop {
        private static final FloatOperator OP = operator(lookup(), FloatOperator.class);

        Floats() {
            super(Elements.FLOATS);
        }

        @Override
        public void reduce(long in, long inOut, long count) {
            if (count <= FEW) {
                each(in, inOut, count);
                return;
            }
            Object a = elements.operands();
            Object b = elements.results();
            long most = BLOCK_BYTES / elements.bytes;
            for (long done = 0; done < count; done += most) {
                long at = done * elements.bytes;
                int n = (int) Math.min(most, count - done);
                MemorySegment.copy(ALL, elements.layout, in + at, a, 0, n);
                MemorySegment.copy(ALL, elements.layout, inOut + at, b, 0, n);
                arrays(a, b, n);
                MemorySegment.copy(b, 0, ALL, elements.layout, inOut + at, n);
            }
        }

        @Override
        void each(long in, long inOut, long count) {
            for (long at = 0; at < 4 * count; at += 4) {
                float a = ALL.get(RawMemory.FLOAT, in + at);
                float b = ALL.get(RawMemory.FLOAT, inOut + at);
                ALL.set(RawMemory.FLOAT, inOut + at, OP.apply(a, b));
            }
        }

        @Override
        void arrays(Object in, Object inOut, int count) {
            float[] a = (float[]) in;
            float[] b = (float[]) inOut;
            for (int i = 0; i < count; i++) {
                b[i] = OP.apply(a[i], b[i]);
            }
        }
    }

    /** Floating point of 64 bits. */
    static final class Doubles extends Loop {
        private static final DoubleBinaryOperator OP = operator(lookup(), DoubleBinaryOperator.class);

        Doubles() {
            super(Elements.DOUBLES);
        }

        @Override
        void each(long in, long inOut, long count) {
            for (long at = 0; at < 8 * count; at += 8) {
                double a = ALL.get(RawMemory.DOUBLE, in + at);
                double b = ALL.get(RawMemory.DOUBLE, inOut + at);
                ALL.set(RawMemory.DOUBLE, inOut + at, OP.applyAsDouble(a, b));
            }
        }

        @Override
        void arrays(Object in, Object inOut, int count) {
            double[] a = (double[]) in;
            double[] b = (double[]) inOut;
            for (int i = 0; i < count; i++) {
                b[i] = OP.applyAsDouble(a[i], b[i]);
            }
        }
    }
}
