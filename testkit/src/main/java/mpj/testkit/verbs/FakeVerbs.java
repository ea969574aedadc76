package mpj.testkit.verbs;

import java.net.InetAddress;
import java.util.List;
import mpj.transport.rdma.verbs.Device;
import mpj.transport.rdma.verbs.DeviceLimits;
import mpj.transport.rdma.verbs.LinkLayer;
import mpj.transport.rdma.verbs.RdmaPort;
import mpj.transport.rdma.verbs.VerbsProvider;
import org.jspecify.annotations.Nullable;

/** The verbs of one host on a {@link FakeFabric}. */
final class FakeVerbs implements VerbsProvider {
    private final FakeFabric fabric;
    private final DeviceLimits limits;
    private final RdmaPort port;

    FakeVerbs(FakeFabric fabric, InetAddress address, DeviceLimits limits) {
        this.fabric = fabric;
        this.limits = limits;
        port = new RdmaPort("fake0", 1, LinkLayer.MEMORY, true, "ACTIVE", -1, "", "fake", address);
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public @Nullable String unusable() {
        return null;
    }

    @Override
    public List<RdmaPort> ports() {
        return List.of(port);
    }

    @Override
    public Device open(RdmaPort wanted) {
        return new FakeDevice(fabric, port, limits);
    }
}
