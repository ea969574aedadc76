package mpj.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import mpj.base.memory.BufferView;
import mpj.core.comm.Communicator;
import mpj.testkit.verbs.FakeFabric;
import mpj.testkit.verbs.FakeFaults;
import mpj.transport.Endpoint;
import mpj.transport.RemoteKey;
import mpj.transport.Status;
import mpj.transport.rdma.verbs.Access;
import mpj.transport.rdma.verbs.DeviceLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What RDMA does with memory: where it copies, what it registers and for how long, and what peers may do. */
class RdmaMemoryTest {
    private static final int MEBIBYTE = 1 << 20;

    private final FakeFabric fabric = new FakeFabric();

    private static BufferView view(Object buffer, long length) {
        BufferView view = new BufferView();
        view.set(buffer, 0, length);
        return view;
    }

    private TransportRig rig() {
        return rig(new RdmaHosts(fabric), Map.of());
    }

    private static TransportRig rig(RdmaHosts hosts, Map<String, String> parameters) {
        TransportRig rig = new TransportRig(hosts, 2, parameters);
        MessageContract.send(rig, 0, 1, 0, new BufferView(), 0, 0);
        MessageContract.send(rig, 1, 0, 0, new BufferView(), 0, 0);
        rig.pollUntil("arrivals", () -> rig.node(0).arrivals().size() + rig.node(1).arrivals().size() == 2);
        return rig;
    }

    private static long count(TransportRig rig, int rank, String counter) {
        return rig.node(rank).transport().counters().getOrDefault(counter, 0L);
    }

    private static MemorySegment allocated(TransportRig rig) {
        return Objects.requireNonNull(rig.node(1).transport().allocate(MEBIBYTE));
    }

    private static RemoteKey exported(TransportRig rig, MemorySegment memory) {
        RemoteKey key = new RemoteKey();
        assertTrue(rig.node(1).to(0).export(view(memory, memory.byteSize()), key));
        return key;
    }

    private static void get(TransportRig rig, Object local, long length, RemoteKey key, long token) {
        assertEquals(Status.PENDING, rig.node(0).to(1).get(view(local, length), 0, key, 0, length, token));
        end(rig, token, Status.OK);
    }

    private static void end(TransportRig rig, long token, int status) {
        rig.pollUntil("the end of " + token, () -> !rig.node(0).completionsOf(token).isEmpty());
        assertEquals(List.of(status), rig.node(0).completionsOf(token));
    }

    /** By the queue pair, and where there is a ring, with what the receiver has to say about that. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "1"})
    void eightBytesAreOneRequestAndNothingIsRegistered(String rings) {
        int messages = 1000;
        try (TransportRig rig = rig(
                new RdmaHosts(fabric), Map.of("MPJ_RDMA_RING_PEERS", rings, "MPJ_RDMA_RING_AFTER", "1"))) {
            while (rings.equals("1") && count(rig, 0, "ring messages") == 0) {
                MessageContract.send(rig, 0, 1, 0, new BufferView(), 0, 0);
                rig.pollAll();
            }
            rig.pollUntil("arrival", () -> !rig.node(1).takeArrivals().isEmpty());
            long requests = fabric.requests();
            long registrations = count(rig, 0, "registrations");
            long inline = count(rig, 0, "inline") + count(rig, 0, "ring messages");
            long credits = count(rig, 1, "credit messages");
            byte[] word = new byte[8];
            for (int m = 0; m < messages; m++) {
                MessageContract.send(rig, 0, 1, m, view(word, 8), 0, 8);
            }
            rig.pollUntil("arrivals", () -> rig.node(1).arrivals().size() >= messages);
            assertEquals(messages, count(rig, 0, "inline") + count(rig, 0, "ring messages") - inline);
            assertEquals(rings.equals("1"), count(rig, 0, "ring messages") > 0);
            assertEquals(0, count(rig, 0, "eager"));
            assertEquals(registrations, count(rig, 0, "registrations"));
            long ofOthers = count(rig, 1, "credit messages") - credits;
            long ofRings = count(rig, 0, "ring messages") / 32 + 3;
            assertTrue(
                    fabric.requests() - requests <= messages + ofOthers + ofRings + 2,
                    fabric.requests() - requests + " requests");
            assertTrue(ofOthers <= messages / 8, ofOthers + " messages of credits");
        }
    }

    /** As long as there are credits a sender need not look, and who receives takes them in batches. */
    @Test
    void aPollIsForManyMessages() {
        int messages = 16;
        try (TransportRig rig = rig()) {
            TransportNode sender = rig.node(0);
            TransportNode receiver = rig.node(1);
            rig.pollUntil("all is quiet", () -> rig.pollAll() == 0);
            int before = receiver.arrivals().size();
            long inline = count(rig, 0, "inline");
            for (int m = 0; m < messages; m++) {
                assertEquals(Status.OK, sender.trySend(1, m, view(new byte[8], 8), 0, 8));
            }
            assertEquals(messages, count(rig, 0, "inline") - inline);
            int polls = 0;
            while (receiver.arrivals().size() < before + messages) {
                receiver.transport().poll();
                polls++;
            }
            assertTrue(polls < messages, polls + " polls");
            assertTrue(sender.transport().poll() <= 1, "one completion in 16");
        }
    }

