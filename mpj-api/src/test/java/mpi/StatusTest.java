package mpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Statuses, matched messages, nonblocking exchanges and levels of thread support. */
class StatusTest {
    @Test
    void everythingCanBeSetAndCopied() {
        Status status = new Status();
        assertEquals(MPI.ANY_SOURCE, status.getSource());
        assertEquals(MPI.ANY_TAG, status.getTag());
        assertEquals(MPI.SUCCESS, status.getError());
        status.setSource(3);
        status.setTag(4);
        status.setError(MPI.ERR_TRUNCATE);
        status.setCancelled(true);
        status.setElements(MPI.DOUBLE, 5L);
        Status copy = new Status(status);
        status.setElementsX(MPI.INT, new Count(3L << 32));
        status.setSource(0);
        assertEquals(3, copy.getSource());
        assertEquals(4, copy.getTag());
        assertEquals(MPI.ERR_TRUNCATE, copy.getError());
        assertTrue(copy.isCancelled());
        assertEquals(5, copy.getCount(MPI.DOUBLE));
        assertEquals(40, copy.getElements(MPI.BYTE));
        assertEquals("Status[source=3, tag=4, bytes=40, cancelled, error=MPI_ERR_TRUNCATE]", copy.toString());
        assertEquals(new Count(3L << 32), status.getElementsX(MPI.INT));
        assertEquals(new Count(3L << 32), status.getCountX(MPI.INT));
        assertEquals(MPI.UNDEFINED, status.getCount(MPI.INT));
        assertEquals(
                MPI.ERR_COUNT,
                assertThrows(MPIException.class, () -> status.setElements(MPI.INT, -1)).getErrorClass());
    }

    @Test
    void aPeekAtAFailureTellsItsClass() {
        Intracomm comm = MPI.COMM_SELF.dup();
        comm.setErrhandler(MPI.ERRORS_RETURN);
        Request request = comm.iRecv(new int[1], 1, MPI.INT, 0, 1);
        comm.send(new int[2], 2, MPI.INT, 0, 1);
        Status status = request.getStatus();
        assertNotNull(status);
        assertEquals(MPI.ERR_TRUNCATE, status.getError());
        assertThrows(MPIException.class, request::waitFor);
        comm.free();
    }

    @Test
    void theMessageOfNobody() {
        assertTrue(Message.NO_PROC.isNoProc());
        assertFalse(Message.NO_PROC.isNull());
        for (int i = 0; i < 2; i++) {
            Status status = Message.NO_PROC.mRecv(new int[1], 1, MPI.INT);
            assertEquals(MPI.PROC_NULL, status.getSource());
            assertEquals(MPI.ANY_TAG, status.getTag());
            assertEquals(0, status.getCount(MPI.INT));
            assertNull(Message.NO_PROC.<Object>mRecv());
        }
        assertTrue(Message.NO_PROC.isNoProc());
        MPIException e =
                assertThrows(MPIException.class, () -> Message.NO_PROC.imProbe(0, 0, MPI.COMM_SELF));
        assertEquals(MPI.ERR_REQUEST, e.getErrorClass());
        Message probed = new Message();
        probed.mProbe(MPI.PROC_NULL, 5, MPI.COMM_SELF);
        assertTrue(probed.isNoProc());
        assertEquals(MPI.PROC_NULL, probed.imRecv(new int[1], 1, MPI.INT).waitStatus().getSource());
        assertTrue(probed.isNull());
    }

    @Test
    void exchanges() {
        Intracomm comm = MPI.COMM_SELF.dup();
        int[] in = new int[2];
        Request request = comm.iSendRecv(new int[] {1, 2}, 2, MPI.INT, 0, 7, in, 2, MPI.INT, 0, MPI.ANY_TAG);
        Status status = request.waitStatus();
        assertEquals(7, status.getTag());
        assertEquals(2, status.getCount(MPI.INT));
        assertEquals(2, in[1]);
        request = comm.iSendRecvReplace(in, 2L, MPI.INT, 0, 8, 0, 9);
        assertFalse(request.test());
        comm.send(new int[] {3, 4}, 2, MPI.INT, 0, 9);
        int[] first = new int[2];
        comm.recv(first, 2, MPI.INT, 0, 8);
        assertEquals(9, request.waitStatus().getTag());
        assertEquals(2, first[1]);
        assertEquals(4, in[1]);
        request = comm.iSendRecv(null, 0, MPI.INT, MPI.PROC_NULL, 0, in, 2, MPI.INT, MPI.PROC_NULL, 0);
        assertEquals(MPI.PROC_NULL, request.waitStatus().getSource());
        request = comm.iSendRecv(null, 0, MPI.INT, MPI.PROC_NULL, 0, in, 2, MPI.INT, 0, 1);
        request.cancel();
        assertTrue(request.waitStatus().isCancelled());
        comm.free();
    }

    @Test
    void threadLevels() throws Exception {
        assertEquals(MPI.THREAD_MULTIPLE, MPI.queryThread());
        boolean main = MPI.isThreadMain();
        boolean[] other = new boolean[1];
        Thread thread = Thread.ofPlatform().start(() -> other[0] = MPI.isThreadMain());
        thread.join();
        assertFalse(main && other[0], "two threads cannot both be the main thread");
        assertEquals(
                MPI.ERR_ARG,
                assertThrows(MPIException.class, () -> MPI.InitThread(null, 4)).getErrorClass());
    }
}
