package mpj.transport.rdma.verbs.ffm;

import java.util.concurrent.TimeUnit;
import mpj.perf.jmh.HollowVerbs;
import mpj.transport.rdma.verbs.Access;
import mpj.transport.rdma.verbs.Completions;
import mpj.transport.rdma.verbs.DeviceLimits;
import mpj.transport.rdma.verbs.ReceiveRequest;
import mpj.transport.rdma.verbs.SendRequest;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the way through the FFM API costs for each message, the adapter and its driver left out. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class FfmPostBenchmark {
    private static final DeviceLimits LIMITS = new DeviceLimits(
            4096, 1L << 31, 1L << 40, 128, 1 << 12, 1 << 16, 16, 1 << 12, true, true, Access.LOCAL_WRITE);

    private final HollowVerbs verbs = new HollowVerbs();
    private final SendRequest send = new FfmSendRequest(verbs, verbs.pair(), verbs.function(), LIMITS);
    private final ReceiveRequest receive = new FfmReceiveRequest(verbs.function(), verbs.pair(), verbs);
    private final FfmPoller poller = new FfmPoller(verbs.function(), verbs.queue());
    private final Completions batch = new Completions(32);
    private long id;

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
        return poller.poll(batch);
    }
}
