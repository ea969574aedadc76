package mpj.transport.rdma.verbs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The limit of memory that this process may lock, which registered memory counts against. */
public final class LockedMemory {
    private static final String NAME = "Max locked memory";

    private LockedMemory() {}

    /** The limit in bytes; {@link Long#MAX_VALUE} where there is none or it is not known. */
    public static long limit() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
                if (line.startsWith(NAME)) {
                    String soft = line.substring(NAME.length()).trim().split("\\s+", 2)[0];
                    return soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft);
                }
            }
        } catch (IOException | NumberFormatException e) {
            // another kernel's words
        }
        return Long.MAX_VALUE;
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
        if (limit != Long.MAX_VALUE && (errno == Errno.ENOMEM || errno == Errno.EAGAIN || errno == Errno.EPERM)) {
            text += "; this process may lock " + limit / 1024 + " KiB in all: raise that by `ulimit -l unlimited`, in"
                    + " /etc/security/limits.conf (memlock) or in the batch system's settings";
        }
        return new VerbsException(errno, text);
    }
}
