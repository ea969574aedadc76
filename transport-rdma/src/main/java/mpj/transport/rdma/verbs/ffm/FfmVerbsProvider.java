package mpj.transport.rdma.verbs.ffm;

import java.util.List;
import mpj.transport.rdma.verbs.Device;
import mpj.transport.rdma.verbs.RdmaPort;
import mpj.transport.rdma.verbs.RdmaPorts;
import mpj.transport.rdma.verbs.VerbsException;
import mpj.transport.rdma.verbs.VerbsProvider;
import mpj.transport.rdma.verbs.VerbsSystem;
import org.jspecify.annotations.Nullable;

/** Verbs by the FFM API: what libibverbs and librdmacm can do, on x86-64 and AArch64. */
public final class FfmVerbsProvider implements VerbsProvider {
    @Override
    public String name() {
        return "ffm";
    }

    @Override
    public @Nullable String unusable() {
        String problem = VerbsSystem.problem();
        if (problem != null) {
            return problem;
        }
        try {
            NativeVerbs.load();
            return null;
        } catch (VerbsException e) {
            return e.getMessage();
        } catch (IllegalCallerException e) {
            return "native access is not allowed: add --enable-native-access=ALL-UNNAMED to the JVM's options";
        }
    }

    @Override
    public List<RdmaPort> ports() {
        return RdmaPorts.list();
    }

    @Override
    public Device open(RdmaPort port) throws VerbsException {
        if (port.address() == null) {
            throw new VerbsException(0, port.problem());
        }
        return FfmDevice.open(port);
    }
}
