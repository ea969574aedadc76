package mpj.transport.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections of ranks to each other, and what becomes of them. */
class PeersTest {
    private static final byte[] SECRET = new byte[32];

    private static long seed() {
        long seed = Long.getLong("mpj.seed", System.nanoTime());
        System.out.println("replay with -Dmpj.seed=" + seed);
        return seed;
    }

    /** Everybody connects to everybody at the same time, and nothing is lost, doubled or overtaken. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void allConnectAtOnce(int size) throws Exception {
        int rounds = 30;
        int messages = 20;
        long seed = seed();
        for (int round = 0; round < rounds; round++) {
            TestRank[] ranks = TestRank.job(size, Map.of());
            AtomicInteger complete = new AtomicInteger();
            ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
            Thread[] threads = new Thread[size];
            for (int me = 0; me < size; me++) {
                int rank = me;
                Random random = new Random(seed + (long) round * size + me);
                threads[me] = Thread.ofPlatform().daemon().start(() -> {
                    try {
                        converse(ranks, rank, random, messages, complete);
                    } catch (Throwable t) {
                        failures.add(t);
                    }
                });
            }
            for (Thread thread : threads) {
                assertTrue(thread.join(TestRank.LIMIT), "a rank does not end");
            }
            TestRank.close(ranks);
            assertEquals(List.of(), List.copyOf(failures), "round " + round);
        }
    }

    private static void converse(
            TestRank[] ranks, int me, Random random, int messages, AtomicInteger complete) {
        TestRank self = ranks[me];
        for (int spin = random.nextInt(20_000); spin > 0; spin--) {
            Thread.onSpinWait();
        }
        for (int m = 0; m < messages; m++) {
            for (TestRank peer : ranks) {
                if (peer != self) {
                    int number = m;
                    TestRank.pollUntil("room", () -> self.send(peer, number), self);
                }
            }
            for (int polls = random.nextInt(5); polls > 0; polls--) {
                self.transport.poll();
            }
        }
        boolean[] told = {false};
        TestRank.pollUntil(
                "all messages of all",
                () -> {
                    if (!told[0] && hasAll(self, me, messages) && !self.transport.hasUnsent()) {
                        told[0] = true;
                        complete.incrementAndGet();
                    }
                    return complete.get() == ranks.length;
                },
                self);
        assertEquals(List.of(), self.lost);
    }

    private static boolean hasAll(TestRank self, int me, int messages) {
        for (int peer = 0; peer < self.heard.length; peer++) {
            if (peer != me && self.heard[peer] != messages) {
                return false;
            }
        }
        return true;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPeerThatEndsWithoutFarewellIsLost(boolean reset) throws IOException {
        TestRank rank = new TestRank(0, 2, SECRET, Map.of());
        try (Client client = new Client(rank)) {
            assertEquals(Hello.ACCEPT, client.greet(1, rank, SECRET));
            client.end(reset);
            TestRank.pollUntil("the loss", () -> rank.lost.size() == 1, rank);
            assertTrue(
                    rank.lost.getFirst().contains(reset ? "reset" : "without a farewell"), rank.lost::toString);
        } finally {
            rank.close();
        }
    }

    @Test
    void aPeerThatIsNotThereIsLost() throws IOException {
        TestRank[] ranks = TestRank.job(2, Map.of());
        ranks[1].close();
        ranks[0].send(ranks[1], 0);
        TestRank.pollUntil("the loss", () -> !ranks[0].lost.isEmpty(), ranks[0]);
        assertTrue(ranks[0].lost.getFirst().contains("127.0.0.1:" + ranks[1].port()), ranks[0].lost::toString);
        assertTrue(ranks[0].lost.getFirst().contains("refused"), ranks[0].lost::toString);
        ranks[0].close();
    }

    /** Its machine answers for it, and what it has not taken yet is there when it looks again. */
    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    void aPeerThatComputesForLongerThanTheTimeoutIsNotLost(String io) throws IOException, InterruptedException {
        TestRank[] ranks = TestRank.job(2, Map.of("MPJ_TCP_IO", io, "MPJ_TCP_TIMEOUT", "1"));
        try {
            int sent = 0;
            ranks[0].sendTo(ranks[1], sent++);
            long end = System.nanoTime() + 4_000_000_000L;
            while (end - System.nanoTime() > 0) {
                while (ranks[0].send(ranks[1], sent)) {
                    sent++;
                }
                ranks[0].transport.poll();
                Thread.sleep(1);
            }
            assertEquals(List.of(), ranks[0].lost);
            int all = sent;
            TestRank.pollUntil("all messages", () -> ranks[1].heard[0] == all, ranks);
        } finally {
            TestRank.close(ranks);
        }
    }

    /** A peer of this job that has gone mad is lost; no other rank notices. */
    @Test
    void framesOfAnyContentEndAtMostTheirConnection() throws IOException {
        Random random = new Random(seed());
        for (int round = 0; round < 40; round++) {
            TestRank[] ranks = {new TestRank(0, 3, SECRET, Map.of()), new TestRank(2, 3, SECRET, Map.of())};
            try (Client client = new Client(ranks[0])) {
                ranks[1].sendTo(ranks[0], 0);
                assertEquals(Hello.ACCEPT, client.greet(1, ranks[0], SECRET));
                try {
                    for (int i = 0; i < 50; i++) {
                        client.write(frame(random));
                        ranks[0].transport.poll();
                    }
                    // no frame begins so
                    client.write(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1});
                    client.write(new byte[1 << 20]);
                } catch (SocketException e) {
                    // dropped already
                }
                TestRank.pollUntil("the loss of the mad one", () -> !ranks[0].lost.isEmpty(), ranks);
                ranks[1].sendTo(ranks[0], 1);
                TestRank.pollUntil("the other's messages", () -> ranks[0].heard[2] == 2, ranks);
                assertEquals(1, ranks[0].lost.size());
                assertEquals(List.of(), ranks[1].lost);
            } finally {
                TestRank.close(ranks);
            }
        }
    }

    private static byte[] frame(Random random) {
        int kind = random.nextInt(10) == 0 ? random.nextInt() : random.nextInt(Frame.BYE);
        int length = random.nextInt(20) == 0 ? random.nextInt() : random.nextInt(3) == 0 ? 8 : random.nextInt(2000);
        int payload = Frame.padded(Math.clamp(length, 0, 4000));
        ByteBuffer out = ByteBuffer.allocate(Frame.HEADER_BYTES + payload).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(length).putInt(kind);
        for (int word = 0; word < 3; word++) {
            out.putLong(random.nextBoolean() ? random.nextInt(100) : random.nextLong());
        }
        return out.array();
    }

    @Test
    void ipVersion6() throws IOException {
        assumeTrue(hasLoopback6(), "this machine has no ::1");
        TestRank[] ranks = TestRank.job(2, Map.of("MPJ_TCP_IF", "::1/128"));
        try {
            ranks[0].sendTo(ranks[1], 0);
            TestRank.pollUntil("arrival", () -> ranks[1].heard[0] == 1, ranks);
        } finally {
            TestRank.close(ranks);
        }
    }

    private static boolean hasLoopback6() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .anyMatch(address -> address.getHostAddress().startsWith("0:0:0:0:0:0:0:1"));
    }
}
