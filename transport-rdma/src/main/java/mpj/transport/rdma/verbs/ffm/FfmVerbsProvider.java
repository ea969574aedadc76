package mpj.transport.rdma.verbs.ffm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mpj.base.memory.Linux;
import mpj.transport.rdma.verbs.Device;
import mpj.transport.rdma.verbs.RdmaPort;
import mpj.transport.rdma.verbs.RdmaPorts;
import mpj.transport.rdma.verbs.VerbsException;
import mpj.transport.rdma.verbs.VerbsProvider;
import org.jspecify.annotations.Nullable;

/** Verbs by the FFM API: what libibverbs and librdmacm can do, on x86-64 and AArch64. */
public final class FfmVerbsProvider implements VerbsProvider {
    private static final Path CM_DEVICE = Path.of("/dev/infiniband/rdma_cm");

    @Override
    public String name() {
        return "ffm";
    }

    @Override
    public @Nullable String unusable() {
        if (!RdmaPorts.anyDevice()) {
            return "this machine has no RDMA adapter (/sys/class/infiniband is empty); where it should have one, load"
                    + " its driver, or emulate one by `rdma link add rxe0 type rxe netdev eth0`";
        }
        if (!Linux.isSupported()) {
            return "RDMA is supported on Linux on x86-64 and AArch64 only, and this is "
                    + System.getProperty("os.name") + " on " + System.getProperty("os.arch");
        }
        if (!Files.exists(CM_DEVICE)) {
            return CM_DEVICE + " is missing: load the kernel module by `modprobe rdma_ucm`";
        }
        if (!Files.isReadable(CM_DEVICE) || !Files.isWritable(CM_DEVICE)) {
            return "no permission for " + CM_DEVICE + ": its mode has to be 0666, as rdma-core's udev rules set it";
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
