package mpj.perf.jmh;

import java.util.concurrent.TimeUnit;
import mpj.core.match.Arrival;
import mpj.core.match.Matcher;
import mpj.core.match.Posted;
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

/** What a match costs while so many receives, or so many messages, with other tags wait. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class MatcherBenchmark {
    private static final int SOURCE = 1;
    private static final int TAG = -7;

    /** Receives that wait beside the one that is matched, and likewise messages. */
    @Param({"0", "100", "100000"})
    public int waiting;

    private final Receive receive = new Receive();
    private final Message message = new Message(TAG);
    private Matcher receives = new Matcher(0);
    private Matcher messages = new Matcher(0);

    private static final class Receive extends Posted {
        @Override
        public String describe() {
            return "receive";
        }
    }

    private static final class Message extends Arrival {
        Message(int tag) {
            this.source = SOURCE;
            this.tag = tag;
        }
    }

    /** Queues those that wait; their tags are 0 and up. */
    @Setup(Level.Trial)
    public void fill() {
        receives = new Matcher(0);
        messages = new Matcher(0);
        for (int tag = 0; tag < waiting; tag++) {
            receives.post(new Receive(), SOURCE, tag);
            messages.addArrival(new Message(tag));
        }
    }

    /** A receive is posted; its message arrives. */
    @Benchmark
    public @Nullable Posted expected() {
        receives.post(receive, SOURCE, TAG);
        return receives.takePosted(SOURCE, TAG);
    }

    /** The same with a receive from any source. */
    @Benchmark
    public @Nullable Posted expectedFromAny() {
        receives.post(receive, Matcher.ANY, TAG);
        return receives.takePosted(SOURCE, TAG);
    }

    /** A message arrives; its receive comes. */
    @Benchmark
    public @Nullable Arrival unexpected() {
        messages.addArrival(message);
        return messages.takeArrival(SOURCE, TAG);
    }

    /** The same with a receive from any source. */
    @Benchmark
    public @Nullable Arrival unexpectedFromAny() {
        messages.addArrival(message);
        return messages.takeArrival(Matcher.ANY, TAG);
    }
}
