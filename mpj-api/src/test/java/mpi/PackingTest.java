package mpi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Packing in native and in external representation. */
class PackingTest {
    private static final String EXTERNAL = "external32";

    private static void fails(int errorClass, Executable call) {
        MPIException e = assertThrows(MPIException.class, call);
        assertEquals(errorClass, e.getErrorClass(), e.getMessage());
    }

    @Test
    void itemsOfSeveralTypesFollowEachOther() {
        Comm self = MPI.COMM_SELF;
        byte[] packed = new byte[self.packSize(2, MPI.INT) + self.packSize(3, MPI.DOUBLE) + 1];
        int position = self.pack(new int[] {7, 8}, 2, MPI.INT, packed, 0);
        assertEquals(8, position);
        position = self.pack(new double[] {1.5, 2.5, 3.5}, 3, MPI.DOUBLE, packed, position);
        position = self.pack(null, 0, MPI.INT, packed, position);
        position = self.pack(new boolean[] {true}, 1, MPI.BOOLEAN, packed, position);
        assertEquals(packed.length, position);
        byte[] received = new byte[packed.length];
        self.sendRecv(packed, position, MPI.PACKED, 0, 1, received, position, MPI.PACKED, 0, 1);
        int[] ints = new int[2];
        double[] doubles = new double[3];
        boolean[] truth = new boolean[1];
        position = self.unpack(received, 0, ints, 2, MPI.INT);
        position = self.unpack(received, position, doubles, 3, MPI.DOUBLE);
        assertEquals(received.length, self.unpack(received, position, truth, 1, MPI.BOOLEAN));
        assertArrayEquals(new int[] {7, 8}, ints);
        assertArrayEquals(new double[] {1.5, 2.5, 3.5}, doubles);
        assertEquals(true, truth[0]);
    }

    @Test
    void manyItemsWithHolesToAndFromEveryKindOfBuffer() {
        int n = 30_000;
        Datatype every3rd = Datatype.createResized(MPI.INT, 0, 12);
        int[] from = IntStream.range(0, 3 * n).toArray();
        try (Arena arena = Arena.ofConfined()) {
            for (Object out : new Object[] {new byte[4 * n + 5], arena.allocate(4L * n + 5), new byte[4 * n + 5]}) {
                assertEquals(4 * n + 5, every3rd.pack(from, n, out, 5));
                int[] to = new int[3 * n];
                assertEquals(4 * n + 5, every3rd.unpack(out, 5, to, n));
                for (int i = 0; i < 3 * n; i++) {
                    assertEquals(i % 3 == 0 ? i : 0, to[i]);
                }
            }
        }
    }

    @Test
    void whatDoesNotFitIsAnError() {
        Comm self = MPI.COMM_SELF;
        byte[] small = new byte[7];
        fails(MPI.ERR_TRUNCATE, () -> self.pack(new int[2], 2, MPI.INT, small, 0));
        fails(MPI.ERR_TRUNCATE, () -> self.pack(new int[2], 1, MPI.INT, small, 7));
        fails(MPI.ERR_TRUNCATE, () -> self.unpack(small, 4, new int[1], 1, MPI.INT));
        fails(MPI.ERR_ARG, () -> self.pack(new int[2], 1, MPI.INT, small, -1));
        fails(MPI.ERR_ARG, () -> self.pack(new int[2], 1, MPI.INT, small, 8));
        fails(MPI.ERR_COUNT, () -> self.pack(new int[2], -1, MPI.INT, small, 0));
        fails(MPI.ERR_TYPE, () -> self.pack(new int[2], 1, MPI.DATATYPE_NULL, small, 0));
        fails(MPI.ERR_BUFFER, () -> self.pack(new int[2], 3, MPI.INT, small, 0));
        fails(MPI.ERR_BUFFER, () -> MPI.INT.pack(new int[2], 1, "no buffer", 0));
        fails(MPI.ERR_BUFFER, () -> MPI.INT.pack(new int[2], 1, ByteBuffer.allocate(8).asReadOnlyBuffer(), 0));
        MemorySegment gone;
        try (Arena arena = Arena.ofConfined()) {
            gone = arena.allocate(8);
        }
        fails(MPI.ERR_BUFFER, () -> MPI.INT.pack(gone, 1, small, 0));
        fails(MPI.ERR_BUFFER, () -> MPI.INT.unpack(gone, 0, new int[1], 1));
        fails(MPI.ERR_COUNT, () -> self.packSize(Integer.MAX_VALUE, MPI.INT));
        assertEquals(1L << 42, self.packSize(1L << 40, MPI.INT));
        fails(MPI.ERR_ARG, () -> MPI.INT.packExternal("native", new int[2], 1, small, 0));
    }

