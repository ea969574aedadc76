package mpj.transport;

/** What a transport answers to an attempt: done, under way, not now, or never. */
public final class Status {
    /** Done; the caller's buffer is its own again. */
    public static final int OK = 0;
    /** Under way; the end is told by {@link MessageHandler#onCompletion}. */
    public static final int PENDING = 1;
    /** No room now; try again after the next poll. Nothing happened. */
    public static final int BUSY = -1;
    /** The peer is gone or the endpoint is closed; nothing will ever go through. */
    public static final int CLOSED = -2;
    /** The operation failed, though the peer lives: memory that cannot be reached, for one. */
    public static final int FAILED = -3;

    private Status() {}

    /** The status in words. */
    public static String describe(int status) {
        return switch (status) {
            case OK -> "ok";
            case PENDING -> "pending";
            case BUSY -> "busy";
            case CLOSED -> "peer gone";
            case FAILED -> "memory of the peer not accessible";
            default -> "unknown status " + status;
        };
    }
}
