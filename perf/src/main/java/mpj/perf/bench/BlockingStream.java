package mpj.perf.bench;

import mpi.MPI;

/** Windows of blocking sends and receives. */
final class BlockingStream extends MessageStream {
    private final Payload send;

    BlockingStream(Pair pair, BufferKind kind, int size, int window) {
        super(pair, kind, size, window);
        this.send = Payload.of(kind, size);
    }

    @Override
    void lead(boolean rewrite, long round) {
        Object buffer = send.buffer();
        for (int w = 0; w < window; w++) {
            if (rewrite) {
                send.fill((byte) (round + w));
            }
            world.send(buffer, size, MPI.BYTE, pair.peer(), DATA_TAG);
        }
    }

    @Override
    void follow(boolean rewrite, long round) {
        Object into = recv.buffer();
        for (int w = 0; w < window; w++) {
            world.recv(into, size, MPI.BYTE, pair.peer(), DATA_TAG);
        }
    }

    @Override
    void prepare(long round) {
        send.writePattern(round);
    }

    @Override
    public void close() {
        send.close();
        super.close();
    }
}
