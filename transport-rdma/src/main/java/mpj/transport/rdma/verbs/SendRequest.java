package mpj.transport.rdma.verbs;

/**
 * What a queue pair can be asked to do, prepared once: set what differs, {@link #post}, and again. Fields keep their
 * values after posting, and may be changed at once; so may, after {@link #INLINE}, the memory.
 *
 * <p>Sends of a queue pair are carried out in order and complete in order, but a read that is followed by a send may
 * end after the send has arrived, unless that has {@link #FENCE}.
 */
public interface SendRequest {
    /** Flag: starts after the reads and atomics before it have ended. */
    int FENCE = 1;
    /** Flag: makes a completion; without it only failure does. One signalled request completes all before it. */
    int SIGNALED = 2;
    /** Flag: the peer's completion queue notifies only such messages where it has asked for these only. */
    int SOLICITED = 4;
    /** Flag: the bytes are taken by {@link #post}; no key is needed. Not for reads and atomics. */
    int INLINE = 8;

    /** The word that comes back in {@link Completions#id}. */
    SendRequest id(long id);

    /** A set of flags. */
    SendRequest flags(int flags);

    /**
     * The local memory: source of sends and writes, destination of reads and of atomics' results (8 bytes, aligned).
     *
     * @param length 0: none
     */
    SendRequest local(long address, int length, int localKey);

    /**
     * Local memory in two pieces, one after the other; not for reads and atomics.
     *
     * @param length1 bytes of the first piece, at least 1
     * @param length2 bytes of the second piece, at least 1
     */
    SendRequest local(long address1, int length1, int localKey1, long address2, int length2, int localKey2);

    /** Sends the local memory into a receive of the peer. */
    SendRequest send();

    /** The same, with a word for the peer's completion; see {@link DeviceLimits#immediate}. */
    SendRequest sendImmediate(int immediate);

    /** Writes the local memory into the peer's. */
    SendRequest write(long remoteAddress, int remoteKey);

    /** The same; takes a receive of the peer, of any length, whose completion tells the word. */
    SendRequest writeImmediate(long remoteAddress, int remoteKey, int immediate);

    /** Reads the peer's memory into the local memory. */
    SendRequest read(long remoteAddress, int remoteKey);

    /**
     * Adds to the peer's aligned 8 bytes; what was there before goes to the local memory. See {@link
     * DeviceLimits#atomics}.
     */
    SendRequest fetchAdd(long remoteAddress, int remoteKey, long summand);

    /**
     * Stores {@code desired} where the peer's aligned 8 bytes are {@code expected}; what was there goes to the local
     * memory.
     */
    SendRequest compareSwap(long remoteAddress, int remoteKey, long expected, long desired);

    /**
     * Hands the request to the device.
     *
     * @return 0, or an {@link Errno}, positive: {@code ENOMEM} where the queue is full - a place is free again when the
     *     completion of its request, or of a later one, has been polled -, {@code ENOTCONN} where the queue pair is not
     *     {@link QueuePair.State#CONNECTED}, {@code EINVAL} where the device cannot do this
     */
    int post();
}
