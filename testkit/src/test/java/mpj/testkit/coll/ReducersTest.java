package mpj.testkit.coll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import mpj.core.datatype.Reducer;
import mpj.core.datatype.Reducers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation on every datatype against one element at a time in wide arithmetic. */
class ReducersTest {
    private static final int OPS = Reducers.MAXLOC + 1;
    /** All that the ends of loops and of vectors can make a difference to, and more than a block of native operands. */
    private static final int[] COUNTS =
            IntStream.concat(IntStream.rangeClosed(0, 70), IntStream.of(1000, 9001)).toArray();
    /** Of both operands in native memory, in bytes. */
    private static final int[][] MISALIGNMENTS = {{0, 0}, {1, 0}, {0, 4}, {5, 2}};
    private static final String[] OP_NAMES = {
        "MAX", "MIN", "SUM", "PROD", "LAND", "BAND", "LOR", "BOR", "LXOR", "BXOR", "MINLOC", "MAXLOC"
    };
    private static final String[] KIND_NAMES = {
        "BYTE", "BOOLEAN", "CHAR", "SHORT", "INT", "LONG", "FLOAT", "DOUBLE", "FLOAT_COMPLEX", "DOUBLE_COMPLEX", "INT2",
        "SHORT_INT", "LONG_INT", "FLOAT_INT", "DOUBLE_INT", "SIGNED_BYTE", "UNSIGNED_INT", "UNSIGNED_LONG"
    };
    private static final int[] EXTENTS = {1, 1, 2, 2, 4, 8, 4, 8, 8, 16, 8, 8, 16, 8, 16, 1, 4, 8};

    record Combination(int op, int kind) {
        @Override
        public String toString() {
            return OP_NAMES[op] + " on " + KIND_NAMES[kind];
        }
    }

    static List<Combination> combinations() {
        List<Combination> all = new ArrayList<>();
        for (int op = 0; op < OPS; op++) {
            for (int kind = 0; kind < Reducers.KINDS; kind++) {
                all.add(new Combination(op, kind));
            }
        }
        return all;
    }

    private static boolean isDefined(int op, int kind) {
        boolean integer = isInteger(kind);
        boolean real = integer || kind == Reducers.FLOAT || kind == Reducers.DOUBLE;
        boolean complex = kind == Reducers.FLOAT_COMPLEX || kind == Reducers.DOUBLE_COMPLEX;
        return switch (op) {
            case Reducers.MAX, Reducers.MIN -> real;
            case Reducers.SUM, Reducers.PROD -> real || complex;
            case Reducers.MINLOC, Reducers.MAXLOC -> kind >= Reducers.INT2 && !integer;
            default -> integer;
        };
    }

