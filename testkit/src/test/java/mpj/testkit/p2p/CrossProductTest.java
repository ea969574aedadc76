package mpj.testkit.p2p;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import mpj.core.Engine;
import mpj.core.comm.Communicator;
import mpj.core.comm.SendMode;
import mpj.core.datatype.Layout;
import mpj.core.request.Operation;
import mpj.testkit.BufferKind;
import mpj.testkit.Ranks;
import mpj.testkit.Seed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of buffer to every other, in every mode, around every size at which a protocol may change. */
class CrossProductTest {
    private static final int MAX = 1 << 20;
    /** Bytes on both sides of a message that must stay as they are. */
    private static final int GUARD = 16;

    private static final long GUARD_CONTENT = 0x5EED;
    private static final int GO = 9;

    private enum Mode {
        STANDARD(SendMode.STANDARD, false),
        BUFFERED(SendMode.BUFFERED, false),
        SYNCHRONOUS(SendMode.SYNCHRONOUS, false),
        READY(SendMode.READY, false),
        NONBLOCKING(SendMode.STANDARD, true),
        NONBLOCKING_SYNCHRONOUS(SendMode.SYNCHRONOUS, true);

        final SendMode mode;
        final boolean nonblocking;

        Mode(SendMode mode, boolean nonblocking) {
            this.mode = mode;
            this.nonblocking = nonblocking;
        }
    }

    /** One message of the product; both ranks make the same list. */
    private record Case(int number, Mode mode, BufferKind from, BufferKind to, int size, Layout layout) {
        int sender() {
            return number & 1;
        }

        boolean receivesBlocking() {
            return (number & 2) == 0;
        }

        int tag() {
            return number;
        }

        boolean booleans() {
            return from.isBoolean() || to.isBoolean();
        }
    }

