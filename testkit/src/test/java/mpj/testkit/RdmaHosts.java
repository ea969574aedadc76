package mpj.testkit;

import mpj.testkit.verbs.FakeFabric;
import mpj.transport.Transport;
import mpj.transport.TransportContext;
import mpj.transport.TransportProvider;
import mpj.transport.TransportUnavailableException;
import mpj.transport.rdma.RdmaProvider;
import mpj.transport.rdma.verbs.DeviceLimits;

/** RDMA with a host of the fabric for each rank. */
final class RdmaHosts implements TransportProvider {
    private final FakeFabric fabric;
    private final DeviceLimits limits;

    RdmaHosts(FakeFabric fabric) {
        this(fabric, FakeFabric.LIMITS);
    }

    RdmaHosts(FakeFabric fabric, DeviceLimits limits) {
        this.fabric = fabric;
        this.limits = limits;
    }

    @Override
    public String name() {
        return "rdma";
    }

    @Override
    public int preference() {
        return 0;
    }

    @Override
    public Transport open(TransportContext context) throws TransportUnavailableException {
        return new RdmaProvider(fabric.host(context.rank(), limits)).open(context);
    }
}
