package mpj.testkit;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import mpj.base.memory.RawMemory;
import mpj.transport.MessageHandler;
import mpj.transport.Status;

/**
 * The handler between a wrapped transport and the engine: holds arrivals and completions back for some polls, and
 * declares a peer lost.
 */
final class FaultyArrivals implements MessageHandler {
    private static final int SMALLEST = 64;

    private final MessageHandler target;
    private final Faults faults;
    private final Random random;
    private final List<List<Held>> byPeer = new ArrayList<>();
    private final List<Held> completions = new ArrayList<>();
    private final Arena arena = Arena.ofShared();
    private final Map<Integer, ArrayDeque<MemorySegment>> pool = new HashMap<>();
    /** The peer of each remote memory operation that has not ended. */
    private final Map<Long, Integer> tokens = new HashMap<>();

    private final boolean[] lost;
    /** The peers whose loss is told once no operation on their memory is under way. */
    private final Set<Integer> dying = new HashSet<>();

    private final IntConsumer onBreak;
    /** Peers that other ranks' threads say are lost. */
    private final Queue<Integer> toLose = new ConcurrentLinkedQueue<>();

    private long now;
    private long events;
    private int held;
    private int delivered;

    /** Something that has arrived and is not yet told. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Held(long due, int kind, int peer, long[] words, MemorySegment payload, int length, String reason) {
        static final int LOSS = -1;
        static final int COMPLETION = -2;
        static final int NOTE = -3;
    }

    FaultyArrivals(MessageHandler target, int size, Faults faults, int rank, IntConsumer onBreak) {
        this.onBreak = onBreak;
        this.target = target;
        this.faults = faults;
        this.random = new Random(faults.seed() * 31 + rank);
        this.lost = new boolean[size];
        for (int i = 0; i < size; i++) {
            byPeer.add(new ArrayList<>());
        }
    }

    @Override
    public void onMessage(int peer, int kind, long h0, long h1, long h2, long address, int length) {
        event();
        if (lost[peer]) {
            return;
        }
        boolean delay = chance(faults.delayPercent());
        if (isToldNow(peer, delay)) {
            delivered++;
            target.onMessage(peer, kind, h0, h1, h2, address, length);
            return;
        }
        MemorySegment copy = take(length);
        RawMemory.copy(address, copy.address(), length);
        hold(delay, kind, peer, new long[] {h0, h1, h2}, copy, length);
    }

    private boolean isToldNow(int peer, boolean delay) {
        return !delay && (byPeer.get(peer).isEmpty() || faults.reorderWithinPeer());
    }

    private void hold(boolean delay, int kind, int peer, long[] words, MemorySegment payload, int length) {
        long due = delay ? now + 1 + random.nextInt(faults.delayMaxPolls()) : now;
        byPeer.get(peer).add(new Held(due, kind, peer, words, payload, length, ""));
        held++;
    }

    @Override
    public void onNote(int peer, int note) {
        event();
        if (lost[peer]) {
            return;
        }
        boolean delay = chance(faults.delayPercent());
        if (isToldNow(peer, delay)) {
            delivered++;
            target.onNote(peer, note);
        } else {
            hold(delay, Held.NOTE, peer, new long[] {note}, MemorySegment.NULL, 0);
        }
    }

    @Override
    public void onCompletion(long token, int status) {
        event();
        Integer peer = tokens.get(token);
        int told = peer != null && lost[peer] ? Status.CLOSED : status;
        if (chance(faults.lateCompletionPercent())) {
            long due = now + 1 + random.nextInt(faults.delayMaxPolls());
            completions.add(
                    new Held(due, Held.COMPLETION, -1, new long[] {token, told}, MemorySegment.NULL, 0, ""));
            held++;
        } else {
            tokens.remove(token);
            delivered++;
            target.onCompletion(token, told);
        }
    }

    @Override
    public void onPeerLost(int peer, String reason) {
        if (lost[peer]) {
            return;
        }
        List<Held> queue = byPeer.get(peer);
        if (queue.isEmpty()) {
            lost[peer] = true;
            delivered++;
            target.onPeerLost(peer, reason);
        } else {
            // what arrived before is told before
            long due = queue.stream().mapToLong(Held::due).max().orElse(now);
            queue.add(new Held(due, Held.LOSS, peer, new long[0], MemorySegment.NULL, 0, reason));
            held++;
        }
    }

    private void event() {
        events++;
        int peer = faults.lostPeer();
        if (peer >= 0 && events == faults.lostAfterEvents() && !lost[peer]) {
            breakWith(peer);
            onBreak.accept(peer);
        }
    }

    private void breakWith(int peer) {
        List<Held> queue = byPeer.get(peer);
        held -= queue.size();
        queue.forEach(this::recycle);
        queue.clear();
        lost[peer] = true;
        dying.add(peer);
        held++;
    }

    /** Has the peer lost at the next release; any thread. */
    void loseSoon(int peer) {
        toLose.add(peer);
    }

