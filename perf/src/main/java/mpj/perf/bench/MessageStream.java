package mpj.perf.bench;

import mpi.Comm;
import mpi.MPI;

/** Windows of messages of one size from the rank of a pair that leads, each acknowledged by the other. */
abstract class MessageStream extends Rounds {
    static final int DATA_TAG = 100;
    private static final int ACK_TAG = 101;
    private static final int ACK_BYTES = 4;

    final Comm world;
    final int window;
    final Payload recv;
    private final byte[] ack = new byte[ACK_BYTES];

    MessageStream(Pair pair, BufferKind kind, int size, int window, boolean rewrite) {
        super(pair, rewrite);
        this.world = pair.world();
        this.window = window;
        this.recv = Payload.of(kind, size);
    }

    /** The window of the rank that leads. */
    abstract void leadWindow(boolean rewrites, long round);

    /** The window of the other. */
    abstract void followWindow(boolean rewrites, long round);

    /** Writes the pattern of this round to all that will be sent. */
    abstract void prepare(long round);

    /** Whether this rank receives messages. */
    boolean receives() {
        return !pair.leads();
    }

    @Override
    final void lead(boolean rewrites, long round) {
        leadWindow(rewrites, round);
        world.recv(ack, ACK_BYTES, MPI.BYTE, pair.peer(), ACK_TAG);
    }

    @Override
    final void follow(boolean rewrites, long round) {
        followWindow(rewrites, round);
        world.send(ack, ACK_BYTES, MPI.BYTE, pair.peer(), ACK_TAG);
    }

    @Override
    public final void validate() {
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
