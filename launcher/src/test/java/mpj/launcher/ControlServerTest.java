package mpj.launcher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mpj.wireup.JobClient;
import mpj.wireup.JobListener;
import mpj.wireup.JobProgram;
import mpj.wireup.JobSecret;
import mpj.wireup.ProcessManager;
import mpj.wireup.ProcessManagers;
import mpj.wireup.RankReport;
import mpj.wireup.WireupException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The launcher's and the ranks' ends of the control connections, against each other and against strangers. */
@Timeout(60)
class ControlServerTest implements ControlEvents {
    private static final int SIZE = 3;
    private static final long SEED = 1122;

    private final JobSecret secret = JobSecret.random();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final List<ProcessManager> clients = new ArrayList<>();
    private final CountDownLatch orphans = new CountDownLatch(1);
    private ControlServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ControlServer(secret, new int[SIZE], this);
        server.start();
    }

    @AfterEach
    void stop() {
        for (ProcessManager client : clients) {
            client.close();
        }
        server.close();
    }

    private ProcessManager client(int rank, JobSecret known) {
        Map<String, String> environment = Map.of(
                "MPJ_CONTROL", "127.0.0.1:" + server.port(),
                "MPJ_SECRET", known.hex(),
                "MPJ_JOBID", "job",
                "MPJ_RANK", Integer.toString(rank),
                "MPJ_SIZE", Integer.toString(SIZE),
                "MPJ_LOCAL_SIZE", Integer.toString(SIZE),
                "MPJ_APPNUM", "0");
        ProcessManager client = ProcessManagers.from(environment::get, orphans::countDown);
        clients.add(client);
        return client;
    }

    private void expect(String event) throws InterruptedException {
        String next = events.poll(30, TimeUnit.SECONDS);
        while (next != null && !next.equals(event)) {
            next = events.poll(30, TimeUnit.SECONDS);
        }
        assertEquals(event, next);
    }

    private static List<Thread> inParallel(List<Runnable> works) {
        List<Thread> threads = new ArrayList<>();
        for (Runnable work : works) {
            Thread thread = new Thread(work);
            threads.add(thread);
            thread.start();
        }
        return threads;
    }

    @Test
    void fencesExchangeTheValuesOfAllRanks() throws InterruptedException {
        BlockingQueue<Object> results = new LinkedBlockingQueue<>();
        List<Runnable> works = new ArrayList<>();
        for (int rank = 0; rank < SIZE; rank++) {
            ProcessManager client = client(rank, secret);
            works.add(() -> {
                try {
                    results.add(exchange(client));
                } catch (RuntimeException e) {
                    results.add(e);
                }
            });
        }
        for (Thread thread : inParallel(works)) {
            thread.join();
        }
        for (int rank = 0; rank < SIZE; rank++) {
            assertEquals("012 102030", results.poll());
        }
    }

    private static String exchange(ProcessManager client) {
        client.put("a", new byte[] {(byte) client.rank()});
        client.fence();
        client.put("b", new byte[] {(byte) (10 * (client.rank() + 1))});
        client.fence();
        StringBuilder text = new StringBuilder();
        for (int rank = 0; rank < SIZE; rank++) {
            text.append(client.get(rank, "a")[0]);
        }
        text.append(' ');
        for (int rank = 0; rank < SIZE; rank++) {
            text.append(client.get(rank, "b")[0]);
        }
        return text.toString();
    }

    @Test
    void aValueThatNobodyPublished() {
        ProcessManager client = client(0, secret);
        assertThrows(WireupException.class, () -> client.get(1, "a"));
        assertThrows(WireupException.class, () -> client.get(SIZE, "a"));
    }

    @Test
    void abortIsDelivered() throws InterruptedException {
        client(1, secret).abort(300, "reason");
        expect("aborted 1 300 reason");
    }

    @Test
    void aRankFinishesAndLeaves() throws InterruptedException {
        ProcessManager client = client(2, secret);
        expect("connected 2");
        client.finished();
        expect("finished 2");
        client.close();
        expect("disconnected 2");
        assertEquals(1, orphans.getCount(), "who closes is not orphaned");
    }

    @Test
    void stacksHoldThePendingOperations() throws InterruptedException {
        ProcessManager client = client(0, secret);
        client.listen(new JobListener() {
            @Override
            public void peerLost(int rank, String reason) {
                events.add("lost " + rank + " " + reason);
            }

            @Override
            public String pending() {
                return "recv from 1\n";
            }
        });
        expect("connected 0");
        assertTrue(server.requestStacks(0));
        String text = events.poll(30, TimeUnit.SECONDS);
        assertTrue(text != null && text.startsWith("stacks 0 recv from 1\n"), () -> String.valueOf(text));
        assertTrue(text.contains("ControlServerTest"), text);
        server.tellLost(1, "reason");
        expect("lost 1 reason");
    }

    @Test
    void theProgramIsWaitedFor() throws InterruptedException {
        JobClient client = (JobClient) client(0, secret);
        BlockingQueue<JobProgram> received = new LinkedBlockingQueue<>();
        Thread thread = new Thread(() -> received.add(client.program()));
        thread.start();
        server.provide(0, new JobProgram("Main", Map.of("Main", new byte[] {1, 2})));
        thread.join();
        JobProgram program = received.remove();
        assertEquals("Main", program.mainClass());
        assertArrayEquals(new byte[] {1, 2}, program.classes().get("Main"));
    }

    @Test
    void whoDoesNotKnowTheSecretIsDropped() throws InterruptedException {
        WireupException e = assertThrows(WireupException.class, () -> client(0, JobSecret.random()));
        assertTrue(String.valueOf(e.getMessage()).contains("does not know the job's secret"), e::getMessage);
        awaitDropped(1);
        client(0, secret);
        expect("connected 0");
    }

    @Test
    void aRankComesOnce() throws InterruptedException {
        client(0, secret);
        expect("connected 0");
        client(0, secret);
        awaitDropped(1);
    }

    @Test
    void strangersDisturbNobody() throws IOException, InterruptedException {
        ProcessManager first = client(0, secret);
        Random random = new Random(SEED);
        for (int i = 0; i < 20; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.getOutputStream().write(noise);
            } catch (IOException e) {
                // dropped while it was talking, as it should be
            }
        }
        awaitDropped(20);
        first.finished();
        expect("finished 0");
    }

    private void awaitDropped(int count) throws InterruptedException {
        while (server.dropped() < count) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertEquals(count, server.dropped());
    }

    @Override
    public void connected(int rank) {
        events.add("connected " + rank);
    }

    @Override
    public void joined(int rank) {
        events.add("joined " + rank);
    }

    @Override
    public void finished(int rank) {
        events.add("finished " + rank);
    }

    @Override
    public void aborted(int rank, int code, String message) {
        events.add("aborted " + rank + " " + code + " " + message);
    }

    @Override
    public void report(int rank, RankReport report) {}

    @Override
    public void stacks(int rank, String text) {
        events.add("stacks " + rank + " " + text);
    }

    @Override
    public void disconnected(int rank) {
        events.add("disconnected " + rank);
    }
}
