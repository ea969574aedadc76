package mpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.nio.IntBuffer;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Errors in arguments throw, whatever the error handler; class and message say what is wrong. */
@NullUnmarked
class ArgumentErrorsTest {
    private static final Intracomm WORLD = MPI.COMM_WORLD;
    private static final int[] FOUR = new int[4];

    private static MPIException fails(int errorClass, String message, Executable call) {
        MPIException e = assertThrows(MPIException.class, call);
        assertEquals(message, e.getMessage());
        assertEquals(errorClass, e.getErrorClass());
        assertEquals(errorClass, e.getErrorCode());
        return e;
    }

    @Test
    void ranks() {
        MPIException e = fails(
                MPI.ERR_RANK,
                "MPI_ERR_RANK: send: dest 7 is outside 0..0 of MPI_COMM_WORLD",
                () -> WORLD.send(FOUR, 4, MPI.INT, 7, 5));
        assertEquals("send", e.getOperation());
        assertEquals("MPI_COMM_WORLD", e.getCommunicator());
        assertEquals(7, e.getPeer());
        assertEquals(5, e.getTag());
        assertEquals(4, e.getCount());
        fails(
                MPI.ERR_RANK,
                "MPI_ERR_RANK: send: dest -1 is outside 0..0 of MPI_COMM_WORLD",
                () -> WORLD.send(FOUR, 4, MPI.INT, MPI.ANY_SOURCE, 0));
        fails(
                MPI.ERR_RANK,
                "MPI_ERR_RANK: recv: source 1 is outside 0..0 of MPI_COMM_WORLD",
                () -> WORLD.recv(FOUR, 4, MPI.INT, 1, 0));
        fails(
                MPI.ERR_RANK,
                "MPI_ERR_RANK: iRecv: source -3 is outside 0..0 of MPI_COMM_WORLD",
                () -> WORLD.iRecv(FOUR, 4, MPI.INT, -3, 0));
        fails(
                MPI.ERR_RANK,
                "MPI_ERR_RANK: isSend: dest 1 is outside 0..0 of MPI_COMM_SELF",
                () -> MPI.COMM_SELF.isSend(FOUR, 4, MPI.INT, 1, 0));
        fails(
                MPI.ERR_RANK,
                "MPI_ERR_RANK: sendRecv: source 2 is outside 0..0 of MPI_COMM_WORLD",
                () -> WORLD.sendRecv(FOUR, 4, MPI.INT, 0, 0, new int[4], 4, MPI.INT, 2, 0));
        fails(
                MPI.ERR_RANK,
                "MPI_ERR_RANK: iProbe: source 9 is outside 0..0 of MPI_COMM_WORLD",
                () -> WORLD.iProbe(9, 0));
        fails(
                MPI.ERR_RANK,
                "MPI_ERR_RANK: mProbe: source 9 is outside 0..0 of MPI_COMM_WORLD",
                () -> new Message().mProbe(9, 0, WORLD));
    }

    @Test
    void tags() {
        fails(
                MPI.ERR_TAG,
                "MPI_ERR_TAG: send: tag -1 is outside 0..2147483647",
                () -> WORLD.send(FOUR, 4, MPI.INT, 0, MPI.ANY_TAG));
        fails(
                MPI.ERR_TAG,
                "MPI_ERR_TAG: recv: tag -2 is neither MPI_ANY_TAG nor in 0..2147483647",
                () -> WORLD.recv(FOUR, 4, MPI.INT, 0, -2));
        fails(
                MPI.ERR_TAG,
                "MPI_ERR_TAG: probe: tag -7 is neither MPI_ANY_TAG nor in 0..2147483647",
                () -> WORLD.probe(0, -7));
    }