    private static boolean isInteger(int kind) {
        return kind <= Reducers.LONG || kind >= Reducers.SIGNED_BYTE;
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void computesWhatTheOracleComputes(Combination c) {
        Reducer reducer = Reducers.find(c.op, c.kind);
        if (!isDefined(c.op, c.kind)) {
            assertNull(reducer);
            return;
        }
        assertNotNull(reducer);
        assertTrue(reducer.isCommutative());
        long seed = 20260101L + 100L * c.op + c.kind;
        Random random = new Random(seed);
        for (int count : COUNTS) {
            for (int[] misalignment : MISALIGNMENTS) {
                check(c, reducer, count, misalignment, random, seed);
            }
        }
    }

    private static void check(Combination c, Reducer reducer, int count, int[] misalignment, Random random, long seed) {
        try (Arena arena = Arena.ofConfined()) {
            long bytes = (long) count * EXTENTS[c.kind];
            MemorySegment in = arena.allocate(bytes + 16, 8).asSlice(misalignment[0], bytes + 8);
            MemorySegment inOut = arena.allocate(bytes + 16, 8).asSlice(misalignment[1], bytes + 8);
            fill(in, c.kind, count, random);
            fill(inOut, c.kind, count, random);
            byte[] inBefore = in.toArray(ValueLayout.JAVA_BYTE);
            MemorySegment expected = MemorySegment.ofArray(inOut.toArray(ValueLayout.JAVA_BYTE));
            Object inArray = array(c.kind, in, bytes);
            Object inOutArray = array(c.kind, inOut, bytes);
            for (int i = 0; i < count; i++) {
                oracle(c.op, c.kind, in, expected, i);
            }
            reducer.reduce(in.address(), inOut.address(), count);
            String where = c + ", " + count + " elements at " + misalignment[0] + " and " + misalignment[1] + ", seed " + seed;
            assertEquals(-1, MemorySegment.ofArray(inBefore).mismatch(in), "in was changed: " + where);
            assertEquals(-1, expected.mismatch(inOut), where);
            boolean hasLoop = isDefined(Reducers.SUM, c.kind) && (c.op != Reducers.PROD || !isComplex(c.kind));
            assertEquals(hasLoop, reducer.reduceArrays(inArray, inOutArray, count), "on arrays: " + where);
            if (hasLoop) {
                MemorySegment arrayResult = segment(inOutArray);
                assertEquals(-1, expected.asSlice(0, bytes).mismatch(arrayResult), "of arrays: " + where);
            }
            assertFalse(reducer.reduceArrays(new boolean[count], inOutArray, count));
        }
    }

    private static boolean isComplex(int kind) {
        return kind == Reducers.FLOAT_COMPLEX || kind == Reducers.DOUBLE_COMPLEX;
    }

    /** A copy as an array of the kind's numbers. */
    private static Object array(int kind, MemorySegment m, long bytes) {
        MemorySegment part = m.asSlice(0, bytes);
        return switch (kind) {
            case Reducers.CHAR -> part.toArray(ValueLayout.JAVA_CHAR_UNALIGNED);
            case Reducers.SHORT -> part.toArray(ValueLayout.JAVA_SHORT_UNALIGNED);
            case Reducers.INT, Reducers.UNSIGNED_INT -> part.toArray(ValueLayout.JAVA_INT_UNALIGNED);
            case Reducers.LONG, Reducers.UNSIGNED_LONG -> part.toArray(ValueLayout.JAVA_LONG_UNALIGNED);
            case Reducers.FLOAT, Reducers.FLOAT_COMPLEX -> part.toArray(ValueLayout.JAVA_FLOAT_UNALIGNED);
            case Reducers.DOUBLE, Reducers.DOUBLE_COMPLEX -> part.toArray(ValueLayout.JAVA_DOUBLE_UNALIGNED);
            default -> part.toArray(ValueLayout.JAVA_BYTE);
        };
    }

    private static MemorySegment segment(Object array) {
        return switch (array) {
            case byte[] a -> MemorySegment.ofArray(a);
            case char[] a -> MemorySegment.ofArray(a);
            case short[] a -> MemorySegment.ofArray(a);
            case int[] a -> MemorySegment.ofArray(a);
            case long[] a -> MemorySegment.ofArray(a);
            case float[] a -> MemorySegment.ofArray(a);
            case double[] a -> MemorySegment.ofArray(a);
            default -> throw new AssertionError(array.getClass());
        };
    }

    @Test
    void aThousandThreadsAskingGetKernelsThatWork() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        AtomicInteger right = new AtomicInteger();
        for (int i = 0; i < 1000; i++) {
            int[] in = {i, 2};
            int[] inOut = {3, 4};
            int expected = i + 3;
            threads.add(Thread.ofVirtual().start(() -> {
                Reducer sum = Reducers.find(Reducers.SUM, Reducers.INT);
                if (sum != null && sum.reduceArrays(in, inOut, 2) && inOut[0] == expected && inOut[1] == 6) {
                    right.incrementAndGet();
                }
            }));
        }
        for (Thread thread : threads) {
            assertTrue(thread.join(Duration.ofSeconds(30)));
        }
        assertEquals(1000, right.get());
    }

