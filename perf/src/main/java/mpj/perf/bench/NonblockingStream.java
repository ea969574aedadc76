package mpj.perf.bench;

import mpi.Request;

/** Windows of nonblocking sends and receives. */
final class NonblockingStream extends OverlappingStream {
    private final Request[] sends;
    private final Request[] receives;

    NonblockingStream(Pair pair, BufferKind kind, int size, int window, boolean rewrite, boolean bothWays) {
        super(pair, kind, size, window, rewrite, bothWays);
        sends = new Request[window];
        receives = new Request[window];
    }

    @Override
    Request[] sendWindow(boolean rewrites, long round) {
        for (int w = 0; w < window; w++) {
            Payload payload = source(w);
            if (rewrites) {
                payload.fill((byte) (round + w));
            }
            sends[w] = payload.iSend(world, pair.peer(), DATA_TAG);
        }
        return sends;
    }

    @Override
    Request[] receiveWindow() {
        for (int w = 0; w < window; w++) {
            receives[w] = recv.iRecv(world, pair.peer(), DATA_TAG);
        }
        return receives;
    }
}
