package mpi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What the constructors of datatypes select, in int and long form, and how the types tell what they are. */
class DatatypeFactoriesTest {
    /** The ints that one item selects of 0, 1, 2 and so on. */
    private static int[] selected(Datatype type) {
        int[] from = IntStream.range(0, 200).toArray();
        byte[] packed = new byte[(int) type.packSize(1)];
        type.pack(from, 1, packed, 0);
        int[] found = new int[packed.length / Integer.BYTES];
        ByteBuffer.wrap(packed).order(ByteOrder.nativeOrder()).asIntBuffer().get(found);
        return found;
    }

    private static void selects(Datatype type, int... expected) {
        assertArrayEquals(expected, selected(type), () -> type + ": " + Arrays.toString(selected(type)));
    }

    @Test
    void eachConstructorInBothForms() {
        selects(Datatype.createContiguous(3, MPI.INT), 0, 1, 2);
        selects(Datatype.createContiguous(3L, MPI.INT), 0, 1, 2);
        selects(Datatype.createVector(2, 2, 5, MPI.INT), 0, 1, 5, 6);
        selects(Datatype.createVector(2L, 2L, 5L, MPI.INT), 0, 1, 5, 6);
        selects(Datatype.createHVector(2, 2, 20, MPI.INT), 0, 1, 5, 6);
        selects(Datatype.createHVector(2L, 2L, 20L, MPI.INT), 0, 1, 5, 6);
        selects(Datatype.createIndexed(new int[] {1, 2}, new int[] {7, 3}, MPI.INT), 7, 3, 4);
        selects(Datatype.createIndexed(new long[] {1, 2}, new long[] {7, 3}, MPI.INT), 7, 3, 4);
        selects(Datatype.createHIndexed(new int[] {1, 2}, new int[] {28, 12}, MPI.INT), 7, 3, 4);
        selects(Datatype.createHIndexed(new long[] {1, 2}, new long[] {28, 12}, MPI.INT), 7, 3, 4);
        selects(Datatype.createIndexedBlock(2, new int[] {7, 3, 9}, MPI.INT), 7, 8, 3, 4, 9, 10);
        selects(Datatype.createIndexedBlock(2L, new long[] {7, 3, 9}, MPI.INT), 7, 8, 3, 4, 9, 10);
        selects(Datatype.createHIndexedBlock(1, new int[] {28, 12}, MPI.INT), 7, 3);
        selects(Datatype.createHIndexedBlock(1, new long[] {28, 12}, MPI.INT), 7, 3);
        Datatype[] types = {MPI.INT, Datatype.createVector(2, 1, 2, MPI.INT)};
        selects(Datatype.createStruct(new int[] {1, 2}, new int[] {8, 40}, types), 2, 10, 12, 13, 15);
        selects(Datatype.createStruct(new long[] {1, 2}, new long[] {8, 40}, types), 2, 10, 12, 13, 15);
        Datatype column = Datatype.createResized(Datatype.createVector(2, 1, 4, MPI.INT), 0, 4);
        selects(Datatype.createContiguous(2, column), 0, 4, 1, 5);
        selects(Datatype.createResized(MPI.INT, 0L, 8L), 0);
    }

    @Test
    void subarrays() {
        int[] sizes = {4, 5};
        int[] part = {2, 3};
        int[] from = {1, 2};
        Datatype rows = Datatype.createSubarray(sizes, part, from, MPI.ORDER_C, MPI.INT);
        selects(rows, 7, 8, 9, 12, 13, 14);
        assertEquals(20, rows.getExtent());
        assertEquals(7, rows.getTrueLb());
        selects(Datatype.createSubarray(sizes, part, from, MPI.ORDER_FORTRAN, MPI.INT), 9, 10, 13, 14, 17, 18);
        long[] cube = {3, 3, 3};
        selects(
                Datatype.createSubarray(
                        cube, new long[] {2, 1, 2}, new long[] {1, 1, 0}, MPI.ORDER_C, MPI.INT),
                12, 13, 21, 22);
        selects(Datatype.createSubarray(cube, cube, new long[3], MPI.ORDER_C, MPI.INT), IntStream.range(0, 27).toArray());
    }

    /** All ranks' shares together are the array, each element once. */
    @Test
    void distributedArrays() {
        int[] grid = {2, 3};
        int[] sizes = {7, 8};
        for (int order : new int[] {MPI.ORDER_C, MPI.ORDER_FORTRAN}) {
            for (int first : new int[] {MPI.DISTRIBUTE_BLOCK, MPI.DISTRIBUTE_CYCLIC}) {
                int[] distribs = {first, MPI.DISTRIBUTE_CYCLIC};
                int[] dargs = {MPI.DISTRIBUTE_DFLT_DARG, 2};
                int[] owners = new int[56];
                for (int rank = 0; rank < 6; rank++) {
                    Datatype share =
                            Datatype.createDArray(6, rank, sizes, distribs, dargs, grid, order, MPI.INT);
                    assertEquals(56, share.getExtent());
                    for (int element : selected(share)) {
                        int row = order == MPI.ORDER_C ? element / 8 : element % 7;
                        int column = order == MPI.ORDER_C ? element % 8 : element / 7;
                        int ownerRow = first == MPI.DISTRIBUTE_BLOCK ? row / 4 : row % 2;
                        assertEquals(rank, ownerRow * 3 + column / 2 % 3, "element " + element);
                        owners[element]++;
                    }
                }
                assertTrue(Arrays.stream(owners).allMatch(n -> n == 1), Arrays.toString(owners));
            }
        }
        selects(
                Datatype.createDArray(
                        2,
                        1,
                        new long[] {2, 4},
                        new int[] {MPI.DISTRIBUTE_NONE, MPI.DISTRIBUTE_BLOCK},
                        new int[] {MPI.DISTRIBUTE_DFLT_DARG, MPI.DISTRIBUTE_DFLT_DARG},
                        new int[] {1, 2},
                        MPI.ORDER_C,
                        MPI.INT),
                2, 3, 6, 7);
    }

