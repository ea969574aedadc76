package mpj.transport.tcp;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import mpj.base.config.Parameters;
import mpj.base.memory.BufferView;
import mpj.base.memory.RawMemory;
import mpj.transport.Endpoint;
import mpj.transport.MessageHandler;
import mpj.transport.Status;
import mpj.transport.TransportContext;

/** A rank without an engine: counts what it hears. */
final class TestRank implements MessageHandler, AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MESSAGE_BYTES = 40;

    final TcpTransport transport;
    final List<String> lost = new ArrayList<>();
    /** By peer: how many messages came, each of which carries its number. */
    final int[] heard;

    private final Endpoint[] ways;
    private final BufferView view = new BufferView();
    private final byte[] bytes = new byte[MESSAGE_BYTES];
    int completions;

    TestRank(int rank, int size, byte[] secret, Map<String, String> parameters) throws IOException {
        heard = new int[size];
        ways = new Endpoint[size];
        transport = new TcpTransport(
                new TransportContext(rank, size, size, "test", secret, Parameters.of(parameters), this));
        view.set(bytes, 0, MESSAGE_BYTES);
    }

    static TestRank[] job(int size, Map<String, String> parameters) throws IOException {
        TestRank[] ranks = new TestRank[size];
        for (int rank = 0; rank < size; rank++) {
            ranks[rank] = new TestRank(rank, size, new byte[32], parameters);
        }
        return ranks;
    }

    int port() {
        return transport.sockets().port();
    }

    Endpoint to(TestRank peer) {
        Endpoint way = ways[peer.transport.rank()];
        if (way == null) {
            way = transport.connect(peer.transport.rank(), peer.transport.card());
            ways[peer.transport.rank()] = way;
        }
        return way;
    }

    /** Sends a message with its number; whether there was room. */
    boolean send(TestRank peer, int number) {
        return to(peer).send(1, number, 0, 0, view, 0, MESSAGE_BYTES) == Status.OK;
    }

    /** The same when there is room, polling both meanwhile. */
    void sendTo(TestRank peer, int number) {
        pollUntil("room", () -> send(peer, number), this, peer);
    }

    @Override
    public void onMessage(int peer, int kind, long h0, long h1, long h2, long address, int length) {
        if (length == MESSAGE_BYTES) {
            MemorySegment.copy(RawMemory.ALL, RawMemory.BYTE, address, bytes, 0, MESSAGE_BYTES);
        }
        if (kind == 1 && h0 == heard[peer]) {
            heard[peer]++;
        }
    }

    @Override
    public void onCompletion(long token, int status) {
        completions++;
    }

    @Override
    public void onNote(int peer, int note) {
        throw new IllegalStateException("TCP tells no notes");
    }

    @Override
    public void onPeerLost(int peer, String reason) {
        lost.add(peer + ": " + reason);
    }

    /** Polls all until the condition holds. */
    static void pollUntil(String what, BooleanSupplier condition, TestRank... ranks) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            for (TestRank rank : ranks) {
                rank.transport.poll();
            }
            if (deadline - System.nanoTime() < 0) {
                throw new AssertionError("after " + LIMIT + " still not: " + what);
            }
        }
    }

    @Override
    public void close() {
        transport.close();
    }

    static void close(TestRank... ranks) {
        for (TestRank rank : ranks) {
            rank.close();
        }
    }
}
