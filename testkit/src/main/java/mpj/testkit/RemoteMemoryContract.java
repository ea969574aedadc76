package mpj.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import mpj.base.memory.BufferView;
import mpj.transport.Endpoint;
import mpj.transport.RemoteKey;
import mpj.transport.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every transport that offers remote memory must do with it. */
public abstract class RemoteMemoryContract extends WaitingContract {
    private static final int LARGE = (8 << 20) + 13;

    /** The buffers that any reader must reach, if the transport has remote memory at all. */
    protected Set<BufferKind> reachable() {
        return EnumSet.noneOf(BufferKind.class);
    }

    private static void assumeRemoteMemory(TransportRig rig) {
        assumeTrue(rig.node(0).to(1).capabilities().remoteMemory(), "the transport has no remote memory");
    }

    private static BufferView view(Object buffer, long offset, long length) {
        BufferView view = new BufferView();
        view.set(buffer, offset, length);
        return view;
    }

    /** Starts a get or put between rank 0, which calls, and rank 1, whose memory it is. */
    private static void start(
            TransportRig rig, boolean get, BufferView local, long at, RemoteKey key, long remote, long n, long token) {
        Endpoint way = rig.node(0).to(1);
        rig.pollUntil("room for an operation", () -> {
            int status = get
                    ? way.get(local, at, key, remote, n, token)
                    : way.put(local, at, key, remote, n, token);
            assertTrue(status == Status.PENDING || status == Status.BUSY, Status.describe(status));
            if (status == Status.PENDING) {
                assertEquals(List.of(), rig.node(0).completionsOf(token), "told from within the call");
            }
            return status == Status.PENDING;
        });
    }

    private static void finish(TransportRig rig, long token) {
        rig.pollUntil("the end of operation " + token, () -> !rig.node(0).completionsOf(token).isEmpty());
        for (int i = 0; i < 20; i++) {
            rig.pollAll();
        }
        assertEquals(List.of(Status.OK), rig.node(0).completionsOf(token));
    }

    @ParameterizedTest
    @EnumSource
    void whatCanBeReachedIsReadAndWritten(BufferKind remoteKind) {
        try (TransportRig rig = rig(2);
                Arena arena = Arena.ofShared()) {
            assumeRemoteMemory(rig);
            Set<BufferKind> reached = EnumSet.noneOf(BufferKind.class);
            for (BufferKind localKind : BufferKind.values()) {
                for (int size : new int[] {1, 8, 4096 + 3, 200_001}) {
                    if (readAndWrite(rig, arena, remoteKind, localKind, size)) {
                        reached.add(localKind);
                    }
                }
            }
            if (reachable().contains(remoteKind)) {
                assertTrue(reached.contains(BufferKind.AUTO_SEGMENT), remoteKind + " reached only by " + reached);
                assertTrue(reached.contains(BufferKind.ALLOCATED), remoteKind + " reached only by " + reached);
            }
        }
    }

