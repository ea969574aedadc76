package mpj.perf.bench;

import mpi.Comm;
import mpi.MPI;
import org.HdrHistogram.Histogram;

/** Blocking messages to and fro between the ranks of a pair. */
final class PingPong implements AutoCloseable {
    private static final int TAG = 1;

    private final Pair pair;
    private final int size;
    private final boolean rewrite;
    private final Payload send;
    private final Payload recv;

    /** @param rewrite whether each rank writes its buffer anew before each send */
    PingPong(Pair pair, BufferKind kind, int size, boolean rewrite) {
        this.pair = pair;
        this.size = size;
        this.rewrite = rewrite;
        this.send = Payload.of(kind, size);
        this.recv = Payload.of(kind, size);
    }

    /** So many round trips; both ranks call it. */
    void run(long iterations) {
        run(iterations, rewrite);
    }

    /** The same; microseconds of half a round trip, the mean. */
    double measure(long iterations) {
        long start = System.nanoTime();
        run(iterations);
        return (System.nanoTime() - start) / 1e3 / (2.0 * iterations);
    }

    private void run(long iterations, boolean rewrites) {
        if (pair.leads()) {
            for (long i = 0; i < iterations; i++) {
                ping(i, rewrites);
            }
        } else {
            pong(iterations, rewrites);
        }
    }

    /** So many, and records half of each round trip at the rank that leads, in nanoseconds. */
    void run(long iterations, Histogram halves) {
        if (!pair.leads()) {
            pong(iterations, rewrite);
            return;
        }
        for (long i = 0; i < iterations; i++) {
            long start = System.nanoTime();
            ping(i, rewrite);
            halves.recordValue((System.nanoTime() - start) / 2);
        }
    }

    private void ping(long i, boolean rewrites) {
        Comm world = pair.world();
        if (rewrites) {
            send.fill((byte) i);
        }
        world.send(send.buffer(), size, MPI.BYTE, pair.peer(), TAG);
        world.recv(recv.buffer(), size, MPI.BYTE, pair.peer(), TAG);
    }

    private void pong(long iterations, boolean rewrites) {
        Comm world = pair.world();
        for (long i = 0; i < iterations; i++) {
            world.recv(recv.buffer(), size, MPI.BYTE, pair.peer(), TAG);
            if (rewrites) {
                send.fill((byte) i);
            }
            world.send(send.buffer(), size, MPI.BYTE, pair.peer(), TAG);
        }
    }

    /** Sends some messages to and fro and checks each. */
    void validate() {
        int own = pair.leads() ? 0 : 1;
        for (int round = 0; round < 3; round++) {
            send.writePattern(round + own);
            run(1, false);
            recv.checkPattern(round + 1 - own);
        }
    }

    @Override
    public void close() {
        send.close();
        recv.close();
    }
}
