package mpj.perf.bench;

import mpi.MPI;
import mpi.Request;

/**
 * Windows of nonblocking sends and receives, one way or both ways at once. A sender that rewrites has a buffer for each
 * message of the window, since none may be changed while it is being sent; otherwise one buffer is sent over and over, as
 * in OSU's benchmark.
 */
final class OverlappingStream extends MessageStream {
    private final boolean bothWays;
    private final Payload[] send;
    private final Request[] sends;
    private final Request[] receives;

    OverlappingStream(Pair pair, BufferKind kind, int size, int window, boolean rewrite, boolean bothWays) {
        super(pair, kind, size, window);
        this.bothWays = bothWays;
        sends = new Request[window];
        receives = new Request[window];
        send = new Payload[rewrite && (bothWays || pair.leads()) ? window : 1];
        for (int i = 0; i < send.length; i++) {
            send[i] = Payload.of(kind, size);
        }
    }

    @Override
    void lead(boolean rewrite, long round) {
        if (bothWays) {
            receiveWindow();
        }
        sendWindow(rewrite, round);
        Request.waitAll(sends);
        if (bothWays) {
            Request.waitAll(receives);
        }
    }

    @Override
    void follow(boolean rewrite, long round) {
        receiveWindow();
        if (bothWays) {
            sendWindow(rewrite, round);
            Request.waitAll(sends);
        }
        Request.waitAll(receives);
    }

    private void sendWindow(boolean rewrite, long round) {
        for (int w = 0; w < window; w++) {
            Payload payload = send[send.length == 1 ? 0 : w];
            if (rewrite) {
                payload.fill((byte) (round + w));
            }
            sends[w] = world.iSend(payload.buffer(), size, MPI.BYTE, pair.peer(), DATA_TAG);
        }
    }

    private void receiveWindow() {
        Object into = recv.buffer();
        for (int w = 0; w < window; w++) {
            receives[w] = world.iRecv(into, size, MPI.BYTE, pair.peer(), DATA_TAG);
        }
    }

    @Override
    boolean receives() {
        return bothWays || super.receives();
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
