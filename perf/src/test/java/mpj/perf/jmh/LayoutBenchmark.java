package mpj.perf.jmh;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import mpj.base.memory.BufferView;
import mpj.core.datatype.Layout;
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

/**
 * Packing and unpacking of derived datatypes of a matrix of doubles, each beside the loop that a program would write
 * by hand. A layout is to run at no less than 0.7 of the loop's speed.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class LayoutBenchmark {
    private static final int SIDE = 1000;
    private static final int COLUMN = 7;
    private static final int ROWS = 100;
    private static final int WIDTH = 50;
    private static final int LISTED = 5000;

    /** What is selected of the matrix. */
    public enum Selection {
        COLUMN,
        SUBARRAY,
        INDEXED
    }

    /** The selection of this run. */
    @Param
    public Selection selection = Selection.COLUMN;

    private final double[] array = new double[SIDE * SIDE];
    private final int[] list = new int[LISTED];
    private final BufferView heapView = new BufferView();
    private final BufferView nativeView = new BufferView();
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment segment = arena.allocate(8L * SIDE * SIDE, 64);
    private final MemorySegment wire = arena.allocate(8L * LISTED, 64);
    private final double[] packed = new double[LISTED];
    private Layout layout = Layout.BYTES;

    /** Makes the datatype. */
    @Setup(Level.Trial)
    public void make() {
        int[] shuffled = new Random(5).ints(0, SIDE * SIDE).distinct().limit(LISTED).toArray();
        System.arraycopy(shuffled, 0, list, 0, LISTED);
        Layout item = Layout.basic(Double.BYTES, Double.BYTES);
        long row = (long) SIDE * Double.BYTES;
        layout = switch (selection) {
            case COLUMN ->
                Layout.indexed(
                        new long[] {1},
                        new long[] {(long) COLUMN * Double.BYTES},
                        Layout.vector(SIDE, 1, row, item));
            case SUBARRAY ->
                Layout.indexed(
                        new long[] {1},
                        new long[] {(long) COLUMN * Double.BYTES},
                        Layout.vector(ROWS, WIDTH, row, item));
            case INDEXED -> {
                long[] ones = new long[LISTED];
                Arrays.fill(ones, 1);
                yield Layout.indexed(
                        ones, Arrays.stream(list).mapToLong(i -> 8L * i).toArray(), item);
            }
        };
        layout.open(heapView, array, 0, 1);
        layout.open(nativeView, segment, 0, 1);
    }

    /** Frees the native memory. */
    @TearDown(Level.Trial)
    public void free() {
        arena.close();
    }

    /** From an array, by the layout. */
    @Benchmark
    public void packArray() {
        layout.pack(heapView, 0, 1, wire.address());
    }

    /** From an array, by hand. */
    @Benchmark
    public double[] packArrayByHand() {
        double[] a = array;
        double[] to = packed;
        int k = 0;
        switch (selection) {
            case COLUMN -> {
                for (int i = 0; i < SIDE; i++) {
                    to[k++] = a[i * SIDE + COLUMN];
                }
            }
            case SUBARRAY -> {
                for (int i = 0; i < ROWS; i++) {
                    for (int j = 0; j < WIDTH; j++) {
                        to[k++] = a[i * SIDE + COLUMN + j];
                    }
                }
            }
            case INDEXED -> {
                for (int place : list) {
                    to[k++] = a[place];
                }
            }
        }
        return to;
    }

    /** To an array, by the layout. */
    @Benchmark
    public void unpackArray() {
        layout.unpack(wire.address(), heapView, 0, layout.size());
    }

    /** To an array, by hand. */
    @Benchmark
    public double[] unpackArrayByHand() {
        double[] a = array;
        double[] from = packed;
        int k = 0;
        switch (selection) {
            case COLUMN -> {
                for (int i = 0; i < SIDE; i++) {
                    a[i * SIDE + COLUMN] = from[k++];
                }
            }
            case SUBARRAY -> {
                for (int i = 0; i < ROWS; i++) {
                    for (int j = 0; j < WIDTH; j++) {
                        a[i * SIDE + COLUMN + j] = from[k++];
                    }
                }
            }
            case INDEXED -> {
                for (int place : list) {
                    a[place] = from[k++];
                }
            }
        }
        return a;
    }

    /** From native memory, by the layout. */
    @Benchmark
    public void packNative() {
        layout.pack(nativeView, 0, 1, wire.address());
    }

    /** From native memory, by hand. */
    @Benchmark
    public MemorySegment packNativeByHand() {
        MemorySegment a = segment;
        MemorySegment to = wire;
        int k = 0;
        switch (selection) {
            case COLUMN -> {
                for (int i = 0; i < SIDE; i++) {
                    to.setAtIndex(
                            ValueLayout.JAVA_DOUBLE, k++, a.getAtIndex(ValueLayout.JAVA_DOUBLE, i * SIDE + COLUMN));
                }
            }
            case SUBARRAY -> {
                for (int i = 0; i < ROWS; i++) {
                    for (int j = 0; j < WIDTH; j++) {
                        to.setAtIndex(
                                ValueLayout.JAVA_DOUBLE,
                                k++,
                                a.getAtIndex(ValueLayout.JAVA_DOUBLE, i * SIDE + COLUMN + j));
                    }
                }
            }
            case INDEXED -> {
                for (int place : list) {
                    to.setAtIndex(ValueLayout.JAVA_DOUBLE, k++, a.getAtIndex(ValueLayout.JAVA_DOUBLE, place));
                }
            }
        }
        return to;
    }
}
