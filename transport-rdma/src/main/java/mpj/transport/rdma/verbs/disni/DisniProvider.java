package mpj.transport.rdma.verbs.disni;

import java.io.IOException;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.List;
import mpj.transport.rdma.verbs.Device;
import mpj.transport.rdma.verbs.RdmaPort;
import mpj.transport.rdma.verbs.RdmaPorts;
import mpj.transport.rdma.verbs.VerbsException;
import mpj.transport.rdma.verbs.VerbsProvider;
import mpj.transport.rdma.verbs.VerbsSystem;
import org.jspecify.annotations.Nullable;

/** The verbs by DiSNI. */
public final class DisniProvider implements VerbsProvider {
    /** For {@code ServiceLoader}. */
    public DisniProvider() {}

    @Override
    public String name() {
        return "disni";
    }

    @Override
    public @Nullable String unusable() {
        String problem = VerbsSystem.problem();
        return problem == null ? DisniLibrary.problem() : problem;
    }

    /** Those of {@link RdmaPorts} whose address DiSNI can connect from: version 4. */
    @Override
    public List<RdmaPort> ports() {
        List<RdmaPort> ports = new ArrayList<>();
        for (RdmaPort port : RdmaPorts.list()) {
            if (port.address() == null || port.address() instanceof Inet4Address) {
                ports.add(port);
            }
        }
        return ports;
    }

    @Override
    public Device open(RdmaPort port) throws VerbsException {
        String problem = DisniLibrary.problem();
        if (problem != null) {
            throw new VerbsException(0, problem);
        }
        if (!(port.address() instanceof Inet4Address address)) {
            throw new VerbsException(0, port.describe() + ": DiSNI needs an address of version 4");
        }
        try {
            return DisniDevice.open(port, address);
        } catch (IOException e) {
            throw DisniErrors.of(e, " of " + port.describe());
        }
    }
}
