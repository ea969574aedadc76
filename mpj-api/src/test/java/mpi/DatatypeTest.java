package mpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatatypeTest {
    private static Datatype type(String constant) throws ReflectiveOperationException {
        return (Datatype) MPI.class.getField(constant).get(null);
    }

    /** Sizes and extents are in units of the base type, which is the byte for pairs. */
    @ParameterizedTest
    @CsvSource({
        "BYTE, MPI_UINT8_T, 1, 1, 1",
        "CHAR, MPI_UINT16_T, 1, 1, 1",
        "SHORT, MPI_INT16_T, 1, 1, 1",
        "BOOLEAN, MPI_UINT8_T, 1, 1, 1",
        "INT, MPI_INT32_T, 1, 1, 1",
        "LONG, MPI_INT64_T, 1, 1, 1",
        "FLOAT, MPI_FLOAT, 1, 1, 1",
        "DOUBLE, MPI_DOUBLE, 1, 1, 1",
        "PACKED, MPI_PACKED, 1, 1, 1",
        "FLOAT_COMPLEX, MPI_C_COMPLEX, 2, 2, 2",
        "DOUBLE_COMPLEX, MPI_C_DOUBLE_COMPLEX, 2, 2, 2",
        "INT2, MPI_2INT, 8, 8, 8",
        "SHORT_INT, MPI_SHORT_INT, 6, 8, 8",
        "LONG_INT, MPI_LONG_INT, 12, 16, 12",
        "FLOAT_INT, MPI_FLOAT_INT, 8, 8, 8",
        "DOUBLE_INT, MPI_DOUBLE_INT, 12, 16, 12"
    })
    void sizesAndNames(String constant, String name, int size, int extent, int trueExtent)
            throws ReflectiveOperationException {
        Datatype type = type(constant);
        assertEquals(name, type.getName());
        assertEquals(size, type.getSize());
        assertEquals(extent, type.getExtent());
        assertEquals(trueExtent, type.getTrueExtent());
        assertEquals(0, type.getLb());
        assertEquals(0, type.getTrueLb());
    }

    @ParameterizedTest
    @CsvSource({
        "INT, 12, 3", "INT, 13, -32766", "INT2, 12, 3", "INT2, 16, 4", "SHORT_INT, 2, 1", "SHORT_INT, 6, 2",
        "SHORT_INT, 8, 3", "SHORT_INT, 9, -32766", "LONG_INT, 20, 3", "FLOAT_COMPLEX, 16, 2", "BYTE, 0, 0"
    })
    void elementsAreCountedInBasicOnes(String constant, long bytes, long elements)
            throws ReflectiveOperationException {
        Datatype type = type(constant);
        assertEquals(elements, type.elementsIn(bytes));
        if (elements >= 0) {
            assertEquals(bytes, type.bytesOf(elements));
        }
    }

    @Test
    void predefinedTypesCannotBeFreed() {
        MPIException e = assertThrows(MPIException.class, () -> MPI.INT.free());
        assertEquals(MPI.ERR_TYPE, e.getErrorClass());
        assertEquals("MPI_ERR_TYPE: free: MPI_INT32_T is predefined and cannot be freed", e.getMessage());
    }

    @Test
    void theNullTypeHasNoSize() {
        MPIException e = assertThrows(MPIException.class, () -> MPI.DATATYPE_NULL.getSize());
        assertEquals(MPI.ERR_TYPE, e.getErrorClass());
        assertEquals("MPI_ERR_TYPE: getSize: the datatype is MPI_DATATYPE_NULL", e.getMessage());
    }
}
