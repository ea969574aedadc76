package mpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.List;
import java.util.Objects;
import mpj.testkit.Ranks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The space of buffered sends. */
class SendBufferTest {
    private static final int LARGE = 1 << 18;

    private Intracomm comm = MPI.COMM_SELF;

    @BeforeEach
    void duplicate() {
        comm = MPI.COMM_SELF.dup();
    }

    @AfterEach
    void free() {
        comm.free();
    }

    private static void fails(String message, Runnable call) {
        MPIException e = assertThrows(MPIException.class, call::run);
        assertEquals(MPI.ERR_BUFFER, e.getErrorClass(), e.toString());
        assertTrue(String.valueOf(e.getMessage()).startsWith(message), e::toString);
    }

    @Test
    void whatWasAttachedComesBack() {
        try (Arena arena = Arena.ofConfined()) {
            List<Object> buffers = List.of(
                    new byte[200],
                    new int[50],
                    ByteBuffer.allocate(200),
                    ByteBuffer.allocateDirect(200),
                    IntBuffer.allocate(50),
                    arena.allocate(200),
                    MPI.BUFFER_AUTOMATIC);
            for (Object buffer : buffers) {
                comm.attachBuffer(buffer);
                comm.bSend(new byte[72], 72, MPI.BYTE, 0, 1);
                comm.recv(new byte[72], 72, MPI.BYTE, 0, 1);
                assertSame(buffer, comm.detachBuffer());
                MPI.attachBuffer(buffer);
                comm.bSend(new byte[72], 72, MPI.BYTE, 0, 1);
                comm.recv(new byte[72], 72, MPI.BYTE, 0, 1);
                assertSame(buffer, MPI.detachBufferObject());
            }
        }
    }

    @Test
    void aMessageTakesItsBytesAndTheOverhead() {
        // a synchronous send in front keeps nothing: the receive is what frees the space
        comm.attachBuffer(new byte[LARGE + MPI.BSEND_OVERHEAD]);
        fails(
                "MPI_ERR_BUFFER: bSend: buffered send: " + (LARGE + 1) + " + 128 bytes do not fit into the "
                        + (LARGE + 128) + " bytes that are free of the attached buffer of " + (LARGE + 128) + " bytes",
                () -> comm.bSend(new byte[LARGE + 1], LARGE + 1, MPI.BYTE, 0, 1));
        comm.bSend(new byte[LARGE], LARGE, MPI.BYTE, 0, 1);
        fails("MPI_ERR_BUFFER: ibSend: ", () -> comm.ibSend(new byte[1], 1, MPI.BYTE, 0, 2));
        Request flush = comm.iFlushBuffer();
        assertFalse(flush.test());
        comm.recv(new byte[LARGE], LARGE, MPI.BYTE, 0, 1);
        flush.waitFor();
        comm.flushBuffer();
        comm.bSend(new byte[LARGE], LARGE, MPI.BYTE, 0, 1);
        comm.recv(new byte[LARGE], LARGE, MPI.BYTE, 0, 1);
        comm.detachBuffer();
    }

    @Test
    void aFlushDoesNotWaitForLaterSends() {
        comm.attachBuffer(MPI.BUFFER_AUTOMATIC);
        byte[] data = new byte[LARGE];
        comm.bSend(data, LARGE, MPI.BYTE, 0, 1);
        Request first = comm.iFlushBuffer();
        comm.bSend(data, LARGE, MPI.BYTE, 0, 2);
        Request second = comm.iFlushBuffer();
        comm.recv(data, LARGE, MPI.BYTE, 0, 1);
        first.waitFor();
        assertFalse(second.test());
        comm.recv(data, LARGE, MPI.BYTE, 0, 2);
        second.waitFor();
        comm.detachBuffer();
    }