    private static boolean readAndWrite(
            TransportRig rig, Arena arena, BufferKind remoteKind, BufferKind localKind, int size) {
        boolean booleans = remoteKind.isBoolean() || localKind.isBoolean();
        String what = localKind + " from " + remoteKind + ", " + size + " bytes";
        Object remote = remoteKind.create(size + 24L, arena, rig.node(1).transport()::allocate);
        Object local = localKind.create(size + 24L, arena, rig.node(0).transport()::allocate);
        RemoteKey key = new RemoteKey();
        if (!rig.node(1).to(0).export(view(remote, 8, size + 8L), key)) {
            return false;
        }
        BufferView target = view(local, 0, size + 24L);
        boolean can = rig.node(0).to(1).canReach(key, target);
        if (can) {
            long token = 1000L + rig.node(0).completionCount();
            BufferKind.fill(remote, 16, size, size, booleans);
            start(rig, true, target, 8, key, 8, size, token);
            finish(rig, token);
            BufferKind.check(local, 8, size, size, booleans, "get of " + what);
            BufferKind.fill(local, 8, size, ~size, booleans);
            start(rig, false, target, 8, key, 8, size, token + 1);
            finish(rig, token + 1);
            BufferKind.check(remote, 16, size, ~size, booleans, "put of " + what);
        }
        rig.node(1).to(0).unexport(key);
        if (local instanceof MemorySegment memory) {
            rig.node(0).transport().free(memory);
        }
        if (remote instanceof MemorySegment memory) {
            rig.node(1).transport().free(memory);
        }
        return can;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void largeOperationsTouchExactlyTheirBytes(boolean get) {
        try (TransportRig rig = rig(2);
                Arena arena = Arena.ofShared()) {
            assumeRemoteMemory(rig);
            MemorySegment remote = arena.allocate(LARGE + 64L);
            MemorySegment local = arena.allocate(LARGE + 64L);
            RemoteKey key = new RemoteKey();
            assumeTrue(rig.node(1).to(0).export(view(remote, 0, LARGE + 64L), key));
            BufferView target = view(local, 0, LARGE + 64L);
            assumeTrue(rig.node(0).to(1).canReach(key, target));
            MemorySegment source = get ? remote : local;
            MemorySegment destination = get ? local : remote;
            BufferKind.fill(source, 0, LARGE + 64L, 3, false);
            start(rig, get, target, get ? 11 : 5, key, get ? 5 : 11, LARGE, 77);
            finish(rig, 77);
            BufferKind.check(destination, 11, LARGE, 3 + 5, false, "inside");
            assertEquals(-1, destination.asSlice(0, 11).mismatch(MemorySegment.ofArray(new byte[11])));
            long after = 11L + LARGE;
            long rest = LARGE + 64L - after;
            assertEquals(-1, destination.asSlice(after).mismatch(MemorySegment.ofArray(new byte[(int) rest])));
        }
    }

    /** When the note is told all bytes are there. */
    @ParameterizedTest
    @EnumSource
    void aNoteTellsThatAllBytesAreThere(BufferKind localKind) {
        try (TransportRig rig = rig(2);
                Arena arena = Arena.ofShared()) {
            assumeRemoteMemory(rig);
            MemorySegment remote = arena.allocate(200_032);
            RemoteKey key = new RemoteKey();
            assumeTrue(rig.node(1).to(0).export(view(remote, 0, 200_032), key));
            List<Integer> notes = new ArrayList<>();
            rig.node(1).noteReader((peer, size) -> {
                assertEquals(0, peer);
                BufferKind.check(remote, 16, size, size, localKind.isBoolean(), "put of " + size + " bytes");
                notes.add(size);
            });
            int[] sizes = {1, 8, 4096 + 3, 200_001};
            for (int size : sizes) {
                Object local = localKind.create(size + 24L, arena, rig.node(0).transport()::allocate);
                BufferView source = view(local, 0, size + 24L);
                assumeTrue(rig.node(0).to(1).canReach(key, source));
                BufferKind.fill(local, 8, size, size, localKind.isBoolean());
                startNoted(rig, source, 8, key, 16, size, size);
                finish(rig, size);
                rig.pollUntil("the note", () -> notes.contains(size));
                assertEquals(List.of(size), notes, "told once");
                notes.clear();
                if (local instanceof MemorySegment memory) {
                    rig.node(0).transport().free(memory);
                }
            }
            rig.node(1).to(0).unexport(key);
        }
    }

    /** Starts a put that tells its own token. */
    private static void startNoted(
            TransportRig rig, BufferView local, long at, RemoteKey key, long remote, long n, int token) {
        Endpoint way = rig.node(0).to(1);
        rig.pollUntil("room for an operation", () -> {
            int status = way.putWithNote(local, at, key, remote, n, token, token);
            assumeTrue(status != Status.FAILED, "a put tells nothing by itself");
            assertTrue(status == Status.PENDING || status == Status.BUSY, Status.describe(status));
            return status == Status.PENDING;
        });
    }

    /** However long it does not look, and whatever else it is sent. */
    @Test
    void aRankThatDoesNotLookMissesNoNote() {
        int puts = 200;
        try (TransportRig rig = rig(2);
                Arena arena = Arena.ofShared()) {
            assumeRemoteMemory(rig);
            MemorySegment remote = arena.allocate(8L * puts);
            MemorySegment local = arena.allocate(8L * puts);
            BufferKind.fill(local, 0, 8L * puts, 3, false);
            RemoteKey key = new RemoteKey();
            assumeTrue(rig.node(1).to(0).export(view(remote, 0, 8L * puts), key));
            Set<Integer> notes = new HashSet<>();
            rig.node(1).noteReader((peer, note) -> assertTrue(notes.add(note), "told twice"));
            startNoted(rig, view(local, 0, 8), 0, key, 0, 8, 0);
            rig.pause(1, true);
            int messages = 0;
            for (int i = 1; i < puts; i++) {
                startNoted(rig, view(local, 8L * i, 8), 0, key, 8L * i, 8, i);
                messages += rig.node(0).trySend(1, 1, messages) == Status.OK ? 1 : 0;
                rig.pollAll();
            }
            rig.pause(1, false);
            int all = messages;
            rig.pollUntil("all notes", () -> notes.size() == puts
                    && rig.node(0).completionCount() == puts
                    && rig.node(1).arrivals().size() == all);
            assertEquals(-1, remote.mismatch(local));
            for (int i = 0; i < puts; i++) {
                assertEquals(List.of(Status.OK), rig.node(0).completionsOf(i));
            }
        }
    }

    @Test
    void manyOperationsInBothDirectionsEndOnceEach() {
        int operations = 400;
        Seed.run(seed -> {
            try (TransportRig rig = rig(2);
                    Arena arena = Arena.ofShared()) {
                assumeRemoteMemory(rig);
                MemorySegment[] memory = new MemorySegment[2];
                RemoteKey[] keys = {new RemoteKey(), new RemoteKey()};
                for (int i = 0; i < 2; i++) {
                    memory[i] = arena.allocate(1 << 20);
                    BufferKind.fill(memory[i], 0, 1 << 20, i, false);
                    assumeTrue(rig.node(i).to(1 - i).export(view(memory[i], 0, 1 << 20), keys[i]));
                }
                // each goes on polling until both have read all: one side may need the other's help
                boolean[] ended = new boolean[2];
                Parallel.run(
                        TransportRig.LIMIT,
                        List.of(
                                () -> readRandomly(rig.node(0), 1, keys[1], operations, seed, ended),
                                () -> readRandomly(rig.node(1), 0, keys[0], operations, seed + 1, ended)));
            }
        });
    }

    private static void readRandomly(
            TransportNode node, int peer, RemoteKey key, int operations, long seed, boolean[] ended) {
        Random random = new Random(seed);
        List<byte[]> expected = new ArrayList<>();
        try (Arena arena = Arena.ofShared()) {
            List<MemorySegment> targets = new ArrayList<>();
            for (int token = 0; token < operations; token++) {
                int length = 1 + random.nextInt(random.nextInt(8) == 0 ? 300_000 : 5000);
                int offset = random.nextInt((1 << 20) - length);
                MemorySegment target = arena.allocate(length);
                BufferView local = view(target, 0, length);
                while (node.to(peer).get(local, 0, key, offset, length, token) != Status.PENDING) {
                    node.transport().poll();
                    Parallel.letOthersRun();
                }
                byte[] bytes = new byte[length];
                BufferKind.fill(bytes, 0, length, (long) peer + offset, false);
                expected.add(bytes);
                targets.add(target);
            }
            while (node.completionCount() < operations || !allEnded(ended, node.rank())) {
                node.transport().poll();
                if (node.completionCount() >= operations) {
                    end(ended, node.rank());
                }
                Parallel.letOthersRun();
            }
            for (int token = 0; token < operations; token++) {
                assertEquals(List.of(Status.OK), node.completionsOf(token), "token " + token);
                assertEquals(-1, targets.get(token).mismatch(MemorySegment.ofArray(expected.get(token))));
            }
        }
    }

    private static boolean allEnded(boolean[] ended, int rank) {
        synchronized (ended) {
            return ended[1 - rank];
        }
    }

    private static void end(boolean[] ended, int rank) {
        synchronized (ended) {
            ended[rank] = true;
        }
    }

    @Test
    void allocatedMemoryIsFreedOnceAndOnlyByItsOwner() {
        try (TransportRig rig = rig(2);
                Arena arena = Arena.ofConfined()) {
            assertFalse(rig.node(0).transport().free(arena.allocate(100)), "freed memory that is not its own");
            for (int round = 0; round < 50; round++) {
                MemorySegment memory = rig.node(0).transport().allocate(1 << 20);
                assumeTrue(memory != null, "the transport has no memory of its own");
                assertEquals(1 << 20, memory.byteSize());
                assertEquals(0, memory.address() % Long.BYTES);
                memory.fill((byte) round);
                assertFalse(rig.node(1).transport().free(memory), "freed a peer's memory");
                assertTrue(rig.node(0).transport().free(memory));
            }
        }
    }
}
