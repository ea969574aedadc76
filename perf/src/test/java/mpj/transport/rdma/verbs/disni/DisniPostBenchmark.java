package mpj.transport.rdma.verbs.disni;

import com.ibm.disni.verbs.IbvCQ;
import com.ibm.disni.verbs.IbvQP;
import com.ibm.disni.verbs.impl.NatIbvCQ;
import com.ibm.disni.verbs.impl.NatIbvQP;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import mpj.perf.jmh.HollowVerbs;
import mpj.transport.rdma.verbs.Completions;
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

/** What the way through DiSNI and its native half costs for each message, the adapter and its driver left out. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED")
public class DisniPostBenchmark {
    private final HollowVerbs verbs = new HollowVerbs();
    private final SendRequest send;
    private final ReceiveRequest receive;
    private final DisniPoller poller;
    private final Completions batch = new Completions(32);
    private long id;

    public DisniPostBenchmark() {
        String problem = DisniLibrary.problem();
        if (problem != null) {
            throw new IllegalStateException(problem);
        }
        try {
            IbvQP pair = new NatIbvQP(verbs.pair(), null);
            IbvCQ queue = new NatIbvCQ(verbs.queue(), null, null, 0);
            send = new DisniSendRequest(verbs, pair);
            receive = new DisniReceiveRequest(verbs, pair);
            poller = new DisniPoller(queue);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

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
