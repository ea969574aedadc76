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
    private final String name;
    private final @Nullable String problem;

    FakeVerbs(
            FakeFabric fabric, InetAddress address, DeviceLimits limits, String name, @Nullable String problem) {
        this.name = name;
        this.problem = problem;
        this.fabric = fabric;
        this.limits = limits;
        LinkLayer link = fabric.faults().placesLate() ? LinkLayer.IWARP : LinkLayer.MEMORY;
        port = new RdmaPort("fake0", 1, link, true, "ACTIVE", -1, "", "fake", address);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public @Nullable String unusable() {
        return problem;
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
