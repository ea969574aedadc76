package mpj.perf.bench;

import mpi.Request;

/**
 * Windows of messages that are all under way together, one way or both ways at once. A sender that rewrites has a buffer
 * for each message of the window, since none may be changed while it is being sent; otherwise one buffer is sent over and
 * over, as in OSU's benchmark.
 */
abstract class OverlappingStream extends MessageStream {
    private final boolean bothWays;
    private final Payload[] send;

    OverlappingStream(Pair pair, BufferKind kind, int size, int window, boolean rewrite, boolean bothWays) {
        super(pair, kind, size, window, rewrite);
        this.bothWays = bothWays;
        send = new Payload[rewrite && (bothWays || pair.leads()) ? window : 1];
        for (int i = 0; i < send.length; i++) {
            send[i] = Payload.of(kind, size);
        }
    }

    /** Begins the receives of a window. */
    abstract Request[] receiveWindow();

    /** Begins the sends of a window. */
    abstract Request[] sendWindow(boolean rewrites, long round);

    /** What message {@code w} of a window is sent from. */
    final Payload source(int w) {
        return send[send.length == 1 ? 0 : w];
    }

    final boolean sends() {
        return bothWays || pair.leads();
    }

    @Override
    final boolean receives() {
        return bothWays || super.receives();
    }

    @Override
    final void leadWindow(boolean rewrites, long round) {
        if (!bothWays) {
            Request.waitAll(sendWindow(rewrites, round));
            return;
        }
        exchange(rewrites, round);
    }

    @Override
    final void followWindow(boolean rewrites, long round) {
        if (!bothWays) {
            Request.waitAll(receiveWindow());
            return;
        }
        exchange(rewrites, round);
    }

    private void exchange(boolean rewrites, long round) {
        Request[] receives = receiveWindow();
        Request.waitAll(sendWindow(rewrites, round));
        Request.waitAll(receives);
    }

    @Override
    final void prepare(long round) {
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
