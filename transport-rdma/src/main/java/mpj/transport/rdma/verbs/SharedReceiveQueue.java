package mpj.transport.rdma.verbs;

/**
 * Receives that several queue pairs take from; a completion's {@link Completions#queuePair} tells which did. What was
 * posted and not taken makes no completion when a queue pair ends.
 */
public interface SharedReceiveQueue extends AutoCloseable {
    /** Makes a request to post on this queue, as often as wanted. */
    ReceiveRequest newReceiveRequest();

    /** Frees it; its queue pairs must have been closed. Twice is once. */
    @Override
    void close();
}