    @Test
    void fortranTypes() {
        assertEquals(4, MPI.INTEGER.definition().layout().size());
        assertTrue(MPI.INTEGER16.isNull());
        assertEquals(2, Datatype.createF90Integer(4).definition().layout().size());
        assertEquals(8, Datatype.createF90Integer(10).definition().layout().size());
        assertEquals("MPI_REAL8", Datatype.createF90Real(10, MPI.UNDEFINED).getName());
        assertEquals("MPI_REAL4", Datatype.createF90Real(6, 30).getName());
        assertEquals("MPI_COMPLEX16", Datatype.createF90Complex(MPI.UNDEFINED, 100).getName());
        Datatype.Contents contents = Datatype.createF90Real(10, 30).getContents();
        assertArrayEquals(new int[] {10, 30}, contents.integers());
        assertEquals(MPI.COMBINER_F90_REAL, Datatype.createF90Real(10, 30).getEnvelope().combiner());
        fails(MPI.ERR_ARG, () -> Datatype.createF90Integer(19));
        fails(MPI.ERR_ARG, () -> Datatype.createF90Real(16, 10));
        fails(MPI.ERR_ARG, () -> Datatype.createF90Real(MPI.UNDEFINED, MPI.UNDEFINED));
        fails(MPI.ERR_TYPE, () -> Datatype.createF90Integer(4).free());
        assertSame(MPI.REAL8, Datatype.matchSize(MPI.TYPECLASS_REAL, 8));
        assertSame(MPI.INTEGER1, Datatype.matchSize(MPI.TYPECLASS_INTEGER, 1));
        assertSame(MPI.COMPLEX8, Datatype.matchSize(MPI.TYPECLASS_COMPLEX, 8));
        assertSame(MPI.LOGICAL4, Datatype.matchSize(MPI.TYPECLASS_LOGICAL, 4));
        fails(MPI.ERR_ARG, () -> Datatype.matchSize(MPI.TYPECLASS_REAL, 16));
        fails(MPI.ERR_ARG, () -> Datatype.matchSize(9, 4));
        assertSame(MPI.DOUBLE_INT, Datatype.getValueIndex(MPI.DOUBLE, MPI.INT));
        assertSame(MPI.INT2, Datatype.getValueIndex(MPI.INTEGER, MPI.INT));
        assertTrue(Datatype.getValueIndex(MPI.CHAR, MPI.INT).isNull());
    }

    @Test
    void envelopesAndContents() {
        assertEquals(new Datatype.Envelope(0, 0, 0, 0, MPI.COMBINER_NAMED), MPI.INT.getEnvelope());
        fails(MPI.ERR_TYPE, MPI.INT::getContents);
        Datatype vector = Datatype.createVector(3, 2, 4, MPI.INT);
        Datatype hindexed = Datatype.createHIndexed(new int[] {1, 2}, new int[] {8, 0}, vector);
        assertEquals(new Datatype.Envelope(3, 2, 0, 1, MPI.COMBINER_HINDEXED), hindexed.getEnvelope());
        vector.free();
        Datatype.Contents contents = hindexed.getContents();
        assertArrayEquals(new int[] {2, 1, 2}, contents.integers());
        assertArrayEquals(new long[] {8, 0}, contents.addresses());
        Datatype inner = contents.types()[0];
        assertEquals(6, inner.getSize());
        inner.free();
        assertEquals(6, hindexed.getContents().types()[0].getSize());
        Datatype large = Datatype.createVector(3L, 2L, 4L, MPI.INT);
        assertEquals(new Datatype.Envelope(0, 0, 3, 1, MPI.COMBINER_VECTOR), large.getEnvelope());
        assertArrayEquals(new long[] {3, 2, 4}, large.getContents().counts());
        assertSame(MPI.INT, large.getContents().types()[0]);
    }

