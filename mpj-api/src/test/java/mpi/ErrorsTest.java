package mpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Error classes, codes and texts, and the handlers that hear of them. */
@NullUnmarked
class ErrorsTest {
    private static void fails(int errorClass, String message, Executable call) {
        MPIException e = assertThrows(MPIException.class, call);
        assertEquals(message, e.getMessage());
        assertEquals(errorClass, e.getErrorClass());
    }

    @Test
    void everyClassHasAText() throws IllegalAccessException {
        for (Field field : MPI.class.getFields()) {
            String name = field.getName();
            if (name.startsWith("ERR_") && !name.equals("ERR_LASTCODE") && !name.equals("ERR_SYSRESOURCE")) {
                int errorClass = field.getInt(null);
                String text = MPI.getErrorString(errorClass);
                assertTrue(text.startsWith("MPI_" + name + ": "), text);
                assertTrue(text.length() > name.length() + 10, text);
                assertEquals(errorClass, MPI.getErrorClass(errorClass));
                assertEquals(text, new MPIException(errorClass).getMessage());
            }
        }
        assertEquals("MPI_ERR_RANK: invalid rank", MPI.getErrorString(MPI.ERR_RANK));
        assertEquals("MPI_SUCCESS: no error", MPI.getErrorString(MPI.SUCCESS));
    }

    @Test
    void classesAndCodesAreAdded() {
        int errorClass = MPI.addErrorClass();
        assertTrue(errorClass > MPI.ERR_LASTCODE);
        int code = MPI.addErrorCode(errorClass);
        int ofRank = MPI.addErrorCode(MPI.ERR_RANK);
        assertEquals(ofRank, ErrorCodes.lastUsed());
        assertEquals(errorClass, MPI.getErrorClass(errorClass));
        assertEquals(errorClass, MPI.getErrorClass(code));
        assertEquals(MPI.ERR_RANK, MPI.getErrorClass(ofRank));
        assertEquals("", MPI.getErrorString(code));
        MPI.addErrorString(code, "the moon is in the wrong place");
        MPIException e = new MPIException(code);
        assertEquals("the moon is in the wrong place", e.getMessage());
        assertEquals("the moon is in the wrong place", e.getErrorString());
        assertEquals(code, e.getErrorCode());
        assertEquals(errorClass, e.getErrorClass());
        MPI.removeErrorString(code);
        assertEquals("", MPI.getErrorString(code));
        fails(
                MPI.ERR_ARG,
                "MPI_ERR_ARG: removeErrorClass: " + errorClass + " still has error code " + code,
                () -> MPI.removeErrorClass(errorClass));
        MPI.removeErrorCode(code);
        MPI.removeErrorCode(ofRank);
        MPI.removeErrorClass(errorClass);
        fails(
                MPI.ERR_ARG,
                "MPI_ERR_ARG: getErrorClass: " + code + " is neither an error class nor an error code",
                () -> MPI.getErrorClass(code));
        assertEquals(errorClass, e.getErrorClass());
        assertEquals(MPI.ERR_UNKNOWN, new MPIException(code).getErrorClass());
        assertTrue(MPI.addErrorClass() > ofRank, "numbers are not used again");
    }

    @Test
    void whatIsPredefinedStays() {
        int errorClass = MPI.addErrorClass();
        int code = MPI.addErrorCode(errorClass);
        fails(
                MPI.ERR_ARG,
                "MPI_ERR_ARG: removeErrorClass: 6 is predefined",
                () -> MPI.removeErrorClass(MPI.ERR_RANK));
        fails(
                MPI.ERR_ARG,
                "MPI_ERR_ARG: addErrorString: 6 is predefined",
                () -> MPI.addErrorString(MPI.ERR_RANK, "text"));
        fails(
                MPI.ERR_ARG,
                "MPI_ERR_ARG: addErrorCode: " + code + " is an error code and no class",
                () -> MPI.addErrorCode(code));
        fails(
                MPI.ERR_ARG,
                "MPI_ERR_ARG: removeErrorClass: " + code + " is an error code and no class",
                () -> MPI.removeErrorClass(code));
        fails(
                MPI.ERR_ARG,
                "MPI_ERR_ARG: removeErrorCode: " + errorClass + " is an error class and no code",
                () -> MPI.removeErrorCode(errorClass));
        fails(
                MPI.ERR_ARG,
                "MPI_ERR_ARG: removeErrorString: " + code + " has no text",
                () -> MPI.removeErrorString(code));
        fails(
                MPI.ERR_ARG,
                "MPI_ERR_ARG: removeErrorCode: 91 has not been added or was removed",
                () -> MPI.removeErrorCode(91));
        fails(MPI.ERR_ARG, "MPI_ERR_ARG: addErrorString: the text is null", () -> MPI.addErrorString(code, null));
        fails(
                MPI.ERR_ARG,
                "MPI_ERR_ARG: addErrorString: the text has 256 characters, at most 255 are allowed",
                () -> MPI.addErrorString(code, "x".repeat(256)));
    }

