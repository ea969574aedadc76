package mpj.testkit;

import mpj.testkit.verbs.FakeFabric;
import mpj.testkit.verbs.FakeFaults;
import mpj.transport.TransportProvider;
import mpj.transport.rdma.RdmaProvider;
import mpj.transport.rdma.verbs.Access;
import mpj.transport.rdma.verbs.DeviceLimits;

/** The contract on RDMA over an adapter that can do little, as through DiSNI: and that takes its time. */
class PlainRdmaTransportTest extends RdmaTransportTest {
    static final DeviceLimits PLAIN = new DeviceLimits(
            0, 1L << 20, Integer.MAX_VALUE, 0, 1 << 10, 1 << 12, 1, 0, false, false,
            Access.LOCAL_WRITE | Access.REMOTE_WRITE);

    @Override
    protected TransportProvider provider() {
        return new RdmaProvider(new FakeFabric(new FakeFaults(2029).delays(3).lateReads()).host(0, PLAIN));
    }
}
