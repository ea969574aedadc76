package mpj.testkit;

import mpj.transport.TransportProvider;
import mpj.transport.tcp.TcpProvider;

/** Lawful faults over TCP keep the contract. */
class FaultyTcpTransportTest extends TransportContract {
    @Override
    protected TransportProvider provider() {
        return new FaultyProvider(new TcpProvider(), Faults.lawful(2027));
    }
}
