package mpi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.Random;
import mpj.testkit.Ranks;
import mpj.testkit.Seed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Persistent messages: started again and again, inactive between. */
class PersistentTest {
    private static final int ROUNDS = 20;
    private static final int LARGEST = 50_000;

    private static Intracomm comm() {
        return MPI.COMM_SELF.dup();
    }

    private static void fails(int errorClass, String message, Executable call) {
        MPIException e = assertThrows(MPIException.class, call);
        assertEquals(errorClass, e.getErrorClass(), e.toString());
        assertEquals(message, e.getMessage());
    }

    @Test
    void inactiveRequestsAreLikeNullOnes() {
        Intracomm comm = comm();
        Prequest request = comm.recvInit(new int[1], 1, MPI.INT, 0, 1);
        Request[] all = {request};
        assertFalse(request.isNull());
        request.waitFor();
        assertTrue(request.test());
        assertEquals(MPI.ANY_SOURCE, request.waitStatus().getSource());
        assertEquals(MPI.ANY_TAG, assertStatus(request.testStatus()).getTag());
        assertEquals(0, assertStatus(request.getStatus()).getCount(MPI.INT));
        assertEquals(MPI.UNDEFINED, Request.waitAny(all));
        assertEquals(MPI.UNDEFINED, Request.testAny(all));
        assertEquals(MPI.UNDEFINED, Request.waitAnyStatus(all).getIndex());
        assertEquals(MPI.UNDEFINED, assertStatus(Request.testAnyStatus(all)).getIndex());
        assertEquals(MPI.UNDEFINED, assertStatus(Request.getStatusAny(all)).getIndex());
        assertNull(Request.waitSome(all));
        assertNull(Request.testSome(all));
        assertNull(Request.waitSomeStatus(all));
        assertNull(Request.testSomeStatus(all));
        assertNull(Request.getStatusSome(all));
        assertTrue(Request.testAll(all));
        Request.waitAll(all);
        assertEquals(1, Request.waitAllStatus(all).length);
        assertEquals("recvInit (inactive)", request.toString());
        request.free();
        assertTrue(request.isNull());
        assertEquals("MPI_REQUEST_NULL", request.toString());
        request.free();
        request.waitFor();
        comm.free();
    }

    private static Status assertStatus(@Nullable Status status) {
        assertNotNull(status);
        return status;
    }

    @Test
    void wrongStarts() {
        Intracomm comm = comm();
        Prequest request = comm.recvInit(new int[1], 1, MPI.INT, 0, 1);
        Prequest other = comm.sendInit(new int[1], 1, MPI.INT, 0, 2);
        fails(MPI.ERR_REQUEST, "MPI_ERR_REQUEST: cancel: the request is not active", request::cancel);
        request.start();
        fails(MPI.ERR_REQUEST, "MPI_ERR_REQUEST: start: the request is active: complete it first", request::start);
        fails(
                MPI.ERR_REQUEST,
                "MPI_ERR_REQUEST: startAll: element 1 is active: complete it first",
                () -> Prequest.startAll(new Prequest[] {other, request}));
        assertTrue(other.test(), "none is started where one cannot be");
        request.cancel();
        assertTrue(request.waitStatus().isCancelled());
        request.start();
        comm.send(new int[] {3}, 1, MPI.INT, 0, 1);
        assertFalse(request.waitStatus().isCancelled());
        request.free();
        fails(MPI.ERR_REQUEST, "MPI_ERR_REQUEST: start: the request is null: it has been freed", request::start);
        fails(
                MPI.ERR_BUFFER,
                "MPI_ERR_BUFFER: sendInit: buf has 4 bytes, 2 elements of type MPI_INT32_T take 8",
                () -> comm.sendInit(new int[1], 2, MPI.INT, 0, 1));
        fails(
                MPI.ERR_RANK,
                "MPI_ERR_RANK: rSendInit: dest 5 is outside 0..0 of communicator",
                () -> comm.rSendInit(new int[1], 1, MPI.INT, 5, 1));
        comm.free();
    }

    @Test
    void aFreedCommunicatorStaysForItsRequests() {
        Intracomm comm = comm();
        int[] into = new int[1];
        Prequest send = comm.sendInit(new int[] {6}, 1, MPI.INT, 0, 2);
        Prequest receive = comm.recvInit(into, 1, MPI.INT, 0, 2);
        Prequest parts = comm.pSendInit(new int[2], 2, 1, MPI.INT, 0, 2);
        Prequest whole = comm.pRecvInit(new int[2], 1, 2, MPI.INT, 0, 2);
        comm.free();
        Prequest[] all = {send, receive, parts, whole};
        Prequest.startAll(all);
        parts.pReadyRange(0, 1);
        Request.waitAll(all);
        assertEquals(6, into[0]);
    }

