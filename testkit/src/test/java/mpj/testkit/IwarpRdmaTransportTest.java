package mpj.testkit;

import mpj.testkit.verbs.FakeFabric;
import mpj.testkit.verbs.FakeFaults;
import mpj.transport.TransportProvider;
import mpj.transport.rdma.RdmaProvider;

/** The contract on RDMA over iWARP, where a write has completed before its bytes are there. */
class IwarpRdmaTransportTest extends RdmaTransportTest {
    @Override
    protected TransportProvider provider() {
        FakeFabric fabric = new FakeFabric(new FakeFaults(2033).lateWrites(60));
        return new RdmaProvider(fabric.host(0, PlainRdmaTransportTest.PLAIN));
    }
}
