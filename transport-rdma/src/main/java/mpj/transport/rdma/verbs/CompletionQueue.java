package mpj.transport.rdma.verbs;

/** Where the ends of posted requests are told. */
public interface CompletionQueue extends AutoCloseable {
    /**
     * Takes what has ended, up to the batch's capacity, into the batch.
     *
     * @return how many, or a negative {@link Errno}: the queue is broken
     */
    int poll(Completions batch);

    /**
     * Asks for a notification: the next completion that comes makes {@link #waitDescriptor} readable. What came before
     * may not: so arm, poll once more, and sleep only if that found nothing.
     *
     * @return 0, or an {@link Errno}, positive
     */
    int arm();

    /** Takes the notifications that have come, so that the descriptor is no longer readable. */
    void disarm();

    /** The descriptor that becomes readable by a notification, for epoll or poll; -1 where the provider has none. */
    int waitDescriptor();

    /** Frees it; its queue pairs must have been closed. Twice is once. */
    @Override
    void close();
}