    @Test
    void arraysGoThroughThePoolAndNothingElseIsRegistered() {
        try (TransportRig rig = rig()) {
            MemorySegment remote = allocated(rig);
            BufferKind.fill(remote, 0, MEBIBYTE, 1, false);
            RemoteKey key = exported(rig, remote);
            double[] local = new double[MEBIBYTE / 8];
            get(rig, local, MEBIBYTE, key, 1);
            BufferKind.check(local, 0, MEBIBYTE, 1, false, "got");
            assertEquals(MEBIBYTE, count(rig, 0, "bounce bytes"));
            long registrations = count(rig, 0, "registrations");
            get(rig, local, MEBIBYTE, key, 2);
            assertEquals(registrations, count(rig, 0, "registrations"));
        }
    }

    @Test
    void aRegistrationLastsAsLongAsItsArena() {
        try (TransportRig rig = rig()) {
            RemoteKey key = exported(rig, allocated(rig));
            long before = count(rig, 0, "registrations");
            for (int arenas = 1; arenas <= 5; arenas++) {
                try (Arena arena = Arena.ofShared()) {
                    // most probably at the same place each time
                    MemorySegment local = arena.allocate(MEBIBYTE);
                    for (int i = 0; i < 3; i++) {
                        get(rig, local.asSlice(i * 8L), 1024, key, arenas * 10L + i);
                    }
                }
                assertEquals(arenas, count(rig, 0, "registrations") - before, "each arena once");
            }
            assertEquals(0, count(rig, 0, "bounce bytes"));
        }
    }

    @Test
    void aDirectBufferStaysRegistered() {
        try (TransportRig rig = rig()) {
            RemoteKey key = exported(rig, allocated(rig));
            long before = count(rig, 0, "registrations");
            ByteBuffer local = ByteBuffer.allocateDirect(MEBIBYTE);
            for (int i = 0; i < 5; i++) {
                get(rig, local, MEBIBYTE, key, i);
            }
            assertEquals(1, count(rig, 0, "registrations") - before);
        }
    }

    @Test
    void memoryOfNobodyIsRegisteredForOneOperation() {
        try (TransportRig rig = rig();
                Arena arena = Arena.ofShared()) {
            RemoteKey key = exported(rig, allocated(rig));
            MemorySegment local = arena.allocate(MEBIBYTE);
            @SuppressWarnings("restricted")
            MemorySegment nobodys = MemorySegment.ofAddress(local.address()).reinterpret(MEBIBYTE);
            long before = count(rig, 0, "registrations");
            for (int i = 1; i <= 3; i++) {
                get(rig, nobodys, MEBIBYTE, key, i);
                assertEquals(i, count(rig, 0, "registrations") - before);
            }
        }
    }

    @Test
    void theLeastRecentlyUsedMemoryIsForgottenFirst() {
        try (TransportRig rig = rig(new RdmaHosts(fabric), Map.of("MPJ_RDMA_CACHE", "12M"))) {
            RemoteKey key = exported(rig, allocated(rig));
            MemorySegment[] memory = new MemorySegment[5];
            for (int i = 0; i < memory.length; i++) {
                memory[i] = Arena.ofAuto().allocate(3 * MEBIBYTE);
            }
            long before = count(rig, 0, "registrations");
            int[] order = {0, 1, 2, 3, 0, 4, 0, 2, 1};
            for (int i = 0; i < order.length; i++) {
                get(rig, memory[order[i]], MEBIBYTE, key, i);
            }
            // 4 of them fit: 4 comes in for 1, which comes back for 3
            assertEquals(6, count(rig, 0, "registrations") - before);
        }
    }

