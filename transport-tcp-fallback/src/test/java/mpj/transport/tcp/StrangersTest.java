package mpj.transport.tcp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mpj.wireup.JobSecret;
import mpj.wireup.MutualProof;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever connects without knowing the secret is dropped and disturbs nobody. */
class StrangersTest {
    private static final int STRANGERS = 60;

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    void theyDisturbNobody(String kind) throws IOException {
        long seed = Long.getLong("mpj.seed", System.nanoTime());
        System.out.println("replay with -Dmpj.seed=" + seed);
        Random random = new Random(seed);
        TestRank[] ranks = TestRank.job(2, Map.of("MPJ_TCP_IO", kind));
        List<Client> clients = new ArrayList<>();
        try {
            int sent = 0;
            for (int i = 0; i < STRANGERS; i++) {
                clients.add(stranger(ranks[0], random));
                for (int m = random.nextInt(20); m > 0; m--) {
                    if (ranks[1].send(ranks[0], sent)) {
                        sent++;
                    }
                    ranks[0].transport.poll();
                    ranks[1].transport.poll();
                }
            }
            for (Client client : clients) {
                client.close();
            }
            int total = sent;
            TestRank.pollUntil(
                    "all strangers dropped, all messages there",
                    () -> ranks[0].transport.droppedStrangers() == STRANGERS && ranks[0].heard[1] == total,
                    ranks);
            assertEquals(List.of(), ranks[0].lost);
            assertEquals(List.of(), ranks[1].lost);
        } finally {
            TestRank.close(ranks);
        }
    }

    /** Somebody who says something wrong. */
    private static Client stranger(TestRank rank, Random random) throws IOException {
        Client client = new Client(rank);
        byte[] opening = MutualProof.initiator(JobSecret.random(), new Hello(1, 0).encode()).opening();
        try {
            switch (random.nextInt(6)) {
                case 0 -> client.write(bytes(random, random.nextInt(200)));
                case 1 -> client.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                case 2 -> client.write(Arrays.copyOf(opening, random.nextInt(opening.length)));
                case 3 -> client.write(MutualProof.initiator(
                                JobSecret.random(), new Hello(random.nextInt(), random.nextInt()).encode())
                        .opening());
                case 4 -> {
                    client.write(opening);
                    client.write(bytes(random, 32 + random.nextInt(100)));
                }
                default -> client.end(true);
            }
        } catch (SocketException e) {
            // dropped already: so it should be
        }
        return client;
    }

    private static byte[] bytes(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void whoSaysNothingIsDroppedAfterATime() throws IOException {
        TestRank[] ranks = TestRank.job(2, Map.of());
        try (Client silent = new Client(ranks[0])) {
            TestRank.pollUntil("dropped", () -> ranks[0].transport.droppedStrangers() == 1, ranks);
            assertArrayEquals(new byte[0], silent.read(1));
        } finally {
            TestRank.close(ranks);
        }
    }

    @Test
    void tooManyMakeRoomForPeers() throws IOException {
        TestRank[] ranks = TestRank.job(2, Map.of());
        List<Client> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                clients.add(new Client(ranks[0]));
                ranks[0].transport.poll();
            }
            ranks[1].sendTo(ranks[0], 0);
            TestRank.pollUntil("arrival", () -> ranks[0].heard[1] == 1, ranks);
            assertTrue(ranks[0].transport.droppedStrangers() > 0);
        } finally {
            for (Client client : clients) {
                client.close();
            }
            TestRank.close(ranks);
        }
    }

    @Test
    void aRankWithAnotherSecretReachesNobody() throws IOException {
        TestRank honest = new TestRank(0, 2, new byte[32], Map.of());
        byte[] other = new byte[32];
        other[31] = 1;
        TestRank foreign = new TestRank(1, 2, other, Map.of("MPJ_TCP_TIMEOUT", "1"));
        try {
            foreign.to(honest);
            TestRank.pollUntil("given up", () -> !foreign.lost.isEmpty(), honest, foreign);
            assertTrue(foreign.lost.getFirst().contains("secret"), foreign.lost.toString());
            assertEquals(0, honest.heard[1]);
            assertEquals(List.of(), honest.lost);
            assertTrue(honest.transport.droppedStrangers() > 0);
        } finally {
            TestRank.close(honest, foreign);
        }
    }
}
