package mpj.testkit.coll;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Objects;
import java.util.Random;
import mpj.base.memory.RawMemory;
import mpj.core.coll.Collectives;
import mpj.core.comm.Communicator;
import mpj.core.datatype.Layout;
import mpj.core.datatype.Reducer;
import mpj.core.datatype.Reducers;
import mpj.testkit.Ranks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations that do not commute are applied in the order of the ranks; all ranks get the same bits. */
class ReductionOrderTest {
    private static final int[] COUNTS = {1, 3, 1000, 40_000};
    private static final int INTS_PER_MATRIX = 4;
    private static final Layout MATRIX = Layout.contiguous(INTS_PER_MATRIX * Integer.BYTES);

    /** The product of 2x2 matrices modulo 2^32: associative, not commutative. */
    private static final Reducer PRODUCT = new Reducer() {
        @Override
        public boolean isCommutative() {
            return false;
        }

        @Override
        public void reduce(long in, long inOut, long count) {
            for (long i = 0; i < count; i++) {
                long l = in + i * MATRIX.extent();
                long r = inOut + i * MATRIX.extent();
                int a = row(l, 0, r, 0);
                int b = row(l, 0, r, 4);
                int c = row(l, 8, r, 0);
                int d = row(l, 8, r, 4);
                RawMemory.putInt(r, a);
                RawMemory.putInt(r + 4, b);
                RawMemory.putInt(r + 8, c);
                RawMemory.putInt(r + 12, d);
            }
        }

        private int row(long l, int rowAt, long r, int columnAt) {
            return RawMemory.getInt(l + rowAt) * RawMemory.getInt(r + columnAt)
                    + RawMemory.getInt(l + rowAt + 4) * RawMemory.getInt(r + columnAt + 8);
        }
    };

    private static int[] operand(int rank, int count) {
        int[] operand = new int[count * INTS_PER_MATRIX];
        for (int i = 0; i < operand.length; i++) {
            operand[i] = Ints.value(rank, i, 5);
        }
        return operand;
    }

    /** The product of the operands of the ranks before {@code end}. */
    private static int[] product(int end, int count) {
        int[] product = operand(0, count);
        for (int rank = 1; rank < end; rank++) {
            int[] right = operand(rank, count);
            for (int m = 0; m < product.length; m += INTS_PER_MATRIX) {
                int a = product[m];
                int b = product[m + 1];
                int c = product[m + 2];
                int d = product[m + 3];
                product[m] = a * right[m] + b * right[m + 2];
                product[m + 1] = a * right[m + 1] + b * right[m + 3];
                product[m + 2] = c * right[m] + d * right[m + 2];
                product[m + 3] = c * right[m + 1] + d * right[m + 3];
            }
        }
        return product;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void matrixProducts(int ranks) {
        Ranks.run(ranks, engine -> {
            Communicator c = engine.world();
            for (int count : COUNTS) {
                int[] mine = operand(c.rank(), count);
                int[] all = product(ranks, count);
                for (int root = 0; root < ranks; root++) {
                    int[] result = new int[mine.length];
                    Collectives.reduce(c, mine, 0, result, 0, count, MATRIX, PRODUCT, root);
                    assertArrayEquals(c.rank() == root ? all : new int[mine.length], result, "reduce to " + root);
                }
                int[] result = new int[mine.length];
                Collectives.allreduce(c, mine, 0, result, 0, count, MATRIX, PRODUCT);
                assertArrayEquals(all, result, "allreduce");
                Collectives.scan(c, mine, 0, result, 0, count, MATRIX, PRODUCT);
                assertArrayEquals(product(c.rank() + 1, count), result, "scan");
                Collectives.exscan(c, Collectives.IN_PLACE, 0, mine, 0, count, MATRIX, PRODUCT);
                int[] before = c.rank() == 0 ? operand(0, count) : product(c.rank(), count);
                assertArrayEquals(before, mine, "exscan");
            }
        });
    }

    /** A reduction works on a part of the data at a time, but never on less than an element. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void longElements(int ranks) {
        int ints = 150_001;
        Layout layout = Layout.contiguous((long) ints * Integer.BYTES);
        Reducer sum = new UserSum(ints);
        Ranks.run(ranks, engine -> {
            Communicator c = engine.world();
            int[] in = new int[3 * ints];
            int[] scanned = new int[in.length];
            int[] reduced = new int[in.length];
            for (int i = 0; i < in.length; i++) {
                in[i] = Ints.value(c.rank(), i, 6);
                for (int rank = 0; rank < ranks; rank++) {
                    int value = Ints.value(rank, i, 6);
                    scanned[i] += rank <= c.rank() ? value : 0;
                    reduced[i] += value;
                }
            }
            int[] out = new int[in.length];
            Collectives.scan(c, in, 0, out, 0, 3, layout, sum);
            assertArrayEquals(scanned, out, "scan");
            Collectives.allreduce(c, in, 0, out, 0, 3, layout, sum);
            assertArrayEquals(reduced, out, "allreduce");
        });
    }

    /** Adds elements of some ints. */
    private record UserSum(int ints) implements Reducer {
        @Override
        public boolean isCommutative() {
            return true;
        }

        @Override
        public void reduce(long in, long inOut, long count) {
            for (long at = 0; at < count * ints * Integer.BYTES; at += Integer.BYTES) {
                RawMemory.putInt(inOut + at, RawMemory.getInt(in + at) + RawMemory.getInt(inOut + at));
            }
        }
    }

    @Test
    void anExceptionOfTheOperationReachesTheCaller() {
        Reducer failing = new Reducer() {
            @Override
            public boolean isCommutative() {
                return true;
            }

            @Override
            public void reduce(long in, long inOut, long count) {
                throw new ArithmeticException("of the operation");
            }
        };
        Ranks.run(2, engine -> {
            Communicator c = engine.world();
            int[] mine = {c.rank() + 1};
            int[] result = new int[1];
            if (c.rank() == 0) {
                Collectives.reduce(c, mine, 0, null, 0, 1, Ints.INT, failing, 1);
            } else {
                ArithmeticException e = assertThrows(
                        ArithmeticException.class,
                        () -> Collectives.reduce(c, mine, 0, result, 0, 1, Ints.INT, failing, 1));
                assertEquals("of the operation", e.getMessage());
            }
            Collectives.allreduce(c, mine, 0, result, 0, 1, Ints.INT, new UserSum(1));
            assertEquals(3, result[0]);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 7})
    void allRanksGetTheSameBits(int ranks) {
        Reducer sum = Objects.requireNonNull(Reducers.find(Reducers.SUM, Reducers.DOUBLE));
        Layout layout = Layout.contiguous(Double.BYTES);
        Ranks.run(ranks, engine -> {
            Communicator c = engine.world();
            for (int count : new int[] {1, 10, 50_000}) {
                long seed = 77L * c.rank() + count;
                Random random = new Random(seed);
                double[] mine = new double[count];
                for (int i = 0; i < count; i++) {
                    mine[i] = Math.scalb(random.nextGaussian(), random.nextInt(60) - 30);
                }
                double[] result = new double[count];
                Collectives.allreduce(c, mine, 0, result, 0, count, layout, sum);
                double[] first = result.clone();
                Collectives.bcast(c, first, 0, count, layout, 0);
                for (int i = 0; i < count; i++) {
                    assertEquals(
                            Double.doubleToRawLongBits(first[i]),
                            Double.doubleToRawLongBits(result[i]),
                            "element " + i + ", seed " + seed);
                }
            }
        });
    }
}
