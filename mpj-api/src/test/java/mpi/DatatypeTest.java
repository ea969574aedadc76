package mpi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    void derivedTypesAreMeasuredInTheirBase() {
        Datatype vector = Datatype.createVector(3, 2, 4, MPI.INT);
        assertEquals(6, vector.getSize());
        assertEquals(10, vector.getExtent());
        assertEquals(10, vector.getTrueExtent());
        Datatype resized = Datatype.createResized(MPI.INT, 0, 6);
        assertEquals(1, resized.getExtent());
        Datatype struct = Datatype.createStruct(
                new int[] {1, 1}, new int[] {0, 8}, new Datatype[] {MPI.DOUBLE, MPI.BYTE});
        assertEquals(16, struct.getExtent());
        assertEquals(9, struct.getSize());
        assertEquals(9, struct.getTrueExtent());
        Datatype backwards = Datatype.createHVector(3, 1, -8, MPI.INT);
        assertEquals(-4, backwards.getLb());
        assertEquals(5, backwards.getExtent());
        assertEquals(-4, backwards.getTrueLb());
        Datatype intsOnly = Datatype.createStruct(new int[] {2}, new int[] {4}, new Datatype[] {MPI.INT});
        assertEquals(8, intsOnly.getExtent());
        assertEquals(4, intsOnly.getLb());
        assertEquals(6, Datatype.createContiguous(3, MPI.FLOAT_COMPLEX).getExtent());
    }

    /** Given bounds count in what is made of the type; found ones are padded. */
    @Test
    void boundsThatWereGivenStay() {
        Datatype wide = Datatype.createResized(MPI.INT, -4, 16);
        Datatype struct = Datatype.createStruct(
                new int[] {1, 1}, new int[] {0, 100}, new Datatype[] {wide, MPI.BYTE});
        assertEquals(-4, struct.getLb());
        assertEquals(16, struct.getExtent());
        assertEquals(12, Datatype.createHVector(2, 1, 6, MPI.INT).getExtent() * 4);
    }

    @Test
    void largeTypesHaveLongMeasures() {
        Datatype large = Datatype.createContiguous(5_000_000_000L, MPI.BYTE);
        assertEquals(5_000_000_000L, large.getSizeLong());
        assertEquals(5_000_000_000L, large.getExtentLong());
        assertEquals(5_000_000_000L, large.getTrueExtentLong());
        assertEquals(0, large.getLbLong());
        assertEquals(0, large.getTrueLbLong());
        MPIException e = assertThrows(MPIException.class, large::getExtent);
        assertEquals("MPI_ERR_TYPE: getExtent: 5000000000 does not fit an int: use getExtentLong", e.getMessage());
        assertThrows(MPIException.class, () -> Datatype.createVector(1L << 40, 1L, 1L << 40, MPI.INT));
    }

    @Test
    void namesAndHandles() {
        Datatype vector = Datatype.createVector(3, 2, 4, MPI.INT);
        assertEquals("", vector.getName());
        assertEquals("vector of MPI_INT32_T", vector.toString());
        assertEquals("Dup MPI_INT32_T", MPI.INT.dup().getName());
        Datatype dup = vector.clone();
        vector.free();
        assertTrue(vector.isNull());
        vector.free();
        assertFalse(dup.isNull());
        assertEquals(6, dup.getSize());
        MPIException e = assertThrows(MPIException.class, vector::getSize);
        assertEquals("MPI_ERR_TYPE: getSize: the datatype is null: it has been freed", e.getMessage());
        assertEquals("MPI_DATATYPE_NULL", MPI.DATATYPE_NULL.getName());
    }

    @Test
    void elementsOfDerivedTypesAreCounted() {
        Datatype struct = Datatype.createStruct(
                new int[] {2, 3}, new int[] {0, 16}, new Datatype[] {MPI.DOUBLE, MPI.SHORT});
        Datatype two = Datatype.createContiguous(2, struct);
        assertEquals(10, two.elementsIn(44));
        assertEquals(7, two.elementsIn(38));
        assertEquals(2, two.elementsIn(16));
        assertEquals(12, two.elementsIn(60));
        assertEquals(MPI.UNDEFINED, two.elementsIn(10));
        for (int n = 0; n < 25; n++) {
            assertEquals(n, two.elementsIn(two.bytesOf(n)));
        }
        assertEquals(0, Datatype.createContiguous(0, MPI.INT).elementsIn(0));
        assertEquals(MPI.UNDEFINED, Datatype.createContiguous(0, MPI.INT).elementsIn(4));
    }

    @Test
    void predefinedOperationsKnowDuplicatesOnly() {
        int[] in = {1, 2};
        int[] out = new int[2];
        MPI.COMM_SELF.allReduce(in, out, 2, MPI.INT.dup(), MPI.SUM);
        assertArrayEquals(in, out);
        Datatype one = Datatype.createContiguous(1, MPI.INT);
        MPIException e =
                assertThrows(MPIException.class, () -> MPI.COMM_SELF.allReduce(in, out, 2, one, MPI.SUM));
        assertEquals(MPI.ERR_OP, e.getErrorClass());
    }

    @Test
    void theNullTypeHasNoSize() {
        MPIException e = assertThrows(MPIException.class, () -> MPI.DATATYPE_NULL.getSize());
        assertEquals(MPI.ERR_TYPE, e.getErrorClass());
        assertEquals("MPI_ERR_TYPE: getSize: the datatype is MPI_DATATYPE_NULL", e.getMessage());
    }
}
