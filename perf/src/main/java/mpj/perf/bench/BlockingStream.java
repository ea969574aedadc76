package mpj.perf.bench;

import mpi.Comm;
import mpi.MPI;

/** Windows of blocking sends and receives. */
final class BlockingStream extends BandwidthBench.Stream {
    private final Payload send;

    BlockingStream(Comm world, BufferKind kind, int size, int window) {
        super(world, kind, size, window);
        this.send = Payload.of(kind, size);
    }

    @Override
    void send(boolean rewrite, long round) {
        Object buffer = send.buffer();
        for (int w = 0; w < window; w++) {
            if (rewrite) {
                send.fill((byte) (round + w));
            }
            world.send(buffer, size, MPI.BYTE, 1, DATA_TAG);
        }
    }

    @Override
    void receive(Object into) {
        for (int w = 0; w < window; w++) {
            world.recv(into, size, MPI.BYTE, 0, DATA_TAG);
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
