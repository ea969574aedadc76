package mpj.testkit.p2p;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import mpj.core.Engine;
import mpj.core.comm.Communicator;
import mpj.core.comm.SendMode;
import mpj.core.datatype.Layout;
import mpj.core.request.Operation;
import mpj.testkit.BufferKind;
import mpj.testkit.Parallel;
import mpj.testkit.Ranks;
import mpj.testkit.Seed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages do not overtake each other, whoever sends and however they are received. MPI 5.0, section 3.5. */
class OrderingTest {
    private static final Duration LIMIT = Duration.ofSeconds(80);
    private static final int RANKS = 3;
    private static final int MESSAGES = 3000;
    private static final int TAGS = 5;
    private static final int LAST = 99;
    private static final int MAX_BYTES = 70_000;
    private static final Layout LONGS = Layout.contiguous(Long.BYTES);

    @ParameterizedTest
    @EnumSource
    void wildcardsSeeEachSendersOrder(Wire wire) {
        Seed.run(seed -> Ranks.of(RANKS)
                .providers(wire.providers(seed))
                .timeout(LIMIT)
                .run(engine -> {
                    // self messages are among them: every rank sends to every rank
                    List<Communicator> communicators =
                            List.of(engine.world(), engine.world().dup(), engine.world().dup());
                    List<Parallel.Body> threads = new ArrayList<>();
                    for (int i = 0; i < communicators.size(); i++) {
                        Communicator communicator = communicators.get(i);
                        long threadSeed = seed * 31 + i * 7L + engine.world().rank();
                        threads.add(() -> new Sender(communicator, threadSeed).run());
                        threads.add(() -> new Receiver(communicator, ~threadSeed).run());
                    }
                    Parallel.run(LIMIT, threads);
                }));
    }

    /** Sends numbered messages to random ranks with random tags and sizes. */
    private static final class Sender {
        private final Communicator communicator;
        private final Engine engine;
        private final Random random;
        private final long[] next = new long[RANKS];
        private final ArrayDeque<Operation> pending = new ArrayDeque<>();

        Sender(Communicator communicator, long seed) {
            this.communicator = communicator;
            this.engine = communicator.engine();
            this.random = new Random(seed);
        }

        void run() {
            for (int i = 0; i < MESSAGES; i++) {
                send(random.nextInt(RANKS), random.nextInt(TAGS));
            }
            for (int to = 0; to < RANKS; to++) {
                send(to, LAST);
            }
            while (!pending.isEmpty()) {
                end(pending.remove());
            }
        }

        private void send(int to, int tag) {
            int words = 1 + (random.nextInt(20) == 0 ? random.nextInt(MAX_BYTES / 8) : random.nextInt(40));
            long[] message = new long[words];
            Arrays.fill(message, next[to]++);
            if (random.nextInt(3) == 0) {
                communicator.send(message, 0, words, LONGS, to, tag, SendMode.STANDARD);
            } else {
                SendMode mode = random.nextInt(5) == 0 ? SendMode.SYNCHRONOUS : SendMode.STANDARD;
                pending.add(communicator.isend(message, 0, words, LONGS, to, tag, mode));
            }
            while (pending.size() > 50) {
                end(pending.remove());
            }
        }

        private void end(Operation operation) {
            engine.await(operation);
            assertEquals(0, operation.errorClass(), operation.error());
        }
    }

    /** Receives from anybody, in one of several ways at a time, until everybody has said that it was the last. */
    private static final class Receiver {
        private final Communicator communicator;
        private final Engine engine;
        private final Random random;
        private final long[] next = new long[RANKS];
        private int ended;

        Receiver(Communicator communicator, long seed) {
            this.communicator = communicator;
            this.engine = communicator.engine();
            this.random = new Random(seed);
        }

        void run() {
            while (ended < RANKS) {
                switch (random.nextInt(5)) {
                    case 0 -> receiveAny();
                    case 1 -> probeAndReceive(communicator.probe(Communicator.ANY_SOURCE, Communicator.ANY_TAG));
                    case 2 -> take(communicator.mprobe(Communicator.ANY_SOURCE, Communicator.ANY_TAG));
                    case 3 -> {
                        Operation found = communicator.improbe(Communicator.ANY_SOURCE, Communicator.ANY_TAG);
                        if (found != null) {
                            take(found);
                        }
                    }
                    default -> {
                        Operation found = communicator.iprobe(Communicator.ANY_SOURCE, Communicator.ANY_TAG);
                        if (found != null) {
                            probeAndReceive(found);
                        }
                    }
                }
            }
        }

