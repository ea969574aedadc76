package mpi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import mpi.codec.ClassDeniedException;
import mpj.testkit.FaultyProvider;
import mpj.testkit.Faults;
import mpj.testkit.Ranks;
import mpj.testkit.Seed;
import mpj.transport.shm.ShmProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects from rank to rank, among ranks that are objects of this JVM. */
class ObjectMessagesTest {
    private static final int BUFFER_BYTES = 8 << 20;

    /** Every way to send an object. */
    private enum SendWay {
        STANDARD,
        BUFFERED,
        SYNCHRONOUS,
        BEGUN,
        BEGUN_BUFFERED,
        BEGUN_SYNCHRONOUS;

        @Nullable Request send(Comm comm, @Nullable Object object, int dest, int tag) {
            switch (this) {
                case STANDARD -> comm.send(object, dest, tag);
                case BUFFERED -> comm.bSend(object, dest, tag);
                case SYNCHRONOUS -> comm.sSend(object, dest, tag);
                case BEGUN -> {
                    return comm.iSend(object, dest, tag);
                }
                case BEGUN_BUFFERED -> {
                    return comm.ibSend(object, dest, tag);
                }
                case BEGUN_SYNCHRONOUS -> {
                    return comm.isSend(object, dest, tag);
                }
            }
            return null;
        }
    }

    /** Every way to receive one. */
    private enum ReceiveWay {
        PLAIN,
        WITH_STATUS,
        BEGUN,
        TESTED,
        PROBED,
        PROBED_BEGUN;

        @Nullable Object receive(Comm comm, int source, int tag) {
            return switch (this) {
                case PLAIN -> comm.<@Nullable Object>recv(source, tag);
                case WITH_STATUS -> {
                    Status status = new Status();
                    Object object = comm.<@Nullable Object>recv(MPI.ANY_SOURCE, tag, status);
                    assertEquals(source, status.getSource());
                    assertEquals(tag, status.getTag());
                    assertTrue(status.getCount(MPI.BYTE) >= 0);
                    yield object;
                }
                case BEGUN -> comm.<@Nullable Object>iRecv(source, tag).get();
                case TESTED -> {
                    ObjectRequest<@Nullable Object> request = comm.iRecv(source, tag);
                    while (!request.test()) {
                        Thread.onSpinWait();
                    }
                    assertTrue(request.isNull());
                    yield request.get();
                }
                case PROBED -> {
                    Message message = new Message();
                    message.mProbe(source, tag, comm);
                    yield message.<@Nullable Object>mRecv();
                }
                case PROBED_BEGUN -> {
                    Status found = comm.probe(source, MPI.ANY_TAG);
                    Message message = new Message();
                    message.mProbe(source, found.getTag(), comm);
                    ObjectRequest<@Nullable Object> request = message.imRecv();
                    assertTrue(message.isNull());
                    yield request.get();
                }
            };
        }
    }

    private static void run(int ranks, Consumer<Intracomm> body) {
        run(Ranks.of(ranks), body);
    }

    private static void run(Ranks ranks, Consumer<Intracomm> body) {
        ranks.run(engine -> {
            Intracomm comm = new Intracomm(engine.world(), MPI.COMM_SELF);
            comm.setErrhandler(MPI.ERRORS_RETURN);
            comm.attachBuffer(new byte[BUFFER_BYTES]);
            body.accept(comm);
            comm.barrier();
            comm.detachBuffer();
        });
    }

    /** Round a ring, so that each rank sends and receives, one alone with itself. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void everyKindInEveryWay(int ranks) {
        everyKindInEveryWay(ranks, Ranks.of(ranks));
    }

    /** Transports that are full, late and out of order between peers, and ranks that keep little for each other. */
    @Test
    void everyKindOverFaultyTransports() {
        Seed.run(seed -> everyKindInEveryWay(
                4,
                Ranks.of(4)
                        .providers(_ -> List.of(new FaultyProvider(new ShmProvider(), Faults.lawful(seed))))
                        .parameters(Map.of("MPJ_UNEXPECTED_MAX", "64K"))));
    }

