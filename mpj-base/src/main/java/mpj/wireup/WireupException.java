package mpj.wireup;

import java.io.Serial;

/** The process could not join its job, or lost whoever started it. */
public final class WireupException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public WireupException(String message) {
        super(message);
    }

    public WireupException(String message, Throwable cause) {
        super(message, cause);
    }
}