    @Test
    void whatCannotBeRegisteredIsCopied() {
        FakeFabric tight = new FakeFabric(new FakeFaults(1).lockedMemory(6 * MEBIBYTE));
        try (TransportRig rig = rig(new RdmaHosts(tight), Map.of("MPJ_RDMA_POOL", "2M"));
                Arena arena = Arena.ofShared()) {
            MemorySegment remote = rig.node(1).transport().allocate(2 * MEBIBYTE);
            assertNotNull(remote);
            BufferKind.fill(remote, 0, 2 * MEBIBYTE, 3, false);
            RemoteKey key = exported(rig, remote);
            MemorySegment local = arena.allocate(8 * MEBIBYTE);
            get(rig, local, 2 * MEBIBYTE, key, 1);
            BufferKind.check(local, 0, 2 * MEBIBYTE, 3, false, "got");
            assertTrue(count(rig, 0, "failed registrations") > 0);
            assertEquals(2 * MEBIBYTE, count(rig, 0, "bounce bytes"));
            assertFalse(
                    rig.node(1).to(0).export(view(local, 8 * MEBIBYTE), new RemoteKey()), "what is exported is registered");
        }
    }

    /** As through DiSNI, whose regions have lengths of 31 bits, only shorter. */
    private static final DeviceLimits SHORT_REGIONS = new DeviceLimits(
            4096, 1L << 31, 100_000, 128, 1 << 14, 1 << 20, 16, 1 << 14, false, true, Access.LOCAL_WRITE);

    @Test
    void memoryLongerThanARegionIsSeveral() {
        Seed.run(seed -> {
            try (TransportRig rig = rig(new RdmaHosts(fabric, SHORT_REGIONS), Map.of());
                    Arena arena = Arena.ofShared()) {
                RemoteKey early = new RemoteKey().set(0x1234, -1L);
                assertFalse(rig.node(0).to(1).canReach(early, view(new byte[8], 8)), "keys that were not told");
                MemorySegment remote = allocated(rig);
                long offset = 1L + new Random(seed).nextInt(90_000);
                MemorySegment local = arena.allocate(2 * MEBIBYTE).asSlice(offset, MEBIBYTE);
                BufferKind.fill(remote, 0, MEBIBYTE, 9, false);
                RemoteKey key = exported(rig, remote);
                rig.node(0).takeArrivals();
                MessageContract.send(rig, 1, 0, 1, new BufferView(), 0, 0);
                rig.pollUntil("the keys", () -> !rig.node(0).takeArrivals().isEmpty());
                assertTrue(rig.node(0).to(1).canReach(key, view(local, MEBIBYTE)));
                long reads = count(rig, 0, "reads");
                get(rig, local, MEBIBYTE, key, 1);
                BufferKind.check(local, 0, MEBIBYTE, 9, false, "got");
                long pieces = count(rig, 0, "reads") - reads;
                assertTrue(pieces >= 11 && pieces <= 24, pieces + " reads");
                BufferKind.fill(local, 0, MEBIBYTE, 4, false);
                assertEquals(Status.PENDING, rig.node(0).to(1).put(view(local, MEBIBYTE), 0, key, 0, MEBIBYTE, 2));
                end(rig, 2, Status.OK);
                BufferKind.check(remote, 0, MEBIBYTE, 4, false, "put");
                assertEquals(0, count(rig, 0, "bounce bytes"));
                byte[] array = new byte[MEBIBYTE];
                get(rig, array, MEBIBYTE, key, 3);
                BufferKind.check(array, 0, MEBIBYTE, 4, false, "got into an array");
                rig.node(1).to(0).unexport(key);
                assertTrue(rig.node(1).transport().free(remote));
            }
        });
    }

