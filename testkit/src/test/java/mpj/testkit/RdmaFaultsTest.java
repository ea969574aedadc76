package mpj.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import mpj.base.memory.BufferView;
import mpj.base.memory.RawMemory;
import mpj.testkit.verbs.FakeFabric;
import mpj.testkit.verbs.FakeFaults;
import mpj.transport.Endpoint;
import mpj.transport.RemoteKey;
import mpj.transport.Status;
import mpj.transport.Transport;
import mpj.transport.rdma.verbs.Access;
import mpj.transport.rdma.verbs.CompletionStatus;
import mpj.transport.rdma.verbs.DeviceLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that an adapter does not do on demand, at every moment of a connection's life, by seed. */
class RdmaFaultsTest {
    private static final int MEMORY = 300_000;
    private static final int STEPS = 120;
    /** Places for puts that tell their end, and the most bytes of one. */
    private static final int PLACES = 6;

    private static final int PLACE_BYTES = 100_000;

    /** Two ranks that send, get and put at random, some puts with a note, and check what they hear. */
    private static final class Traffic {
        private final TransportRig rig;
        private final Random random;
        private final long[] sent = new long[2];
        private final long[] heard = new long[2];
        private final List<Set<Long>> pending = List.of(new HashSet<>(), new HashSet<>());
        private final RemoteKey[] keys = {new RemoteKey(), new RemoteKey()};
        private final MemorySegment[] local;
        private final RemoteKey[] placeKeys = {new RemoteKey(), new RemoteKey()};
        /** By the writer's rank and the place: the bytes that are under way there, 0 if none are. */
        private final int[][] underWay = new int[2][PLACES];
        private final Arena arena;
        private int noted;
        private long token;

        Traffic(TransportRig rig, long seed, Arena arena) {
            this.rig = rig;
            this.random = new Random(seed);
            this.arena = arena;
            local = new MemorySegment[] {arena.allocate(MEMORY), arena.allocate(MEMORY)};
            for (int rank = 0; rank < 2; rank++) {
                BufferView view = new BufferView();
                view.set(arena.allocate(MEMORY), 0, MEMORY);
                assertTrue(rig.node(rank).to(1 - rank).export(view, keys[rank]), "export");
                int from = 1 - rank;
                BufferView places = new BufferView();
                MemorySegment placesMemory = arena.allocate((long) PLACES * PLACE_BYTES);
                places.set(placesMemory, 0, placesMemory.byteSize());
                assertTrue(rig.node(rank).to(from).export(places, placeKeys[rank]), "export");
                rig.node(rank).noteReader((peer, note) -> {
                    int place = note % PLACES;
                    int bytes = underWay[from][place];
                    assertTrue(bytes > 0, "note " + note + " is told twice, or of nothing");
                    long at = (long) place * PLACE_BYTES;
                    BufferKind.check(placesMemory, at, bytes, note, false, "put " + note);
                    underWay[from][place] = 0;
                });
                rig.node(rank).receiver((peer, kind, h0, h1, h2, address, length) -> {
                    assertEquals(heard[from]++, h0);
                    assertEquals(h2, length);
                    BufferKind.check(RawMemory.ALL.asSlice(address, length), 0, length, h0, false, "message " + h0);
                });
            }
        }

        void run() {
            for (int i = 0; i < STEPS; i++) {
                step(random.nextInt(2));
                rig.node(random.nextInt(2)).transport().poll();
            }
        }

        private void step(int rank) {
            Endpoint way = rig.node(rank).to(1 - rank);
            int length = random.nextInt(random.nextInt(4) == 0 ? way.capabilities().maxSend() : 100);
            if (random.nextInt(3) > 0) {
                byte[] bytes = new byte[length];
                BufferKind.fill(bytes, 0, length, sent[rank], false);
                BufferView view = new BufferView();
                view.set(bytes, 0, length);
                if (rig.node(rank).trySend(1 - rank, sent[rank], view, 0, length) == Status.OK) {
                    sent[rank]++;
                }
                return;
            }
            if (random.nextInt(3) == 0) {
                putWithNote(rank, way);
                return;
            }
            BufferView view = new BufferView();
            int bytes = 1 + random.nextInt(MEMORY - 1);
            view.set(random.nextBoolean() ? local[rank] : new byte[bytes], 0, bytes);
            long mine = ++token;
            int status = random.nextBoolean()
                    ? way.get(view, 0, keys[1 - rank], 0, bytes, mine)
                    : way.put(view, 0, keys[1 - rank], 0, bytes, mine);
            if (status == Status.PENDING) {
                pending.get(rank).add(mine);
            }
        }

