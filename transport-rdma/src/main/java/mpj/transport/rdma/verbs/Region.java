package mpj.transport.rdma.verbs;

/** A registered piece of memory. */
public interface Region extends AutoCloseable {
    /** Its native address, which is also what peers name it by. */
    long address();

    /** Its length in bytes. */
    long length();

    /** The key for requests of this process. */
    int localKey();

    /** The key for peers; of use to them only where {@link Access} allows something. */
    int remoteKey();

    /**
     * Ends the registration. Requests that use the memory must have completed.
     *
     * <p>Never throws: what the device refuses here it forgets when the device is closed.
     */
    @Override
    void close();
}
