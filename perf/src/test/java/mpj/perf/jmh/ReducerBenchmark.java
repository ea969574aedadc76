package mpj.perf.jmh;

import java.lang.foreign.Arena;
import java.lang.reflect.Array;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Sums by the library, of arrays and of native memory, beside the loop that a programmer would write. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class ReducerBenchmark {
    /** What the elements are. */
    public enum Type {
        BYTE(Reducers.BYTE),
        SHORT(Reducers.SHORT),
        INT(Reducers.INT),
        LONG(Reducers.LONG),
        FLOAT(Reducers.FLOAT),
        DOUBLE(Reducers.DOUBLE);

        private final int kind;

        Type(int kind) {
            this.kind = kind;
        }
    }

    /** Of this run's elements. */
    @Param
    public Type type = Type.INT;

    /** The bytes of an operand. */
    @Param({"1024", "32768", "1048576"})
    public int size;

    private final Arena arena = Arena.ofShared();
    private Object in = new byte[0];
    private Object inOut = new byte[0];
    private Reducer sum = sumOf(Type.INT);
    private int count;
    private long nativeIn;
    private long nativeInOut;

    /** Makes the operands. */
    @Setup(Level.Trial)
    public void allocate() {
        sum = sumOf(type);
        in = array();
        inOut = array();
        count = Array.getLength(in);
        nativeIn = arena.allocate(size, 64).fill((byte) 0).address();
        nativeInOut = arena.allocate(size, 64).fill((byte) 0).address();
    }

    private static Reducer sumOf(Type type) {
        Reducer sum = Reducers.find(Reducers.SUM, type.kind);
        if (sum == null) {
            throw new IllegalStateException("no sum of " + type);
        }
        return sum;
    }

    private Object array() {
        return switch (type) {
            case BYTE -> new byte[size];
            case SHORT -> new short[size / Short.BYTES];
            case INT -> new int[size / Integer.BYTES];
            case LONG -> new long[size / Long.BYTES];
            case FLOAT -> new float[size / Float.BYTES];
            case DOUBLE -> new double[size / Double.BYTES];
        };
    }

    /** Frees the native operands. */
    @TearDown(Level.Trial)
    public void free() {
        arena.close();
    }

    /** The library's, on arrays. */
    @Benchmark
    public boolean arrays() {
        return sum.reduceArrays(in, inOut, count);
    }

    /** The library's, in native memory. */
    @Benchmark
    public void nativeMemory() {
        sum.reduce(nativeIn, nativeInOut, count);
    }

    /** The loop over arrays. */
    @Benchmark
    public void plainLoop() {
        switch (type) {
            case BYTE -> plain((byte[]) in, (byte[]) inOut);
            case SHORT -> plain((short[]) in, (short[]) inOut);
            case INT -> plain((int[]) in, (int[]) inOut);
            case LONG -> plain((long[]) in, (long[]) inOut);
            case FLOAT -> plain((float[]) in, (float[]) inOut);
            case DOUBLE -> plain((double[]) in, (double[]) inOut);
        }
    }

    private static void plain(byte[] a, byte[] b) {
        for (int i = 0; i < a.length; i++) {
            b[i] = (byte) (a[i] + b[i]);
        }
    }

    private static void plain(short[] a, short[] b) {
        for (int i = 0; i < a.length; i++) {
            b[i] = (short) (a[i] + b[i]);
        }
    }

    private static void plain(int[] a, int[] b) {
        for (int i = 0; i < a.length; i++) {
            b[i] += a[i];
        }
    }

    private static void plain(long[] a, long[] b) {
        for (int i = 0; i < a.length; i++) {
            b[i] += a[i];
        }
    }

    private static void plain(float[] a, float[] b) {
        for (int i = 0; i < a.length; i++) {
            b[i] += a[i];
        }
    }

    private static void plain(double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            b[i] += a[i];
        }
    }
}
