package mpj.transport.rdma.verbs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The limit of memory that this process may lock, which registered memory counts against. */
public final class LockedMemory {
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String LIMIT_LINE = "Max locked memory";
    private static final String CAPABILITIES_LINE = "CapEff:";
    /** The bit of {@code CAP_IPC_LOCK}: who has it is not limited. */
    private static final int CAP_IPC_LOCK = 14;

    private LockedMemory() {}

    /** The limit in bytes; {@link Long#MAX_VALUE} where there is none or it is not known. */
    public static long limit() {
        try {
            return mayLockAll(Files.readAllLines(STATUS)) ? Long.MAX_VALUE : softLimit(Files.readAllLines(LIMITS));
        } catch (IOException | NumberFormatException e) {
            // another kernel's words
            return Long.MAX_VALUE;
        }
    }

    /** Whether the process with these lines in {@code /proc/PID/status} may lock what it likes. */
    static boolean mayLockAll(List<String> status) {
        for (String line : status) {
            if (line.startsWith(CAPABILITIES_LINE)) {
                String digits = line.substring(CAPABILITIES_LINE.length()).trim();
                return (Long.parseUnsignedLong(digits, 16) >>> CAP_IPC_LOCK & 1) == 1;
            }
        }
        return false;
    }

    /** The soft limit in the lines of {@code /proc/PID/limits}. */
    static long softLimit(List<String> limits) {
        for (String line : limits) {
            if (line.startsWith(LIMIT_LINE)) {
                String soft = line.substring(LIMIT_LINE.length()).trim().split("\\s+", 2)[0];
                return soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft);
            }
        }
        return Long.MAX_VALUE;
    }

    /** What to do where the limit is too low, after what is wrong; empty where there is none. */
    public static String cure() {
        return cure(limit());
    }

    private static String cure(long limit) {
        return limit == Long.MAX_VALUE
                ? ""
                : "; this process may lock " + limit / 1024 + " KiB in all: raise that by `ulimit -l unlimited`, in"
                        + " /etc/security/limits.conf (memlock) or in the batch system's settings";
    }

    /**
     * The exception for a registration that has failed, with the limit and the cure.
     *
     * @param verb the function that failed
     * @param length the region's bytes
     */
    public static VerbsException registrationFailed(String verb, long length, int errno) {
        return registrationFailed(verb, length, errno, limit());
    }

    static VerbsException registrationFailed(String verb, long length, int errno, long limit) {
        String text = verb + " of " + length + " bytes failed: " + Errno.describe(errno);
        if (errno == Errno.ENOMEM || errno == Errno.EAGAIN || errno == Errno.EPERM) {
            text += cure(limit);
        }
        return new VerbsException(errno, text);
    }
}