    @Test
    void counts() {
        fails(
                MPI.ERR_COUNT,
                "MPI_ERR_COUNT: send: count -1 is negative",
                () -> WORLD.send(FOUR, -1, MPI.INT, 0, 0));
        fails(
                MPI.ERR_COUNT,
                "MPI_ERR_COUNT: recv: count -5 is negative",
                () -> WORLD.recv(FOUR, -5L, MPI.INT, 0, 0));
        fails(
                MPI.ERR_COUNT,
                "MPI_ERR_COUNT: iSend: count 9223372036854775807 is larger than 17592186044415",
                () -> WORLD.iSend(FOUR, Long.MAX_VALUE, MPI.INT, 0, 0));
        fails(MPI.ERR_COUNT, "MPI_ERR_COUNT: bcast: count -1 is negative", () -> WORLD.bcast(FOUR, -1, MPI.INT, 0));
        fails(
                MPI.ERR_COUNT,
                "MPI_ERR_COUNT: allToAllv: recvcount[0] -2 is negative",
                () -> WORLD.allToAllv(
                        FOUR, new int[] {1}, new int[1], MPI.INT, FOUR, new int[] {-2}, new int[1], MPI.INT));
        fails(
                MPI.ERR_COUNT,
                "MPI_ERR_COUNT: gatherv: recvcount has 0 elements, one for each of the 1 ranks is needed",
                () -> WORLD.gatherv(FOUR, 1, MPI.INT, new int[4], new int[0], new int[1], MPI.INT, 0));
        fails(
                MPI.ERR_ARG,
                "MPI_ERR_ARG: scatterv: displs is null, one for each of the 1 ranks is needed",
                () -> WORLD.scatterv(FOUR, new int[1], null, MPI.INT, new int[4], 1, MPI.INT, 0));
    }

    @Test
    void types() {
        fails(
                MPI.ERR_TYPE,
                "MPI_ERR_TYPE: send: the datatype is null",
                () -> WORLD.send(FOUR, 4, null, 0, 0));
        fails(
                MPI.ERR_TYPE,
                "MPI_ERR_TYPE: recv: the datatype is MPI_DATATYPE_NULL",
                () -> WORLD.recv(FOUR, 4, MPI.DATATYPE_NULL, 0, 0));
        fails(
                MPI.ERR_TYPE,
                "MPI_ERR_TYPE: allReduce: the datatype is null",
                () -> WORLD.allReduce(FOUR, 4, null, MPI.SUM));
    }

    @Test
    void buffers() {
        fails(MPI.ERR_BUFFER, "MPI_ERR_BUFFER: send: buf is null", () -> WORLD.send(null, 1, MPI.INT, 0, 0));
        fails(MPI.ERR_BUFFER, "MPI_ERR_BUFFER: recv: buf is null", () -> WORLD.recv(null, 1, MPI.INT, 0, 0));
        fails(
                MPI.ERR_BUFFER,
                "MPI_ERR_BUFFER: send: buf has 16 bytes, 5 elements of type MPI_INT32_T take 20",
                () -> WORLD.send(FOUR, 5, MPI.INT, 0, 0));
        fails(
                MPI.ERR_BUFFER,
                "MPI_ERR_BUFFER: iRecv: buf has 16 bytes, 3 elements of type MPI_DOUBLE take 24",
                () -> WORLD.iRecv(IntBuffer.wrap(FOUR), 3, MPI.DOUBLE, 0, 0));
        fails(
                MPI.ERR_BUFFER,
                "MPI_ERR_BUFFER: send: buf is a java.lang.String: give an array of a primitive type, an NIO buffer or "
                        + "a MemorySegment",
                () -> WORLD.send("text", 1, MPI.INT, 0, 0));
        fails(
                MPI.ERR_BUFFER,
                "MPI_ERR_BUFFER: bcast: buf is a java.lang.Integer[]: give an array of a primitive type, an NIO buffer "
                        + "or a MemorySegment",
                () -> WORLD.bcast(new Integer[1], 1, MPI.INT, 0));
        fails(
                MPI.ERR_BUFFER,
                "MPI_ERR_BUFFER: recv: buf is read-only",
                () -> WORLD.recv(IntBuffer.wrap(FOUR).asReadOnlyBuffer(), 4, MPI.INT, 0, 0));
        fails(
                MPI.ERR_BUFFER,
                "MPI_ERR_BUFFER: iRecv: buf is read-only",
                () -> WORLD.iRecv(MemorySegment.ofArray(FOUR).asReadOnly(), 4, MPI.INT, 0, 0));
        fails(
                MPI.ERR_BUFFER,
                "MPI_ERR_BUFFER: allGather: recvbuf has 16 bytes, 5 elements of type MPI_INT32_T take 20",
                () -> WORLD.allGather(new int[5], 5, MPI.INT, FOUR, 5, MPI.INT));
        fails(
                MPI.ERR_BUFFER,
                "MPI_ERR_BUFFER: allReduce: sendbuf and recvbuf are the same; use the form with one buffer",
                () -> WORLD.allReduce(FOUR, FOUR, 4, MPI.INT, MPI.SUM));
        fails(
                MPI.ERR_BUFFER,
                "MPI_ERR_BUFFER: allGatherv: the displacement of block 0 of recvbuf is -1",
                () -> WORLD.allGatherv(new int[1], 1, MPI.INT, FOUR, new int[] {1}, new int[] {-1}, MPI.INT));
        fails(
                MPI.ERR_BUFFER,
                "MPI_ERR_BUFFER: gatherv: recvbuf has 16 bytes, 5 elements of type MPI_INT32_T take 20",
                () -> WORLD.gatherv(new int[2], 2, MPI.INT, FOUR, new int[] {2}, new int[] {3}, MPI.INT, 0));
    }

