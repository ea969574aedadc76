package mpj.testkit;

import mpj.transport.TransportProvider;

/** Lawful faults keep the contract. */
class FaultyQueueTransportTest extends TransportContract {
    private final TransportProvider provider = new FaultyProvider(new QueueProvider(), Faults.lawful(4711));

    @Override
    protected TransportProvider provider() {
        return provider;
    }
}
