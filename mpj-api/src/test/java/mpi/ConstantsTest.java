package mpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConstantsTest {
    @Test
    void valuesAreThoseOfOpenMpi() {
        assertEquals(-1, MPI.ANY_SOURCE);
        assertEquals(-1, MPI.ANY_TAG);
        assertEquals(-2, MPI.PROC_NULL);
        assertEquals(-4, MPI.ROOT);
        assertEquals(-32766, MPI.UNDEFINED);
        assertEquals(3, MPI.THREAD_MULTIPLE);
        assertEquals(3, MPI.UNEQUAL);
        assertEquals(9, MPI.WIN_DISP_UNIT);
        assertEquals(128, MPI.BSEND_OVERHEAD);
        assertEquals(256, MPI.MODE_SEQUENTIAL);
        assertEquals(-54278278, MPI.DISPLACEMENT_CURRENT);
        assertEquals(604, MPI.SEEK_END);
        assertEquals(6, MPI.ERR_RANK);
        assertEquals(10, MPI.ERR_OP);
        assertEquals(15, MPI.ERR_TRUNCATE);
        assertEquals(18, MPI.ERR_IN_STATUS);
        assertEquals(35, MPI.ERR_IO);
        assertEquals(42, MPI.ERR_NO_SUCH_FILE);
        assertEquals(53, MPI.ERR_WIN);
        assertEquals(74, MPI.ERR_PROC_ABORTED);
        assertEquals(92, MPI.ERR_LASTCODE);
    }

    @Test
    void errorClassesHaveTheNamesOfTheirConstants() throws IllegalAccessException {
        Map<Integer, String> seen = new TreeMap<>();
        for (Field field : MPI.class.getFields()) {
            String name = field.getName();
            if (name.startsWith("ERR_") && !name.equals("ERR_LASTCODE") && !name.equals("ERR_SYSRESOURCE")) {
                int value = field.getInt(null);
                assertEquals("MPI_" + name, ErrorNames.of(value));
                assertEquals(null, seen.put(value, name), "two classes have the number " + value);
            }
        }
        assertEquals(61, seen.size());
        assertEquals("MPI_SUCCESS", ErrorNames.of(MPI.SUCCESS));
    }

    @Test
    void everyPublicFieldOfMpiIsAConstant() {
        int fields = 0;
        for (Field field : MPI.class.getFields()) {
            int modifiers = field.getModifiers();
            assertTrue(Modifier.isStatic(modifiers) && Modifier.isFinal(modifiers), field.getName());
            fields++;
        }
        assertTrue(fields > 150, "only " + fields + " fields were seen");
    }

    @Test
    void handlesExistBeforeTheFirstUse() {
        assertFalse(MPI.COMM_WORLD.isNull());
        assertFalse(MPI.COMM_SELF.isNull());
        assertTrue(MPI.REQUEST_NULL.isNull());
        assertTrue(MPI.DATATYPE_NULL.isNull());
        assertFalse(MPI.INT.isNull());
        assertTrue(MPI.SUM.isCommutative());
        assertTrue(MPI.REPLACE.isCommutative());
        assertFalse(MPI.MAX.isNull());
    }

    @Test
    void theVersionIsTold() {
        assertEquals(3, MPI.getVersion().getVersion());
        assertEquals(1, MPI.getVersion().getSubVersion());
        assertTrue(MPI.getLibVersion().startsWith("MPI for Java"));
    }

    @Test
    void countsCompareByValue() {
        Count count = new Count(5);
        assertEquals(new Count(5), count);
        assertEquals(0, count.compareTo(new Count(5)));
        assertTrue(count.compareTo(new Count(6)) < 0);
        assertEquals(-1, count.compareTo("5"));
        count.setCount(1L << 40);
        assertEquals(1L << 40, count.getCount());
    }
}
