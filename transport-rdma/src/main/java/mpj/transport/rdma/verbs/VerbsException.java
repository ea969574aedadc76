package mpj.transport.rdma.verbs;

import java.io.Serial;

/** A verb failed; the message names the verb, the error, its cause and its cure. */
public final class VerbsException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int errno;

    /**
     * @param errno the system's error number, 0 where the cause is another
     * @param message verb, error, cause and cure
     */
    public VerbsException(int errno, String message) {
        super(message);
        this.errno = errno;
    }

    /** The system's error number ({@link Errno}); 0 where the cause is another. */
    public int errno() {
        return errno;
    }

    /**
     * The exception for a verb that has failed with an error number.
     *
     * @param verb the C function, with its arguments where these matter
     */
    public static VerbsException of(String verb, int errno) {
        return new VerbsException(errno, verb + " failed: " + Errno.describe(errno));
    }
}
