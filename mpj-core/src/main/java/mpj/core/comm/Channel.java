package mpj.core.comm;

import mpj.core.datatype.Layout;
import mpj.core.request.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a communicator, for operations that are made of several and that go on by whatever thread makes
 * progress. All but {@link #lock} and {@link #aside} is called under the engine lock.
 */
public interface Channel {
    /** Takes the engine lock. */
    void lock();

    /** Gives the engine lock back. */
    void unlock();

    /** Starts a send in the standard mode; given back by {@link #release}. */
    Operation send(@Nullable Object buffer, long offset, long count, Layout layout, int dest, int tag);

    /**
     * Starts a receive.
     *
     * @param used one of an earlier call, which is done, to be used again
     */
    Operation receive(
            @Nullable Operation used,
            @Nullable Object buffer,
            long offset,
            long count,
            Layout layout,
            int source,
            int tag);

    /** Gives a send that is done back. */
    void release(Operation send);

    /** Takes a receive back that has no message yet; others, and sends, go on. */
    void cancel(Operation operation);

    /** Notes that an operation made of messages has begun. */
    void begun(Operation operation);

    /** Says that an operation made of messages has ended, which {@link #begun} has told of. */
    void complete(Operation operation);

    /** Has {@code next} run under the engine lock soon, by the next poll: the caller may be in the midst of one. */
    void later(Runnable next);

    /** Has code of the user run on a thread of its own, without the lock, one after the other. */
    void aside(Runnable userCode);
}
