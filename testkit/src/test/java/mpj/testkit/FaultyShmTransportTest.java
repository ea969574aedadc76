package mpj.testkit;

import mpj.transport.TransportProvider;
import mpj.transport.shm.ShmProvider;

/** Lawful faults over shared memory keep the contract. */
class FaultyShmTransportTest extends TransportContract {
    @Override
    protected TransportProvider provider() {
        return new FaultyProvider(new ShmProvider(), Faults.lawful(1729));
    }
}