    @Test
    void typesAreTakenApart() {
        for (Datatype vector : List.of(
                Datatype.createHVector(3, 2, 40, MPI.INT), Datatype.createHVector(3L, 2L, 40L, MPI.INT))) {
            Datatype.Decoded decoded = vector.decode();
            assertSame(MPI.INT, decoded.type());
            assertEquals("HVECTOR", decoded.combiner());
            assertEquals("{count=3, blocklength=2, stride=40}", decoded.parameters().toString());
        }
        for (Datatype part : List.of(
                Datatype.createSubarray(new int[] {4, 5}, new int[] {2, 3}, new int[] {1, 2}, MPI.ORDER_C, MPI.INT),
                Datatype.createSubarray(
                        new long[] {4, 5}, new long[] {2, 3}, new long[] {1, 2}, MPI.ORDER_C, MPI.INT))) {
            Datatype.Decoded decoded = part.decode();
            assertArrayEquals(new long[] {4, 5}, (long[]) decoded.parameters().get("sizes"));
            assertArrayEquals(new long[] {2, 3}, (long[]) decoded.parameters().get("subsizes"));
            assertArrayEquals(new long[] {1, 2}, (long[]) decoded.parameters().get("starts"));
            assertEquals(0L, decoded.parameters().get("order"));
        }
        Datatype.Decoded struct = Datatype.createStruct(
                        new int[] {1, 2}, new int[] {0, 8}, new Datatype[] {MPI.INT, MPI.DOUBLE})
                .decode();
        assertTrue(struct.type().isNull());
        assertEquals(List.of(MPI.INT, MPI.DOUBLE), struct.parameters().get("datatypes"));
        assertArrayEquals(new long[] {0, 8}, (long[]) struct.parameters().get("displacements"));
        assertEquals("NAMED", MPI.INT.decode().combiner());
        assertEquals("DUP", MPI.INT.dup().decode().combiner());
        Datatype share = Datatype.createDArray(
                2,
                1,
                new long[] {8},
                new int[] {MPI.DISTRIBUTE_BLOCK},
                new int[] {MPI.DISTRIBUTE_DFLT_DARG},
                new int[] {2},
                MPI.ORDER_C,
                MPI.INT);
        assertArrayEquals(new long[] {8}, (long[]) share.decode().parameters().get("gsizes"));
        assertArrayEquals(new long[] {2}, (long[]) share.decode().parameters().get("psizes"));
    }

    private static void fails(int errorClass, Executable call) {
        MPIException e = assertThrows(MPIException.class, call);
        assertEquals(errorClass, e.getErrorClass(), e.getMessage());
    }

    @Test
    @SuppressWarnings("NullAway") // on purpose
    void wrongArgumentsAreNamed() {
        MPIException e =
                assertThrows(MPIException.class, () -> Datatype.createVector(3, -2, 4, MPI.INT));
        assertEquals("MPI_ERR_COUNT: createVector: blockLength -2 is negative", e.getMessage());
        fails(MPI.ERR_COUNT, () -> Datatype.createContiguous(-1, MPI.INT));
        fails(MPI.ERR_TYPE, () -> Datatype.createContiguous(1, null));
        fails(MPI.ERR_TYPE, () -> Datatype.createContiguous(1, MPI.DATATYPE_NULL));
        Datatype freed = Datatype.createContiguous(1, MPI.INT);
        freed.free();
        fails(MPI.ERR_TYPE, () -> Datatype.createResized(freed, 0, 8));
        fails(MPI.ERR_TYPE, () -> MPI.COMM_SELF.send(new int[1], 1, freed, 0, 0));
        fails(MPI.ERR_ARG, () -> Datatype.createIndexed(new int[1], new int[2], MPI.INT));
        fails(MPI.ERR_ARG, () -> Datatype.createIndexed((int[]) null, new int[2], MPI.INT));
        fails(MPI.ERR_COUNT, () -> Datatype.createIndexed(new int[] {-1}, new int[1], MPI.INT));
        fails(MPI.ERR_ARG, () -> Datatype.createStruct(new int[1], new int[1], (Datatype[]) null));
        fails(MPI.ERR_TYPE, () -> Datatype.createStruct(new int[1], new int[1], new Datatype[1]));
        int[] two = {2, 2};
        fails(MPI.ERR_ARG, () -> Datatype.createSubarray(two, two, new int[] {0, 1}, MPI.ORDER_C, MPI.INT));
        fails(MPI.ERR_ARG, () -> Datatype.createSubarray(two, two, new int[2], 7, MPI.INT));
        int[] block = {MPI.DISTRIBUTE_BLOCK};
        int[] dflt = {MPI.DISTRIBUTE_DFLT_DARG};
        int[] eight = {8};
        fails(MPI.ERR_ARG, () -> Datatype.createDArray(2, 2, eight, block, dflt, new int[] {2}, 0, MPI.INT));
        fails(MPI.ERR_ARG, () -> Datatype.createDArray(3, 2, eight, block, dflt, new int[] {2}, 0, MPI.INT));
        fails(MPI.ERR_ARG, () -> Datatype.createDArray(2, 1, eight, block, new int[] {3}, new int[] {2}, 0, MPI.INT));
        Datatype back = Datatype.createVector(2, 1, -3, MPI.INT);
        e = assertThrows(MPIException.class, () -> MPI.COMM_SELF.send(new int[9], 1, back, 0, 0));
        assertEquals(MPI.ERR_BUFFER, e.getErrorClass());
    }
}
