package mpj.testkit;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import mpj.base.config.Parameters;
import mpj.transport.TransportContext;
import mpj.transport.TransportProvider;
import mpj.transport.TransportUnavailableException;

/** The transports of a few ranks in one JVM, without engines. */
final class TransportRig implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(30);
    private static final AtomicLong JOBS = new AtomicLong();

    private final TransportNode[] nodes;
    private final boolean[] paused;

    TransportRig(TransportProvider provider, int n, Map<String, String> parameters) {
        nodes = new TransportNode[n];
        paused = new boolean[n];
        byte[] secret = new byte[32];
        String job = "rig-" + ProcessHandle.current().pid() + "-" + JOBS.incrementAndGet();
        byte[][] cards = new byte[n][];
        try {
            for (int i = 0; i < n; i++) {
                TransportNode node = new TransportNode(i, n);
                nodes[i] = node;
                node.open(provider.open(new TransportContext(
                        i, n, n, job, secret.clone(), Parameters.of(parameters), node)));
                cards[i] = node.transport().card();
            }
        } catch (TransportUnavailableException e) {
            throw new AssertionError("the transport cannot be used here: " + e.getMessage(), e);
        }
        for (TransportNode node : nodes) {
            node.cards(cards);
        }
    }

    int size() {
        return nodes.length;
    }

    TransportNode node(int rank) {
        return nodes[rank];
    }

    /** Keeps {@link #pollAll} away from a rank, or lets it poll again. */
    void pause(int rank, boolean pause) {
        paused[rank] = pause;
    }

    /** Polls every open transport once. */
    int pollAll() {
        int work = 0;
        for (TransportNode node : nodes) {
            if (!node.isClosed() && !paused[node.rank()]) {
                work += node.transport().poll();
            }
        }
        return work;
    }

    /** Polls all until {@code condition} holds. */
    void pollUntil(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (pollAll() == 0) {
                Parallel.letOthersRun();
            }
            if (deadline - System.nanoTime() < 0) {
                throw new AssertionError("after " + LIMIT + " still not: " + what);
            }
        }
    }

    @Override
    public void close() {
        for (TransportNode node : nodes) {
            node.close();
        }
    }
}
