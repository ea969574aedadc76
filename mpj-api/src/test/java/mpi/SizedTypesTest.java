package mpi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mpj.testkit.Ranks;
import mpj.testkit.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Predefined operations on the types that are named by their size, or as in Fortran. MPI 5.0, section 6.9.2. */
class SizedTypesTest {
    private static final int COUNT = 300;

    /** An integer type of so many bytes. */
    record Sized(Datatype type, int bytes, boolean signed) {
        private BigInteger value(long bits) {
            BigInteger mask = BigInteger.ONE.shiftLeft(8 * bytes).subtract(BigInteger.ONE);
            BigInteger low = BigInteger.valueOf(bits).and(mask);
            return signed && low.testBit(8 * bytes - 1) ? low.subtract(mask).subtract(BigInteger.ONE) : low;
        }

        @Override
        public String toString() {
            return type.getName();
        }
    }

    static List<Sized> integers() {
        List<Sized> all = new ArrayList<>();
        Datatype[][] signed = {
            {MPI.INT8_T, MPI.INTEGER1},
            {MPI.SHORT, MPI.INT16_T, MPI.INTEGER2},
            {MPI.INT, MPI.INT32_T, MPI.INTEGER, MPI.INTEGER4, Datatype.createF90Integer(9)},
            {MPI.LONG, MPI.INT64_T, MPI.INTEGER8, MPI.AINT, MPI.OFFSET, MPI.COUNT, Datatype.createF90Integer(18)}
        };
        Datatype[][] unsigned = {{MPI.BYTE, MPI.UINT8_T}, {MPI.CHAR, MPI.UINT16_T}, {MPI.UINT32_T}, {MPI.UINT64_T}};
        for (int i = 0; i < 4; i++) {
            for (Datatype type : signed[i]) {
                all.add(new Sized(type, 1 << i, true));
            }
            for (Datatype type : unsigned[i]) {
                all.add(new Sized(type, 1 << i, false));
            }
        }
        return all;
    }

    private static BigInteger combine(Op op, BigInteger a, BigInteger b) {
        BigInteger one = BigInteger.ONE;
        BigInteger zero = BigInteger.ZERO;
        boolean x = a.signum() != 0;
        boolean y = b.signum() != 0;
        return switch (op.toString()) {
            case "MPI_MAX" -> a.max(b);
            case "MPI_MIN" -> a.min(b);
            case "MPI_SUM" -> a.add(b);
            case "MPI_PROD" -> a.multiply(b);
            case "MPI_BAND" -> a.and(b);
            case "MPI_BOR" -> a.or(b);
            case "MPI_BXOR" -> a.xor(b);
            case "MPI_LAND" -> x && y ? one : zero;
            case "MPI_LOR" -> x || y ? one : zero;
            case "MPI_LXOR" -> x != y ? one : zero;
            default -> throw new IllegalArgumentException(op.toString());
        };
    }

    private static long get(ByteBuffer buffer, int bytes, int i) {
        return switch (bytes) {
            case 1 -> buffer.get(i);
            case 2 -> buffer.getShort(2 * i);
            case 4 -> buffer.getInt(4 * i);
            default -> buffer.getLong(8 * i);
        };
    }

    private static ByteBuffer random(Random random, int bytes) {
        byte[] content = new byte[COUNT * bytes];
        random.nextBytes(content);
        // zeros, for the logical operations
        for (int i = 0; i < content.length / 3; i++) {
            content[i] = 0;
        }
        return ByteBuffer.allocateDirect(content.length).order(ByteOrder.nativeOrder()).put(content).clear();
    }

