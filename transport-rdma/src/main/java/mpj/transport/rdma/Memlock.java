package mpj.transport.rdma;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How much memory this process may pin, which is what registering it with an adapter does. */
final class Memlock {
    /** No limit. */
    static final long UNLIMITED = Long.MAX_VALUE;

    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String LIMIT_LINE = "Max locked memory";
    private static final String CAPABILITIES_LINE = "CapEff:";
    /** The bit of {@code CAP_IPC_LOCK}: who has it is not limited. */
    private static final int CAP_IPC_LOCK = 14;

    private Memlock() {}

    /** The limit in bytes. */
    static long limit() {
        try {
            return mayLockAll(Files.readAllLines(STATUS)) ? UNLIMITED : softLimit(Files.readAllLines(LIMITS));
        } catch (IOException e) {
            return UNLIMITED;
        }
    }

    static boolean mayLockAll(List<String> status) {
        for (String line : status) {
            if (line.startsWith(CAPABILITIES_LINE)) {
                String digits = line.substring(CAPABILITIES_LINE.length()).trim();
                return (Long.parseUnsignedLong(digits, 16) >>> CAP_IPC_LOCK & 1) == 1;
            }
        }
        return false;
    }

    /** The soft limit of the lines of {@code /proc/self/limits}. */
    static long softLimit(List<String> lines) {
        for (String line : lines) {
            if (line.startsWith(LIMIT_LINE)) {
                String[] words = line.substring(LIMIT_LINE.length()).trim().split("\\s+");
                return words[0].equals("unlimited") ? UNLIMITED : Long.parseLong(words[0]);
            }
        }
        return UNLIMITED;
    }

    /** What to do about a limit that is too low. */
    static String cure() {
        long limit = limit();
        String now = limit == UNLIMITED ? "this process is not limited" : "the limit of this process is " + limit + " bytes";
        return now + "; raise it with \"ulimit -l unlimited\" or memlock in /etc/security/limits.conf";
    }
}