    @Test
    void nothingIsWrongWithNullAndCountZero() {
        MPI.COMM_SELF.send(null, 0, MPI.INT, 0, 90);
        assertEquals(0, MPI.COMM_SELF.recv(null, 0, MPI.INT, 0, 90).getCount(MPI.INT));
        WORLD.bcast(null, 0, MPI.INT, 0);
        WORLD.allReduce(null, null, 0, MPI.INT, MPI.SUM);
    }

    @Test
    void roots() {
        fails(
                MPI.ERR_ROOT,
                "MPI_ERR_ROOT: bcast: root 1 is outside 0..0 of MPI_COMM_WORLD",
                () -> WORLD.bcast(FOUR, 4, MPI.INT, 1));
        fails(
                MPI.ERR_ROOT,
                "MPI_ERR_ROOT: reduce: root -1 is outside 0..0 of MPI_COMM_WORLD",
                () -> WORLD.reduce(FOUR, new int[4], 4, MPI.INT, MPI.SUM, -1));
        fails(
                MPI.ERR_ROOT,
                "MPI_ERR_ROOT: gather: root 3 is outside 0..0 of MPI_COMM_WORLD",
                () -> WORLD.gather(FOUR, 4, MPI.INT, 3));
        fails(
                MPI.ERR_ARG,
                "MPI_ERR_ARG: gatherv: root 0 called the form without counts, which is for the other ranks",
                () -> WORLD.gatherv(FOUR, 4, MPI.INT, 0));
    }

    @Test
    void operations() {
        fails(
                MPI.ERR_OP,
                "MPI_ERR_OP: allReduce: MPI_SUM is not defined for elements of type MPI_2INT",
                () -> WORLD.allReduce(new int[2], new int[2], 1, MPI.INT2, MPI.SUM));
        fails(
                MPI.ERR_OP,
                "MPI_ERR_OP: scan: the operation is null",
                () -> WORLD.scan(FOUR, new int[4], 4, MPI.INT, null));
    }

    @Test
    void requests() {
        fails(
                MPI.ERR_REQUEST,
                "MPI_ERR_REQUEST: cancel: the request is null: it has been completed or freed",
                () -> MPI.REQUEST_NULL.cancel());
        Request freed = MPI.COMM_SELF.iSend(FOUR, 4, MPI.INT, 0, 91);
        freed.free();
        freed.free();
        fails(
                MPI.ERR_REQUEST,
                "MPI_ERR_REQUEST: cancel: the request is null: it has been completed or freed",
                freed::cancel);
        assertEquals(4, MPI.COMM_SELF.recv(new int[4], 4, MPI.INT, 0, 91).getCount(MPI.INT));
        Request[] withNull = {MPI.REQUEST_NULL, null};
        for (Executable call : List.<Executable>of(
                () -> Request.waitAny(withNull), () -> Request.waitAll(withNull), () -> Request.testSome(withNull))) {
            MPIException e = assertThrows(MPIException.class, call);
            assertEquals(MPI.ERR_REQUEST, e.getErrorClass());
        }
        fails(
                MPI.ERR_REQUEST,
                "MPI_ERR_REQUEST: waitAll: the array of requests is null",
                () -> Request.waitAll(null));
        fails(
                MPI.ERR_REQUEST,
                "MPI_ERR_REQUEST: mRecv: the message is null: none was probed",
                () -> new Message().mRecv(FOUR, 4, MPI.INT));
    }

