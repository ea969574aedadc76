package mpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import mpj.testkit.Ranks;
import mpj.testkit.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages in pieces. */
class PartitionedTest {
    private static final int ROUNDS = 4;
    private static final int THREADS = 3;

    private static void fails(int errorClass, String message, Executable call) {
        MPIException e = assertThrows(MPIException.class, call);
        assertEquals(errorClass, e.getErrorClass(), e.toString());
        assertEquals(message, e.getMessage());
    }

    private static void arrive(Prequest receive, int partition) {
        while (!receive.pArrived(partition)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void piecesArriveOneByOne() {
        Intracomm comm = MPI.COMM_SELF.dup();
        int[] out = {1, 2, 3, 4, 5, 6};
        int[] in = new int[6];
        Prequest send = comm.pSendInit(out, 3, 2, MPI.INT, 0, 5);
        Prequest receive = comm.pRecvInit(in, 2, 3, MPI.INT, 0, 5);
        assertTrue(receive.pArrived(1), "an inactive one has nothing to wait for");
        Prequest.startAll(new Prequest[] {receive, send});
        assertFalse(receive.pArrived(0));
        send.pReady(1);
        assertFalse(receive.pArrived(0));
        assertFalse(receive.pArrived(1));
        send.pReady(0);
        arrive(receive, 0);
        assertEquals(3, in[2]);
        assertFalse(receive.pArrived(1));
        assertFalse(send.test());
        send.pReadyList(2);
        arrive(receive, 1);
        Status status = receive.waitStatus();
        assertEquals(0, status.getSource());
        assertEquals(5, status.getTag());
        assertEquals(6, status.getCount(MPI.INT));
        assertEquals(6, in[5]);
        send.waitFor();
        send.free();
        receive.free();
        comm.free();
    }

    @Test
    void theyMatchInTheOrderOfTheirMaking() {
        Intracomm comm = MPI.COMM_SELF.dup();
        int[][] in = new int[2][1];
        Prequest first = comm.pRecvInit(in[0], 1, 1, MPI.INT, 0, 5);
        Prequest toFirst = comm.pSendInit(new int[] {1}, 1, 1, MPI.INT, 0, 5);
        Prequest toSecond = comm.pSendInit(new int[] {2}, 1, 1, MPI.INT, 0, 5);
        Prequest second = comm.pRecvInit(in[1], 1, 1, MPI.INT, 0, 5);
        // an ordinary receive sees nothing of it
        assertNull(comm.iProbe(MPI.ANY_SOURCE, MPI.ANY_TAG));
        Prequest[] all = {toSecond, second, toFirst, first};
        Prequest.startAll(all);
        toSecond.pReady(0);
        toFirst.pReadyRange(0, 0);
        Request.waitAll(all);
        assertEquals(1, in[0][0]);
        assertEquals(2, in[1][0]);
        comm.free();
    }

    @Test
    void wrongCalls() {
        Intracomm comm = MPI.COMM_SELF.dup();
        Prequest send = comm.pSendInit(new int[4], 2, 2, MPI.INT, 0, 5);
        Prequest receive = comm.pRecvInit(new int[4], 4, 1, MPI.INT, 0, 5);
        fails(MPI.ERR_REQUEST, "MPI_ERR_REQUEST: pReady: the request is not active: start it first", () -> send.pReady(0));
        fails(MPI.ERR_REQUEST, "MPI_ERR_REQUEST: pReady: the request is no partitioned send", () -> receive.pReady(0));
        fails(
                MPI.ERR_REQUEST,
                "MPI_ERR_REQUEST: pArrived: the request is no partitioned receive",
                () -> send.pArrived(0));
        fails(MPI.ERR_ARG, "MPI_ERR_ARG: pArrived: partition 4 is outside 0..3", () -> receive.pArrived(4));
        send.start();
        receive.start();
        fails(MPI.ERR_ARG, "MPI_ERR_ARG: pReadyRange: partition 2 is outside 0..1", () -> send.pReadyRange(0, 2));
        fails(MPI.ERR_ARG, "MPI_ERR_ARG: pReadyRange: low 1 is more than high 0", () -> send.pReadyRange(1, 0));
        fails(MPI.ERR_ARG, "MPI_ERR_ARG: pReadyList: partition -1 is outside 0..1", () -> send.pReadyList(0, -1));
        send.pReady(1);
        fails(
                MPI.ERR_ARG,
                "MPI_ERR_ARG: pReadyRange: partition 1 has been marked ready already",
                () -> send.pReadyRange(0, 1));
        send.pReady(0);
        Request.waitAll(new Request[] {send, receive});
        fails(
                MPI.ERR_ARG,
                "MPI_ERR_ARG: pSendInit: partitions -1 is negative",
                () -> comm.pSendInit(new int[4], -1, 2, MPI.INT, 0, 5));
        fails(
                MPI.ERR_BUFFER,
                "MPI_ERR_BUFFER: pRecvInit: buf has 16 bytes, 6 elements of type MPI_INT32_T take 24",
                () -> comm.pRecvInit(new int[4], 3, 2, MPI.INT, 0, 5));
        MPIException wild =
                assertThrows(MPIException.class, () -> comm.pRecvInit(new int[1], 1, 1, MPI.INT, 0, MPI.ANY_TAG));
        assertEquals(MPI.ERR_TAG, wild.getErrorClass());
        comm.free();
    }

    @Test
    void tooMuchIsTruncated() {
        Intracomm comm = MPI.COMM_SELF.dup();
        comm.setErrhandler(MPI.ERRORS_RETURN);
        Prequest send = comm.pSendInit(new int[] {1, 2, 3}, 3, 1, MPI.INT, 0, 5);
        Prequest receive = comm.pRecvInit(new int[2], 1, 2, MPI.INT, 0, 5);
        Prequest.startAll(new Prequest[] {send, receive});
        send.pReadyRange(0, 2);
        MPIException e = assertThrows(MPIException.class, receive::waitFor);
        assertEquals(MPI.ERR_TRUNCATE, e.getErrorClass());
        send.waitFor();
        comm.free();
    }

    @Test
    void nobodyAndNothing() {
        Intracomm comm = MPI.COMM_SELF.dup();
        Prequest send = comm.pSendInit(new int[2], 2, 1, MPI.INT, MPI.PROC_NULL, 5);
        Prequest receive = comm.pRecvInit(new int[2], 2, 1, MPI.INT, MPI.PROC_NULL, 5);
        Prequest sendNothing = comm.pSendInit(null, 0, 1, MPI.INT, 0, 6);
        Prequest receiveNothing = comm.pRecvInit(null, 3, 0, MPI.INT, 0, 6);
        Prequest[] all = {send, receive, sendNothing, receiveNothing};
        for (int i = 0; i < 2; i++) {
            Prequest.startAll(all);
            send.pReadyList(1, 0);
            Status[] statuses = Request.waitAllStatus(all);
            assertEquals(MPI.PROC_NULL, statuses[1].getSource());
            assertEquals(0, statuses[3].getCount(MPI.INT));
        }
        comm.free();
    }

    /** Each rank sends to the next, by several threads in random order, in pieces that differ from the receiver's. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void manyThreadsAndOtherPieces(int ranks) {
        Seed.run(seed -> Ranks.run(ranks, engine -> {
            Intracomm comm = new Intracomm(engine.world(), MPI.COMM_SELF);
            Random shared = new Random(seed);
            for (int i = 0; i < 6; i++) {
                int unit = 1 + shared.nextInt(shared.nextBoolean() ? 20 : 4000);
                int mine = 1 + shared.nextInt(12);
                int theirs = 1 + shared.nextInt(12);
                ring(comm, mine, theirs * unit, theirs, mine * unit, seed + i);
            }
        }));
    }

    private static void ring(Intracomm comm, int sent, int sentCount, int received, int receivedCount, long seed)
            throws Exception {
        int rank = comm.getRank();
        int size = comm.getSize();
        int n = sent * sentCount;
        int[] out = new int[n];
        int[] in = new int[n];
        Prequest send = comm.pSendInit(out, sent, sentCount, MPI.INT, (rank + 1) % size, 3);
        Prequest receive = comm.pRecvInit(in, received, receivedCount, MPI.INT, (rank + size - 1) % size, 3);
        for (int round = 0; round < ROUNDS; round++) {
            Prequest.startAll(round % 2 == 0 ? new Prequest[] {send, receive} : new Prequest[] {receive, send});
            give(send, out, sent, sentCount, new Random(seed + 31L * rank + round), round * 100_003);
            if (round == 1) {
                for (int i = received - 1; i >= 0; i--) {
                    arrive(receive, i);
                    assertEquals(round * 100_003 + i * receivedCount, in[i * receivedCount]);
                }
            }
            assertEquals(n, receive.waitStatus().getCount(MPI.INT));
            send.waitFor();
            for (int i = 0; i < n; i++) {
                assertEquals(round * 100_003 + i, in[i]);
            }
        }
        send.free();
        receive.free();
    }

    private static void give(Prequest send, int[] out, int partitions, int count, Random random, int base)
            throws Exception {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        AtomicInteger next = new AtomicInteger();
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        Thread[] threads = new Thread[THREADS];
        for (int t = 0; t < THREADS; t++) {
            threads[t] = Thread.ofPlatform().start(() -> {
                try {
                    for (int i = next.getAndIncrement(); i < partitions; i = next.getAndIncrement()) {
                        int partition = order.get(i);
                        for (int k = 0; k < count; k++) {
                            out[partition * count + k] = base + partition * count + k;
                        }
                        send.pReady(partition);
                    }
                } catch (RuntimeException e) {
                    failures.add(e);
                }
            });
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertTrue(failures.isEmpty(), failures.toString());
    }

    @Test
    void theyCannotBeCancelled() {
        Intracomm comm = MPI.COMM_SELF.dup();
        int[] in = new int[2];
        Prequest send = comm.pSendInit(new int[] {1, 2}, 2, 1, MPI.INT, 0, 5);
        Prequest receive = comm.pRecvInit(in, 2, 1, MPI.INT, 0, 5);
        Prequest.startAll(new Prequest[] {receive, send});
        String message = "MPI_ERR_REQUEST: cancel: a partitioned operation cannot be cancelled: complete it";
        fails(MPI.ERR_REQUEST, message, receive::cancel);
        send.pReady(0);
        fails(MPI.ERR_REQUEST, message, send::cancel);
        send.pReady(1);
        Request.waitAll(new Request[] {send, receive});
        assertEquals(2, in[1]);
        fails(MPI.ERR_REQUEST, "MPI_ERR_REQUEST: cancel: the request is not active", send::cancel);
        comm.free();
    }

    /** The pieces are given away by another thread, when the communicator is being left. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void disconnectWaitsForThem(int ranks) {
        int n = 100_000;
        Ranks.run(ranks, engine -> {
            Intracomm comm = new Intracomm(engine.world(), MPI.COMM_SELF).dup();
            int rank = comm.getRank();
            int[] out = new int[2 * n];
            int[] in = new int[2 * n];
            out[0] = 1;
            out[2 * n - 1] = rank + 2;
            Prequest send = comm.pSendInit(out, 2, n, MPI.INT, (rank + 1) % ranks, 5);
            Prequest receive = comm.pRecvInit(in, 4, n / 2, MPI.INT, (rank + ranks - 1) % ranks, 5);
            // one that is never started, and never announced, holds up nobody
            comm.pRecvInit(new int[1], 1, 1, MPI.INT, rank, 9);
            Prequest.startAll(new Prequest[] {receive, send});
            Thread giver = new Thread(() -> {
                send.pReady(1);
                send.pReady(0);
            });
            giver.start();
            comm.disconnect();
            assertTrue(send.test());
            assertTrue(receive.test());
            assertEquals(1, in[0]);
            assertEquals((rank + ranks - 1) % ranks + 2, in[2 * n - 1]);
            giver.join();
        });
    }

    /** The function of a collective operation runs aside: for that time it has no messages. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void disconnectWaitsForCollectiveOperations(int ranks) {
        Ranks.run(ranks, engine -> {
            Intracomm comm = new Intracomm(engine.world(), MPI.COMM_SELF).dup();
            Op sum = Op.create(
                    java.nio.IntBuffer.class,
                    (a, b) -> {
                        for (int i = 0; i < b.limit(); i++) {
                            b.put(i, a.get(i) + b.get(i));
                        }
                    },
                    true);
            Request[] requests = new Request[5];
            int[][] sums = new int[requests.length][20_000];
            for (int i = 0; i < requests.length; i++) {
                sums[i][19_999] = i + 1;
                requests[i] = comm.iAllReduce(sums[i], sums[i].length, MPI.INT, sum);
            }
            comm.disconnect();
            for (int i = 0; i < requests.length; i++) {
                assertTrue(requests[i].test());
                assertEquals(ranks * (i + 1), sums[i][19_999]);
            }
        });
    }

    /** The sender's pieces end within the receiver's elements, which have holes. */
    @Test
    void piecesOfPartsOfElements() {
        Intracomm comm = MPI.COMM_SELF.dup();
        byte[] out = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        byte[] in = new byte[24];
        Prequest send = comm.pSendInit(out, 4, 3, MPI.BYTE, 0, 5);
        Prequest receive = comm.pRecvInit(in, 1, 2, MPI.SHORT_INT, 0, 5);
        for (int round = 0; round < 2; round++) {
            Prequest.startAll(new Prequest[] {send, receive});
            send.pReadyRange(0, 3);
            assertEquals(12, receive.waitStatus().getCount(MPI.BYTE));
            send.waitFor();
            assertEquals(1, in[0]);
            assertEquals(2, in[1]);
            assertEquals(3, in[4]);
            assertEquals(6, in[7]);
            assertEquals(7, in[8]);
            assertEquals(12, in[15]);
        }
        comm.free();
    }
}
