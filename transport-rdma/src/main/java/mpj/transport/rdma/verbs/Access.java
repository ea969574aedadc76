package mpj.transport.rdma.verbs;

/** What may be done with a {@link Region}; the device reads it in any case. Numbered as in libibverbs. */
public final class Access {
    /** The device may write into it: receives, results of reads and atomics. */
    public static final int LOCAL_WRITE = 1;
    /** Peers that know its key may write; needs {@link #LOCAL_WRITE}. */
    public static final int REMOTE_WRITE = 2;
    /** Peers that know its key may read. */
    public static final int REMOTE_READ = 4;
    /** Peers that know its key may use atomics; needs {@link #LOCAL_WRITE}. */
    public static final int REMOTE_ATOMIC = 8;

    private Access() {}
}
