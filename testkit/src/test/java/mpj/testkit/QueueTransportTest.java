package mpj.testkit;

import mpj.transport.TransportProvider;

/** The contract can be met. */
class QueueTransportTest extends TransportContract {
    private final TransportProvider provider = new QueueProvider();

    @Override
    protected TransportProvider provider() {
        return provider;
    }

    @Override
    protected boolean arrivesInstantly() {
        return true;
    }
}
