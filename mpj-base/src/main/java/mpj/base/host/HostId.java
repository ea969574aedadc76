package mpj.base.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mpj.base.config.ParameterInfo;
import mpj.base.config.Parameters;
import org.jspecify.annotations.Nullable;

/** Which processes can share memory: the same boot, the same process and IPC name spaces. */
public final class HostId {
    /** Overrides what the system tells. */
    public static final ParameterInfo PARAMETER = new ParameterInfo(
            "MPJ_HOST_ID",
            "name",
            "boot id and name spaces",
            "ranks with the same value count as on one host");

    private HostId() {}

    /** The name of this host; {@code MPJ_HOST_ID} overrides it. Never the host's network name: that may be anything. */
    public static String of(Parameters parameters) throws IOException {
        @Nullable String given = parameters.text(PARAMETER);
        if (given != null) {
            return given;
        }
        return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).trim()
                + "/" + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"))
                + "/" + Files.readSymbolicLink(Path.of("/proc/self/ns/ipc"));
    }
}
