package mpj.testkit.coll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import mpj.core.EngineException;
import mpj.core.ErrorClass;
import mpj.core.coll.Collectives;
import mpj.core.comm.Communicator;
import mpj.core.datatype.Reducer;
import mpj.core.datatype.Reducers;
import mpj.testkit.Ranks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranks that disagree on the length of a collective get an error, whoever has more. */
class LengthMismatchTest {
    private static final int COUNT = 4;

    /** Runs the call on both ranks; the one that receives must fail. */
    private static void failsAt(int receiver, int receives, RankCall call) {
        Ranks.run(2, engine -> {
            Communicator c = engine.world();
            if (c.rank() != receiver) {
                call.run(c, COUNT);
                return;
            }
            assertTruncated(() -> call.run(c, receives));
        });
    }

    private static void assertTruncated(Executable call) {
        EngineException e = assertThrows(EngineException.class, call);
        assertEquals(ErrorClass.TRUNCATE, e.errorClass(), e.getMessage());
        assertTrue(Objects.requireNonNull(e.getMessage()).contains("bytes"), e.getMessage());
    }

    @FunctionalInterface
    private interface RankCall {
        void run(Communicator c, int count);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5})
    void bcast(int count) {
        failsAt(1, count, (c, n) -> Collectives.bcast(c, new int[n], 0, n, Ints.INT, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5})
    void gather(int count) {
        failsAt(
                1,
                count,
                (c, n) -> Collectives.gather(
                        c, new int[n], 0, n, Ints.INT, new int[2 * n], 0, n, Ints.INT, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5})
    void scatter(int count) {
        failsAt(
                1,
                count,
                (c, n) -> Collectives.scatter(
                        c, new int[2 * n], 0, n, Ints.INT, new int[n], 0, n, Ints.INT, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5})
    void reduce(int count) {
        Reducer sum = Objects.requireNonNull(Reducers.find(Reducers.SUM, Reducers.INT));
        failsAt(
                1,
                count,
                (c, n) -> Collectives.reduce(c, new int[n], 0, new int[n], 0, n, Ints.INT, sum, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5})
    void allgatherOnBothSides(int count) {
        Ranks.run(2, engine -> {
            Communicator c = engine.world();
            int n = c.rank() == 0 ? COUNT : count;
            assertTruncated(() -> Collectives.allgather(
                    c, new int[n], 0, n, Ints.INT, new int[2 * n], 0, n, Ints.INT));
        });
    }

    private static long[] longs(long... values) {
        return values;
    }

    /** Of blocks that are not empty at either end, which is what messages are sent for. */
    @ParameterizedTest
    @ValueSource(ints = {3, 5})
    void gatherv(int count) {
        failsAt(
                1,
                count,
                (c, n) -> Collectives.gatherv(
                        c, new int[COUNT], 0, COUNT, Ints.INT, new int[20], 0, longs(n, COUNT), longs(0, 10), Ints.INT, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5})
    void scatterv(int count) {
        failsAt(
                1,
                count,
                (c, n) -> Collectives.scatterv(
                        c, new int[20], 0, longs(n, n), longs(0, 10), Ints.INT, new int[n], 0, n, Ints.INT, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5})
    void allgathervOnBothSides(int count) {
        Ranks.run(2, engine -> {
            Communicator c = engine.world();
            int n = c.rank() == 0 ? COUNT : count;
            assertTruncated(() -> Collectives.allgatherv(
                    c, new int[n], 0, n, Ints.INT, new int[20], 0, longs(n, n), longs(0, 10), Ints.INT));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5})
    void alltoallvOnBothSides(int count) {
        Ranks.run(2, engine -> {
            Communicator c = engine.world();
            int n = c.rank() == 0 ? COUNT : count;
            assertTruncated(() -> Collectives.alltoallv(
                    c,
                    new int[20],
                    0,
                    longs(n, n),
                    longs(0, 10),
                    Ints.INT,
                    new int[20],
                    0,
                    longs(n, n),
                    longs(0, 10),
                    Ints.INT));
        });
    }

    @Test
    void ownBlock() {
        Ranks.run(1, engine -> {
            Communicator c = engine.world();
            assertTruncated(() -> Collectives.alltoall(
                    c, new int[COUNT], 0, COUNT, Ints.INT, new int[COUNT], 0, COUNT - 1, Ints.INT));
        });
    }
}
