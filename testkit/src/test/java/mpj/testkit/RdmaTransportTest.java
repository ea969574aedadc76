package mpj.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import mpj.base.memory.BufferView;
import mpj.core.Engine;
import mpj.core.comm.Communicator;
import mpj.core.comm.SendMode;
import mpj.core.datatype.Layout;
import mpj.testkit.verbs.FakeFabric;
import mpj.transport.TransportProvider;
import mpj.transport.rdma.RdmaProvider;
import org.junit.jupiter.api.Test;

/** The contract on RDMA, over an adapter in memory that can do everything, and what messages cost over any. */
class RdmaTransportTest extends TransportContract {
    private static final int MEBIBYTE = 1 << 20;

    @Override
    protected TransportProvider provider() {
        return new RdmaProvider(new FakeFabric().host(0));
    }

    @Override
    protected Set<BufferKind> reachable() {
        return EnumSet.of(
                BufferKind.ALLOCATED,
                BufferKind.AUTO_SEGMENT,
                BufferKind.ARENA_SEGMENT,
                BufferKind.DIRECT_BYTE_BUFFER,
                BufferKind.DIRECT_DOUBLE_BUFFER);
    }

    /** The messages about it are short ones: the bytes are not in them, nor in a buffer of the library's. */
    @Test
    void aMebibyteBetweenAllocatedBuffersIsOneReadAndNoCopy() {
        AtomicReference<Map<String, Long>> before = new AtomicReference<>(Map.of());
        AtomicReference<Map<String, Long>> after = new AtomicReference<>(Map.of());
        List<TransportProvider> providers = List.of(provider());
        Ranks.run(2, rank -> providers, Map.of(), engine -> {
            Communicator world = engine.world();
            MemorySegment memory = engine.allocate(MEBIBYTE);
            assertNotNull(memory);
            exchange(engine, world, memory);
            Map<String, Long> then = engine.report().counters();
            exchange(engine, world, memory);
            if (world.rank() == 1) {
                before.set(then);
                after.set(engine.report().counters());
            }
        });
        assertEquals(1, more(before, after, "rdma reads"));
        assertEquals(0, more(before, after, "rdma registrations"));
        assertEquals(0, more(before, after, "rdma bounce bytes"));
        assertEquals(0, more(before, after, "rdma writes"));
        assertTrue(more(before, after, "rdma eager") + more(before, after, "rdma inline") <= 2, after::toString);
    }

    private static long more(
            AtomicReference<Map<String, Long>> before, AtomicReference<Map<String, Long>> after, String counter) {
        return after.get().getOrDefault(counter, 0L) - before.get().getOrDefault(counter, 0L);
    }

    /** From rank 0 to rank 1, checked there. */
    static void exchange(Engine engine, Communicator world, MemorySegment memory) {
        if (world.rank() == 0) {
            BufferKind.fill(memory, 0, MEBIBYTE, 5, false);
            world.send(memory, 0, MEBIBYTE, Layout.BYTES, 1, 3, SendMode.STANDARD);
        } else {
            memory.fill((byte) 0);
            engine.await(world.irecv(memory, 0, MEBIBYTE, Layout.BYTES, 0, 3));
            BufferKind.check(memory, 0, MEBIBYTE, 5, false, "received");
        }
    }

    /** By the counters, which there are over a real adapter, too. */
    @Test
    void eightBytesAreOnePostedSendAndNothingIsRegistered() {
        int messages = 100;
        try (TransportRig rig = rig(2)) {
            sendWords(rig, 0, messages);
            long posted = posted(rig);
            long registrations = count(rig, "registrations");
            sendWords(rig, messages, messages);
            assertEquals(messages, posted(rig) - posted);
            assertEquals(registrations, count(rig, "registrations"));
            assertEquals(0, count(rig, "reads") + count(rig, "bounce bytes"));
        }
    }

    private static void sendWords(TransportRig rig, int from, int messages) {
        BufferView word = new BufferView();
        word.set(new byte[Long.BYTES], 0, Long.BYTES);
        for (int m = from; m < from + messages; m++) {
            MessageContract.send(rig, 0, 1, m, word, 0, Long.BYTES);
        }
        rig.pollUntil("arrivals", () -> rig.node(1).arrivals().size() == from + messages);
    }

    private static long posted(TransportRig rig) {
        return count(rig, "eager") + count(rig, "inline") + count(rig, "ring messages");
    }

    private static long count(TransportRig rig, String counter) {
        return rig.node(0).transport().counters().getOrDefault(counter, 0L);
    }
}