    /** Random bits; small values where equal ones (pairs) or zeros (logical operations) must meet, and finite reals. */
    private static void fill(MemorySegment m, int kind, int count, Random random) {
        for (long at = 0; at < m.byteSize(); at++) {
            m.set(ValueLayout.JAVA_BYTE, at, random.nextInt(4) == 0 ? 0 : (byte) random.nextInt());
        }
        for (int i = 0; i < count; i++) {
            long at = (long) i * EXTENTS[kind];
            switch (kind) {
                case Reducers.FLOAT -> setFloat(m, at, real(random));
                case Reducers.DOUBLE -> setDouble(m, at, real(random));
                case Reducers.FLOAT_COMPLEX -> {
                    setFloat(m, at, real(random));
                    setFloat(m, at + 4, real(random));
                }
                case Reducers.DOUBLE_COMPLEX -> {
                    setDouble(m, at, real(random));
                    setDouble(m, at + 8, real(random));
                }
                case Reducers.INT2 -> setInt(m, at, random.nextInt(5) - 2);
                case Reducers.SHORT_INT -> setShort(m, at, (short) (random.nextInt(5) - 2));
                case Reducers.LONG_INT -> setLong(m, at, random.nextInt(5) - 2L << 40);
                case Reducers.FLOAT_INT -> setFloat(m, at, random.nextInt(5) - 2);
                case Reducers.DOUBLE_INT -> setDouble(m, at, random.nextInt(5) - 2);
                default -> {
                    if (random.nextInt(3) == 0) {
                        setInteger(m, kind, at, BigInteger.valueOf(random.nextInt(3) - 1));
                    }
                }
            }
        }
    }

