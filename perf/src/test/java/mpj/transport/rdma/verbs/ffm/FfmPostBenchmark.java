package mpj.transport.rdma.verbs.ffm;

import mpj.perf.jmh.HollowVerbs;
import mpj.perf.jmh.PostBenchmark;
import mpj.transport.rdma.verbs.Access;
import mpj.transport.rdma.verbs.Completions;
import mpj.transport.rdma.verbs.DeviceLimits;
import org.openjdk.jmh.annotations.Fork;

/** The way through the FFM API. */
@Fork(1)
public class FfmPostBenchmark extends PostBenchmark {
    private static final DeviceLimits LIMITS = new DeviceLimits(
            4096, 1L << 31, 1L << 40, 128, 1 << 12, 1 << 16, 16, 1 << 12, true, true, Access.LOCAL_WRITE);

    private final FfmPoller poller;

    public FfmPostBenchmark() {
        this(new HollowVerbs());
    }

    private FfmPostBenchmark(HollowVerbs verbs) {
        super(
                verbs,
                new FfmSendRequest(verbs, verbs.pair(), verbs.function(), LIMITS),
                new FfmReceiveRequest(verbs.function(), verbs.pair(), verbs));
        poller = new FfmPoller(verbs.function(), verbs.queue());
    }

    @Override
    protected int poll(Completions completions) {
        return poller.poll(completions);
    }
}
