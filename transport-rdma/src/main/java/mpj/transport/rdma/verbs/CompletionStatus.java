package mpj.transport.rdma.verbs;

/** How a request ended; numbered as in libibverbs, which has some more. */
public final class CompletionStatus {
    public static final int SUCCESS = 0;
    public static final int LOCAL_LENGTH = 1;
    public static final int LOCAL_OPERATION = 2;
    public static final int LOCAL_PROTECTION = 4;
    /** Not carried out, as the connection has ended. */
    public static final int FLUSHED = 5;
    public static final int REMOTE_INVALID = 9;
    public static final int REMOTE_ACCESS = 10;
    public static final int REMOTE_OPERATION = 11;
    /** The peer did not answer: its machine or the way to it is gone. */
    public static final int RETRY_EXCEEDED = 12;
    /** The peer had no receive posted, too often. */
    public static final int NOT_READY_EXCEEDED = 13;
    public static final int FATAL = 19;
    public static final int GENERAL = 21;

    private CompletionStatus() {}

    /** The status in words. */
    public static String describe(int status) {
        return switch (status) {
            case SUCCESS -> "success";
            case LOCAL_LENGTH -> "a message longer than the receive, or than the device can send";
            case LOCAL_OPERATION -> "a request that the device cannot carry out";
            case LOCAL_PROTECTION -> "local memory that is not registered for this";
            case FLUSHED -> "not carried out, as the connection has ended";
            case REMOTE_INVALID -> "a request that the peer cannot carry out: its receive is too short";
            case REMOTE_ACCESS -> "memory of the peer that is not registered for this";
            case REMOTE_OPERATION -> "the peer's adapter failed";
            case RETRY_EXCEEDED -> "no answer from the peer's adapter: its machine or the network is gone";
            case NOT_READY_EXCEEDED -> "the peer had no receive posted";
            case FATAL -> "the adapter failed";
            case GENERAL -> "the adapter failed (general error)";
            default -> "completion status " + status;
        };
    }
}