    private static float real(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> 0.0f;
            case 1 -> -0.0f;
            default -> (float) (random.nextGaussian() * 1000);
        };
    }

    private static void oracle(int op, int kind, MemorySegment in, MemorySegment inOut, int i) {
        long at = (long) i * EXTENTS[kind];
        if (isInteger(kind)) {
            setInteger(inOut, kind, at, integer(op, getInteger(in, kind, at), getInteger(inOut, kind, at)));
        } else if (kind == Reducers.FLOAT) {
            setFloat(inOut, at, (float) real(op, getFloat(in, at), getFloat(inOut, at)));
        } else if (kind == Reducers.DOUBLE) {
            setDouble(inOut, at, real(op, getDouble(in, at), getDouble(inOut, at)));
        } else if (kind == Reducers.FLOAT_COMPLEX) {
            float a = getFloat(in, at);
            float b = getFloat(in, at + 4);
            float x = getFloat(inOut, at);
            float y = getFloat(inOut, at + 4);
            setFloat(inOut, at, op == Reducers.SUM ? a + x : a * x - b * y);
            setFloat(inOut, at + 4, op == Reducers.SUM ? b + y : a * y + b * x);
        } else if (kind == Reducers.DOUBLE_COMPLEX) {
            double a = getDouble(in, at);
            double b = getDouble(in, at + 8);
            double x = getDouble(inOut, at);
            double y = getDouble(inOut, at + 8);
            setDouble(inOut, at, op == Reducers.SUM ? a + x : a * x - b * y);
            setDouble(inOut, at + 8, op == Reducers.SUM ? b + y : a * y + b * x);
        } else {
            pair(op, kind, in, inOut, at);
        }
    }

    private static BigInteger integer(int op, BigInteger a, BigInteger b) {
        boolean p = a.signum() != 0;
        boolean q = b.signum() != 0;
        return switch (op) {
            case Reducers.MAX -> a.max(b);
            case Reducers.MIN -> a.min(b);
            case Reducers.SUM -> a.add(b);
            case Reducers.PROD -> a.multiply(b);
            case Reducers.LAND -> truth(p && q);
            case Reducers.LOR -> truth(p || q);
            case Reducers.LXOR -> truth(p != q);
            case Reducers.BAND -> a.and(b);
            case Reducers.BOR -> a.or(b);
            case Reducers.BXOR -> a.xor(b);
            default -> throw new AssertionError(op);
        };
    }

    private static BigInteger truth(boolean b) {
        return b ? BigInteger.ONE : BigInteger.ZERO;
    }

    private static double real(int op, double a, double b) {
        return switch (op) {
            case Reducers.MAX -> Double.compare(a, b) > 0 ? a : b;
            case Reducers.MIN -> Double.compare(a, b) < 0 ? a : b;
            case Reducers.SUM -> a + b;
            case Reducers.PROD -> a * b;
            default -> throw new AssertionError(op);
        };
    }

    private static void pair(int op, int kind, MemorySegment in, MemorySegment inOut, long at) {
        long indexAt = at + EXTENTS[kind] / 2;
        int compared = comparePairValues(kind, in, inOut, at);
        int inIndex = getInt(in, indexAt);
        if (compared == 0) {
            setInt(inOut, indexAt, Math.min(inIndex, getInt(inOut, indexAt)));
        } else if (op == Reducers.MINLOC ? compared < 0 : compared > 0) {
            int valueBytes = kind == Reducers.SHORT_INT ? 2 : EXTENTS[kind] / 2;
            MemorySegment.copy(in, at, inOut, at, valueBytes);
            setInt(inOut, indexAt, inIndex);
        }
    }

    private static int comparePairValues(int kind, MemorySegment a, MemorySegment b, long at) {
        return switch (kind) {
            case Reducers.INT2 -> Integer.compare(getInt(a, at), getInt(b, at));
            case Reducers.SHORT_INT -> Short.compare(getShort(a, at), getShort(b, at));
            case Reducers.LONG_INT -> Long.compare(getLong(a, at), getLong(b, at));
            case Reducers.FLOAT_INT -> Float.compare(getFloat(a, at), getFloat(b, at));
            default -> Double.compare(getDouble(a, at), getDouble(b, at));
        };
    }

    private static BigInteger getInteger(MemorySegment m, int kind, long at) {
        if (kind == Reducers.UNSIGNED_LONG) {
            return new BigInteger(Long.toUnsignedString(getLong(m, at)));
        }
        return BigInteger.valueOf(switch (kind) {
            case Reducers.BYTE, Reducers.BOOLEAN -> m.get(ValueLayout.JAVA_BYTE, at) & 0xff;
            case Reducers.SIGNED_BYTE -> m.get(ValueLayout.JAVA_BYTE, at);
            case Reducers.UNSIGNED_INT -> Integer.toUnsignedLong(getInt(m, at));
            case Reducers.CHAR -> m.get(ValueLayout.JAVA_CHAR_UNALIGNED, at);
            case Reducers.SHORT -> getShort(m, at);
            case Reducers.INT -> getInt(m, at);
            default -> getLong(m, at);
        });
    }

    private static void setInteger(MemorySegment m, int kind, long at, BigInteger value) {
        switch (EXTENTS[kind]) {
            case 1 -> m.set(ValueLayout.JAVA_BYTE, at, value.byteValue());
            case 2 -> setShort(m, at, value.shortValue());
            case 4 -> setInt(m, at, value.intValue());
            default -> setLong(m, at, value.longValue());
        }
    }

    private static short getShort(MemorySegment m, long at) {
        return m.get(ValueLayout.JAVA_SHORT_UNALIGNED, at);
    }

    private static void setShort(MemorySegment m, long at, short value) {
        m.set(ValueLayout.JAVA_SHORT_UNALIGNED, at, value);
    }

    private static int getInt(MemorySegment m, long at) {
        return m.get(ValueLayout.JAVA_INT_UNALIGNED, at);
    }

    private static void setInt(MemorySegment m, long at, int value) {
        m.set(ValueLayout.JAVA_INT_UNALIGNED, at, value);
    }

    private static long getLong(MemorySegment m, long at) {
        return m.get(ValueLayout.JAVA_LONG_UNALIGNED, at);
    }

    private static void setLong(MemorySegment m, long at, long value) {
        m.set(ValueLayout.JAVA_LONG_UNALIGNED, at, value);
    }

    private static float getFloat(MemorySegment m, long at) {
        return m.get(ValueLayout.JAVA_FLOAT_UNALIGNED, at);
    }

    private static void setFloat(MemorySegment m, long at, float value) {
        m.set(ValueLayout.JAVA_FLOAT_UNALIGNED, at, value);
    }

    private static double getDouble(MemorySegment m, long at) {
        return m.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, at);
    }

    private static void setDouble(MemorySegment m, long at, double value) {
        m.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, at, value);
    }
}
