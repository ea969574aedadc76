package mpi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import mpj.testkit.Ranks;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Collective operations on derived and on all basic types, with several operations; and what they refuse. */
class CollectiveTypesTest {
    private static final int ROWS = 300;
    private static final int COLUMNS = 4;

    private static void run(int ranks, Consumer<Intracomm> body) {
        Ranks.run(ranks, engine -> body.accept(new Intracomm(engine.world(), MPI.COMM_SELF)));
    }

    private static int[] ints(int length, IntUnaryOperator element) {
        int[] a = new int[length];
        Arrays.setAll(a, element);
        return a;
    }

    /** A column of a matrix, so that the next one begins one element further. */
    private static Datatype column() {
        Datatype vector = Datatype.createVector(ROWS, 1, COLUMNS, MPI.INT);
        Datatype column = Datatype.createResized(vector, 0, Integer.BYTES);
        column.commit();
        return column;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void columnsOfAMatrix(int ranks) {
        run(ranks, comm -> {
            Datatype column = column();
            int rank = comm.getRank();
            int[] matrix = ints(ROWS * COLUMNS, i -> rank * 10_000 + i);
            for (CollectiveForm form : CollectiveForm.values()) {
                int[] rows = new int[ROWS * ranks];
                form.call(
                        () -> comm.allGather(matrix, 1, column, rows, ROWS, MPI.INT),
                        () -> comm.iAllGather(matrix, 1, column, rows, ROWS, MPI.INT),
                        () -> comm.allGatherInit(matrix, 1, column, rows, ROWS, MPI.INT));
                assertArrayEquals(ints(rows.length, i -> i / ROWS * 10_000 + i % ROWS * COLUMNS), rows);
                int[] other = new int[ROWS * COLUMNS];
                int root = ranks - 1;
                int[] given = rank == root ? matrix.clone() : other;
                form.call(
                        () -> comm.bcast(given, 2, column, root),
                        () -> comm.iBcast(given, 2, column, root),
                        () -> comm.bcastInit(given, 2, column, root));
                if (rank != root) {
                    assertArrayEquals(
                            ints(ROWS * COLUMNS, i -> i % COLUMNS < 2 ? root * 10_000 + i : 0), given);
                }
            }
        });
    }

    /** Each rank sends columns and gets rows. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void transposition(int ranks) {
        run(ranks, comm -> {
            int rank = comm.getRank();
            Datatype[] columns = new Datatype[ranks];
            Datatype[] rows = new Datatype[ranks];
            Arrays.fill(columns, column());
            Arrays.fill(rows, MPI.INT);
            int[] ones = ints(ranks, _ -> 1);
            int[] lengths = ints(ranks, _ -> ROWS);
            int[] starts = ints(ranks, i -> i * Integer.BYTES);
            int[] places = ints(ranks, i -> i * ROWS * Integer.BYTES);
            int[] matrix = ints(ROWS * COLUMNS, i -> rank * 10_000 + i);
            for (CollectiveForm form : CollectiveForm.values()) {
                int[] received = new int[ranks * ROWS];
                form.call(
                        () -> comm.allToAllw(matrix, ones, starts, columns, received, lengths, places, rows),
                        () -> comm.iAllToAllw(matrix, ones, starts, columns, received, lengths, places, rows),
                        () -> comm.allToAllwInit(matrix, ones, starts, columns, received, lengths, places, rows));
                assertArrayEquals(
                        ints(received.length, i -> i / ROWS * 10_000 + i % ROWS * COLUMNS + rank), received);
            }
        });
    }

    /** Adds the first ints of elements of two, and leaves the second alone. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void aFunctionOnADerivedType(int ranks) {
        Op op = new Op(
                new UserFunction() {
                    @Override
                    public void call(java.nio.ByteBuffer in, java.nio.ByteBuffer inOut, int count, Datatype type) {
                        for (int i = 0; i < count; i++) {
                            int at = 8 * i;
                            inOut.putInt(at, in.getInt(at) + inOut.getInt(at));
                        }
                    }
                },
                true);
        run(ranks, comm -> {
            Datatype spaced = Datatype.createResized(Datatype.createContiguous(1, MPI.INT), 0, 2 * Integer.BYTES);
            spaced.commit();
            int n = 70_000;
            for (CollectiveForm form : CollectiveForm.values()) {
                int[] buf = ints(2 * n, i -> i % 2 == 0 ? comm.getRank() + i : -1);
                form.call(
                        () -> comm.allReduce(buf, n, spaced, op),
                        () -> comm.iAllReduce(buf, n, spaced, op),
                        () -> comm.allReduceInit(buf, n, spaced, op));
                int ofRanks = ranks * (ranks - 1) / 2;
                assertArrayEquals(ints(2 * n, i -> i % 2 == 0 ? ofRanks + ranks * i : -1), buf);
            }
        });
    }

    private record Kind(Datatype type, IntFunction<Object> array) {}

    private static final Kind[] KINDS = {
        new Kind(MPI.BYTE, byte[]::new),
        new Kind(MPI.SHORT, short[]::new),
        new Kind(MPI.INT, int[]::new),
        new Kind(MPI.LONG, long[]::new),
        new Kind(MPI.FLOAT, float[]::new),
        new Kind(MPI.DOUBLE, double[]::new)
    };

    /** Small enough for sums and products of a few to fit a byte. */
    private static int small(int rank, int i) {
        return (rank + i) % 3 + 1;
    }

    private static int combined(Op op, int end, int i) {
        int result = small(0, i);
        for (int rank = 1; rank < end; rank++) {
            int next = small(rank, i);
            result = op == MPI.SUM ? result + next : op == MPI.PROD ? result * next : Math.max(result, next);
        }
        return result;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void typesAndOperations(int ranks) {
        run(ranks, comm -> {
            for (Kind kind : KINDS) {
                for (Op op : new Op[] {MPI.SUM, MPI.PROD, MPI.MAX}) {
                    for (CollectiveForm form : CollectiveForm.values()) {
                        reduce(comm, kind, op, form);
                    }
                }
            }
        });
    }

    private static void reduce(Intracomm comm, Kind kind, Op op, CollectiveForm form) {
        int n = 37;
        int rank = comm.getRank();
        Object all = filled(kind, n, i -> small(rank, i));
        form.call(
                () -> comm.allReduce(all, n, kind.type, op),
                () -> comm.iAllReduce(all, n, kind.type, op),
                () -> comm.allReduceInit(all, n, kind.type, op));
        check(kind, all, i -> combined(op, comm.getSize(), i));
        Object part = filled(kind, n, i -> small(rank, i));
        form.call(
                () -> comm.scan(part, n, kind.type, op),
                () -> comm.iScan(part, n, kind.type, op),
                () -> comm.scanInit(part, n, kind.type, op));
        check(kind, part, i -> combined(op, rank + 1, i));
    }

    private static Object filled(Kind kind, int n, IntUnaryOperator element) {
        Object array = kind.array.apply(n);
        for (int i = 0; i < n; i++) {
            int value = element.applyAsInt(i);
            switch (array) {
                case byte[] a -> a[i] = (byte) value;
                case short[] a -> a[i] = (short) value;
                case int[] a -> a[i] = value;
                case long[] a -> a[i] = value;
                case float[] a -> a[i] = value;
                default -> ((double[]) array)[i] = value;
            }
        }
        return array;
    }

    private static void check(Kind kind, Object found, IntUnaryOperator element) {
        int n = java.lang.reflect.Array.getLength(found);
        for (int i = 0; i < n; i++) {
            double value = ((Number) java.lang.reflect.Array.get(found, i)).doubleValue();
            assertEquals(element.applyAsInt(i), value, () -> kind.type.toString());
        }
    }

    private static void refused(int errorClass, String part, Executable call) {
        MPIException e = assertThrows(MPIException.class, call);
        String message = String.valueOf(e.getMessage());
        assertEquals(errorClass, e.getErrorClass(), message);
        assertTrue(message.contains(part), message);
    }

    /** Every form names itself in its errors, and a refused call leaves no trace. */
    @ParameterizedTest
    @ValueSource(ints = {2})
    @SuppressWarnings("NullAway") // null is what is refused
    void whatIsRefused(int ranks) {
        run(ranks, comm -> {
            int[] two = new int[2];
            int[] counts = {1, 1};
            refused(MPI.ERR_ROOT, "iBcast: root 2", () -> comm.iBcast(two, 1, MPI.INT, 2));
            refused(MPI.ERR_ROOT, "gatherInit: root -4", () -> comm.gatherInit(two, 1, MPI.INT, MPI.ROOT));
            refused(MPI.ERR_COUNT, "iAllReduce", () -> comm.iAllReduce(two, -1, MPI.INT, MPI.SUM));
            refused(MPI.ERR_COUNT, "recvcounts has 1", () -> comm.reduceScatter(two, new int[1], MPI.INT, MPI.SUM));
            refused(
                    MPI.ERR_COUNT,
                    "recvcounts[1] -1",
                    () -> comm.iReduceScatter(two, new int[] {1, -1}, MPI.INT, MPI.SUM));
            refused(MPI.ERR_BUFFER, "scatterInit: sendbuf", () -> {
                if (comm.getRank() == 0) {
                    comm.scatterInit(two, 2, MPI.INT, new int[2], 2, MPI.INT, 0);
                } else {
                    comm.scatterInit(new int[3], 2, MPI.INT, 1);
                    comm.scatterInit(null, 2, MPI.INT, 1);
                }
            });
            refused(MPI.ERR_BUFFER, "iAllGather", () -> comm.iAllGather(IntBuffer.allocate(1), 1, MPI.INT));
            refused(MPI.ERR_TYPE, "iBcast", () -> comm.iBcast(two, 1, null, 0));
            refused(
                    MPI.ERR_TYPE,
                    "sendtypes",
                    () -> comm.allToAllw(two, counts, counts, new Datatype[1], two, counts, counts, new Datatype[] {
                        MPI.INT, MPI.INT
                    }));
            refused(MPI.ERR_OP, "iReduce", () -> comm.iReduce(two, 1, MPI.INT, null, 0));
            refused(MPI.ERR_BUFFER, "one buffer", () -> comm.iAllReduce(two, two, 1, MPI.INT, MPI.SUM));
            refused(MPI.ERR_ARG, "form", () -> {
                if (comm.getRank() == 0) {
                    comm.iGatherv(two, 1, MPI.INT, 0);
                } else {
                    comm.iGatherv(two, counts, counts, MPI.INT, 0);
                }
            });
            comm.barrier();
        });
    }
}
