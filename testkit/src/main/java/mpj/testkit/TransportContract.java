package mpj.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import mpj.base.memory.BufferView;
import mpj.base.memory.RawMemory;
import mpj.transport.RemoteKey;
import mpj.transport.Status;
import mpj.transport.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The suite that every transport must pass: subclass it and name the provider.
 *
 * <p>It drives {@link Transport} objects of two to four ranks directly, in one JVM and without an engine: messages
 * ({@link MessageContract}), waiting ({@link WaitingContract}), remote memory ({@link RemoteMemoryContract}), and here
 * the end of peers, the end of everything, and all at once by seed.
 */
public abstract class TransportContract extends RemoteMemoryContract {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Path MAPPINGS = Path.of("/proc/self/maps");

    @Test
    void cardsAreJudgedWithoutException() {
        try (TransportRig rig = rig(2)) {
            assertNull(rig.node(0).transport().unreachable(1, rig.node(0).card(1)));
            assertNotNull(rig.node(0).transport().unreachable(1, new byte[0]), "an empty card");
            assertNotNull(rig.node(0).transport().unreachable(1, new byte[] {9, 9, 9}), "a card of rubbish");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theEndOfAPeerIsTold(boolean heardFromIt) {
        try (TransportRig rig = rig(3)) {
            TransportNode survivor = rig.node(0);
            send(rig, 0, 1, 1, new BufferView(), 0, 0);
            rig.pollUntil("arrival", () -> rig.node(1).arrivals().size() == 1);
            if (heardFromIt) {
                send(rig, 1, 0, 2, new BufferView(), 0, 0);
                rig.pollUntil("arrival", () -> survivor.arrivals().size() == 1);
            }
            rig.node(1).close();
            boolean[] closed = {false};
            rig.pollUntil("the loss to be told", () -> {
                closed[0] |= survivor.trySend(1, 1, 0) == Status.CLOSED;
                return closed[0] && survivor.lost().contains(1);
            });
            for (int i = 0; i < 100; i++) {
                rig.pollAll();
                assertEquals(Status.CLOSED, survivor.trySend(1, 1, 0));
            }
            assertEquals(List.of(1), survivor.lost(), "told once");
            send(rig, 0, 2, 3, new BufferView(), 0, 0);
            rig.pollUntil("others go on", () -> rig.node(2).arrivals().size() == 1);
        }
    }

    @Test
    void theEndOfAPeerEndsASleep() {
        try (TransportRig rig = rig(2)) {
            TransportNode survivor = rig.node(0);
            send(rig, 0, 1, 1, new BufferView(), 0, 0);
            send(rig, 1, 0, 1, new BufferView(), 0, 0);
            rig.pollUntil("arrivals", () -> rig.node(1).arrivals().size() + survivor.arrivals().size() == 2);
            Parallel.run(
                    TransportRig.LIMIT,
                    List.of(
                            () -> {
                                Transport transport = survivor.transport();
                                while (survivor.lost().isEmpty()) {
                                    if (transport.poll() == 0 && transport.arm()) {
                                        transport.await(Long.MAX_VALUE / 4);
                                        transport.disarm();
                                    }
                                }
                            },
                            () -> rig.node(1).close()));
        }
    }

    @Test
    void operationsOnTheMemoryOfAPeerThatEndsAreEnded() {
        try (TransportRig rig = rig(2)) {
            TransportNode reader = rig.node(0);
            assumeTrue(reader.to(1).capabilities().remoteMemory(), "the transport has no remote memory");
            var remote = Arena.ofAuto().allocate(1 << 22);
            var local = Arena.ofAuto().allocate(1 << 22);
            BufferView exported = new BufferView();
            exported.set(remote, 0, 1 << 22);
            BufferView target = new BufferView();
            target.set(local, 0, 1 << 22);
            RemoteKey key = new RemoteKey();
            assertTrue(rig.node(1).to(0).export(exported, key));
            List<Long> pending = new ArrayList<>();
            for (long token = 0; token < 8; token++) {
                if (reader.to(1).get(target, 0, key, 0, 1 << 22, token) == Status.PENDING) {
                    pending.add(token);
                }
            }
            rig.node(1).close();
            rig.pollUntil("all ends", () -> reader.completionCount() >= pending.size() && !reader.lost().isEmpty());
            for (int i = 0; i < 50; i++) {
                rig.pollAll();
            }
            pending.forEach(token -> assertEquals(1, reader.completionsOf(token).size(), "token " + token));
            assertEquals(pending.size(), reader.completionCount());
        }
    }

    @Test
    void closingFreesDescriptorsAndMappings() throws IOException {
        useOnce();
        long descriptors = descriptors();
        long mappings = mappings();
        for (int i = 0; i < 20; i++) {
            useOnce();
        }
        // the JVM itself opens a file now and then
        assertTrue(descriptors() < descriptors + 10, descriptors + " descriptors became " + descriptors());
        assertTrue(mappings() < mappings + 10, mappings + " mappings became " + mappings());
    }

    private void useOnce() {
        try (TransportRig rig = rig(3)) {
            for (int from = 0; from < 3; from++) {
                for (int to = 0; to < 3; to++) {
                    if (from != to) {
                        send(rig, from, to, 1, new BufferView(), 0, 0);
                    }
                }
                rig.node(from).transport().allocate(1 << 20);
            }
            rig.pollUntil("arrivals", () -> rig.node(0).arrivals().size()
                            + rig.node(1).arrivals().size()
                            + rig.node(2).arrivals().size()
                    == 6);
        }
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(DESCRIPTORS)) {
            return open.count();
        }
    }

    /** Shared mappings that have a name or had one. */
    private static long mappings() throws IOException {
        try (Stream<String> lines = Files.lines(MAPPINGS)) {
            return lines.filter(line -> line.contains("memfd:") || line.contains("mpj")).count();
        }
    }

    @Test
    void allAtOnceBySeed() {
        int ranks = 4;
        int operations = 15_000;
        Seed.run(seed -> {
            try (TransportRig rig = rig(ranks)) {
                AtomicInteger finished = new AtomicInteger();
                List<Parallel.Body> bodies = new ArrayList<>();
                for (int rank = 0; rank < ranks; rank++) {
                    TransportNode node = rig.node(rank);
                    bodies.add(() -> new RandomRank(node, ranks, operations, seed, finished).run());
                }
                Parallel.run(TransportRig.LIMIT, bodies);
            }
        });
    }

    /** One rank that sends, polls and sleeps at random until everybody has received everything. */
    private static final class RandomRank {
        private final TransportNode node;
        private final int ranks;
        private final int operations;
        private final Random random;
        private final AtomicInteger finished;
        private final long[] sent;
        private final long[] heard;
        /** How many messages each peer says it has sent; -1 until it does. */
        private final long[] announced;
        private final byte[] bytes;

        RandomRank(TransportNode node, int ranks, int operations, long seed, AtomicInteger finished) {
            this.node = node;
            this.ranks = ranks;
            this.operations = operations;
            this.random = new Random(seed + node.rank());
            this.finished = finished;
            this.sent = new long[ranks];
            this.heard = new long[ranks];
            this.announced = new long[ranks];
            Arrays.fill(announced, -1);
            announced[node.rank()] = 0;
            this.bytes = new byte[node.to((node.rank() + 1) % ranks).capabilities().maxSend()];
        }

        void run() {
            node.receiver(this::receive);
            for (int i = 0; i < operations; i++) {
                step();
            }
            for (int peer = 0; peer < ranks; peer++) {
                while (peer != node.rank() && node.trySend(peer, 2, sent[peer]) != Status.OK) {
                    node.transport().poll();
                }
            }
            while (!complete()) {
                pollOrSleep(1_000_000);
            }
            finished.incrementAndGet();
            // the others may need this rank's help to the last
            while (finished.get() < ranks) {
                pollOrSleep(1_000_000);
            }
        }

        private void step() {
            int choice = random.nextInt(100);
            if (choice < 60) {
                sendOne(random.nextInt(64));
            } else if (choice < 65) {
                sendOne(random.nextInt(bytes.length + 1));
            } else if (choice < 98) {
                node.transport().poll();
            } else if (choice < 99) {
                pollOrSleep(20_000);
            } else {
                node.transport().wake();
            }
        }

        private void sendOne(int length) {
            int peer = (node.rank() + 1 + random.nextInt(ranks - 1)) % ranks;
            BufferView view = new BufferView();
            view.set(bytes, 0, length);
            BufferKind.fill(bytes, 0, length, sent[peer] * 131 + node.rank(), false);
            if (node.trySend(peer, sent[peer], view, 0, length) == Status.OK) {
                sent[peer]++;
            } else {
                node.transport().poll();
            }
        }

        private void pollOrSleep(long timeoutNs) {
            Transport transport = node.transport();
            if (transport.poll() == 0 && transport.arm()) {
                transport.await(timeoutNs);
                transport.disarm();
            }
        }

        private void receive(int peer, int kind, long h0, long h1, long h2, long address, int length) {
            if (kind == 2) {
                announced[peer] = h0;
                return;
            }
            assertEquals(heard[peer], h0, "from " + peer);
            assertEquals(h2, length);
            BufferKind.check(
                    RawMemory.ALL.asSlice(address, length), 0, length, h0 * 131 + peer, false, "from " + peer);
            heard[peer]++;
        }

        private boolean complete() {
            for (int peer = 0; peer < ranks; peer++) {
                if (announced[peer] != heard[peer]) {
                    return false;
                }
            }
            return true;
        }
    }
}
