package mpj.perf.bench;

import mpi.Prequest;
import mpi.Request;

/** Windows of requests that are started again and again; all pieces of partitioned messages are ready at once. */
final class PersistentStream extends OverlappingStream {
    private final int partitions;
    private final Prequest[] sends;
    private final Prequest[] receives;

    /** @param partitions 0 for messages in one piece */
    PersistentStream(
            Pair pair, int partitions, BufferKind kind, int size, int window, boolean rewrite, boolean bothWays) {
        super(pair, kind, size, window, rewrite, bothWays);
        this.partitions = partitions;
        sends = new Prequest[sends() ? window : 0];
        receives = new Prequest[receives() ? window : 0];
        for (int w = 0; w < sends.length; w++) {
            sends[w] = source(w).sendInit(world, partitions, pair.peer(), DATA_TAG);
        }
        for (int w = 0; w < receives.length; w++) {
            receives[w] = recv.recvInit(world, partitions, pair.peer(), DATA_TAG);
        }
    }

    @Override
    Request[] sendWindow(boolean rewrites, long round) {
        for (int w = 0; rewrites && w < window; w++) {
            source(w).fill((byte) (round + w));
        }
        Prequest.startAll(sends);
        for (int w = 0; w < window; w++) {
            for (int partition = 0; partition < partitions; partition++) {
                sends[w].pReady(partition);
            }
        }
        return sends;
    }

    @Override
    Request[] receiveWindow() {
        Prequest.startAll(receives);
        return receives;
    }

    @Override
    public void close() {
        for (Prequest request : sends) {
            request.free();
        }
        for (Prequest request : receives) {
            request.free();
        }
        super.close();
    }
}
