package mpj.testkit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import mpj.transport.Transport;
import mpj.transport.TransportContext;
import mpj.transport.TransportProvider;
import mpj.transport.TransportUnavailableException;

/**
 * Opens another provider's transports with faults.
 *
 * <p>One provider serves the ranks of one job, so that a link that breaks is broken on both sides.
 */
public final class FaultyProvider implements TransportProvider {
    private final TransportProvider inner;
    private final IntFunction<Faults> faults;
    private final Map<Integer, FaultyTransport> ranks = new ConcurrentHashMap<>();

    /** The same faults for all ranks, by streams of their own. */
    public FaultyProvider(TransportProvider inner, Faults faults) {
        this(inner, _ -> faults);
    }

    /** Each rank's faults. */
    public FaultyProvider(TransportProvider inner, IntFunction<Faults> faults) {
        this.inner = inner;
        this.faults = faults;
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public int preference() {
        return inner.preference();
    }

    @Override
    public Transport open(TransportContext context) throws TransportUnavailableException {
        int rank = context.rank();
        Faults mine = faults.apply(rank);
        FaultyArrivals arrivals =
                new FaultyArrivals(context.handler(), context.size(), mine, rank, lost -> breakLink(lost, rank));
        TransportContext faulty = new TransportContext(
                rank,
                context.size(),
                context.localSize(),
                context.jobId(),
                context.secret(),
                context.parameters(),
                arrivals);
        FaultyTransport transport = new FaultyTransport(inner.open(faulty), arrivals, mine, rank);
        ranks.put(rank, transport);
        return transport;
    }

    /** Has {@code rank}, too, lose the other end of a link that broke. */
    private void breakLink(int rank, int otherEnd) {
        FaultyTransport transport = ranks.get(rank);
        if (transport != null) {
            transport.loseSoon(otherEnd);
        }
    }
}
