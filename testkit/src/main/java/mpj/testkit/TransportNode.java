package mpj.testkit;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mpj.base.memory.BufferView;
import mpj.base.memory.RawMemory;
import mpj.transport.Endpoint;
import mpj.transport.MessageHandler;
import mpj.transport.Status;
import mpj.transport.Transport;
import org.jspecify.annotations.Nullable;

/** One rank of a {@link TransportRig}: its transport, its ways to the others, and all that its handler heard. */
final class TransportNode implements MessageHandler, AutoCloseable {
    /** What to do with a message instead of keeping it. */
    @FunctionalInterface
    interface Receiver {
        void accept(int peer, int kind, long h0, long h1, long h2, long address, int length);
    }

    /** What to do when a peer has put something here and says so. */
    @FunctionalInterface
    interface NoteReader {
        void accept(int peer, int note);
    }

    /** A message that arrived. */
    @SuppressWarnings("ArrayRecordComponent") // looked at, never compared
    record Arrival(int peer, int kind, long h0, long h1, long h2, byte[] payload) {}

    private final int rank;
    private final Endpoint[] ways;
    private final List<Arrival> arrivals = new ArrayList<>();
    private final Map<Long, List<Integer>> completions = new HashMap<>();
    private final List<Integer> lost = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private byte[][] cards = new byte[0][];
    private @Nullable Transport transport;
    private @Nullable Receiver receiver;
    private @Nullable NoteReader noteReader;
    private boolean closed;

    TransportNode(int rank, int size) {
        this.rank = rank;
        this.ways = new Endpoint[size];
    }

    void open(Transport opened) {
        transport = opened;
    }

    void cards(byte[][] all) {
        cards = all;
    }

    byte[] card(int peer) {
        return cards[peer];
    }

    int rank() {
        return rank;
    }

    Transport transport() {
        return Objects.requireNonNull(transport);
    }

    boolean isClosed() {
        return closed || transport == null;
    }

    /** Has messages handed to {@code action} instead of kept. */
    void receiver(Receiver action) {
        receiver = action;
    }

    /** Who hears of notes; without one they are an error. */
    void noteReader(NoteReader action) {
        noteReader = action;
    }

    /** The way to {@code peer}, made on first use. */
    Endpoint to(int peer) {
        Endpoint way = ways[peer];
        if (way == null) {
            way = transport().connect(peer, cards[peer]);
            ways[peer] = way;
        }
        return way;
    }

    /** Attempts a message without payload. */
    int trySend(int peer, int kind, long h0) {
        return to(peer).send(kind, h0, 0, 0, null, 0, 0);
    }

    /** Attempts a message; null or a view of the whole payload. */
    int trySend(int peer, long h0, BufferView payload, long offset, int length) {
        return to(peer).send(1, h0, rank, length, payload, offset, length);
    }

    List<Arrival> arrivals() {
        return arrivals;
    }

    /** Takes what has arrived. */
    List<Arrival> takeArrivals() {
        List<Arrival> taken = new ArrayList<>(arrivals);
        arrivals.clear();
        return taken;
    }

    /** The statuses told for {@code token}; more than one is an error of the transport. */
    List<Integer> completionsOf(long token) {
        return completions.getOrDefault(token, List.of());
    }

    int completionCount() {
        return completions.values().stream().mapToInt(List::size).sum();
    }

    /** Peers told as lost, each as often as it was told. */
    List<Integer> lost() {
        return lost;
    }

    /** Why each of {@link #lost} was. */
    List<String> reasons() {
        return reasons;
    }

    @Override
    public void onMessage(int peer, int kind, long h0, long h1, long h2, long address, int length) {
        Receiver to = receiver;
        if (to != null) {
            to.accept(peer, kind, h0, h1, h2, address, length);
            return;
        }
        byte[] payload = new byte[length];
        MemorySegment.copy(RawMemory.ALL, ValueLayout.JAVA_BYTE, address, payload, 0, length);
        arrivals.add(new Arrival(peer, kind, h0, h1, h2, payload));
    }

    @Override
    public void onCompletion(long token, int status) {
        if (status == Status.PENDING || status == Status.BUSY) {
            throw new AssertionError("completion of " + token + " with status " + Status.describe(status));
        }
        completions.computeIfAbsent(token, _ -> new ArrayList<>()).add(status);
    }

    @Override
    public void onNote(int peer, int note) {
        Objects.requireNonNull(noteReader, "a note that nobody waits for").accept(peer, note);
    }

    @Override
    public void onPeerLost(int peer, String reason) {
        lost.add(peer);
        reasons.add(reason);
    }

    @Override
    public void close() {
        if (!isClosed()) {
            closed = true;
            for (Endpoint way : ways) {
                if (way != null) {
                    way.close();
                }
            }
            transport().close();
        }
    }
}