    @Test
    void messagesLongerThanARegionAreNotCopied() {
        AtomicReference<Map<String, Long>> last = new AtomicReference<>(Map.of());
        Ranks.of(2).providers(_ -> List.of(new RdmaHosts(fabric, SHORT_REGIONS))).run(engine -> {
            Communicator world = engine.world();
            try (Arena arena = Arena.ofShared()) {
                RdmaTransportTest.exchange(engine, world, Objects.requireNonNull(engine.allocate(MEBIBYTE)));
                RdmaTransportTest.exchange(engine, world, arena.allocate(MEBIBYTE));
                RdmaTransportTest.exchange(engine, world, arena.allocate(MEBIBYTE));
                if (world.rank() == 1) {
                    last.set(engine.report().counters());
                }
            }
        });
        assertTrue(last.get().getOrDefault("rdma reads", 0L) >= 3 * 11, last.toString());
        assertFalse(last.get().containsKey("rdma bounce bytes"), last.toString());
    }

    @Test
    void whatIsExportedToBeReadCannotBeWritten() {
        try (TransportRig rig = rig();
                Arena arena = Arena.ofShared()) {
            RemoteKey key = new RemoteKey();
            assertTrue(rig.node(1).to(0).exportToRead(view(arena.allocate(1024), 1024), key));
            byte[] local = new byte[1024];
            get(rig, local, 1024, key, 1);
            assertEquals(Status.FAILED, rig.node(0).to(1).put(view(local, 1024), 0, key, 0, 1024, 2));
            rig.node(1).to(0).unexport(key);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void atomicsWorkWhereTheAdapterHasThem(boolean able) {
        RdmaHosts hosts = able ? new RdmaHosts(fabric) : new RdmaHosts(fabric, PlainRdmaTransportTest.PLAIN);
        try (TransportRig rig = rig(hosts, Map.of())) {
            MemorySegment remote = rig.node(1).transport().allocate(64);
            assertNotNull(remote);
            remote.set(ValueLayout.JAVA_LONG, 8, 40);
            RemoteKey key = exported(rig, remote);
            Endpoint way = rig.node(0).to(1);
            long[] local = new long[2];
            BufferView result = view(local, 16);
            assertEquals(able, way.hasAtomics());
            if (!able) {
                assertEquals(Status.FAILED, way.fetchAdd(result, 0, key, 8, 2, 1));
                return;
            }
            assertEquals(Status.PENDING, way.fetchAdd(result, 0, key, 8, 2, 1));
            end(rig, 1, Status.OK);
            assertEquals(40, local[0]);
            assertEquals(Status.PENDING, way.compareSwap(result, 8, key, 8, 42, -7, 2));
            assertEquals(Status.PENDING, way.compareSwap(result, 0, key, 8, 42, 99, 3));
            end(rig, 3, Status.OK);
            assertEquals(42, local[1]);
            assertEquals(-7, local[0]);
            assertEquals(-7, remote.get(ValueLayout.JAVA_LONG, 8));
            assertEquals(Status.FAILED, way.fetchAdd(result, 0, key, 4, 2, 4), "not aligned");
        }
    }

    @Test
    void aFlushEndsAfterAllThatWasBegunBeforeIt() {
        FakeFabric slow = new FakeFabric(new FakeFaults(3).delays(20).lateReads());
        try (TransportRig rig = rig(new RdmaHosts(slow), Map.of("MPJ_RDMA_DEPTH", "8"))) {
            RemoteKey key = exported(rig, allocated(rig));
            Endpoint way = rig.node(0).to(1);
            int operations = 40;
            for (int i = 0; i < operations; i++) {
                byte[] local = new byte[4096];
                int status = i % 2 == 0
                        ? way.put(view(local, 4096), 0, key, i * 4096L, 4096, i)
                        : way.get(view(local, 4096), 0, key, i * 4096L, 4096, i);
                assertEquals(Status.PENDING, status);
            }
            assertEquals(Status.PENDING, way.flush(1000));
            rig.pollUntil("the flush", () -> {
                boolean flushed = !rig.node(0).completionsOf(1000).isEmpty();
                assertEquals(flushed, rig.node(0).completionCount() == operations + 1);
                return flushed;
            });
            assertEquals(Status.PENDING, way.flush(1001));
            end(rig, 1001, Status.OK);
        }
    }
}