    private void announceLosses() {
        for (Integer peer = toLose.poll(); peer != null; peer = toLose.poll()) {
            if (!lost[peer]) {
                breakWith(peer);
            }
        }
        for (int peer : List.copyOf(dying)) {
            if (!tokens.containsValue(peer)) {
                dying.remove(peer);
                held--;
                delivered++;
                target.onPeerLost(peer, "lost by order of the test");
            }
        }
    }

    /** Delivers what is due; called after each poll of the wrapped transport. */
    void release() {
        now++;
        for (List<Held> queue : byPeer) {
            if (faults.reorderWithinPeer()) {
                releaseAnyOrder(queue);
            } else {
                releaseInOrder(queue);
            }
        }
        releaseAnyOrder(completions);
        if (!toLose.isEmpty() || !dying.isEmpty()) {
            announceLosses();
        }
    }

    private void releaseInOrder(List<Held> queue) {
        while (!queue.isEmpty() && queue.getFirst().due() <= now) {
            deliver(queue.removeFirst());
        }
    }

    private void releaseAnyOrder(List<Held> queue) {
        List<Held> ready = new ArrayList<>();
        for (Iterator<Held> i = queue.iterator(); i.hasNext(); ) {
            Held one = i.next();
            if (one.due() <= now) {
                i.remove();
                ready.add(one);
            }
        }
        ready.sort((a, b) -> Long.compare(a.due(), b.due()));
        ready.forEach(this::deliver);
    }

    private void deliver(Held one) {
        held--;
        delivered++;
        long[] w = one.words();
        switch (one.kind()) {
            case Held.LOSS -> {
                lost[one.peer()] = true;
                target.onPeerLost(one.peer(), one.reason());
            }
            case Held.COMPLETION -> {
                tokens.remove(w[0]);
                target.onCompletion(w[0], (int) w[1]);
            }
            case Held.NOTE -> target.onNote(one.peer(), (int) w[0]);
            default -> {
                long address = one.payload().address();
                target.onMessage(one.peer(), one.kind(), w[0], w[1], w[2], address, one.length());
                recycle(one);
            }
        }
    }

    private MemorySegment take(int length) {
        int size = Integer.highestOneBit(Math.max(SMALLEST, length - 1) * 2);
        ArrayDeque<MemorySegment> free = pool.get(size);
        return free == null || free.isEmpty() ? arena.allocate(size, Long.BYTES) : free.pop();
    }

    private void recycle(Held one) {
        if (one.payload().byteSize() > 0) {
            pool.computeIfAbsent((int) one.payload().byteSize(), _ -> new ArrayDeque<>())
                    .push(one.payload());
        }
    }

    private boolean chance(int percent) {
        return percent > 0 && random.nextInt(100) < percent;
    }

    boolean isLost(int peer) {
        return lost[peer];
    }

    /** Notes that an operation on a peer's memory is under way. */
    void started(long token, int peer) {
        tokens.put(token, peer);
    }

    /** How much has arrived that is not yet told. */
    int held() {
        return held + toLose.size();
    }

    /** How much has been told to the engine so far; wraps around. */
    int delivered() {
        return delivered;
    }

    void close() {
        arena.close();
    }
}
