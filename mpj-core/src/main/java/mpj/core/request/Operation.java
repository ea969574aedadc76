package mpj.core.request;

import org.jspecify.annotations.Nullable;

/** A send, receive or probe under way. What it says is valid once {@link #isDone()} is true. */
public class Operation {
    protected volatile boolean done;
    protected int source;
    protected int tag;
    protected long bytes;
    protected boolean cancelled;
    protected int errorClass;
    protected @Nullable String error;

    /** Whether it has ended: with success, an error, or cancelled. */
    public final boolean isDone() {
        return done;
    }

    /** The sender's rank in the communicator; of a receive or probe. */
    public final int source() {
        return source;
    }

    public final int tag() {
        return tag;
    }

    /** Bytes received. */
    public final long bytes() {
        return bytes;
    }

    public final boolean isCancelled() {
        return cancelled;
    }

    /** 0, or the MPI error class with which it ended. */
    public final int errorClass() {
        return errorClass;
    }

    /** What went wrong, in words; null without an error. */
    public final @Nullable String error() {
        return error;
    }
}
