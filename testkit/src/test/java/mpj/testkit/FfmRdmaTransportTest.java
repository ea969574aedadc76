package mpj.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import mpj.transport.TransportProvider;
import mpj.transport.rdma.RdmaProvider;
import mpj.transport.rdma.verbs.RdmaPort;
import mpj.transport.rdma.verbs.ffm.FfmVerbsProvider;

/** The contract on RDMA over a real adapter, where there is one; an emulated one will do. */
class FfmRdmaTransportTest extends RdmaTransportTest {
    @Override
    protected TransportProvider provider() {
        FfmVerbsProvider verbs = new FfmVerbsProvider();
        assumeTrue(verbs.unusable() == null, verbs::unusable);
        assumeTrue(verbs.ports().stream().anyMatch(RdmaPort::usable), "no port of an adapter is active");
        return new RdmaProvider(verbs);
    }
}