    @Test
    void aFunctionHearsOfEveryErrorOfItsCommunicator() {
        Intracomm comm = MPI.COMM_SELF.dup();
        List<Integer> heard = new ArrayList<>();
        Errhandler handler = Comm.createErrhandler((failed, code) -> {
            assertSame(comm, failed);
            heard.add(code);
        });
        comm.setErrhandler(handler);
        assertSame(handler, comm.getErrhandler());
        handler.free();
        assertTrue(handler.isNull());
        assertFalse(comm.getErrhandler().isNull());
        int code = MPI.addErrorCode(MPI.ERR_OTHER);
        comm.callErrhandler(code);
        assertThrows(MPIException.class, () -> comm.send(new int[1], 1, MPI.INT, 5, 0));
        assertThrows(MPIException.class, () -> comm.split(-5, 0));
        comm.send(new int[4], 4, MPI.INT, 0, 3);
        MPIException e = assertThrows(MPIException.class, () -> comm.recv(new int[1], 1, MPI.INT, 0, 3));
        assertEquals(MPI.ERR_TRUNCATE, e.getErrorClass());
        assertEquals(List.of(code, MPI.ERR_RANK, MPI.ERR_ARG, MPI.ERR_TRUNCATE), heard);
        Intracomm copy = comm.dup();
        copy.setErrhandler(MPI.ERRORS_RETURN);
        copy.callErrhandler(MPI.ERR_OTHER);
        assertEquals(4, heard.size());
        copy.free();
        comm.free();
    }

    /** A call has the handler of its communicator; one without a communicator, or with the null one, has COMM_SELF's. */
    @Test
    void errorsInArgumentsAreToldToo() {
        List<Integer> self = new ArrayList<>();
        List<Integer> heard = new ArrayList<>();
        Intracomm comm = MPI.COMM_SELF.dup();
        Errhandler before = MPI.COMM_SELF.getErrhandler();
        MPI.COMM_SELF.setErrhandler(Comm.createErrhandler((_, code) -> self.add(code)));
        comm.setErrhandler(Comm.createErrhandler((_, code) -> heard.add(code)));
        try {
            List<Executable> ofComm = List.of(
                    () -> comm.send(new int[1], 2, MPI.INT, 0, 0),
                    () -> comm.recv(new int[1], 1, null, 0, 0),
                    () -> comm.sendInit("text", 1, MPI.INT, 0, 0),
                    () -> comm.bcast(new int[1], 2, MPI.INT, 0),
                    () -> comm.iAllReduce(new int[1], 1, MPI.INT, MPI.OP_NULL),
                    () -> comm.allReduce(new double[1], 1, MPI.DOUBLE, MPI.BAND),
                    () -> comm.allToAll(List.of()),
                    () -> comm.pack(new int[1], 1, MPI.INT, new byte[2], 0));
            for (Executable call : ofComm) {
                int errorClass = assertThrows(MPIException.class, call).getErrorClass();
                assertEquals(List.of(errorClass), heard);
                heard.clear();
            }
            assertEquals(List.of(), self);
            List<Executable> ofNone = List.of(
                    () -> new Info().set("", "value"),
                    () -> MPI.DATATYPE_NULL.getSize(),
                    () -> MPI.COMM_NULL.getRank(),
                    () -> Request.waitAll(null),
                    () -> MPI.GROUP_NULL.getSize(),
                    () -> MPI.addErrorCode(-3),
                    () -> MPI.SUM.free());
            for (Executable call : ofNone) {
                int errorClass = assertThrows(MPIException.class, call).getErrorClass();
                assertEquals(List.of(errorClass), self);
                self.clear();
            }
            assertEquals(List.of(), heard);
            Session session = Session.init();
            session.setErrhandler(Session.createErrhandler((_, code) -> heard.add(-code)));
            assertThrows(MPIException.class, () -> session.getNthPset(7));
            assertEquals(List.of(-MPI.ERR_ARG), heard);
            assertEquals(List.of(), self);
            session.finish();
        } finally {
            MPI.COMM_SELF.setErrhandler(before);
            comm.free();
        }
    }

