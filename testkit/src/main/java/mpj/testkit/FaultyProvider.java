package mpj.testkit;

import mpj.transport.Transport;
import mpj.transport.TransportContext;
import mpj.transport.TransportProvider;
import mpj.transport.TransportUnavailableException;

/** Opens another provider's transports with faults. */
public final class FaultyProvider implements TransportProvider {
    private final TransportProvider inner;
    private final Faults faults;

    public FaultyProvider(TransportProvider inner, Faults faults) {
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
        FaultyArrivals arrivals = new FaultyArrivals(context.handler(), context.size(), faults, context.rank());
        TransportContext faulty = new TransportContext(
                context.rank(),
                context.size(),
                context.localSize(),
                context.jobId(),
                context.secret(),
                context.parameters(),
                arrivals);
        return new FaultyTransport(inner.open(faulty), arrivals, faults, context.rank());
    }
}