        private void putWithNote(int rank, Endpoint way) {
            int note = noted++;
            int place = note % PLACES;
            if (underWay[rank][place] > 0) {
                return;
            }
            int bytes = 1 + random.nextInt(random.nextBoolean() ? PLACE_BYTES : 100);
            Object source = random.nextBoolean() ? arena.allocate(bytes) : new byte[bytes];
            BufferKind.fill(source, 0, bytes, note, false);
            BufferView view = new BufferView();
            view.set(source, 0, bytes);
            long mine = ++token;
            long at = (long) place * PLACE_BYTES;
            if (way.putWithNote(view, 0, placeKeys[1 - rank], at, bytes, note, mine) == Status.PENDING) {
                underWay[rank][place] = bytes;
                pending.get(rank).add(mine);
            }
        }

        private boolean allNotesAreHeard() {
            return Arrays.stream(underWay).flatMapToInt(Arrays::stream).allMatch(bytes -> bytes == 0);
        }

        /** Polls until all has arrived and ended, or both know that the other is lost; says which. */
        boolean ends() {
            boolean[] whole = {false};
            rig.pollUntil("everything to end", () -> {
                boolean ended = true;
                for (int rank = 0; rank < 2; rank++) {
                    TransportNode node = rig.node(rank);
                    ended &= pending.get(rank).stream().noneMatch(t -> node.completionsOf(t).isEmpty());
                }
                whole[0] = heard[0] == sent[0] && heard[1] == sent[1] && allNotesAreHeard();
                return ended && (whole[0] || !rig.node(0).lost().isEmpty() && !rig.node(1).lost().isEmpty());
            });
            for (int rank = 0; rank < 2; rank++) {
                TransportNode node = rig.node(rank);
                pending.get(rank).forEach(t -> assertEquals(1, node.completionsOf(t).size(), "told once"));
                assertTrue(node.lost().size() <= 1, "lost once");
            }
            return whole[0];
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                CompletionStatus.RETRY_EXCEEDED,
                CompletionStatus.NOT_READY_EXCEEDED,
                CompletionStatus.REMOTE_ACCESS,
                CompletionStatus.FLUSHED
            })
    void aRequestThatFailsEndsAllAndBlocksNothing(int status) {
        Seed.run(seed -> {
            for (int nth = 0; nth < 45; nth += 1 + nth / 8) {
                FakeFabric fabric =
                        new FakeFabric(new FakeFaults(seed).delays(nth % 3).lateReads().failRequest(nth, status));
                boolean shared = (nth & 1) == 0;
                try (TransportRig rig = new TransportRig(
                                new RdmaHosts(fabric),
                                2,
                                Map.of("MPJ_RDMA_SRQ", shared ? "1" : "0", "MPJ_RDMA_RING_PEERS", "2", "MPJ_RDMA_RING_AFTER", "1"));
                        Arena arena = Arena.ofShared()) {
                    Traffic traffic = new Traffic(rig, seed + nth, arena);
                    connect(rig);
                    traffic.run();
                    traffic.ends();
                }
            }
        });
    }

    /** Until both can send, or one knows that it never will. */
    private static void connect(TransportRig rig) {
        rig.pollUntil("a connection", () -> {
            boolean open = true;
            for (int rank = 0; rank < 2; rank++) {
                RemoteKey nothing = new RemoteKey();
                BufferView empty = new BufferView();
                open &= rig.node(rank).to(1 - rank).get(empty, 0, nothing, 0, 0, -1 - rank) != Status.BUSY;
            }
            return open;
        });
    }

