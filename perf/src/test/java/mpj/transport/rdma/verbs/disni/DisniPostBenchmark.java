package mpj.transport.rdma.verbs.disni;

import com.ibm.disni.verbs.impl.NatIbvCQ;
import com.ibm.disni.verbs.impl.NatIbvQP;
import java.io.IOException;
import java.io.UncheckedIOException;
import mpj.perf.jmh.HollowVerbs;
import mpj.perf.jmh.PostBenchmark;
import mpj.transport.rdma.verbs.Completions;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Fork;

/** The way through DiSNI and its native half. */
@Fork(value = 1, jvmArgsAppend = "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED")
public class DisniPostBenchmark extends PostBenchmark {
    private final DisniPoller poller;

    /** What is made on hollow verbs. */
    private record Way(HollowVerbs verbs, DisniSendRequest send, DisniReceiveRequest receive, DisniPoller poller) {
        static Way open() {
            String problem = problem();
            if (problem != null) {
                throw new IllegalStateException(problem);
            }
            try {
                HollowVerbs verbs = new HollowVerbs();
                NatIbvQP pair = new NatIbvQP(verbs.pair(), null);
                DisniPoller poller = new DisniPoller(new NatIbvCQ(verbs.queue(), null, null, 0));
                return new Way(verbs, new DisniSendRequest(verbs, pair), new DisniReceiveRequest(verbs, pair), poller);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public DisniPostBenchmark() {
        this(Way.open());
    }

    private DisniPostBenchmark(Way way) {
        super(way.verbs, way.send, way.receive);
        poller = way.poller;
    }

    /** Why it cannot run on this machine; null where it can. */
    public static @Nullable String problem() {
        return DisniLibrary.problem();
    }

    @Override
    protected int poll(Completions completions) {
        return poller.poll(completions);
    }
}
