package mpj.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mpj.base.memory.BufferView;
import mpj.base.memory.RawMemory;
import mpj.testkit.verbs.FakeFabric;
import mpj.testkit.verbs.FakeFaults;
import mpj.transport.Status;
import mpj.transport.Transport;
import mpj.transport.rdma.verbs.CompletionStatus;
import mpj.transport.rdma.verbs.DeviceLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rings, the fast way of short messages: who gets one, that order holds, that sleepers hear of what is in them. */
class RdmaRingTest {
    private static Map<String, String> rings(int after, int slots, String... more) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("MPJ_RDMA_RING_PEERS", "16");
        parameters.put("MPJ_RDMA_RING_AFTER", Integer.toString(after));
        parameters.put("MPJ_RDMA_RING_SLOTS", Integer.toString(slots));
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        return parameters;
    }

    private static long count(TransportRig rig, int rank, String name) {
        return rig.node(rank).transport().counters().getOrDefault(name, -1L);
    }

    /** Sends a message and waits for it. */
    private static void pass(TransportRig rig, int from, int to, int length) {
        BufferView view = new BufferView();
        byte[] bytes = new byte[length];
        BufferKind.fill(bytes, 0, length, length, false);
        view.set(bytes, 0, length);
        rig.pollUntil("a place", () -> rig.node(from).trySend(to, length, view, 0, length) == Status.OK);
        rig.pollUntil("arrival", () -> !rig.node(to).arrivals().isEmpty());
        List<TransportNode.Arrival> arrivals = rig.node(to).takeArrivals();
        assertEquals(1, arrivals.size());
        BufferKind.check(arrivals.getFirst().payload(), 0, length, length, false, "message");
    }

    @Test
    void whoTalksMuchIsGivenARing() {
        try (TransportRig rig = new TransportRig(new RdmaHosts(new FakeFabric()), 3, rings(20, 8))) {
            for (int i = 0; i < 19; i++) {
                pass(rig, 0, 1, i);
                pass(rig, 0, 2, 1000 + i);
            }
            assertEquals(0, count(rig, 1, "rings given"));
            for (int i = 0; i < 100; i++) {
                pass(rig, 0, 1, i);
            }
            assertEquals(1, count(rig, 1, "rings given"));
            assertEquals(0, count(rig, 2, "rings given"), "its messages were long");
            assertTrue(count(rig, 0, "ring messages") > 90, () -> rig.node(0).transport().counters().toString());
            long before = count(rig, 0, "ring messages");
            pass(rig, 0, 1, 217);
            assertEquals(before, count(rig, 0, "ring messages"), "too long for a slot");
            pass(rig, 0, 1, 216);
            assertEquals(before + 1, count(rig, 0, "ring messages"));
        }
    }

    @Test
    void whoTalksToManyIsGivenNone() {
        int ranks = 24;
        try (TransportRig rig = new TransportRig(new RdmaHosts(new FakeFabric()), ranks, rings(8, 8))) {
            for (int round = 0; round < 20; round++) {
                for (int to = 1; to < ranks; to++) {
                    pass(rig, 0, to, 8);
                }
            }
            assertEquals(0, count(rig, 0, "ring messages"));
        }
    }

    @Test
    void noneAreGivenWhereNoneAreWanted() {
        try (TransportRig rig = new TransportRig(
                new RdmaHosts(new FakeFabric()), 2, rings(1, 8, "MPJ_RDMA_RING_PEERS", "0"))) {
            for (int i = 0; i < 50; i++) {
                pass(rig, 0, 1, 8);
            }
            assertEquals(0, count(rig, 0, "ring messages"));
        }
    }

    @Test
    void aRingThatIsOfNoMoreUseGoesToAnother() {
        try (TransportRig rig = new TransportRig(
                new RdmaHosts(new FakeFabric()), 3, rings(4, 8, "MPJ_RDMA_RING_PEERS", "1"))) {
            for (int i = 0; i < 40; i++) {
                pass(rig, 1, 0, 8);
            }
            long first = count(rig, 1, "ring messages");
            assertTrue(first > 0);
            for (int i = 0; i < 400; i++) {
                pass(rig, 2, 0, 8);
            }
            assertTrue(count(rig, 2, "ring messages") > 0, "the ring has changed hands");
            assertEquals(2, count(rig, 0, "rings given"));
            pass(rig, 1, 0, 8);
            assertEquals(first, count(rig, 1, "ring messages"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void messagesOfAnyLengthKeepTheirOrderAgainstARingThatIsAlwaysFull(boolean able) {
        DeviceLimits limits = able ? FakeFabric.LIMITS : PlainRdmaTransportTest.PLAIN;
        Seed.run(seed -> {
            long inRings = 0;
            for (int run = 0; run < 40; run++) {
                FakeFaults faults = new FakeFaults(seed + run).delays(run % 4).lateReceives(run % 9).tornWrites();
                Random random = new Random(seed + run);
                try (TransportRig rig = new TransportRig(
                        new RdmaHosts(new FakeFabric(faults), limits), 2, rings(1, 2 << run % 3))) {
                    long[] sent = new long[2];
                    long[] heard = new long[2];
                    for (int rank = 0; rank < 2; rank++) {
                        int me = rank;
                        rig.node(rank).receiver((peer, kind, h0, h1, h2, address, length) -> {
                            assertEquals(heard[me]++, h0);
                            BufferKind.check(
                                    RawMemory.ALL.asSlice(address, length), 0, length, h0, false, "message " + h0);
                        });
                    }
                    for (int i = 0; i < 1500; i++) {
                        int from = random.nextInt(2);
                        int length = random.nextInt(random.nextInt(5) == 0 ? 4000 : 200);
                        byte[] bytes = new byte[length];
                        BufferKind.fill(bytes, 0, length, sent[from], false);
                        BufferView view = new BufferView();
                        view.set(bytes, 0, length);
                        int status = rig.node(from).trySend(1 - from, sent[from], view, 0, length);
                        sent[from] += status == Status.OK ? 1 : 0;
                        if (random.nextInt(4) == 0) {
                            rig.node(random.nextInt(2)).transport().poll();
                        }
                    }
                    rig.pollUntil("all", () -> heard[0] == sent[1] && heard[1] == sent[0]);
                    assertEquals(List.of(), rig.node(0).lost());
                    inRings += count(rig, 0, "ring messages");
                }
            }
            assertTrue(inRings > 1000, "messages in rings: " + inRings);
        });
    }

    /** One side sleeps whenever it may; the other writes and hardly ever looks. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void sleepersHearWhatIsInTheirRing(int pollEvery) {
        int messages = 3000;
        try (TransportRig rig = new TransportRig(new RdmaHosts(new FakeFabric()), 2, rings(1, 16))) {
            long[] heard = new long[1];
            TransportNode sleeper = rig.node(1);
            sleeper.receiver((peer, kind, h0, h1, h2, address, length) -> assertEquals(heard[0]++, h0));
            TransportNode writer = rig.node(0);
            List<Parallel.Body> bodies = new ArrayList<>();
            bodies.add(() -> {
                for (int m = 0; m < messages; ) {
                    int status = writer.trySend(1, 1, m);
                    m += status == Status.OK ? 1 : 0;
                    if (status != Status.OK || m % pollEvery == 0) {
                        writer.transport().poll();
                    }
                    if (m % 50 == 0) {
                        Parallel.letOthersRun();
                    }
                }
                while (heard[0] < messages) {
                    writer.transport().poll();
                    Parallel.letOthersRun();
                }
            });
            bodies.add(() -> {
                Transport transport = sleeper.transport();
                while (heard[0] < messages) {
                    if (transport.poll() == 0 && transport.arm()) {
                        transport.await(TransportRig.LIMIT.toNanos());
                        transport.disarm();
                    }
                }
            });
            Parallel.run(TransportRig.LIMIT, bodies);
            assertEquals(List.of(), sleeper.lost());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {CompletionStatus.RETRY_EXCEEDED, CompletionStatus.REMOTE_ACCESS})
    void aPeerThatIsLostLeavesItsRingToOthers(int status) {
        Seed.run(seed -> {
            for (int nth = 10; nth < 60; nth += 7) {
                FakeFabric fabric = new FakeFabric(new FakeFaults(seed).tornWrites().failRequest(nth, status));
                try (TransportRig rig = new TransportRig(
                        new RdmaHosts(fabric), 3, rings(1, 4, "MPJ_RDMA_RING_PEERS", "1"))) {
                    while (rig.node(0).lost().isEmpty() || rig.node(1).lost().isEmpty()) {
                        rig.node(1).trySend(0, 1, 0);
                        rig.pollAll();
                    }
                    rig.node(0).takeArrivals();
                    for (int i = 0; i < 40; i++) {
                        pass(rig, 2, 0, 8);
                    }
                    assertTrue(count(rig, 2, "ring messages") > 0);
                }
            }
        });
    }
}