    private static void external(String expected, Datatype type, int count, Object items, Object empty) {
        byte[] packed = new byte[(int) type.packExternalSize(EXTERNAL, count)];
        assertEquals(packed.length, type.packExternal(EXTERNAL, items, count, packed, 0));
        assertEquals(expected, HexFormat.of().formatHex(packed), type.toString());
        assertEquals(packed.length, type.unpackExternal(EXTERNAL, packed, 0, empty, count));
        byte[] again = new byte[packed.length];
        type.packExternal(EXTERNAL, empty, count, again, 0);
        assertArrayEquals(packed, again, type.toString());
    }

    @Test
    void externalRepresentation() {
        external("01ff", MPI.BYTE, 2, new byte[] {1, -1}, new byte[2]);
        external("0100", MPI.BOOLEAN, 2, new boolean[] {true, false}, new boolean[2]);
        external("00411234", MPI.CHAR, 2, new char[] {'A', 0x1234}, new char[2]);
        external("0102fffe", MPI.SHORT, 2, new short[] {0x0102, -2}, new short[2]);
        external("01020304fffffffe", MPI.INT, 2, new int[] {0x01020304, -2}, new int[2]);
        external("0102030405060708", MPI.LONG, 1, new long[] {0x0102030405060708L}, new long[1]);
        external("3f800000c0000000", MPI.FLOAT, 2, new float[] {1, -2}, new float[2]);
        external("3ff0000000000000", MPI.DOUBLE, 1, new double[] {1}, new double[1]);
        external("3f800000c0000000", MPI.FLOAT_COMPLEX, 1, new float[] {1, -2}, new float[2]);
        external("3ff0000000000000c000000000000000", MPI.DOUBLE_COMPLEX, 1, new double[] {1, -2}, new double[2]);
        ByteBuffer pair = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
        pair.putLong(0, 0x0102030405060708L).putInt(8, 0x0a0b0c0d);
        external("01020304050607080a0b0c0d", MPI.LONG_INT, 1, pair, new byte[16]);
        ByteBuffer small = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
        small.putShort(0, (short) 0x0102).putInt(4, 3);
        external("010200000003", MPI.SHORT_INT, 1, small, new byte[8]);
        Datatype struct = Datatype.createStruct(
                new int[] {1, 2}, new int[] {0, 4}, new Datatype[] {MPI.BYTE, MPI.SHORT});
        ByteBuffer item = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
        item.put(0, (byte) 9).putShort(4, (short) 1).putShort(6, (short) 2);
        item.put(8, (byte) 8).putShort(12, (short) 3).putShort(14, (short) 4);
        external("0900010002" + "0800030004", struct, 2, item, new byte[16]);
    }

    /** Longer than what is converted at once, with elements across the seams. */
    @Test
    void muchInExternalRepresentation() {
        int n = 20_000;
        Datatype struct = Datatype.createStruct(
                new int[] {1, 1}, new int[] {0, 8}, new Datatype[] {MPI.BYTE, MPI.DOUBLE});
        ByteBuffer items = ByteBuffer.allocate(16 * n).order(ByteOrder.nativeOrder());
        for (int i = 0; i < n; i++) {
            items.put(16 * i, (byte) i).putDouble(16 * i + 8, i + 0.5);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment packed = arena.allocate(9L * n);
            struct.packExternal(EXTERNAL, items, n, packed, 0);
            ValueLayout.OfDouble big = ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
            for (int i = 0; i < n; i++) {
                assertEquals((byte) i, packed.get(ValueLayout.JAVA_BYTE, 9L * i));
                assertEquals(i + 0.5, packed.get(big, 9L * i + 1));
            }
            byte[] back = new byte[16 * n];
            struct.unpackExternal(EXTERNAL, packed, 0, back, n);
            assertArrayEquals(items.array(), back);
        }
    }
}
