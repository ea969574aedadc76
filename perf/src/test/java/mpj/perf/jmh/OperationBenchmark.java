package mpj.perf.jmh;

import java.lang.reflect.Array;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import mpj.core.datatype.Reducer;
import mpj.core.datatype.Reducers;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Predefined operations on arrays of 32 KiB, beside the loop that a programmer would write. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class OperationBenchmark {
    private static final int BYTES = 32 << 10;

    /** An operation on elements of one kind. */
    @SuppressWarnings("ImmutableEnumChecker") // the loops have no state
    public enum Operation {
        BYTE_MAX(Reducers.MAX, Reducers.BYTE, byte[].class, 1, OperationBenchmark::maxUnsigned),
        BYTE_BXOR(Reducers.BXOR, Reducers.BYTE, byte[].class, 1, OperationBenchmark::xor),
        CHAR_MIN(Reducers.MIN, Reducers.CHAR, char[].class, 1, OperationBenchmark::min),
        SHORT_MAX(Reducers.MAX, Reducers.SHORT, short[].class, 1, OperationBenchmark::max),
        INT_PROD(Reducers.PROD, Reducers.INT, int[].class, 1, OperationBenchmark::product),
        INT_MAX(Reducers.MAX, Reducers.INT, int[].class, 1, OperationBenchmark::max),
        INT_BAND(Reducers.BAND, Reducers.INT, int[].class, 1, OperationBenchmark::and),
        INT_LAND(Reducers.LAND, Reducers.INT, int[].class, 1, OperationBenchmark::both),
        LONG_PROD(Reducers.PROD, Reducers.LONG, long[].class, 1, OperationBenchmark::product),
        LONG_MIN(Reducers.MIN, Reducers.LONG, long[].class, 1, OperationBenchmark::min),
        FLOAT_MAX(Reducers.MAX, Reducers.FLOAT, float[].class, 1, OperationBenchmark::max),
        FLOAT_PROD(Reducers.PROD, Reducers.FLOAT, float[].class, 1, OperationBenchmark::product),
        DOUBLE_MIN(Reducers.MIN, Reducers.DOUBLE, double[].class, 1, OperationBenchmark::min),
        DOUBLE_PROD(Reducers.PROD, Reducers.DOUBLE, double[].class, 1, OperationBenchmark::product),
        COMPLEX_SUM(Reducers.SUM, Reducers.DOUBLE_COMPLEX, double[].class, 2, OperationBenchmark::sum);

        private final int op;
        private final int kind;
        private final Class<?> array;
        private final int numbers;
        private final BiConsumer<Object, Object> plain;

        <A> Operation(int op, int kind, Class<A> array, int numbers, BiConsumer<A, A> plain) {
            this.op = op;
            this.kind = kind;
            this.array = array;
            this.numbers = numbers;
            this.plain = (a, b) -> plain.accept(array.cast(a), array.cast(b));
        }

        private Object operand(int value) {
            Class<?> element = array.getComponentType();
            int bytes = switch (element.getName()) {
                case "byte" -> 1;
                case "char", "short" -> 2;
                case "int", "float" -> 4;
                default -> 8;
            };
            Object operand = Array.newInstance(element, BYTES / bytes);
            for (int i = 0; i < BYTES / bytes; i++) {
                if (element == char.class) {
                    Array.setChar(operand, i, (char) value);
                } else {
                    Array.setByte(operand, i, (byte) value);
                }
            }
            return operand;
        }
    }

    /** That of this run. */
    @Param
    public Operation operation = Operation.INT_MAX;

    private Object in = new byte[0];
    private Object inOut = new byte[0];
    private int count;
    private Reducer reducer = reducerOf(Operation.INT_MAX);

    /** Makes the operands: ones, which products leave as they are. */
    @Setup(Level.Trial)
    public void allocate() {
        reducer = reducerOf(operation);
        in = operation.operand(1);
        inOut = operation.operand(1);
        count = Array.getLength(in) / operation.numbers;
    }

    private static Reducer reducerOf(Operation operation) {
        Reducer found = Reducers.find(operation.op, operation.kind);
        if (found == null) {
            throw new IllegalStateException(operation + " is not defined");
        }
        return found;
    }

    /** The library's. */
    @Benchmark
    public boolean library() {
        return reducer.reduceArrays(in, inOut, count);
    }

    /** The loop. */
    @Benchmark
    public void plainLoop() {
        operation.plain.accept(in, inOut);
    }

    private static void maxUnsigned(byte[] a, byte[] b) {
        for (int i = 0; i < a.length; i++) {
            b[i] = (byte) Math.max(a[i] & 0xff, b[i] & 0xff);
        }
    }

    private static void xor(byte[] a, byte[] b) {
        for (int i = 0; i < a.length; i++) {
            b[i] = (byte) (a[i] ^ b[i]);
        }
    }

    private static void min(char[] a, char[] b) {
        for (int i = 0; i < a.length; i++) {
            b[i] = (char) Math.min(a[i], b[i]);
        }
    }

    private static void max(short[] a, short[] b) {
        for (int i = 0; i < a.length; i++) {
            b[i] = (short) Math.max(a[i], b[i]);
        }
    }

    private static void product(int[] a, int[] b) {
        for (int i = 0; i < a.length; i++) {
            b[i] *= a[i];
        }
    }

    private static void max(int[] a, int[] b) {
        for (int i = 0; i < a.length; i++) {
            b[i] = Math.max(a[i], b[i]);
        }
    }

    private static void and(int[] a, int[] b) {
        for (int i = 0; i < a.length; i++) {
            b[i] &= a[i];
        }
    }

    private static void both(int[] a, int[] b) {
        for (int i = 0; i < a.length; i++) {
            b[i] = a[i] != 0 && b[i] != 0 ? 1 : 0;
        }
    }

    private static void product(long[] a, long[] b) {
        for (int i = 0; i < a.length; i++) {
            b[i] *= a[i];
        }
    }

    private static void min(long[] a, long[] b) {
        for (int i = 0; i < a.length; i++) {
            b[i] = Math.min(a[i], b[i]);
        }
    }

    private static void max(float[] a, float[] b) {
        for (int i = 0; i < a.length; i++) {
            b[i] = Math.max(a[i], b[i]);
        }
    }

    private static void product(float[] a, float[] b) {
        for (int i = 0; i < a.length; i++) {
            b[i] *= a[i];
        }
    }

    private static void min(double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            b[i] = Math.min(a[i], b[i]);
        }
    }

    private static void product(double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            b[i] *= a[i];
        }
    }

    private static void sum(double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            b[i] += a[i];
        }
    }
}
