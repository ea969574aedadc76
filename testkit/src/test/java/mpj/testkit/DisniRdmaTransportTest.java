package mpj.testkit;

import mpj.testkit.verbs.RealVerbs;
import mpj.transport.TransportProvider;
import mpj.transport.rdma.RdmaProvider;
import mpj.transport.rdma.verbs.disni.DisniProvider;

/** The contract on RDMA over a real adapter by DiSNI, where there is one; an emulated one will do. */
class DisniRdmaTransportTest extends RdmaTransportTest {
    @Override
    protected TransportProvider provider() {
        return new RdmaProvider(RealVerbs.need(new DisniProvider()));
    }
}
