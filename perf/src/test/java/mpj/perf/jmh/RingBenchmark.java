package mpj.perf.jmh;

import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;
import mpj.base.memory.BufferView;
import mpj.transport.shm.RingMemory;
import mpj.transport.shm.RingReader;
import mpj.transport.shm.RingWriter;
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

/** A record through a ring of shared memory, written and read by one thread: the code's cost without the caches'. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class RingBenchmark {
    private static final int CAPACITY = 64 << 10;
    private static final long PAGE_BYTES = 4096;

    /** Bytes of a record's payload. */
    @Param({"8", "1024"})
    public int size;

    private final Arena arena = Arena.ofConfined();
    private final long ring = arena.allocate(RingMemory.bytes(CAPACITY), PAGE_BYTES).address();
    private final RingWriter writer = new RingWriter(ring, CAPACITY);
    private final RingReader reader = new RingReader(ring, CAPACITY);
    private final BufferView payload = new BufferView();

    /** Makes what is sent. */
    @Setup(Level.Trial)
    public void fill() {
        payload.set(new byte[size], 0, size);
    }

    /** Frees the ring. */
    @TearDown(Level.Trial)
    public void free() {
        arena.close();
    }

    /** There and taken. */
    @Benchmark
    public long record() {
        if (!writer.write(1, 2, 3, 4, payload, 0, size)) {
            throw new IllegalStateException("an empty ring refused a record");
        }
        long word = reader.peek();
        reader.consume(word);
        return word;
    }

    /** A look at a ring in which there is nothing. */
    @Benchmark
    public long look() {
        return reader.peek();
    }
}
