package mpj.transport.rdma.verbs;

/** A receive, prepared once: set memory and word, {@link #post}, and again. */
public interface ReceiveRequest {
    /** The word that comes back in {@link Completions#id}. */
    ReceiveRequest id(long id);

    /** Where the message goes, in a region with {@link Access#LOCAL_WRITE}; a longer message breaks the connection. */
    ReceiveRequest local(long address, int length, int localKey);

    /**
     * Hands the request to the device. Allowed from the creation of the queue on.
     *
     * @return 0, or an {@link Errno}, positive: {@code ENOMEM} where the queue is full, {@code ENOTCONN} where the
     *     queue pair has {@link QueuePair.State#ENDED}
     */
    int post();
}