    @Test
    void anErrorLeavesItInactive() {
        Intracomm comm = comm();
        comm.setErrhandler(MPI.ERRORS_RETURN);
        int[] into = new int[1];
        Prequest receive = comm.recvInit(into, 1, MPI.INT, 0, 1);
        receive.start();
        comm.send(new int[2], 2, MPI.INT, 0, 1);
        MPIException e = assertThrows(MPIException.class, receive::waitFor);
        assertEquals(MPI.ERR_TRUNCATE, e.getErrorClass());
        assertEquals("recvInit", e.getOperation());
        assertTrue(receive.test());
        receive.start();
        comm.send(new int[] {4}, 1, MPI.INT, 0, 1);
        receive.waitFor();
        assertEquals(4, into[0]);
        comm.free();
    }

    @Test
    void nobody() {
        Intracomm comm = comm();
        Prequest send = comm.bSendInit(IntBuffer.allocate(1), 1, MPI.INT, MPI.PROC_NULL, 1);
        Prequest receive = comm.recvInit(IntBuffer.allocate(1), 1, MPI.INT, MPI.PROC_NULL, 1);
        for (int i = 0; i < 3; i++) {
            Prequest.startAll(new Prequest[] {send, receive});
            Status status = Request.waitAllStatus(new Request[] {send, receive})[1];
            assertEquals(MPI.PROC_NULL, status.getSource());
            assertEquals(0, status.getCount(MPI.INT));
        }
        comm.free();
    }

    /** All to all in each mode and a random size, completed in different ways. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void everyModeAgainAndAgain(int ranks) {
        Seed.run(seed -> Ranks.run(ranks, engine -> {
            Intracomm comm = new Intracomm(engine.world(), MPI.COMM_SELF);
            comm.attachBuffer(MPI.BUFFER_AUTOMATIC);
            Random random = new Random(seed);
            for (int mode = 0; mode < 4; mode++) {
                exchange(comm, mode, 1 + random.nextInt(random.nextBoolean() ? 100 : LARGEST));
            }
            comm.detachBuffer();
        }));
    }

    private static Prequest send(Intracomm comm, int mode, Object buf, int count, int dest) {
        return switch (mode) {
            case 0 -> comm.sendInit(buf, count, MPI.INT, dest, mode);
            case 1 -> comm.bSendInit(buf, count, MPI.INT, dest, mode);
            case 2 -> comm.sSendInit(buf, count, MPI.INT, dest, mode);
            default -> comm.rSendInit(buf, count, MPI.INT, dest, mode);
        };
    }

    private static void exchange(Intracomm comm, int mode, int count) {
        int size = comm.getSize();
        int rank = comm.getRank();
        int[] out = new int[count];
        int[][] in = new int[size][count];
        Prequest[] requests = new Prequest[2 * size];
        Prequest[] sends = new Prequest[size];
        for (int peer = 0; peer < size; peer++) {
            requests[peer] = comm.recvInit(in[peer], count, MPI.INT, peer, mode);
            sends[peer] = send(comm, mode, out, count, peer);
            requests[size + peer] = sends[peer];
        }
        for (int round = 0; round < ROUNDS; round++) {
            int value = 1000 * round + rank;
            Arrays.setAll(out, i -> value + 7 * i);
            for (int peer = 0; peer < size; peer++) {
                requests[peer].start();
            }
            // ready sends need the receives
            comm.barrier();
            Prequest.startAll(sends);
            complete(requests, round);
            for (int peer = 0; peer < size; peer++) {
                int expected = 1000 * round + peer;
                assertEquals(expected, in[peer][0]);
                assertEquals(expected + 7 * (count - 1), in[peer][count - 1]);
                assertFalse(requests[peer].isNull());
            }
        }
        for (Prequest request : requests) {
            request.free();
        }
    }

    private static void complete(Prequest[] requests, int round) {
        switch (round % 4) {
            case 0 -> Request.waitAll(requests);
            case 1 -> {
                Status[] statuses = Request.waitAllStatus(requests);
                for (int peer = 0; peer < requests.length / 2; peer++) {
                    assertEquals(peer, statuses[peer].getSource());
                }
            }
            case 2 -> {
                boolean[] seen = new boolean[requests.length];
                for (int i = 0; i < requests.length; i++) {
                    seen[Request.waitAny(requests)] = true;
                }
                boolean[] all = new boolean[requests.length];
                Arrays.fill(all, true);
                assertArrayEquals(all, seen);
                assertEquals(MPI.UNDEFINED, Request.waitAny(requests));
            }
            default -> {
                int n = 0;
                for (int[] some = Request.waitSome(requests); some != null; some = Request.waitSome(requests)) {
                    n += some.length;
                }
                assertEquals(requests.length, n);
            }
        }
    }

    @Test
    void freedWhileActive() {
        Intracomm comm = comm();
        int[] into = new int[1];
        Prequest receive = comm.recvInit(into, 1, MPI.INT, 0, 1);
        receive.start();
        receive.free();
        assertTrue(receive.isNull());
        comm.sSend(new int[] {9}, 1, MPI.INT, 0, 1);
        assertEquals(9, into[0]);
        comm.free();
    }
}
