package mpj.transport;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A transport cannot be used here; the message gives the reason and the cure. */
public final class TransportUnavailableException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Whether this machine has what the transport needs, but that does not work. */
    private final boolean broken;

    /** Whether the user has asked for what is missing. */
    private final boolean askedFor;

    public TransportUnavailableException(String message) {
        this(message, null, false, false);
    }

    public TransportUnavailableException(String message, Throwable cause) {
        this(message, cause, false, false);
    }

    private TransportUnavailableException(
            String message, @Nullable Throwable cause, boolean broken, boolean askedFor) {
        super(message, cause);
        this.broken = broken;
        this.askedFor = askedFor;
    }

    /** Where something is there that should work: worth a warning even if other transports do. */
    public static TransportUnavailableException broken(String message, @Nullable Throwable cause) {
        return new TransportUnavailableException(message, cause, true, false);
    }

    /** Where a parameter names what is missing, so that other transports are no way out. */
    public static TransportUnavailableException askedFor(String message) {
        return new TransportUnavailableException(message, null, true, true);
    }

    public boolean isBroken() {
        return broken;
    }

    public boolean isAskedFor() {
        return askedFor;
    }
}
