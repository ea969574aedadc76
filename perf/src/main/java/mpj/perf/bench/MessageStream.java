package mpj.perf.bench;

import mpi.Comm;
import mpi.MPI;

/** Windows of messages of one size from the rank of a pair that leads, each acknowledged by the other. */
abstract class MessageStream implements AutoCloseable {
    static final int DATA_TAG = 100;
    private static final int ACK_TAG = 101;
    private static final int ACK_BYTES = 4;

    final Comm world;
    final Pair pair;
    final int size;
    final int window;
    final Payload recv;
    private final byte[] ack = new byte[ACK_BYTES];

    MessageStream(Pair pair, BufferKind kind, int size, int window) {
        this.world = pair.world();
        this.pair = pair;
        this.size = size;
        this.window = window;
        this.recv = Payload.of(kind, size);
    }

    /** The window of a rank that leads. */
    abstract void lead(boolean rewrite, long round);

    /** The window of the other. */
    abstract void follow(boolean rewrite, long round);

    /** Writes the pattern of this round to all that will be sent. */
    abstract void prepare(long round);

    /** Whether this rank receives messages. */
    boolean receives() {
        return !pair.leads();
    }

    final void run(long iterations, boolean rewrite) {
        for (long i = 0; i < iterations; i++) {
            if (pair.leads()) {
                lead(rewrite, i);
                world.recv(ack, ACK_BYTES, MPI.BYTE, pair.peer(), ACK_TAG);
            } else {
                follow(rewrite, i);
                world.send(ack, ACK_BYTES, MPI.BYTE, pair.peer(), ACK_TAG);
            }
        }
    }

    final void validate() {
        for (long round = 0; round < 3; round++) {
            prepare(round);
            run(1, false);
            if (receives()) {
                recv.checkPattern(round);
            }
        }
    }

    @Override
    public void close() {
        recv.close();
    }
}
