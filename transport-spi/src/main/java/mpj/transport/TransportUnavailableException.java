package mpj.transport;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A transport cannot be used here; the message gives the reason and the cure. */
public final class TransportUnavailableException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Whether this machine has what the transport needs, but that does not work. */
    private final boolean broken;

    public TransportUnavailableException(String message) {
        super(message);
        broken = false;
    }

    public TransportUnavailableException(String message, Throwable cause) {
        super(message, cause);
        broken = false;
    }

    private TransportUnavailableException(String message, @Nullable Throwable cause, boolean broken) {
        super(message, cause);
        this.broken = broken;
    }

    /** Where something is there that should work: worth a warning even if other transports do. */
    public static TransportUnavailableException broken(String message, @Nullable Throwable cause) {
        return new TransportUnavailableException(message, cause, true);
    }

    public boolean isBroken() {
        return broken;
    }
}
