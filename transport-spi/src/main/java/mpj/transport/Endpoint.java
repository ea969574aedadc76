package mpj.transport;

import mpj.base.memory.BufferView;
import org.jspecify.annotations.Nullable;

/** This rank's way to one peer. Messages arrive in the order they were sent. */
public interface Endpoint extends AutoCloseable {
    /** The peer's rank in the job. */
    int peer();

    Capabilities capabilities();

    /**
     * Sends an active message; the payload has been taken when this returns {@link Status#OK}.
     *
     * @param kind 0 .. 127
     * @param payload where the bytes are; null only with a length of 0
     * @param length at most {@link Capabilities#maxSend}
     * @return OK, BUSY or CLOSED
     */
    int send(int kind, long h0, long h1, long h2, @Nullable BufferView payload, long offset, int length);

    /**
     * Fills {@code key} so that the peer can reach the view's memory with {@link #get} or {@link #put} until
     * {@link #unexport}.
     *
     * @return whether this memory can be reached by the peer at all
     */
    boolean export(BufferView view, RemoteKey key);

    /** As {@link #export}, for {@link #get} alone. */
    default boolean exportToRead(BufferView view, RemoteKey key) {
        return export(view, key);
    }

    /** Ends what {@link #export} or {@link #exportToRead} allowed. */
    void unexport(RemoteKey key);

    /**
     * Whether to {@link #export} this memory for one operation on all of it beats sending its bytes.
     *
     * @param writable false for {@link #exportToRead}
     */
    default boolean isWorthExporting(BufferView view, boolean writable) {
        return true;
    }

    /** Whether {@link #get} into (or {@link #put} from) this view works with this key. */
    boolean canReach(RemoteKey key, BufferView local);

    /** Whether {@link #get} and {@link #put} with a key that {@link #canReach can be reached} beat sending so many bytes. */
    default boolean prefersRemote(RemoteKey key, long length) {
        return true;
    }

    /**
     * Copies {@code length} bytes of the peer's memory, from {@code remoteOffset} bytes into the exported view, to
     * {@code localOffset} in {@code local}.
     *
     * @param token comes back in {@link MessageHandler#onCompletion}
     * @return PENDING, BUSY, CLOSED or FAILED; never OK: completion is told from within a later poll
     */
    int get(BufferView local, long localOffset, RemoteKey key, long remoteOffset, long length, long token);

    /** The other direction of {@link #get}. */
    int put(BufferView local, long localOffset, RemoteKey key, long remoteOffset, long length, long token);

    /**
     * A {@link #put} whose end the peer is told, too: {@link MessageHandler#onNote} is called there when all bytes are
     * in its memory, and never if the operation fails.
     *
     * @param length at least 1
     * @param note what the peer is told
     * @return as put; FAILED also where there is no such thing, and a message has to follow
     */
    default int putWithNote(
            BufferView local, long localOffset, RemoteKey key, long remoteOffset, long length, int note, long token) {
        return Status.FAILED;
    }

    /**
     * Whether {@link #fetchAdd} and {@link #compareSwap} work on memory that the peer's transport has allocated: atomic
     * among themselves, not with what processors do.
     */
    default boolean hasAtomics() {
        return false;
    }

    /**
     * Adds to the aligned 8 bytes at {@code remoteOffset}, and stores what was there before at {@code localOffset}.
     *
     * @return as {@link #get}; FAILED also where there are no atomics
     */
    default int fetchAdd(
            BufferView local, long localOffset, RemoteKey key, long remoteOffset, long summand, long token) {
        return Status.FAILED;
    }

    /** Stores {@code desired} where {@code expected} is, otherwise as {@link #fetchAdd}. */
    default int compareSwap(
            BufferView local,
            long localOffset,
            RemoteKey key,
            long remoteOffset,
            long expected,
            long desired,
            long token) {
        return Status.FAILED;
    }

    /**
     * Ends, told as those do, after all gets, puts and atomics that were begun before it.
     *
     * @return as {@link #get}; FAILED where the caller has to wait for each of them
     */
    default int flush(long token) {
        return Status.FAILED;
    }

    /**
     * Where the exported memory is in this process, for loads and stores with the processor's own ordering; stays there
     * until the transport is closed. 0 where there is no such place.
     */
    default long map(RemoteKey key) {
        return 0;
    }

    @Override
    void close();
}
