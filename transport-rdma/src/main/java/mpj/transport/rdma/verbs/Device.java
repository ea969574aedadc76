package mpj.transport.rdma.verbs;

/** An opened port of an adapter, with a protection domain and a channel of events. */
public interface Device extends AutoCloseable {
    RdmaPort port();

    DeviceLimits limits();

    /**
     * Registers memory. The caller keeps the memory alive until the region is closed.
     *
     * @param address a native address
     * @param length bytes, 1 .. {@link DeviceLimits#maxRegion}
     * @param access a set of {@link Access}
     * @throws VerbsException where the device or the limit of locked memory does not allow it
     */
    Region register(long address, long length, int access) throws VerbsException;

    /**
     * Makes a completion queue. What is posted to its queue pairs and has not been polled must never exceed its
     * capacity: the device breaks then.
     *
     * @param capacity completions, 1 .. {@link DeviceLimits#maxCompletions}
     */
    CompletionQueue createCompletionQueue(int capacity) throws VerbsException;

    /**
     * Makes a queue of receives that several queue pairs take from.
     *
     * @param capacity requests, 1 .. {@link DeviceLimits#maxSharedReceives}
     * @throws VerbsException also where there are none on this device or with this provider
     */
    SharedReceiveQueue createSharedReceiveQueue(int capacity) throws VerbsException;

    /** Makes a queue pair that will {@link QueuePair#connect}; receives may be posted at once. */
    QueuePair createQueuePair(QueuePairOptions options) throws VerbsException;

    /**
     * Lets peers connect to this device's address; they are told of by {@link DeviceEvents#onRequest}. At most one
     * listener at a time.
     *
     * @param port 0: any that is free
     */
    Listener listen(int port) throws VerbsException;

    /**
     * Advances connections and tells what has happened to them and to the device, without waiting. Connections make no
     * progress otherwise. Not to be called from within the handler; all else may be.
     *
     * @return how many events there were
     */
    int pollEvents(DeviceEvents handler);

    /**
     * The descriptors that become readable when {@link #pollEvents} has something to tell, for epoll or poll. Where a
     * provider has none the array is empty, and who sleeps has to poll now and then.
     */
    int[] waitDescriptors();

    /**
     * Closes all that was made of the device, in the right order, and the device; never waits for a peer. Twice is
     * once.
     */
    @Override
    void close();
}