    @Test
    void theNearestBufferIsUsed() {
        MPI.attachBuffer(new byte[1000]);
        try {
            comm.bSend(new byte[500], 500, MPI.BYTE, 0, 1);
            comm.attachBuffer(new byte[200]);
            fails("MPI_ERR_BUFFER: bSend: ", () -> comm.bSend(new byte[500], 500, MPI.BYTE, 0, 1));
            MPI.COMM_SELF.bSend(new byte[500], 500, MPI.BYTE, 0, 1);
            assertEquals(200, ((byte[]) comm.detachBuffer()).length);
            comm.recv(new byte[500], 500, MPI.BYTE, 0, 1);
            MPI.COMM_SELF.recv(new byte[500], 500, MPI.BYTE, 0, 1);
            MPI.flushBuffer();
            MPI.iFlushBuffer().waitFor();
        } finally {
            assertEquals(1000, MPI.detachBuffer().length);
        }
    }

    @Test
    void theSpaceOfASessionIsForItsCommunicators() {
        Session session = Session.init();
        Group group = session.createGroup("mpi://SELF").incl(new int[] {0});
        Intracomm made = Intracomm.createFromGroup(group, "space", null, null);
        Intracomm derived = made.dup();
        Intracomm later = made.iDup();
        Objects.requireNonNull(later.getRequest()).waitFor();
        byte[] space = new byte[400];
        session.attachBuffer(space);
        fails("MPI_ERR_BUFFER: bSend: ", () -> comm.bSend(new byte[72], 72, MPI.BYTE, 0, 1));
        for (Intracomm one : List.of(made, derived, later)) {
            one.bSend(new byte[72], 72, MPI.BYTE, 0, 1);
            one.recv(new byte[72], 72, MPI.BYTE, 0, 1);
        }
        session.flushBuffer();
        session.iFlushBuffer().waitFor();
        assertSame(space, session.detachBuffer());
        fails("MPI_ERR_BUFFER: bSend: ", () -> derived.bSend(new byte[72], 72, MPI.BYTE, 0, 1));
        later.free();
        derived.free();
        made.free();
        session.finish();
    }

    @Test
    void wrongUse() {
        fails("MPI_ERR_BUFFER: detachBuffer: no buffer is attached", comm::detachBuffer);
        fails("MPI_ERR_BUFFER: flushBuffer: no buffer is attached", comm::flushBuffer);
        fails("MPI_ERR_BUFFER: attachBuffer: a java.lang.String is no buffer", () -> comm.attachBuffer("200"));
        fails(
                "MPI_ERR_BUFFER: bSend: buffered send: 4 + 128 bytes do not fit, no buffer is attached; attach",
                () -> comm.bSend(new int[1], 1, MPI.INT, 0, 1));
        comm.attachBuffer(new byte[1]);
        fails("MPI_ERR_BUFFER: attachBuffer: a buffer is attached already", () -> comm.attachBuffer(new byte[1]));
        comm.detachBuffer();
        MPI.attachBuffer(MPI.BUFFER_AUTOMATIC);
        fails("MPI_ERR_BUFFER: detachBuffer: no byte[] but a ", MPI::detachBuffer);
        MPI.detachBufferObject();
        assertEquals("MPI_BUFFER_AUTOMATIC", MPI.BUFFER_AUTOMATIC.toString());
    }

    /** All ranks send to all before any receives, however large, and detach waits for that. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void allToAll(int ranks) {
        Ranks.run(ranks, engine -> {
            Intracomm all = new Intracomm(engine.world(), MPI.COMM_SELF);
            int rank = all.getRank();
            all.attachBuffer(new byte[ranks * (4 * LARGE + MPI.BSEND_OVERHEAD)]);
            for (int peer = 0; peer < ranks; peer++) {
                int[] out = new int[LARGE];
                out[LARGE - 1] = 100 * rank + peer;
                all.bSend(out, LARGE, MPI.INT, peer, 1);
                out[LARGE - 1] = -1;
            }
            for (int peer = 0; peer < ranks; peer++) {
                int[] in = new int[LARGE];
                all.recv(in, LARGE, MPI.INT, peer, 1);
                assertEquals(100 * peer + rank, in[LARGE - 1]);
            }
            all.detachBuffer();
        });
    }
}
