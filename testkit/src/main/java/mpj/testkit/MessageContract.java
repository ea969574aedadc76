package mpj.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import mpj.base.memory.BufferView;
import mpj.base.memory.RawMemory;
import mpj.transport.Endpoint;
import mpj.transport.Status;
import mpj.transport.TransportProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every transport must do with active messages. */
public abstract class MessageContract {
    private static final long UNREFUSED_LIMIT_BYTES = 1L << 30;

    /** The transport under test. */
    protected abstract TransportProvider provider();

    /** Parameters with which it is opened. */
    protected Map<String, String> parameters() {
        return Map.of();
    }

    final TransportRig rig(int ranks) {
        return new TransportRig(provider(), ranks, parameters());
    }

    /** Sends once there is room, polling everything meanwhile. */
    static void send(TransportRig rig, int from, int to, long h0, BufferView view, long offset, int length) {
        rig.pollUntil("room for " + length + " bytes", () -> {
            int status = rig.node(from).trySend(to, h0, view, offset, length);
            assertTrue(status == Status.OK || status == Status.BUSY, Status.describe(status));
            return status == Status.OK;
        });
    }

    @Test
    void hasANameAndCapabilitiesThatHoldTogether() {
        try (TransportRig rig = rig(2)) {
            assertEquals(provider().name(), rig.node(0).transport().name());
            Endpoint way = rig.node(0).to(1);
            assertEquals(1, way.peer());
            var able = way.capabilities();
            assertTrue(able.maxSend() >= 1024, able.toString());
            assertTrue(able.fragment() > 0 && able.fragment() <= able.maxSend(), able.toString());
            assertTrue(able.eagerMax() >= 0 && able.eagerCopyMax() >= 0, able.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void everyPairDeliversInOrder(int ranks) {
        int messages = 300;
        try (TransportRig rig = rig(ranks)) {
            for (int m = 0; m < messages; m++) {
                for (int from = 0; from < ranks; from++) {
                    for (int to = 0; to < ranks; to++) {
                        if (from != to) {
                            send(rig, from, to, m, new BufferView(), 0, 0);
                        }
                    }
                }
            }
            for (int at = 0; at < ranks; at++) {
                TransportNode node = rig.node(at);
                rig.pollUntil("all arrivals", () -> node.arrivals().size() >= messages * (ranks - 1));
                long[] next = new long[ranks];
                for (var arrival : node.takeArrivals()) {
                    assertEquals(next[arrival.peer()]++, arrival.h0(), "from " + arrival.peer());
                    assertEquals(arrival.peer(), arrival.h1());
                    assertEquals(0, arrival.payload().length);
                }
            }
        }
    }

    /** 0, 1 and the neighbourhood of every power of two up to {@code max}. */
    static List<Integer> sizesUpTo(int max) {
        TreeSet<Integer> sizes = new TreeSet<>(List.of(0, 1, max - 1, max));
        for (long p = 2; p <= max; p *= 2) {
            sizes.addAll(List.of((int) p - 1, (int) p, (int) p + 1));
        }
        return new ArrayList<>(sizes.headSet(max, true));
    }

    @Test
    void payloadsOfAllSizesArriveWhole() {
        try (TransportRig rig = rig(2)) {
            int max = rig.node(0).to(1).capabilities().maxSend();
            byte[] source = new byte[max + 3];
            BufferView view = new BufferView();
            for (int size : sizesUpTo(max)) {
                BufferKind.fill(source, 0, source.length, size, false);
                view.set(source, 0, source.length);
                int offset = size % 4;
                send(rig, 0, 1, size, view, offset, size);
                rig.pollUntil("arrival of " + size, () -> !rig.node(1).arrivals().isEmpty());
                var arrival = rig.node(1).takeArrivals().getFirst();
                assertEquals(size, arrival.h0());
                byte[] expected = new byte[size];
                System.arraycopy(source, offset, expected, 0, size);
                assertArrayEquals(expected, arrival.payload(), "size " + size);
            }
        }
    }

    @Test
    void headerWordsAndKindsArriveIntact() {
        long[] words = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 0x0123_4567_89ab_cdefL, 1L << 32, -2L << 32};
        try (TransportRig rig = rig(2)) {
            for (int kind = 0; kind <= 127; kind++) {
                int k = kind;
                long h0 = words[kind % 8];
                long h1 = words[kind / 8 % 8];
                long h2 = words[(kind * 3 + 1) % 8];
                rig.pollUntil(
                        "room", () -> rig.node(0).to(1).send(k, h0, h1, h2, null, 0, 0) == Status.OK);
                rig.pollUntil("arrival", () -> !rig.node(1).arrivals().isEmpty());
                var arrival = rig.node(1).takeArrivals().getFirst();
                assertEquals(kind, arrival.kind());
                assertEquals(h0, arrival.h0());
                assertEquals(h1, arrival.h1());
                assertEquals(h2, arrival.h2());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfBufferIsAPayload(BufferKind kind) {
        try (TransportRig rig = rig(2);
                Arena arena = Arena.ofConfined()) {
            int max = rig.node(0).to(1).capabilities().maxSend();
            for (int size : new int[] {0, 1, 3, 8, 100, 1000, Math.min(max, 5000), max}) {
                int offset = size % 3 * 8;
                Object buffer = kind.create(size + 16L, arena, rig.node(0).transport()::allocate);
                BufferView view = new BufferView();
                view.set(buffer, offset, size);
                BufferKind.fill(buffer, offset, size, size, kind.isBoolean());
                send(rig, 0, 1, 7, view, 0, size);
                BufferKind.fill(buffer, offset, size, ~size, kind.isBoolean());
                rig.pollUntil("arrival", () -> !rig.node(1).arrivals().isEmpty());
                byte[] payload = rig.node(1).takeArrivals().getFirst().payload();
                assertEquals(size, payload.length);
                BufferKind.check(payload, 0, size, size, kind.isBoolean(), kind + " of " + size);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 1000, Integer.MAX_VALUE})
    void aFullWayRefusesLosesNothingAndResumes(int wanted) {
        try (TransportRig rig = rig(3)) {
            TransportNode sender = rig.node(0);
            int length = Math.min(wanted, sender.to(1).capabilities().maxSend());
            BufferView view = new BufferView();
            view.set(new byte[length], 0, length);
            long limit = UNREFUSED_LIMIT_BYTES / (length + 64);
            long sent = 0;
            int refused = 0;
            // a lone refusal may be a whim; that many in a row with polls between them are not
            while (refused < 200) {
                int status = sender.trySend(1, sent, view, 0, length);
                assertTrue(status == Status.OK || status == Status.BUSY, Status.describe(status));
                if (status == Status.OK) {
                    sent++;
                    refused = 0;
                } else {
                    refused++;
                    sender.transport().poll();
                }
                assertTrue(sent < limit, "never refused, though nobody receives: " + sent);
            }
            // others are not held up by it
            rig.pause(1, true);
            send(rig, 0, 2, 42, view, 0, length);
            rig.pollUntil("arrival elsewhere", () -> !rig.node(2).arrivals().isEmpty());
            rig.pause(1, false);
            long total = sent + 500;
            long[] next = {0};
            rig.node(1).receiver((peer, kind, h0, h1, h2, address, n) -> {
                assertEquals(next[0]++, h0);
                assertEquals(length, n);
            });
            for (long m = sent; m < total; m++) {
                send(rig, 0, 1, m, view, 0, length);
            }
            rig.pollUntil("all that was accepted", () -> next[0] == total);
            assertEquals(42, rig.node(2).arrivals().getFirst().h0());
        }
    }

    @Test
    void severalThreadsSendToOne() {
        int senders = 3;
        int messages = 20_000;
        Seed.run(seed -> {
            try (TransportRig rig = rig(senders + 1)) {
                List<Parallel.Body> bodies = new ArrayList<>();
                for (int from = 1; from <= senders; from++) {
                    TransportNode node = rig.node(from);
                    bodies.add(() -> sendMany(node, messages, seed));
                }
                bodies.add(() -> receiveMany(rig.node(0), senders, messages));
                Parallel.run(TransportRig.LIMIT, bodies);
            }
        });
    }

    private static void sendMany(TransportNode node, int messages, long seed) {
        Random random = new Random(seed + node.rank());
        byte[] bytes = new byte[4096];
        BufferView view = new BufferView();
        view.set(bytes, 0, bytes.length);
        for (int m = 0; m < messages; m++) {
            int length = random.nextInt(10) == 0 ? random.nextInt(1024) : random.nextInt(64);
            BufferKind.fill(bytes, 0, length, m * 31L + node.rank(), false);
            while (node.trySend(0, m, view, 0, length) != Status.OK) {
                node.transport().poll();
                Parallel.letOthersRun();
            }
        }
    }

    private static void receiveMany(TransportNode node, int senders, int messages) {
        long[] next = new long[senders + 1];
        long[] total = {0};
        node.receiver((peer, kind, h0, h1, h2, address, length) -> {
            assertEquals(next[peer]++, h0, "from " + peer);
            assertEquals(peer, h1);
            assertEquals(h2, length);
            BufferKind.check(
                    RawMemory.ALL.asSlice(address, length), 0, length, h0 * 31 + peer, false, "payload");
            total[0]++;
        });
        while (total[0] < (long) senders * messages) {
            if (node.transport().poll() == 0) {
                Parallel.letOthersRun();
            }
        }
    }
}