    @Test
    void communicators() {
        fails(
                MPI.ERR_COMM,
                "MPI_ERR_COMM: free: MPI_COMM_WORLD is predefined and cannot be freed",
                () -> MPI.COMM_WORLD.free());
        assertFalse(MPI.COMM_WORLD.isNull());
        Intracomm freed = WORLD.dup();
        freed.free();
        MPIException e = assertThrows(MPIException.class, freed::barrier);
        assertEquals(MPI.ERR_COMM, e.getErrorClass());
        assertThrows(MPIException.class, freed::free);
        assertEquals(
                MPI.ERR_COMM,
                assertThrows(MPIException.class, () -> Comm.compare(WORLD, null)).getErrorClass());
        assertEquals(
                MPI.ERR_COMM,
                assertThrows(MPIException.class, () -> freed.callErrhandler(MPI.ERR_OTHER)).getErrorClass());
        fails(
                MPI.ERR_COMM,
                "MPI_ERR_COMM: mProbe: the communicator is a null reference",
                () -> new Message().mProbe(0, 0, null));
        fails(
                MPI.ERR_ARG,
                "MPI_ERR_ARG: split: colour -1 is negative and not MPI_UNDEFINED",
                () -> WORLD.split(-1, 0));
    }

    @Test
    void truncationGoesToTheErrorHandler() {
        Intracomm comm = MPI.COMM_SELF.dup();
        comm.setErrhandler(MPI.ERRORS_RETURN);
        comm.send(FOUR, 4, MPI.INT, 0, 3);
        MPIException e = assertThrows(MPIException.class, () -> comm.recv(new int[2], 2, MPI.INT, 0, 3));
        assertEquals(MPI.ERR_TRUNCATE, e.getErrorClass());
        assertEquals("recv", e.getOperation());
        assertEquals(0, e.getPeer());
        assertEquals(3, e.getTag());
        assertEquals(2, e.getCount());
        assertTrue(e.getMessage().startsWith("MPI_ERR_TRUNCATE: recv: "), e.getMessage());
        Request send = comm.iSend(FOUR, 4, MPI.INT, 0, 4);
        Request receive = comm.iRecv(new byte[3], 3, MPI.BYTE, 0, 4);
        MPIException all =
                assertThrows(MPIException.class, () -> Request.waitAll(new Request[] {send, receive}));
        assertEquals(MPI.ERR_IN_STATUS, all.getErrorClass());
        assertEquals(MPI.ERR_TRUNCATE, ((MPIException) all.getCause()).getErrorClass());
        assertTrue(receive.isNull());
        comm.free();
    }

    @Test
    void buffersOfBufferedSends() {
        fails(
                MPI.ERR_BUFFER,
                "MPI_ERR_BUFFER: detachBuffer: no buffer is attached",
                MPI::detachBuffer);
        byte[] space = new byte[200];
        MPI.attachBuffer(space);
        try {
            fails(
                    MPI.ERR_BUFFER,
                    "MPI_ERR_BUFFER: attachBuffer: a buffer is attached already",
                    () -> MPI.attachBuffer(new byte[10]));
            MPIException e =
                    assertThrows(MPIException.class, () -> WORLD.ibSend(new int[100], 100, MPI.INT, 0, 1));
            assertEquals(MPI.ERR_BUFFER, e.getErrorClass());
        } finally {
            assertSame(space, MPI.detachBuffer());
        }
    }

    @Test
    void exceptionsOfUsersHaveNoClass() {
        IllegalStateException cause = new IllegalStateException("cause");
        MPIException e = new MPIException(cause);
        assertEquals(0, e.getErrorClass());
        assertEquals(cause, e.getCause());
        assertEquals(List.of(cause.getStackTrace()), List.of(e.getStackTrace()));
        assertEquals("text", new MPIException("text").getMessage());
        assertNull(e.getOperation());
        assertEquals(MPI.UNDEFINED, e.getPeer());
    }
}
