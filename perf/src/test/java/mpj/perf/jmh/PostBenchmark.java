package mpj.perf.jmh;

import java.util.concurrent.TimeUnit;
import mpj.transport.rdma.verbs.Completions;
import mpj.transport.rdma.verbs.ReceiveRequest;
import mpj.transport.rdma.verbs.SendRequest;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a way to the verbs costs for each message, the adapter and its driver left out. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public abstract class PostBenchmark {
    private final HollowVerbs verbs;
    private final SendRequest send;
    private final ReceiveRequest receive;
    private final Completions batch = new Completions(32);
    private long id;

    /** With the way's requests on these verbs. */
    protected PostBenchmark(HollowVerbs verbs, SendRequest send, ReceiveRequest receive) {
        this.verbs = verbs;
        this.send = send;
        this.receive = receive;
    }

    /** Takes completions from the queue of the verbs; how many. */
    protected abstract int poll(Completions completions);

    /** A short message that goes with its request. */
    @Benchmark
    public int postSend() {
        return send.local(verbs.pair(), 40, 0).send().flags(SendRequest.INLINE).id(++id).post();
    }

    /** The same into a ring. */
    @Benchmark
    public int postWrite() {
        return send.local(verbs.pair(), 48, 0).write(id, 7).flags(SendRequest.INLINE).id(++id).post();
    }

    @Benchmark
    public int postReceive() {
        return receive.id(++id).local(verbs.pair(), 4096, 7).post();
    }

    /** A look that finds one completion. */
    @Benchmark
    public int poll() {
        return poll(batch);
    }
}
