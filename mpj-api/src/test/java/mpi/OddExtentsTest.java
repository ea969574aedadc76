package mpi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import mpj.testkit.Ranks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user's operation on elements that have no data, lie upon each other, or reach into the next ones. */
class OddExtentsTest {
    private static void allReduce(int ranks, Datatype type, Op op, int count, int[] given, int[] expected) {
        Ranks.run(ranks, engine -> {
            Intracomm comm = new Intracomm(engine.world(), MPI.COMM_SELF);
            for (CollectiveForm form : CollectiveForm.values()) {
                int[] buffer = given.clone();
                form.call(
                        () -> comm.allReduce(buffer, count, type, op),
                        () -> comm.iAllReduce(buffer, count, type, op),
                        () -> comm.allReduceInit(buffer, count, type, op));
                assertArrayEquals(expected, buffer);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void withoutDataThereIsNothingToCombine(int ranks) {
        Op never = Op.create(
                ByteBuffer.class,
                (_, _) -> {
                    throw new AssertionError("called for nothing");
                },
                true);
        int[] untouched = {1, 2, 3};
        allReduce(ranks, Datatype.createContiguous(0, MPI.INT), never, 3, untouched, untouched);
        int[] inOut = untouched.clone();
        never.reduceLocal(untouched, inOut, 3, Datatype.createContiguous(0, MPI.INT));
        assertArrayEquals(untouched, inOut);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -4})
    void elementsUponEachOtherAreAnError(int extent) {
        Datatype type = Datatype.createResized(MPI.INT, 0, extent);
        Op op = Op.create(ByteBuffer.class, (_, _) -> {}, true);
        MPIException e = assertThrows(MPIException.class, () -> MPI.COMM_SELF.allReduce(new int[8], 2, type, op));
        assertEquals(MPI.ERR_TYPE, e.getErrorClass());
        assertTrue(String.valueOf(e.getMessage()).contains("as their extent is " + extent), e.getMessage());
        assertThrows(MPIException.class, () -> op.reduceLocal(new int[8], new int[8], 2, type));
    }

    /** Two ints with one between them; elements an int apart: the second int of one lies behind the next one's first. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void elementsThatReachIntoTheNextOnes(int ranks) {
        Datatype pair = Datatype.createVector(2, 1, 2, MPI.INT);
        Datatype type = Datatype.createResized(pair, 0, Integer.BYTES);
        Op op = new Op(
                new UserFunction() {
                    @Override
                    public void call(ByteBuffer in, ByteBuffer inOut, int count, Datatype datatype) {
                        // of two elements: ints 0 and 2, ints 1 and 3
                        for (int i = 0; i < 2 * count; i++) {
                            inOut.putInt(4 * i, in.getInt(4 * i) + inOut.getInt(4 * i));
                        }
                    }
                },
                true);
        int[] given = {1, 10, 100, 1000, -1};
        int[] expected = {ranks, 10 * ranks, 100 * ranks, 1000 * ranks, -1};
        allReduce(ranks, type, op, 2, given, expected);
        int[] inOut = {1, 1, 1, 1, -2};
        op.reduceLocal(given, inOut, 2, type);
        assertArrayEquals(new int[] {2, 11, 101, 1001, -2}, inOut);
    }
}