    private static Set<Integer> sizes() {
        Set<Integer> sizes = new TreeSet<>(List.of(0, 1, 8, MAX));
        for (int p = 8; p <= 256 << 10; p *= 2) {
            sizes.addAll(List.of(p - 1, p, p + 1));
        }
        return sizes;
    }

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        BufferKind[] kinds = BufferKind.values();
        for (int size : sizes()) {
            for (Mode mode : Mode.values()) {
                for (int k = 0; k < kinds.length; k++) {
                    // never its own kind; all others come in turn
                    int shift = 1 + cases.size() % (kinds.length - 1);
                    BufferKind to = kinds[(k + shift) % kinds.length];
                    Layout layout = size % 8 == 0 ? Layout.contiguous(8) : Layout.BYTES;
                    cases.add(new Case(cases.size(), mode, kinds[k], to, size, layout));
                }
            }
        }
        return cases;
    }

    @ParameterizedTest
    @EnumSource
    void everyKindToEveryOther(Wire wire) {
        List<Case> cases = cases();
        Seed.run(seed -> Ranks.of(2)
                .providers(wire.providers(seed))
                .timeout(Duration.ofSeconds(100))
                .run(engine -> runAll(engine, cases)));
    }

    private static void runAll(Engine engine, List<Case> cases) {
        engine.sendBuffer().attach(engine, 4L * MAX);
        try (Arena arena = Arena.ofConfined()) {
            Map<BufferKind, Object> buffers = new EnumMap<>(BufferKind.class);
            for (BufferKind kind : BufferKind.values()) {
                buffers.put(kind, kind.create(MAX + 2L * GUARD, arena, engine::allocate));
            }
            for (Case one : cases) {
                if (one.sender() == engine.world().rank()) {
                    send(engine, one, Objects.requireNonNull(buffers.get(one.from())));
                } else {
                    receive(engine, one, Objects.requireNonNull(buffers.get(one.to())));
                }
            }
        }
        engine.sendBuffer().detach();
    }

    private static void send(Engine engine, Case one, Object buffer) {
        Communicator world = engine.world();
        int peer = 1 - world.rank();
        BufferKind.fill(buffer, GUARD, one.size(), one.number(), one.booleans());
        if (one.mode() == Mode.READY) {
            engine.release(world.recv(null, 0, 0, Layout.BYTES, peer, GO));
        }
        long count = one.size() / one.layout().size();
        if (one.mode().nonblocking) {
            Operation send = world.isend(buffer, GUARD, count, one.layout(), peer, one.tag(), one.mode().mode);
            engine.await(send);
            assertEquals(0, send.errorClass(), send.error());
        } else {
            world.send(buffer, GUARD, count, one.layout(), peer, one.tag(), one.mode().mode);
        }
        // the buffer is ours again: what was sent must not change any more
        BufferKind.fill(buffer, GUARD, one.size(), ~one.number(), one.booleans());
    }

    private static void receive(Engine engine, Case one, Object buffer) {
        Communicator world = engine.world();
        int peer = 1 - world.rank();
        long end = (long) GUARD + one.size();
        BufferKind.fill(buffer, 0, GUARD, GUARD_CONTENT, true);
        BufferKind.fill(buffer, end, GUARD, GUARD_CONTENT, true);
        long count = one.size() / one.layout().size();
        Operation receive;
        if (one.receivesBlocking() && one.mode() != Mode.READY) {
            receive = world.recv(buffer, GUARD, count, one.layout(), peer, one.tag());
            checkStatus(one, receive, peer);
            engine.release(receive);
        } else {
            receive = world.irecv(buffer, GUARD, count, one.layout(), peer, one.tag());
            if (one.mode() == Mode.READY) {
                world.send(null, 0, 0, Layout.BYTES, peer, GO, SendMode.STANDARD);
            }
            engine.await(receive);
            checkStatus(one, receive, peer);
        }
        BufferKind.check(buffer, GUARD, one.size(), one.number(), one.booleans(), one.toString());
        BufferKind.check(buffer, 0, GUARD, GUARD_CONTENT, true, "before " + one);
        BufferKind.check(buffer, end, GUARD, GUARD_CONTENT, true, "after " + one);
    }

    private static void checkStatus(Case one, Operation receive, int peer) {
        assertTrue(receive.isDone());
        assertEquals(0, receive.errorClass(), receive.error());
        assertEquals(peer, receive.source());
        assertEquals(one.tag(), receive.tag());
        assertEquals(one.size(), receive.bytes());
    }

    /** Elements with holes against packed bytes, both ways. */
    @ParameterizedTest
    @EnumSource
    void layoutsWithHoles(Wire wire) {
        Layout holes = Layout.ofRuns(12, new long[] {1, 8}, new long[] {3, 4});
        int[] counts = {0, 1, 3, 100, 2341, 9363, 40_000};
        Seed.run(seed -> Ranks.run(2, wire.providers(seed), Map.of(), engine -> {
            for (int count : counts) {
                for (boolean sendsHoles : new boolean[] {true, false}) {
                    exchangeHoles(engine, holes, count, sendsHoles);
                }
            }
        }));
    }

    private static void exchangeHoles(Engine engine, Layout holes, int count, boolean sendsHoles) {
        Communicator world = engine.world();
        byte[] spread = new byte[12 * count];
        byte[] packed = new byte[7 * count];
        if (world.rank() == 0) {
            BufferKind.fill(packed, 0, packed.length, count, false);
            if (sendsHoles) {
                copy(packed, spread, true);
                world.send(spread, 0, count, holes, 1, count, SendMode.STANDARD);
            } else {
                world.send(packed, 0, packed.length, Layout.BYTES, 1, count, SendMode.STANDARD);
            }
            return;
        }
        Operation receive = sendsHoles
                ? world.recv(packed, 0, packed.length, Layout.BYTES, 0, count)
                : world.recv(spread, 0, count, holes, 0, count);
        assertEquals(packed.length, receive.bytes());
        engine.release(receive);
        if (!sendsHoles) {
            copy(packed, spread, false);
            for (int i = 0; i < count; i++) {
                assertEquals(0, spread[12 * i] | spread[12 * i + 4] | spread[12 * i + 7], "a hole was written");
            }
        }
        BufferKind.check(packed, 0, packed.length, count, false, count + " elements");
    }

    private static void copy(byte[] packed, byte[] spread, boolean toSpread) {
        for (int i = 0, at = 0; at < packed.length; i++) {
            for (int part : new int[] {1, 2, 3, 8, 9, 10, 11}) {
                if (toSpread) {
                    spread[12 * i + part] = packed[at++];
                } else {
                    packed[at++] = spread[12 * i + part];
                }
            }
        }
    }
}
