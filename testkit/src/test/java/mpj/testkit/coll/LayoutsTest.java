package mpj.testkit.coll;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import mpj.core.coll.Collectives;
import mpj.core.comm.Communicator;
import mpj.core.datatype.Layout;
import mpj.core.datatype.Reducer;
import mpj.core.datatype.Reducers;
import mpj.testkit.Ranks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Elements with holes, and elements that are whole differently on the two sides. */
class LayoutsTest {
    private static final int[] COUNTS = {1, 3, 1000, 30_000};

    /** MPI's LONG_INT. */
    private static final Layout LONG_INT = Layout.ofRuns(16, new long[] {0, 8}, new long[] {8, 4});

    /** An int and a hole of the same size. */
    private static final Layout SPREAD_INT = Layout.ofRuns(8, new long[] {0}, new long[] {4});

    private static final Layout THREE_INTS = Layout.contiguous(12);

    private static final byte HOLE = 0x55;

    private static ByteBuffer pairs(int rank, int count) {
        ByteBuffer pairs = ByteBuffer.wrap(new byte[16 * count]).order(ByteOrder.nativeOrder());
        for (int i = 0; i < count; i++) {
            pairs.putLong(16 * i, pairValue(rank, i));
            pairs.putInt(16 * i + 8, rank);
            pairs.putInt(16 * i + 12, HOLE);
        }
        return pairs;
    }

    private static long pairValue(int rank, int i) {
        return (Ints.value(rank, i, 9) & 3) * 10_000_000_000L;
    }

    /** Checks for the greatest of the ranks before {@code end}, and the holes. */
    private static void checkPairs(ByteBuffer pairs, int end, int count, String where) {
        for (int i = 0; i < count; i++) {
            int best = 0;
            for (int rank = 1; rank < end; rank++) {
                best = pairValue(rank, i) > pairValue(best, i) ? rank : best;
            }
            assertEquals(pairValue(best, i), pairs.getLong(16 * i), where);
            assertEquals(best, pairs.getInt(16 * i + 8), where);
            assertEquals(HOLE, pairs.getInt(16 * i + 12), where + ": the hole was written");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void reductionsKeepTheHoles(int ranks) {
        Reducer maxloc = Objects.requireNonNull(Reducers.find(Reducers.MAXLOC, Reducers.LONG_INT));
        Ranks.run(ranks, engine -> {
            Communicator c = engine.world();
            for (int count : COUNTS) {
                ByteBuffer mine = pairs(c.rank(), count);
                ByteBuffer result = pairs(99, count);
                Collectives.allreduce(c, mine, 0, result, 0, count, LONG_INT, maxloc);
                checkPairs(result, ranks, count, "allreduce of " + count);
                Collectives.scan(c, mine, 0, result, 0, count, LONG_INT, maxloc);
                checkPairs(result, c.rank() + 1, count, "scan of " + count);
                int root = ranks - 1;
                Collectives.reduce(c, mine, 0, result, 0, count, LONG_INT, maxloc, root);
                checkPairs(result, c.rank() == root ? ranks : c.rank() + 1, count, "reduce of " + count);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void theSidesMayCutTheirElementsDifferently(int ranks) {
        CrossProduct.rootless(ranks, c -> {
            int n = c.count();
            Ints mine = c.sending(3 * n).put(0, 3 * n, c.rank(), c.salt());
            Ints spread = c.receiving(6 * n * c.size());
            Collectives.allgather(
                    c.comm(), mine.object(), 0, n, THREE_INTS, spread.object(), 0, 3L * n, SPREAD_INT);
            for (int i = 0; i < 3 * n * c.size(); i++) {
                spread.expect(2 * i, Ints.value(i / (3 * n), i % (3 * n), c.salt()), c.where());
                spread.checkUntouched(2 * i + 1, 1, c.where());
            }
            spread.checkTail(c.where());
            Ints back = c.sending(3 * n);
            Collectives.scatter(
                    c.comm(), spread.object(), 0, 3L * n, SPREAD_INT, back.object(), 0, n, THREE_INTS, 0);
            back.check(0, 3 * n, c.rank(), c.salt(), c.where()).checkTail(c.where());
        });
    }
}