        private void receiveAny() {
            long[] buffer = new long[MAX_BYTES / 8 + 1];
            Operation receive = communicator.recv(
                    buffer, 0, buffer.length, LONGS, Communicator.ANY_SOURCE, Communicator.ANY_TAG);
            check(receive, buffer);
            engine.release(receive);
        }

        private void probeAndReceive(Operation found) {
            long[] buffer = new long[(int) (found.bytes() / 8)];
            Operation receive = communicator.recv(buffer, 0, buffer.length, LONGS, found.source(), found.tag());
            assertEquals(found.bytes(), receive.bytes());
            check(receive, buffer);
            engine.release(receive);
        }

        private void take(Operation found) {
            long[] buffer = new long[(int) (found.bytes() / 8)];
            Operation receive = communicator.imrecv(found, buffer, 0, buffer.length, LONGS);
            engine.await(receive);
            assertEquals(found.source(), receive.source());
            assertEquals(found.tag(), receive.tag());
            check(receive, buffer);
        }

        private void check(Operation receive, long[] buffer) {
            assertEquals(0, receive.errorClass(), receive.error());
            int words = (int) (receive.bytes() / 8);
            assertTrue(words > 0);
            long expected = next[receive.source()]++;
            for (int i = 0; i < words; i++) {
                if (buffer[i] != expected) {
                    throw new AssertionError("word " + i + " of " + words + " from rank " + receive.source()
                            + " is " + buffer[i] + " instead of " + expected);
                }
            }
            if (receive.tag() == LAST) {
                ended++;
            }
        }
    }

    /** Receives posted by tag in any order of tags; each tag's messages keep their order. */
    @ParameterizedTest
    @EnumSource
    void tagsAreIndependentOfEachOther(Wire wire) {
        int messages = 2000;
        Seed.run(seed -> Ranks.of(2).providers(wire.providers(seed)).timeout(LIMIT).run(engine -> {
            // both draw the same tags, sizes and order of receives
            Random random = new Random(seed);
            int[] tags = random.ints(messages, 0, TAGS).toArray();
            int[] sizes = random.ints(messages, 0, 30_000).toArray();
            if (engine.world().rank() == 0) {
                sendTagged(engine, tags, sizes);
            } else {
                receiveTagged(engine, tags, sizes, random);
            }
        }));
    }

    private static void sendTagged(Engine engine, int[] tags, int[] sizes) {
        List<Operation> sends = new ArrayList<>();
        for (int i = 0; i < tags.length; i++) {
            byte[] message = new byte[sizes[i]];
            BufferKind.fill(message, 0, sizes[i], i, false);
            sends.add(engine.world().isend(message, 0, sizes[i], Layout.BYTES, 1, tags[i], SendMode.STANDARD));
        }
        sends.forEach(engine::await);
        sends.forEach(send -> assertEquals(0, send.errorClass(), send.error()));
    }

    private static void receiveTagged(Engine engine, int[] tags, int[] sizes, Random random) {
        List<ArrayDeque<Integer>> byTag = new ArrayList<>();
        for (int tag = 0; tag < TAGS; tag++) {
            byTag.add(new ArrayDeque<>());
        }
        for (int i = 0; i < tags.length; i++) {
            byTag.get(tags[i]).add(i);
        }
        List<Operation> receives = new ArrayList<>();
        List<Integer> which = new ArrayList<>();
        List<byte[]> buffers = new ArrayList<>();
        while (which.size() < tags.length) {
            int tag = random.nextInt(TAGS);
            Integer i = byTag.get(tag).poll();
            if (i != null) {
                byte[] buffer = new byte[sizes[i]];
                int source = random.nextBoolean() ? 0 : Communicator.ANY_SOURCE;
                receives.add(engine.world().irecv(buffer, 0, sizes[i], Layout.BYTES, source, tag));
                which.add(i);
                buffers.add(buffer);
            }
        }
        for (int k = 0; k < which.size(); k++) {
            Operation receive = receives.get(k);
            int i = which.get(k);
            engine.await(receive);
            assertEquals(0, receive.errorClass(), receive.error());
            assertEquals(sizes[i], receive.bytes());
            BufferKind.check(buffers.get(k), 0, sizes[i], i, false, "message " + i);
        }
    }
}