    @Test
    void manySeedsOfSlowAdaptersLoseNothing() {
        Seed.run(seed -> {
            for (int run = 0; run < 60; run++) {
                FakeFaults faults = new FakeFaults(seed + run)
                        .delays(run % 7)
                        .lateReads()
                        .lateReceives(run % 5);
                FakeFabric fabric = new FakeFabric(run % 3 == 0 ? faults.tornWrites() : faults);
                Map<String, String> parameters = Map.of(
                        "MPJ_RDMA_SRQ", run % 2 == 0 ? "1" : "0",
                        "MPJ_RDMA_WINDOW", Integer.toString(2 + run % 9),
                        "MPJ_RDMA_DEPTH", Integer.toString(8 + run % 30),
                        "MPJ_RDMA_RING_PEERS", "2",
                        "MPJ_RDMA_RING_AFTER", Integer.toString(1 + run % 4),
                        "MPJ_RDMA_RING_SLOTS", Integer.toString(2 << run % 3));
                try (TransportRig rig = new TransportRig(new RdmaHosts(fabric), 2, parameters);
                        Arena arena = Arena.ofShared()) {
                    Traffic traffic = new Traffic(rig, seed + run, arena);
                    connect(rig);
                    traffic.run();
                    assertTrue(traffic.ends(), () -> rig.node(0).reasons() + " " + rig.node(1).reasons());
                    assertEquals(List.of(), rig.node(0).lost());
                    assertEquals(List.of(), rig.node(1).lost());
                }
            }
        });
    }

    /**
     * However little room completion queues have, and however long a rank does not look: what it is sent and what it
     * sends fits.
     */
    @ParameterizedTest
    @ValueSource(ints = {16, 48, 1 << 20})
    void completionQueuesNeverOverflow(int maxCompletions) {
        DeviceLimits limits = new DeviceLimits(
                4096, 1L << 31, Long.MAX_VALUE, 0, 1 << 14, maxCompletions, 16, 0, true, true, Access.LOCAL_WRITE);
        Map<String, String> parameters = Map.of(
                "MPJ_RDMA_DEPTH", "8",
                "MPJ_RDMA_WINDOW", "4",
                "MPJ_RDMA_RING_PEERS", "4",
                "MPJ_RDMA_RING_AFTER", "1",
                "MPJ_RDMA_RING_SLOTS", "4");
        int ranks = 4;
        Seed.run(seed -> {
            FakeFabric fabric = new FakeFabric(new FakeFaults(seed).lateReceives(2));
            try (TransportRig rig = new TransportRig(new RdmaHosts(fabric, limits), ranks, parameters);
                    Arena arena = Arena.ofShared()) {
                Random random = new Random(seed);
                MemorySegment memory = arena.allocate(MEMORY);
                BufferView view = new BufferView();
                view.set(memory, 0, MEMORY);
                RemoteKey[] keys = new RemoteKey[ranks];
                long[] notes = {0};
                for (int rank = 0; rank < ranks; rank++) {
                    keys[rank] = new RemoteKey();
                    assertTrue(rig.node(rank).to((rank + 1) % ranks).export(view, keys[rank]));
                    rig.node(rank).noteReader((peer, note) -> notes[0]++);
                }
                long[] sent = new long[ranks];
                int asleep = 0;
                for (int i = 0; i < 4000; i++) {
                    int from = random.nextInt(ranks);
                    int to = (from + 1 + random.nextInt(ranks - 1)) % ranks;
                    if (random.nextInt(8) == 0) {
                        rig.node(from).to(to).get(view, 0, keys[to], 0, 5000, i);
                    } else if (random.nextInt(8) == 0) {
                        rig.node(from).to(to).putWithNote(view, 0, keys[to], 0, 100, i, i);
                    } else if (rig.node(from).trySend(to, 1, i) == Status.OK) {
                        sent[to]++;
                    }
                    asleep = i % 400 == 0 ? random.nextInt(ranks) : asleep;
                    if (from != asleep) {
                        rig.node(from).transport().poll();
                    }
                }
                for (int rank = 0; rank < ranks; rank++) {
                    TransportNode node = rig.node(rank);
                    long all = sent[rank];
                    rig.pollUntil("arrivals", () -> node.arrivals().size() >= all);
                    assertEquals(List.of(), node.lost(), () -> node.reasons().toString());
                }
                assertTrue(notes[0] > 100, "hardly a note");
                assertTrue(fabric.fullness() <= 100, fabric.fullness() + " %");
                assertTrue(maxCompletions > 48 || fabric.fullness() >= 50, "hardly full: " + fabric.fullness() + " %");
            }
        });
    }

