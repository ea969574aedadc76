package mpi;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mpi.codec.Codec;
import mpi.codec.JavaCodec;
import mpj.core.comm.Parts;
import org.jspecify.annotations.Nullable;
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

/** Objects to messages and back, the ways apart that {@link ObjectFormat} has; here because its class is of this package. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class ObjectFormatBenchmark {
    private static final long THRESHOLD = 64 << 10;
    private static final int LIST_LENGTH = 100;

    /** What becomes a message. */
    public enum Sample {
        /** Straight. */
        STRING,
        /** Straight, by the record's components. */
        RECORD,
        /** By the codec. */
        LIST,
        /** By the codec, with an array beside the stream. */
        LARGE_ARRAY_IN_A_LIST;

        private Object object() {
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < LIST_LENGTH; i++) {
                list.add(new Point(i, i, "point " + i));
            }
            return switch (this) {
                case STRING -> "a short message";
                case RECORD -> new Point(1, 2, "point");
                case LIST -> list;
                case LARGE_ARRAY_IN_A_LIST -> new ArrayList<>(List.of(new double[1 << 17]));
            };
        }
    }

    private record Point(double x, double y, String name) implements Serializable {}

    /** Of this run. */
    @Param
    public Sample sample = Sample.STRING;

    private final Codec codec = new JavaCodec();
    private Object object = "";
    private Parts message = new Parts();

    /** Makes the object and its message. */
    @Setup(Level.Trial)
    public void make() throws CodingException {
        object = sample.object();
        message = encode();
    }

    /** The sender's part. */
    @Benchmark
    public Parts encode() throws CodingException {
        return ObjectFormat.encode(object, codec, THRESHOLD);
    }

    /** The receiver's part. */
    @Benchmark
    public @Nullable Object decode() throws CodingException {
        return ObjectFormat.decode(message, codec);
    }
}
