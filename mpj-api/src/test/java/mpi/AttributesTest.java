package mpi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.NotSerializableException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import mpj.testkit.Ranks;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class AttributesTest {
    private static void run(int ranks, Consumer<Intracomm> body) {
        Ranks.run(ranks, engine -> body.accept(new Intracomm(engine.world(), MPI.COMM_SELF)));
    }

    private static void assertError(int errorClass, String text, Executable call) {
        MPIException e = assertThrows(MPIException.class, call);
        assertEquals(errorClass, e.getErrorClass());
        assertTrue(String.valueOf(e.getMessage()).contains(text), e.getMessage());
    }

    @Test
    void valuesOfPlainKeysAreCopies() {
        int keyval = Comm.createKeyval();
        run(2, comm -> {
            assertNull(comm.getAttr(keyval));
            int[] value = {1, 2};
            comm.setAttr(keyval, value);
            value[0] = 9;
            Object first = comm.getAttr(keyval);
            assertArrayEquals(new int[] {1, 2}, (int[]) first);
            assertNotSame(first, comm.getAttr(keyval));
            Intracomm copy = comm.dup();
            assertArrayEquals(new int[] {1, 2}, (int[]) copy.getAttr(keyval));
            comm.deleteAttr(keyval);
            assertNull(comm.getAttr(keyval));
            assertArrayEquals(new int[] {1, 2}, (int[]) copy.getAttr(keyval));
            copy.setAttr(keyval, "text");
            assertEquals("text", copy.getAttr(keyval));
            copy.setAttr(keyval, null);
            assertNull(copy.getAttr(keyval));
            assertNull(comm.split(0, 0).getAttr(keyval));
            copy.free();
        });
        Comm.freeKeyval(keyval);
    }

    @Test
    void whatCannotBeSerializedIsRefused() {
        int keyval = Comm.createKeyval();
        run(1, comm -> {
            MPIException e = assertThrows(MPIException.class, () -> comm.setAttr(keyval, new Object()));
            assertTrue(e.getCause() instanceof NotSerializableException);
            assertNull(comm.getAttr(keyval));
        });
    }

    @Test
    void functionsAreCalledInOrder() {
        List<String> calls = new ArrayList<>();
        AttributeDelete<Comm> delete = (comm, _, value) -> calls.add("delete " + value + " of " + comm.getName());
        int kept = Comm.createKeyval((comm, _, value) -> comm.getName() + "'s " + value, delete);
        int dropped = Comm.createKeyval(null, delete);
        int silent = Comm.createKeyval((_, _, value) -> value, null);
        run(1, comm -> {
            comm.setName("a");
            Object reference = new Object();
            comm.setAttr(kept, "k");
            comm.setAttr(dropped, "d");
            comm.setAttr(silent, reference);
            Intracomm copy = comm.dup();
            copy.setName("b");
            assertEquals("a's k", copy.getAttr(kept));
            assertNull(copy.getAttr(dropped));
            assertSame(reference, copy.getAttr(silent));
            assertEquals(List.of(), calls);
            comm.setAttr(kept, "k2");
            assertEquals(List.of("delete k of a"), calls);
            comm.deleteAttr(dropped);
            assertEquals(List.of("delete k of a", "delete d of a"), calls);
            calls.clear();
            copy.setAttr(dropped, 1);
            copy.setAttr(kept, 2);
            copy.setAttr(dropped, 3);
            calls.clear();
            copy.free();
            assertEquals(List.of("delete 3 of b", "delete 2 of b"), calls, "the last one set is the first");
        });
    }

    @Test
    void failuresOfFunctionsComeOutAndChangeNothing() {
        boolean[] fails = {true};
        int keyval = Comm.createKeyval(
                (_, _, value) -> fail(fails[0], value), (_, _, value) -> fail(fails[0], value));
        run(2, comm -> {
            comm.setAttr(keyval, "v");
            int contexts = comm.core().engine().contexts();
            assertThrows(IllegalStateException.class, comm::dup);
            assertEquals(contexts, comm.core().engine().contexts(), "the duplicate is freed");
            assertThrows(IllegalStateException.class, () -> comm.setAttr(keyval, "w"));
            assertThrows(IllegalStateException.class, () -> comm.deleteAttr(keyval));
            assertThrows(IllegalStateException.class, comm::free);
            assertEquals("v", comm.getAttr(keyval));
            comm.barrier();
        });
    }

    private static @Nullable Object fail(boolean fails, @Nullable Object value) {
        if (fails) {
            throw new IllegalStateException("refused");
        }
        return value;
    }

    @Test
    void keysOfNobodyAndOfOthersAreUnknown() {
        int ofTypes = Datatype.createKeyval();
        int freed = Comm.createKeyval();
        run(1, comm -> {
            comm.setAttr(freed, "stays");
            Comm.freeKeyval(freed);
            assertEquals("stays", comm.getAttr(freed));
            assertError(MPI.ERR_OTHER, "keyval " + freed + " was not created", () -> comm.setAttr(freed, ""));
            comm.deleteAttr(freed);
            assertError(MPI.ERR_OTHER, "getAttr: keyval " + freed, () -> comm.getAttr(freed));
            assertError(MPI.ERR_OTHER, "setAttr: keyval " + ofTypes, () -> comm.setAttr(ofTypes, ""));
            assertError(MPI.ERR_KEYVAL, "MPI_KEYVAL_INVALID", () -> comm.getAttr(MPI.KEYVAL_INVALID));
            assertError(MPI.ERR_KEYVAL, "predefined", () -> comm.setAttr(MPI.TAG_UB, 1));
            assertError(MPI.ERR_KEYVAL, "predefined", () -> comm.deleteAttr(MPI.IO));
            assertError(MPI.ERR_KEYVAL, "predefined", () -> comm.getAttr(MPI.WIN_SIZE));
        });
        assertError(MPI.ERR_OTHER, "freeKeyval: keyval " + ofTypes, () -> Comm.freeKeyval(ofTypes));
        assertError(MPI.ERR_KEYVAL, "predefined", () -> Comm.freeKeyval(MPI.TAG_UB));
        int unset = Comm.createKeyval();
        run(1, comm -> assertError(MPI.ERR_OTHER, "no attribute is set", () -> comm.deleteAttr(unset)));
    }

    @Test
    void predefinedAttributes() {
        run(3, comm -> {
            assertEquals(Integer.MAX_VALUE, comm.getAttr(MPI.TAG_UB));
            assertEquals(MPI.PROC_NULL, comm.getAttr(MPI.HOST));
            assertEquals(MPI.ANY_SOURCE, comm.getAttr(MPI.IO));
            assertEquals(true, comm.getAttr(MPI.WTIME_IS_GLOBAL));
            assertEquals(0, comm.getAttr(MPI.APPNUM));
            assertEquals(3, comm.getAttr(MPI.UNIVERSE_SIZE));
            assertTrue(comm.getAttr(MPI.LASTUSEDCODE) instanceof Integer last && last >= MPI.ERR_LASTCODE);
        });
    }

    @Test
    void datatypesHaveAttributes() {
        List<Object> deleted = new ArrayList<>();
        int keyval = Datatype.createKeyval(null, (type, _, value) -> deleted.add(type + " " + value));
        assertNull(MPI.INT.getAttr(keyval));
        MPI.INT.setAttr(keyval, 7);
        assertEquals(7, MPI.INT.getAttr(keyval));
        assertNull(MPI.LONG.getAttr(keyval));
        MPI.INT.deleteAttr(keyval);
        assertEquals(List.of("MPI_INT32_T 7"), deleted);
        assertError(MPI.ERR_TYPE, "MPI_DATATYPE_NULL", () -> MPI.DATATYPE_NULL.setAttr(keyval, 1));
        Datatype.freeKeyval(keyval);
        assertError(MPI.ERR_OTHER, "not created", () -> MPI.INT.getAttr(keyval));
    }

    @Test
    void duplicatesOfDatatypesHaveThemUntilFreed() {
        List<Object> deleted = new ArrayList<>();
        int keyval = Datatype.createKeyval((_, _, value) -> value, (_, _, value) -> deleted.add(value));
        Datatype type = Datatype.createContiguous(2, MPI.INT);
        type.setAttr(keyval, "kept");
        Datatype copy = type.dup();
        assertEquals("kept", copy.getAttr(keyval));
        type.free();
        assertEquals(List.of("kept"), deleted);
        copy.free();
        assertEquals(List.of("kept", "kept"), deleted);
        Datatype.freeKeyval(keyval);
    }
}