    @Test
    void handlersFitTheirObjects() {
        Session session = Session.init();
        Intracomm comm = MPI.COMM_SELF.dup();
        List<Integer> heard = new ArrayList<>();
        Errhandler ofComm = Comm.createErrhandler((_, code) -> heard.add(code));
        Errhandler ofSession = Session.createErrhandler((_, code) -> heard.add(-code));
        fails(
                MPI.ERR_ARG,
                "MPI_ERR_ARG: setErrhandler: the error handler was made for other objects than a Session",
                () -> session.setErrhandler(ofComm));
        fails(
                MPI.ERR_ARG,
                "MPI_ERR_ARG: setErrhandler: the error handler was made for other objects than a Comm",
                () -> comm.setErrhandler(ofSession));
        fails(
                MPI.ERR_ARG,
                "MPI_ERR_ARG: setErrhandler: the error handler is null",
                () -> comm.setErrhandler(MPI.ERRHANDLER_NULL));
        fails(
                MPI.ERR_ERRHANDLER,
                "MPI_ERR_ERRHANDLER: free: MPI_ERRORS_RETURN is predefined",
                MPI.ERRORS_RETURN::free);
        session.setErrhandler(ofSession);
        session.callErrhandler(MPI.ERR_OTHER);
        assertThrows(MPIException.class, () -> session.getNthPset(7));
        assertEquals(List.of(-MPI.ERR_OTHER, -MPI.ERR_ARG), heard);
        session.finish();
        comm.free();
        ofComm.free();
        fails(MPI.ERR_ERRHANDLER, "MPI_ERR_ERRHANDLER: free: the error handler is null", ofComm::free);
        assertFalse(MPI.ERRORS_ARE_FATAL.isNull());
        assertTrue(MPI.ERRHANDLER_NULL.isNull());
    }

    @Test
    void nothingCanBeDoneWithTheNullCommunicator() {
        List<Executable> calls = List.of(
                () -> MPI.COMM_NULL.getRank(),
                () -> MPI.COMM_NULL.getSize(),
                () -> MPI.COMM_NULL.getGroup(),
                () -> MPI.COMM_NULL.dup(),
                () -> MPI.COMM_NULL.iDup(),
                () -> MPI.COMM_NULL.split(0, 0),
                () -> MPI.COMM_NULL.free(),
                () -> MPI.COMM_NULL.disconnect(),
                () -> MPI.COMM_NULL.isInter(),
                () -> MPI.COMM_NULL.getInfo(),
                () -> MPI.COMM_NULL.setInfo(MPI.INFO_NULL),
                () -> MPI.COMM_NULL.getName(),
                () -> MPI.COMM_NULL.getErrhandler(),
                () -> MPI.COMM_NULL.barrier(),
                () -> MPI.COMM_NULL.create(MPI.GROUP_EMPTY),
                () -> MPI.COMM_NULL.splitType(Comm.TYPE_SHARED, 0, MPI.INFO_NULL),
                () -> Comm.compare(MPI.COMM_SELF, MPI.COMM_NULL),
                () -> MPI.COMM_NULL.abort(1));
        for (int i = 0; i < calls.size(); i++) {
            MPIException e = assertThrows(MPIException.class, calls.get(i), "call " + i);
            assertEquals(MPI.ERR_COMM, e.getErrorClass(), "call " + i);
        }
        assertTrue(MPI.COMM_NULL.isNull());
        MPI.COMM_NULL.close();
    }
}
