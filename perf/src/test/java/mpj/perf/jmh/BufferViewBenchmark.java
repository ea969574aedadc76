package mpj.perf.jmh;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import mpj.base.memory.BufferView;
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

/** Resolving a user's buffer and moving its bytes to and from native memory, by kind and size. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class BufferViewBenchmark {
    private static final long PAGE_BYTES = 4096;

    /** What the buffer is. */
    public enum Kind {
        BYTES,
        INTS,
        DOUBLES,
        HEAP_BUFFER,
        DIRECT_BUFFER,
        HEAP_SEGMENT,
        NATIVE_SEGMENT
    }

    /** The kind of this run's buffer. */
    @Param
    public Kind kind = Kind.BYTES;

    /** Its bytes. */
    @Param({"8", "64", "1024", "65536", "1048576"})
    public int size;

    private final BufferView view = new BufferView();
    private final Arena arena = Arena.ofShared();
    private Object buffer = new byte[0];
    private long wire;

    /** Makes the buffer and the native memory, and touches both. */
    @Setup(Level.Trial)
    public void allocate() {
        buffer = switch (kind) {
            case BYTES -> new byte[size];
            case INTS -> new int[size / Integer.BYTES];
            case DOUBLES -> new double[size / Double.BYTES];
            case HEAP_BUFFER -> ByteBuffer.allocate(size);
            case DIRECT_BUFFER -> ByteBuffer.allocateDirect(size);
            case HEAP_SEGMENT -> MemorySegment.ofArray(new byte[size]);
            case NATIVE_SEGMENT -> arena.allocate(size, PAGE_BYTES);
        };
        wire = arena.allocate(size, PAGE_BYTES).fill((byte) 1).address();
        view.set(buffer, 0, size);
        view.copyFrom(wire, 0, size);
    }

    /** Frees the native memory. */
    @TearDown(Level.Trial)
    public void free() {
        arena.close();
    }

    /** From the user's object to offset, length and base. */
    @Benchmark
    public long resolve() {
        view.set(buffer, 0, size);
        return view.length();
    }

    /** The sender's copy, resolving included. */
    @Benchmark
    public long copyTo() {
        view.set(buffer, 0, size);
        view.copyTo(0, wire, size);
        return view.length();
    }

    /** The receiver's copy, resolving included. */
    @Benchmark
    public long copyFrom() {
        view.set(buffer, 0, size);
        view.copyFrom(wire, 0, size);
        return view.length();
    }
}
