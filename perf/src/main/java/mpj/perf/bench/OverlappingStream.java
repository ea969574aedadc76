package mpj.perf.bench;

import mpi.Comm;
import mpi.MPI;
import mpi.Request;

/**
 * Windows of nonblocking sends and receives. A sender that rewrites has a buffer for each message of the window, since
 * none may be changed while it is being sent; otherwise one buffer is sent over and over, as in OSU's benchmark.
 */
final class OverlappingStream extends BandwidthBench.Stream {
    private final Payload[] send;
    private final Request[] requests;

    OverlappingStream(Comm world, BufferKind kind, int size, int window, boolean rewrite) {
        super(world, kind, size, window);
        requests = new Request[window];
        send = new Payload[rewrite && world.getRank() == 0 ? window : 1];
        for (int i = 0; i < send.length; i++) {
            send[i] = Payload.of(kind, size);
        }
    }

    @Override
    void send(boolean rewrite, long round) {
        for (int w = 0; w < window; w++) {
            Payload payload = send[send.length == 1 ? 0 : w];
            if (rewrite) {
                payload.fill((byte) (round + w));
            }
            requests[w] = world.iSend(payload.buffer(), size, MPI.BYTE, 1, DATA_TAG);
        }
        Request.waitAll(requests);
    }

    @Override
    void receive(Object into) {
        for (int w = 0; w < window; w++) {
            requests[w] = world.iRecv(into, size, MPI.BYTE, 0, DATA_TAG);
        }
        Request.waitAll(requests);
    }

    @Override
    void prepare(long round) {
        for (Payload payload : send) {
            payload.writePattern(round);
        }
    }

    @Override
    public void close() {
        for (Payload payload : send) {
            payload.close();
        }
        super.close();
    }
}