    @ParameterizedTest
    @MethodSource("integers")
    void everyOperationOfIntegers(Sized sized) {
        Seed.run(seed -> {
            Random random = new Random(seed);
            for (Op op : List.of(
                    MPI.MAX, MPI.MIN, MPI.SUM, MPI.PROD, MPI.LAND, MPI.LOR, MPI.LXOR, MPI.BAND, MPI.BOR, MPI.BXOR)) {
                ByteBuffer in = random(random, sized.bytes);
                ByteBuffer inOut = random(random, sized.bytes);
                long[] expected = new long[COUNT];
                for (int i = 0; i < COUNT; i++) {
                    BigInteger a = sized.value(get(in, sized.bytes, i));
                    BigInteger b = sized.value(get(inOut, sized.bytes, i));
                    expected[i] = combine(op, a, b).longValue();
                }
                op.reduceLocal(in, inOut, COUNT, sized.type);
                for (int i = 0; i < COUNT; i++) {
                    BigInteger got = sized.value(get(inOut, sized.bytes, i));
                    assertEquals(sized.value(expected[i]), got, op + " of element " + i);
                }
            }
            assertThrows(MPIException.class, () -> MPI.MAXLOC.reduceLocal(null, null, 0, sized.type));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void unsignedNumbersOfSeveralRanks(int ranks) {
        Ranks.run(ranks, engine -> {
            Intracomm comm = new Intracomm(engine.world(), MPI.COMM_SELF);
            int rank = comm.getRank();
            // the greatest of all at rank 0, as a signed number less than all
            int[] ints = {rank == 0 ? -1 : rank};
            comm.allReduce(ints, 1, MPI.UINT32_T, MPI.MAX);
            assertEquals(-1, ints[0]);
            long[] longs = {rank == 0 ? Long.MIN_VALUE : rank + 1};
            comm.allReduce(longs, 1, MPI.UINT64_T, MPI.MIN);
            assertEquals(ranks == 1 ? Long.MIN_VALUE : 2, longs[0]);
            byte[] bytes = {(byte) (rank == 0 ? -1 : rank)};
            comm.allReduce(bytes, 1, MPI.INT8_T, MPI.MAX);
            assertEquals(ranks == 1 ? -1 : ranks - 1, bytes[0]);
            byte[] sum = {100};
            comm.allReduce(sum, 1, MPI.INTEGER1, MPI.SUM);
            assertEquals((byte) (100 * ranks), sum[0]);
        });
    }

    @Test
    void realsLogicalsAndComplexNumbersOfFortran() {
        for (Datatype type : List.of(MPI.REAL, MPI.REAL4, Datatype.createF90Real(6, 37))) {
            float[] inOut = {3};
            MPI.PROD.reduceLocal(new float[] {2.5f}, inOut, 1, type);
            assertEquals(7.5f, inOut[0]);
        }
        for (Datatype type : List.of(MPI.DOUBLE_PRECISION, MPI.REAL8)) {
            double[] inOut = {3};
            MPI.MIN.reduceLocal(new double[] {2.5}, inOut, 1, type);
            assertEquals(2.5, inOut[0]);
        }
        for (Datatype type : List.of(MPI.COMPLEX, MPI.COMPLEX8)) {
            float[] inOut = {0, 1};
            MPI.PROD.reduceLocal(new float[] {0, 1}, inOut, 1, type);
            assertArrayEquals(new float[] {-1, 0}, inOut);
        }
        double[] z = {1, 2};
        MPI.SUM.reduceLocal(new double[] {3, 4}, z, 1, MPI.COMPLEX16);
        assertArrayEquals(new double[] {4, 6}, z);
        int[] logical = {1, 0};
        MPI.LXOR.reduceLocal(new int[] {1, 1}, logical, 2, MPI.LOGICAL);
        assertArrayEquals(new int[] {0, 1}, logical);
        boolean[] bools = {true, false};
        MPI.LAND.reduceLocal(new boolean[] {true, true}, bools, 2, MPI.C_BOOL);
        assertArrayEquals(new boolean[] {true, false}, bools);
        MPIException e = assertThrows(
                MPIException.class, () -> MPI.SUM.reduceLocal(new byte[1], new byte[1], 1, MPI.CHARACTER));
        assertEquals(
                "MPI_ERR_OP: reduceLocal: MPI_SUM is not defined for elements of type MPI_CHARACTER", e.getMessage());
    }
}
