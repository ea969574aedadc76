package mpj.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import mpj.core.Engine;
import mpj.core.comm.Communicator;
import mpj.core.comm.SendMode;
import mpj.core.datatype.Layout;
import mpj.testkit.verbs.FakeFabric;
import mpj.transport.rdma.verbs.DeviceLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which way a long message takes, by its size and by whose memory the adapter knows; shown by the counters. */
class RdmaRendezvousTest {
    private static final int LONG = 1 << 20;
    private static final int PIECE = 64 << 10;

    enum Memory {
        /** A Java array. */
        ARRAY,
        /** Native memory whose registration can be kept. */
        OWNED,
        /** Native memory that is registered for one operation at most. */
        NOBODYS,
        /** Memory of the library. */
        ALLOCATED;

        @SuppressWarnings("restricted")
        Object create(Engine engine, Arena arena, int bytes) {
            return switch (this) {
                case ARRAY -> new byte[bytes];
                case OWNED -> arena.allocate(bytes);
                case NOBODYS -> MemorySegment.ofAddress(arena.allocate(bytes).address()).reinterpret(bytes);
                case ALLOCATED -> Objects.requireNonNull(engine.allocate(bytes));
            };
        }
    }

    /** Sends a message twice; by rank, what the second cost. */
    private static List<Map<String, Long>> cost(DeviceLimits limits, Memory from, Memory to, int bytes) {
        FakeFabric fabric = new FakeFabric();
        Map<Integer, Map<String, Long>> costs = new ConcurrentHashMap<>();
        Ranks.of(2).providers(_ -> List.of(new RdmaHosts(fabric, limits))).run(engine -> {
            Communicator world = engine.world();
            try (Arena arena = Arena.ofShared()) {
                Object memory = (world.rank() == 0 ? from : to).create(engine, arena, bytes);
                pass(engine, world, memory, bytes, 1);
                Map<String, Long> before = engine.report().counters();
                pass(engine, world, memory, bytes, 2);
                Map<String, Long> cost = new HashMap<>(engine.report().counters());
                before.forEach((name, value) -> cost.merge(name, -value, Long::sum));
                costs.put(world.rank(), cost);
            }
        });
        return List.of(costs.get(0), costs.get(1));
    }

    /** From rank 0 to rank 1. */
    private static void pass(Engine engine, Communicator world, Object memory, int bytes, int seed) {
        if (world.rank() == 0) {
            BufferKind.fill(memory, 0, bytes, seed, false);
            world.send(memory, 0, bytes, Layout.BYTES, 1, 3, SendMode.STANDARD);
        } else {
            engine.await(world.irecv(memory, 0, bytes, Layout.BYTES, 0, 3));
            BufferKind.check(memory, 0, bytes, seed, false, "received");
        }
    }

    private static long count(Map<String, Long> cost, String counter) {
        return cost.getOrDefault("rdma " + counter, 0L);
    }

    private static long messages(Map<String, Long> cost) {
        return count(cost, "eager") + count(cost, "inline");
    }

    /** The receiver reads wherever the sender's memory is registered, or worth it. */
    @ParameterizedTest
    @CsvSource({
        "ALLOCATED, ALLOCATED, 1048576, 1, 0",
        "OWNED, OWNED, 1048576, 1, 0",
        "OWNED, ALLOCATED, 32768, 1, 0",
        "NOBODYS, ALLOCATED, 1048576, 1, 0",
        "OWNED, ARRAY, 1048576, 16, 1048576",
    })
    void memoryOfTheSendersIsRead(Memory from, Memory to, int bytes, int reads, int copied) {
        List<Map<String, Long>> costs = cost(FakeFabric.LIMITS, from, to, bytes);
        assertEquals(reads, count(costs.get(1), "reads"), costs::toString);
        assertEquals(copied, count(costs.get(1), "bounce bytes"), costs::toString);
        assertEquals(0, count(costs.get(0), "writes"), costs::toString);
        assertEquals(0, count(costs.get(0), "bounce bytes"), costs::toString);
    }

    /** Else the sender writes, if the receiver's is; the last write tells, and no message follows. */
    @ParameterizedTest
    @CsvSource({
        "ARRAY, ALLOCATED, 1048576, 0",
        "ARRAY, ALLOCATED, 32768, 0",
        "NOBODYS, ALLOCATED, 32768, 0",
        "ARRAY, OWNED, 1048576, 1",
        "ARRAY, NOBODYS, 1048576, 1",
    })
    void memoryOfTheReceiversIsWrittenAndTheLastWriteTells(Memory from, Memory to, int bytes, int registrations) {
        List<Map<String, Long>> costs = cost(FakeFabric.LIMITS, from, to, bytes);
        assertEquals((bytes + PIECE - 1) / PIECE, count(costs.get(0), "writes"), costs::toString);
        assertEquals(1, count(costs.get(0), "notes"), costs::toString);
        assertEquals(bytes, count(costs.get(0), "bounce bytes"), costs::toString);
        assertEquals(1, messages(costs.get(0)), "the request alone: " + costs);
        assertEquals(0, count(costs.get(0), "registrations"), costs::toString);
        assertEquals(0, count(costs.get(1), "reads"), costs::toString);
        assertEquals(registrations, count(costs.get(1), "registrations"), costs::toString);
    }

    /** 32 KiB are too long to be sent at once, and too short to register memory for one message. */
    @ParameterizedTest
    @CsvSource({"ARRAY, OWNED, 32768", "NOBODYS, NOBODYS, 32768", "ARRAY, ARRAY, 1048576"})
    void whatIsWorthNoRegistrationComesInMessages(Memory from, Memory to, int bytes) {
        List<Map<String, Long>> costs = cost(FakeFabric.LIMITS, from, to, bytes);
        for (Map<String, Long> cost : costs) {
            assertEquals(0, count(cost, "reads") + count(cost, "writes"), costs::toString);
            assertEquals(0, count(cost, "registrations"), costs::toString);
        }
        assertEquals(1 + bytes / (16 << 10), messages(costs.get(0)), costs::toString);
    }

    /** As over iWARP. */
    @Test
    void whereNoWriteTellsAMessageDoes() {
        List<Map<String, Long>> costs = cost(PlainRdmaTransportTest.PLAIN, Memory.ARRAY, Memory.ALLOCATED, LONG);
        assertEquals(LONG / PIECE, count(costs.get(0), "writes"), costs::toString);
        assertEquals(0, count(costs.get(0), "notes"), costs::toString);
        assertEquals(2, messages(costs.get(0)), costs::toString);
    }
}
