package mpj.transport.shm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mpj.base.config.Parameters;
import org.jspecify.annotations.Nullable;

/** Which processes can share memory: the same boot, the same process and IPC name spaces. */
final class HostId {
    private HostId() {}

    /** The name of this host; {@code MPJ_HOST_ID} overrides it. Never the host's network name: that may be anything. */
    static String of(Parameters parameters) throws IOException {
        @Nullable String given = parameters.text(ShmParameters.HOST_ID);
        if (given != null) {
            return given;
        }
        return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).trim()
                + "/" + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"))
                + "/" + Files.readSymbolicLink(Path.of("/proc/self/ns/ipc"));
    }
}
