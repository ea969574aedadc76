package mpj.core.match;

import mpj.core.request.Operation;

/** A receive or probe that waits for its message. */
public abstract class Posted extends Operation {
    @SuppressWarnings("this-escape") // only kept
    final KeyedQueues.Entry<Posted> entry = new KeyedQueues.Entry<>(this);
    boolean queued;

    /** Whether it still waits for a message. */
    public final boolean isQueued() {
        return queued;
    }
}