    private static void everyKindInEveryWay(int ranks, Ranks job) {
        run(job, comm -> {
            int rank = comm.getRank();
            int right = (rank + 1) % ranks;
            int left = (rank + ranks - 1) % ranks;
            List<@Nullable Object> mine = Samples.all(rank);
            List<@Nullable Object> expected = Samples.all(left);
            SendWay[] sends = SendWay.values();
            ReceiveWay[] receives = ReceiveWay.values();
            int ways = sends.length * receives.length;
            for (int i = 0; i < mine.size() * ways; i++) {
                int kind = i / ways;
                // with several ranks each kind goes some ways; with few ranks all
                if (ranks > 3 && (i + kind) % 5 != 0) {
                    continue;
                }
                SendWay send = sends[i % sends.length];
                ReceiveWay receive = receives[i / sends.length % receives.length];
                Object sent = mine.get(kind);
                Object received = ring(comm, send, receive, sent, right, left, i);
                assertTrue(
                        Samples.same(expected.get(kind), received),
                        () -> send + "/" + receive + " " + Samples.describe(expected.get(kind)) + " -> "
                                + Samples.describe(received));
            }
        });
    }

    /** Even ranks send first; a rank alone, and any where its neighbour might do the same, sends with another thread. */
    private static @Nullable Object ring(
            Comm comm, SendWay send, ReceiveWay receive, @Nullable Object sent, int right, int left, int tag) {
        if (send == SendWay.STANDARD || send == SendWay.SYNCHRONOUS) {
            Thread sender = Thread.ofPlatform().start(() -> send.send(comm, sent, right, tag));
            Object received = receive.receive(comm, left, tag);
            join(sender);
            return received;
        }
        Request request = send.send(comm, sent, right, tag);
        Object received = receive.receive(comm, left, tag);
        if (request != null) {
            request.waitFor();
        }
        return received;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 7})
    void wildcardsAndOrder(int ranks) {
        run(ranks, comm -> {
            int rank = comm.getRank();
            int each = 20;
            if (rank > 0) {
                for (int i = 0; i < each; i++) {
                    // sizes on both sides of eager; order holds between them
                    comm.send(new Object[] {rank, i, new double[i % 3 == 0 ? 50_000 : 1]}, 0, i % 2);
                }
                return;
            }
            int[] seen = new int[ranks];
            Status status = new Status();
            for (int i = 0; i < each * (ranks - 1); i++) {
                Object[] message = comm.recv(MPI.ANY_SOURCE, MPI.ANY_TAG, status);
                assertEquals(status.getSource(), message[0]);
                assertEquals(seen[status.getSource()]++, message[1]);
                assertEquals((int) message[1] % 2, status.getTag());
            }
        });
    }

    /** Posted receives get messages in the order in which they were posted, of whatever kind they are. */
    @Test
    void receivesOfObjectsAndBuffersKeepTheirOrder() {
        run(2, comm -> {
            if (comm.getRank() == 0) {
                comm.barrier();
                comm.send("first", 1, 1);
                comm.send(new int[] {2}, 1, MPI.INT, 1, 1);
                comm.send(new double[100_000], 1, 1);
                comm.send(List.of("fourth"), 1, 1);
            } else {
                int[] second = new int[1];
                double[] third = new double[100_000];
                ObjectRequest<String> first = comm.iRecv(0, 1);
                Request next = comm.iRecv(second, 1, MPI.INT, 0, MPI.ANY_TAG);
                Request array = comm.iRecv(third, MPI.ANY_SOURCE, 1);
                ObjectRequest<List<String>> fourth = comm.iRecv(0, 1);
                comm.barrier();
                Request.waitAll(new Request[] {fourth, array, next, first});
                assertEquals("first", first.get());
                assertEquals(2, second[0]);
                assertEquals(List.of("fourth"), fourth.get());
            }
        });
    }

    /** What was sent without a datatype as an array is received either way; one with a datatype into an array, too. */
    @Test
    void arraysAreObjectsAndBuffers() {
        run(2, comm -> {
            for (int length : new int[] {0, 3, 100_000}) {
                double[] data = new double[length];
                Arrays.setAll(data, i -> i);
                if (comm.getRank() == 0) {
                    comm.send(data, 1, 1);
                    comm.send(data, 1, 2);
                    comm.send(data, 1, 3);
                    comm.send(data, length, MPI.DOUBLE, 1, 4);
                } else {
                    double[] received = new double[length + 1];
                    assertEquals(length, comm.recv(received, 0, 1).getCount(MPI.DOUBLE));
                    assertArrayEquals(data, Arrays.copyOf(received, length));
                    assertArrayEquals(data, comm.<double[]>recv(0, 2));
                    received = new double[length + 1];
                    assertEquals(length, comm.recv(received, length, MPI.DOUBLE, 0, 3).getCount(MPI.DOUBLE));
                    assertArrayEquals(data, Arrays.copyOf(received, length));
                    received = new double[length + 1];
                    assertEquals(length, comm.recv(received, 0, 4).getCount(MPI.DOUBLE));
                    assertArrayEquals(data, Arrays.copyOf(received, length));
                }
            }
        });
    }

    /** Each mismatch is ERR_TYPE that names both, consumes its message, and leaves the others in peace. */
    @ParameterizedTest
    @ValueSource(ints = {1, 100_000})
    void oneKindIsNotTheOther(int length) {
        run(2, comm -> {
            int[] buffer = new int[length];
            if (comm.getRank() == 0) {
                for (int i = 0; i < 2; i++) {
                    comm.send(buffer, length, MPI.INT, 1, 1);
                    comm.send(List.of(1, new String(new char[length])), 1, 2);
                    comm.send(new Object[] {1, buffer}, 1, 3);
                    comm.send(buffer, 1, 4);
                    if (i == 0) {
                        comm.barrier();
                    }
                }
                comm.send("done", 1, 5);
            } else {
                // the first round's messages are there, or being sent, before their receives; the second round's come later
                for (int i = 0; i < 2; i++) {
                    mismatch("a buffer with a datatype, the receive is one of an object", () -> comm.recv(0, 1));
                    mismatch(
                            "an object, the receive is one of a buffer with a datatype",
                            () -> comm.recv(buffer, length, MPI.INT, 0, 2));
                    mismatch("an object, the receive is one of an object, int[]", () -> comm.recv(buffer, 0, 3));
                    mismatch(
                            "an object, int[], the receive is one of an object, double[]",
                            () -> comm.recv(new double[length], 0, 4));
                    if (i == 0) {
                        comm.barrier();
                    }
                }
                assertEquals("done", comm.<String>recv(0, 5));
            }
        });
    }

    private static void mismatch(String words, Executable receive) {
        MPIException e = assertThrows(MPIException.class, receive);
        assertEquals(MPI.ERR_TYPE, e.getErrorClass());
        assertTrue(String.valueOf(e.getMessage()).contains(words), e.getMessage());
    }

    @Test
    void aFailureOfUserCodeConsumesTheMessage() throws Exception {
        Object denied = URI.create("http://localhost/").toURL();
        run(2, comm -> {
            if (comm.getRank() == 0) {
                MPIException e = assertThrows(MPIException.class, () -> comm.send(new Samples.Unwritable(), 1, 1));
                assertEquals(MPI.ERR_OTHER, e.getErrorClass());
                assertEquals(1, e.getPeer());
                assertEquals(1, e.getTag());
                comm.send(new Samples.Unreadable(), 1, 1);
                comm.send(denied, 1, 1);
                comm.iSend(new Samples.Unreadable(), 1, 1).waitFor();
                comm.send("good", 1, 1);
            } else {
                MPIException e = assertThrows(MPIException.class, () -> comm.recv(0, 1));
                assertInstanceOf(IllegalStateException.class, e.getCause());
                MPIException type = assertThrows(MPIException.class, () -> comm.recv(0, 1));
                assertEquals(MPI.ERR_TYPE, type.getErrorClass());
                assertInstanceOf(ClassDeniedException.class, type.getCause());
                ObjectRequest<Object> unreadable = comm.iRecv(0, 1);
                MPIException all =
                        assertThrows(MPIException.class, () -> Request.waitAll(new Request[] {unreadable}));
                assertEquals(MPI.ERR_IN_STATUS, all.getErrorClass());
                assertEquals(0, assertThrows(MPIException.class, unreadable::get).getPeer());
                assertEquals("good", comm.<String>recv(0, 1));
            }
        });
    }

    @Test
    void requestsOfAllKindsTogether() {
        run(2, comm -> {
            int other = 1 - comm.getRank();
            int[] ints = new int[3];
            ObjectRequest<String> text = comm.iRecv(other, 1);
            ObjectRequest<int[]> array = comm.iRecv(other, 2);
            Request typed = comm.iRecv(ints, 3, MPI.INT, other, 3);
            ObjectRequest<String> never = comm.iRecv(other, 9);
            ObjectRequest<String> sent = comm.iSend("text", other, 1);
            Request[] sends = {
                sent, comm.iSend(new int[50_000], other, 2), comm.iSend(new int[] {1, 2, 3}, 3, MPI.INT, other, 3)
            };
            assertNull(never.testStatus());
            Request[] receives = {text, array, typed};
            int done = 0;
            while (done < receives.length) {
                int[] indices = Request.waitSome(receives);
                assertNotNull(indices);
                done += indices.length;
            }
            assertEquals(MPI.UNDEFINED, Request.waitAny(receives));
            Status[] statuses = Request.waitAllStatus(sends);
            assertEquals(3, statuses.length);
            assertEquals("text", text.get());
            assertEquals("text", sent.get());
            assertEquals(50_000, array.get().length);
            assertArrayEquals(new int[] {1, 2, 3}, ints);
            never.cancel();
            assertTrue(never.waitStatus().isCancelled());
            assertNull(never.get());
        });
    }

    @Test
    void exchangesAndNobody() {
        run(3, comm -> {
            int rank = comm.getRank();
            Status status = new Status();
            List<Integer> got = comm.sendRecv(List.of(rank), (rank + 1) % 3, 1, (rank + 2) % 3, 1, status);
            assertEquals(List.of((rank + 2) % 3), got);
            assertEquals((rank + 2) % 3, status.getSource());
            double[] large = comm.sendRecv(new double[200_000], (rank + 1) % 3, 1, (rank + 2) % 3, 1);
            assertEquals(200_000, large.length);
            comm.send("nobody", MPI.PROC_NULL, 0);
            assertNull(comm.recv(MPI.PROC_NULL, 0, status));
            assertEquals(MPI.PROC_NULL, status.getSource());
            assertNull(comm.iRecv(MPI.PROC_NULL, 0).get());
            assertEquals("x", comm.iSend("x", MPI.PROC_NULL, 0).get());
            Message message = new Message();
            message.mProbe(MPI.PROC_NULL, 0, comm);
            assertNull(message.mRecv());
        });
    }

    @Test
    void argumentsAreChecked() {
        run(1, comm -> {
            assertEquals(
                    MPI.ERR_RANK, assertThrows(MPIException.class, () -> comm.send("x", 1, 0)).getErrorClass());
            assertEquals(
                    MPI.ERR_TAG, assertThrows(MPIException.class, () -> comm.iSend("x", 0, -1)).getErrorClass());
            assertEquals(MPI.ERR_RANK, assertThrows(MPIException.class, () -> comm.recv(1, 0)).getErrorClass());
            MPIException e = assertThrows(MPIException.class, () -> comm.recv("text", 0, 0));
            assertEquals(MPI.ERR_BUFFER, e.getErrorClass());
            assertFalse(new Message().isNoProc());
            assertEquals(
                    MPI.ERR_REQUEST, assertThrows(MPIException.class, () -> new Message().mRecv()).getErrorClass());
            e = assertThrows(MPIException.class, () -> comm.bSend(new byte[BUFFER_BYTES + 1], 0, 0));
            assertEquals(MPI.ERR_BUFFER, e.getErrorClass());
        });
    }

    /** Threads of both ranks exchange at the same time; each has a tag of its own. */
    @Test
    void severalThreads() {
        run(2, comm -> {
            int other = 1 - comm.getRank();
            ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int tag = t;
                threads.add(Thread.ofPlatform()
                        .uncaughtExceptionHandler((_, e) -> failures.add(e))
                        .start(() -> {
                            for (int i = 0; i < 100; i++) {
                                double[] data = new double[i % 10 == 0 ? 30_000 : 5];
                                data[0] = tag * 1000 + i;
                                ObjectRequest<Object[]> request = comm.iRecv(other, tag);
                                comm.send(new Object[] {"thread " + tag, i, data}, other, tag);
                                assertTrue(Samples.same(new Object[] {"thread " + tag, i, data}, request.get()));
                            }
                        }));
            }
            threads.forEach(ObjectMessagesTest::join);
            assertEquals(List.of(), List.copyOf(failures));
        });
    }
}