    /** A put's note takes a receive as a message does: it waits for a credit, so that no adapter has to try again. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void nothingIsSentThatMeetsNoReceive(int window) {
        Map<String, String> parameters = Map.of("MPJ_RDMA_WINDOW", Integer.toString(window), "MPJ_RDMA_SRQ", "0");
        Seed.run(seed -> {
            FakeFabric fabric = new FakeFabric(new FakeFaults(seed).lateReceives(3));
            Random random = new Random(seed);
            try (TransportRig rig = new TransportRig(new RdmaHosts(fabric), 2, parameters);
                    Arena arena = Arena.ofShared()) {
                BufferView view = new BufferView();
                view.set(arena.allocate(64), 0, 64);
                RemoteKey key = new RemoteKey();
                assertTrue(rig.node(1).to(0).export(view, key));
                long[] notes = {0, 0};
                rig.node(1).noteReader((peer, note) -> notes[1]++);
                connect(rig);
                long messages = 0;
                for (int i = 0; i < 600; i++) {
                    if (random.nextBoolean()) {
                        messages += rig.node(0).trySend(1, 1, i) == Status.OK ? 1 : 0;
                    } else if (rig.node(0).to(1).putWithNote(view, 0, key, 0, 8, i, i) == Status.PENDING) {
                        notes[0]++;
                    }
                    rig.node(0).transport().poll();
                    if (random.nextInt(4) == 0) {
                        rig.node(1).transport().poll();
                    }
                }
                long all = messages;
                rig.pollUntil("all", () -> notes[1] == notes[0] && rig.node(1).arrivals().size() == all);
                rig.pollUntil("all is quiet", () -> rig.pollAll() == 0);
                assertTrue(messages > window && notes[0] > window, messages + " messages, " + notes[0] + " notes");
                int more = 0;
                while (rig.node(0).trySend(1, 1, more) == Status.OK) {
                    more++;
                }
                assertTrue(more <= window, more + " credits came back of " + window);
                assertEquals(0, fabric.notReady());
            }
        });
    }

    @Test
    void aQueueThatOverflowsAllTheSameIsNamedWithTheCure() {
        FakeFabric fabric = new FakeFabric(new FakeFaults(7).overflowQueue(60));
        try (TransportRig rig = new TransportRig(new RdmaHosts(fabric), 2, Map.of())) {
            rig.pollUntil("both to notice", () -> {
                rig.node(0).trySend(1, 1, 1);
                rig.node(1).trySend(0, 1, 1);
                return !rig.node(0).lost().isEmpty() && !rig.node(1).lost().isEmpty();
            });
            String reasons = rig.node(0).reasons() + " " + rig.node(1).reasons();
            assertTrue(reasons.contains("a completion queue of ") && reasons.contains("on fake0 is broken"), reasons);
            assertTrue(reasons.contains("MPJ_RDMA_DEPTH"), reasons);
        }
    }

    @Test
    void littleMemoryThatMayBeLockedSlowsDownOnly() {
        Seed.run(seed -> {
            FakeFabric fabric = new FakeFabric(new FakeFaults(seed).lockedMemory(2 << 20));
            Map<String, String> parameters = Map.of("MPJ_RDMA_POOL", "1300K", "MPJ_RDMA_CACHE", "1M");
            try (TransportRig rig = new TransportRig(new RdmaHosts(fabric), 2, parameters);
                    Arena arena = Arena.ofShared()) {
                for (int run = 0; run < 4; run++) {
                    MessageContract.send(rig, 0, 1, 0, new BufferView(), 0, 0);
                    rig.pollUntil("arrival", () -> !rig.node(1).takeArrivals().isEmpty());
                }
                Traffic traffic = new Traffic(rig, seed, arena);
                traffic.run();
                assertTrue(traffic.ends(), () -> rig.node(0).reasons() + " " + rig.node(1).reasons());
            }
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {9, 17, 40})
    void aHostThatIsCutOffIsNoticedByBothSides(long nth) {
        Seed.run(seed -> {
            FakeFabric fabric = new FakeFabric(new FakeFaults(seed).loseHost(1, nth));
            try (TransportRig rig =
                            new TransportRig(new RdmaHosts(fabric), 2, Map.of("MPJ_RDMA_TIMEOUT", "2"));
                    Arena arena = Arena.ofShared()) {
                Traffic traffic = new Traffic(rig, seed, arena);
                connect(rig);
                traffic.run();
                fabric.cut(1);
                rig.pollUntil(
                        "both to notice",
                        () -> !rig.node(0).lost().isEmpty() && !rig.node(1).lost().isEmpty());
                traffic.ends();
            }
        });
    }

    @Test
    void aSleeperNoticesThatItsPeersHostIsGone() {
        FakeFabric fabric = new FakeFabric();
        try (TransportRig rig = new TransportRig(new RdmaHosts(fabric), 2, Map.of())) {
            MessageContract.send(rig, 1, 0, 7, new BufferView(), 0, 0);
            rig.pollUntil("arrival", () -> !rig.node(0).arrivals().isEmpty());
            fabric.cut(1);
            TransportNode survivor = rig.node(0);
            Parallel.run(TransportRig.LIMIT, List.of(() -> {
                Transport transport = survivor.transport();
                while (survivor.lost().isEmpty()) {
                    if (transport.poll() == 0 && transport.arm()) {
                        transport.await(Long.MAX_VALUE / 4);
                        transport.disarm();
                    }
                }
            }));
        }
    }

    @Test
    void ranksThatConnectToEachOtherAtOnceHaveOneConnection() {
        int ranks = 4;
        Seed.run(seed -> {
            for (int run = 0; run < 30; run++) {
                Random random = new Random(seed + run);
                FakeFaults faults = new FakeFaults(seed + run).delays(run % 5);
                FakeFabric fabric = new FakeFabric(run % 10 == 9 ? faults.rejectConnections(4) : faults);
                try (TransportRig rig = new TransportRig(new RdmaHosts(fabric), ranks, Map.of())) {
                    List<int[]> pairs = new ArrayList<>();
                    for (int from = 0; from < ranks; from++) {
                        for (int to = 0; to < ranks; to++) {
                            if (from != to) {
                                pairs.add(new int[] {from, to});
                            }
                        }
                    }
                    while (!pairs.isEmpty()) {
                        int[] pair = pairs.get(random.nextInt(pairs.size()));
                        if (rig.node(pair[0]).trySend(pair[1], 1, pair[0]) == Status.OK) {
                            pairs.remove(pair);
                        }
                        if (rig.node(random.nextInt(ranks)).transport().poll() == 0) {
                            Parallel.letOthersRun();
                        }
                    }
                    for (int rank = 0; rank < ranks; rank++) {
                        TransportNode node = rig.node(rank);
                        rig.pollUntil("arrivals", () -> node.arrivals().size() >= ranks - 1);
                        assertEquals(ranks - 1, node.arrivals().size());
                        assertEquals(List.of(), node.lost());
                    }
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 64})
    void floodsFromBothSidesAtOnceNeverRunOutOfCredits(int window) {
        int messages = 20_000;
        FakeFabric fabric = new FakeFabric();
        Map<String, String> parameters =
                Map.of("MPJ_RDMA_WINDOW", Integer.toString(window), "MPJ_RDMA_SRQ", window == 3 ? "1" : "0");
        try (TransportRig rig = new TransportRig(new RdmaHosts(fabric), 2, parameters)) {
            long[] heard = new long[2];
            List<Parallel.Body> bodies = new ArrayList<>();
            for (int rank = 0; rank < 2; rank++) {
                TransportNode node = rig.node(rank);
                int me = rank;
                node.receiver((peer, kind, h0, h1, h2, address, length) -> assertEquals(heard[me]++, h0));
                bodies.add(() -> {
                    for (int m = 0; m < messages; ) {
                        m += node.trySend(1 - me, 1, m) == Status.OK ? 1 : 0;
                        node.transport().poll();
                    }
                    while (heard[me] < messages) {
                        if (node.transport().poll() == 0) {
                            Parallel.letOthersRun();
                        }
                    }
                });
            }
            Parallel.run(TransportRig.LIMIT, bodies);
            assertEquals(List.of(), rig.node(0).lost());
        }
    }
}
