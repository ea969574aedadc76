package mpj.core.request;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import mpj.core.EngineException;
import mpj.core.ErrorClass;
import org.jspecify.annotations.Nullable;

/**
 * A send, receive or probe under way. What it says is valid once {@link #isDone()} is true.
 *
 * <p>The fields are written under the engine lock; {@code done} is written last, with release, and read with acquire,
 * so that whoever sees it true without the lock sees the rest.
 */
public abstract class Operation {
    private static final VarHandle DONE = doneHandle();

    private boolean done;
    protected int source;
    protected int tag;
    protected long bytes;
    protected boolean cancelled;
    protected int errorClass;
    protected @Nullable String error;
    /** The thread that waits for this operation and does not lead; guarded by the engine lock. */
    private @Nullable Thread waiter;

    private @Nullable Listener listener;
    private long waitingSinceNs;

    /** Whether it has ended: with success, an error, or cancelled. */
    public final boolean isDone() {
        return (boolean) DONE.getAcquire(this);
    }

    private static VarHandle doneHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(Operation.class, "done", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
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

    /** Notes that a thread has begun to wait for it without success; the first time counts. */
    public void startWaiting(long nowNs) {
        if (waitingSinceNs == 0) {
            waitingSinceNs = nowNs | 1;
        }
    }

    /** When a thread began to wait for it, by {@link System#nanoTime}; 0 if none has had to. */
    public final long waitingSinceNs() {
        return waitingSinceNs;
    }

    /** What it is, for a roll call. */
    public abstract String describe();

    public final @Nullable Thread waiter() {
        return waiter;
    }

    public final void setWaiter(@Nullable Thread thread) {
        waiter = thread;
    }

    /** Has somebody told of the end, once; for an operation that is not done. Under the engine lock. */
    public final void setListener(Listener newListener) {
        if (listener != null) {
            throw new IllegalStateException("the end of the " + describe() + " is listened for already");
        }
        listener = newListener;
    }

    /** Whoever is to be told of the end; null if nobody, and from now on. */
    public final @Nullable Listener takeListener() {
        Listener told = listener;
        if (told != null) {
            listener = null;
        }
        return told;
    }

    /** Makes a pooled operation new. */
    protected final void reset() {
        source = 0;
        tag = 0;
        bytes = 0;
        cancelled = false;
        errorClass = 0;
        error = null;
        waitingSinceNs = 0;
        done = false;
    }

    /** Sets how it ended with an error; {@code done} is for the engine to say. */
    public final void fail(int newErrorClass, String message) {
        if (errorClass == 0) {
            errorClass = newErrorClass;
            error = message;
        }
    }

    /** Takes over the error of an operation that this one is made of, if there is one. */
    protected final void failAs(Operation part) {
        if (part.errorClass != 0) {
            fail(part.errorClass, String.valueOf(part.error));
        }
    }

    /** Sets that its buffer's memory was closed under it. */
    public final void failArenaClosed() {
        fail(ErrorClass.BUFFER, "the arena of the buffer was closed while the " + describe() + " was pending");
    }

    /** Throws the error with which it ended, if any. */
    public final void check() {
        if (errorClass != 0) {
            throw new EngineException(errorClass, String.valueOf(error));
        }
    }

    /** Says that it has ended; only the engine, under its lock. */
    public final void setDone() {
        DONE.setRelease(this, true);
    }
}
