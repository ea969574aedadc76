package mpj.transport.rdma.verbs;

/**
 * A batch of completions, filled by {@link CompletionQueue#poll} anew each time. Of a failed request only id, status
 * and queue pair are known.
 */
public final class Completions {
    /** {@link #opcode}: a send, with or without word. */
    public static final int SEND = 0;
    /** {@link #opcode}: a write, with or without word. */
    public static final int WRITE = 1;
    /** {@link #opcode}: a read. */
    public static final int READ = 2;
    /** {@link #opcode}: compare and swap. */
    public static final int COMPARE_SWAP = 3;
    /** {@link #opcode}: fetch and add. */
    public static final int FETCH_ADD = 4;
    /** {@link #opcode}: a message has been received. */
    public static final int RECEIVE = 128;
    /** {@link #opcode}: the peer has written with a word. */
    public static final int RECEIVE_WRITE = 129;

    private final long[] ids;
    private final int[] statuses;
    private final int[] opcodes;
    private final int[] lengths;
    private final int[] immediates;
    private final int[] queuePairs;

    public Completions(int capacity) {
        ids = new long[capacity];
        statuses = new int[capacity];
        opcodes = new int[capacity];
        lengths = new int[capacity];
        immediates = new int[capacity];
        queuePairs = new int[capacity];
    }

    public int capacity() {
        return ids.length;
    }

    /** The request's word. */
    public long id(int i) {
        return ids[i];
    }

    /** A {@link CompletionStatus}. */
    public int status(int i) {
        return statuses[i];
    }

    /** What has ended. */
    public int opcode(int i) {
        return opcodes[i];
    }

    /** Bytes received or read. */
    public int length(int i) {
        return lengths[i];
    }

    /** The peer's word; 0 where it sent none. */
    public int immediate(int i) {
        return immediates[i];
    }

    /** The number of the queue pair. */
    public int queuePair(int i) {
        return queuePairs[i];
    }

    /** For providers. */
    public void set(int i, long id, int status, int opcode, int length, int immediate, int queuePair) {
        ids[i] = id;
        statuses[i] = status;
        opcodes[i] = opcode;
        lengths[i] = length;
        immediates[i] = immediate;
        queuePairs[i] = queuePair;
    }
}
