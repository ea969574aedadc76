package mpj.transport;

import java.io.Serial;

/** A transport cannot be used here; the message gives the reason and the cure. */
public final class TransportUnavailableException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public TransportUnavailableException(String message) {
        super(message);
    }

    public TransportUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
