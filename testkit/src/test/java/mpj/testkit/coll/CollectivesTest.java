package mpj.testkit.coll;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntBinaryOperator;
import mpj.core.coll.Collectives;
import mpj.core.comm.Communicator;
import mpj.core.datatype.Reducer;
import mpj.core.datatype.Reducers;
import mpj.testkit.Ranks;
import mpj.testkit.coll.CrossProduct.Case;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operation x root x kind of buffer x count x ranks, separate buffers and in place. */
class CollectivesTest {
    private static final int BARRIERS = 200;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 16})
    void nobodyLeavesABarrierBeforeAllHaveCome(int ranks) {
        AtomicInteger arrived = new AtomicInteger();
        Ranks.run(ranks, engine -> {
            for (int i = 1; i <= BARRIERS; i++) {
                arrived.incrementAndGet();
                Collectives.barrier(engine.world());
                int seen = arrived.get();
                assertTrue(seen >= i * ranks, "barrier " + i + " was left after " + seen + " arrivals");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void bcast(int ranks) {
        CrossProduct.rooted(ranks, c -> {
            Ints buffer = c.sending(c.count());
            if (c.isRoot()) {
                buffer.put(0, c.count(), c.root(), c.salt());
            }
            Collectives.bcast(c.comm(), buffer.object(), 0, c.count(), Ints.INT, c.root());
            buffer.check(0, c.count(), c.root(), c.salt(), c.where()).checkTail(c.where());
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void gather(int ranks) {
        CrossProduct.rooted(ranks, c -> {
            int n = c.count();
            Ints mine = c.sending(n).put(0, n, c.rank(), c.salt());
            Ints all = c.receiving(c.isRoot() ? n * c.size() : 0);
            Collectives.gather(c.comm(), mine.object(), 0, n, Ints.INT, all.object(), 0, n, Ints.INT, c.root());
            mine.check(0, n, c.rank(), c.salt(), c.where());
            checkAll(c, c.isRoot(), all);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void gatherInPlace(int ranks) {
        CrossProduct.rooted(ranks, c -> {
            int n = c.count();
            Object rbuf = null;
            Ints all = c.receiving(c.isRoot() ? n * c.size() : 0);
            Object sbuf;
            if (c.isRoot()) {
                all.put(n * c.rank(), n, c.rank(), c.salt());
                sbuf = Collectives.IN_PLACE;
                rbuf = all.object();
            } else {
                sbuf = c.sending(n).put(0, n, c.rank(), c.salt()).object();
            }
            Collectives.gather(c.comm(), sbuf, 0, n, Ints.INT, rbuf, 0, n, Ints.INT, c.root());
            checkAll(c, c.isRoot(), all);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void scatter(int ranks) {
        CrossProduct.rooted(ranks, c -> {
            int n = c.count();
            Ints all = c.sending(c.isRoot() ? n * c.size() : 0);
            if (c.isRoot()) {
                putAll(c, all);
            }
            Ints mine = c.receiving(n);
            Collectives.scatter(c.comm(), all.object(), 0, n, Ints.INT, mine.object(), 0, n, Ints.INT, c.root());
            mine.check(0, n, c.rank(), c.salt(), c.where()).checkTail(c.where());
            checkAll(c, c.isRoot(), all);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void scatterInPlace(int ranks) {
        CrossProduct.rooted(ranks, c -> {
            int n = c.count();
            Ints all = c.sending(c.isRoot() ? n * c.size() : 0);
            Ints mine = c.receiving(n);
            if (c.isRoot()) {
                putAll(c, all);
                Collectives.scatter(
                        c.comm(), all.object(), 0, n, Ints.INT, Collectives.IN_PLACE, 0, n, Ints.INT, c.root());
            } else {
                Collectives.scatter(c.comm(), null, 0, n, Ints.INT, mine.object(), 0, n, Ints.INT, c.root());
                mine.check(0, n, c.rank(), c.salt(), c.where()).checkTail(c.where());
            }
            checkAll(c, c.isRoot(), all);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void allgather(int ranks) {
        CrossProduct.rootless(ranks, c -> {
            int n = c.count();
            Ints mine = c.sending(n).put(0, n, c.rank(), c.salt());
            Ints all = c.receiving(n * c.size());
            Collectives.allgather(c.comm(), mine.object(), 0, n, Ints.INT, all.object(), 0, n, Ints.INT);
            checkAll(c, true, all);
            Ints inPlace = c.receiving(n * c.size()).put(n * c.rank(), n, c.rank(), c.salt());
            Collectives.allgather(
                    c.comm(), Collectives.IN_PLACE, 0, 0, Ints.INT, inPlace.object(), 0, n, Ints.INT);
            checkAll(c, true, inPlace);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void alltoall(int ranks) {
        CrossProduct.rootless(ranks, c -> {
            int n = c.count();
            Ints outgoing = c.sending(n * c.size());
            for (int i = 0; i < c.size(); i++) {
                outgoing.put(n * i, n, 100 * c.rank() + i, c.salt());
            }
            Ints incoming = c.receiving(n * c.size());
            Collectives.alltoall(c.comm(), outgoing.object(), 0, n, Ints.INT, incoming.object(), 0, n, Ints.INT);
            for (int i = 0; i < c.size(); i++) {
                incoming.check(n * i, n, 100 * i + c.rank(), c.salt(), c.where());
            }
            incoming.checkTail(c.where());
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void reduce(int ranks) {
        Reducer sum = operation(Reducers.SUM);
        CrossProduct.rooted(ranks, c -> {
            int n = c.count();
            Ints mine = c.sending(n).put(0, n, c.rank(), c.salt());
            Ints result = c.receiving(c.isRoot() ? n : 0);
            Object rbuf = c.isRoot() ? result.object() : null;
            Collectives.reduce(c.comm(), mine.object(), 0, rbuf, 0, n, Ints.INT, sum, c.root());
            mine.check(0, n, c.rank(), c.salt(), c.where());
            if (c.isRoot()) {
                checkCombined(c, result, 0, c.size(), Integer::sum);
            }
            result.checkTail(c.where());
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void reduceInPlace(int ranks) {
        Reducer max = operation(Reducers.MAX);
        CrossProduct.rooted(ranks, c -> {
            int n = c.count();
            Ints buffer = c.sending(n).put(0, n, c.rank(), c.salt());
            if (c.isRoot()) {
                Collectives.reduce(
                        c.comm(), Collectives.IN_PLACE, 0, buffer.object(), 0, n, Ints.INT, max, c.root());
                checkCombined(c, buffer, 0, c.size(), Math::max);
            } else {
                Collectives.reduce(c.comm(), buffer.object(), 0, null, 0, n, Ints.INT, max, c.root());
                buffer.check(0, n, c.rank(), c.salt(), c.where());
            }
            buffer.checkTail(c.where());
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void allreduce(int ranks) {
        Reducer sum = operation(Reducers.SUM);
        CrossProduct.rootless(ranks, c -> {
            int n = c.count();
            Ints mine = c.sending(n).put(0, n, c.rank(), c.salt());
            Ints result = c.receiving(n);
            Collectives.allreduce(c.comm(), mine.object(), 0, result.object(), 0, n, Ints.INT, sum);
            mine.check(0, n, c.rank(), c.salt(), c.where());
            checkCombined(c, result, 0, c.size(), Integer::sum);
            Collectives.allreduce(c.comm(), Collectives.IN_PLACE, 0, mine.object(), 0, n, Ints.INT, sum);
            checkCombined(c, mine, 0, c.size(), Integer::sum);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void scan(int ranks) {
        Reducer sum = operation(Reducers.SUM);
        CrossProduct.rootless(ranks, c -> {
            int n = c.count();
            Ints mine = c.sending(n).put(0, n, c.rank(), c.salt());
            Ints result = c.receiving(n);
            Collectives.scan(c.comm(), mine.object(), 0, result.object(), 0, n, Ints.INT, sum);
            mine.check(0, n, c.rank(), c.salt(), c.where());
            checkCombined(c, result, 0, c.rank() + 1, Integer::sum);
            Collectives.scan(c.comm(), Collectives.IN_PLACE, 0, mine.object(), 0, n, Ints.INT, sum);
            checkCombined(c, mine, 0, c.rank() + 1, Integer::sum);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void exscan(int ranks) {
        Reducer sum = operation(Reducers.SUM);
        CrossProduct.rootless(ranks, c -> {
            int n = c.count();
            Ints mine = c.sending(n).put(0, n, c.rank(), c.salt());
            Ints result = c.receiving(n);
            Collectives.exscan(c.comm(), mine.object(), 0, result.object(), 0, n, Ints.INT, sum);
            mine.check(0, n, c.rank(), c.salt(), c.where());
            Collectives.exscan(c.comm(), Collectives.IN_PLACE, 0, mine.object(), 0, n, Ints.INT, sum);
            if (c.rank() == 0) {
                result.checkUntouched(0, n, c.where());
                mine.check(0, n, 0, c.salt(), c.where());
            } else {
                checkCombined(c, result, 0, c.rank(), Integer::sum);
                checkCombined(c, mine, 0, c.rank(), Integer::sum);
            }
        });
    }

    /** An operation far into larger buffers leaves what is around its part alone. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void offsets(int ranks) {
        Reducer sum = operation(Reducers.SUM);
        int lead = 5;
        int n = 17;
        CrossProduct.rootless(ranks, c -> {
            Communicator comm = c.comm();
            long off = (long) lead * Integer.BYTES;
            Ints mine = c.sending(lead + n).put(lead, n, c.rank(), c.salt());
            Ints reduced = c.receiving(lead + n);
            Collectives.allreduce(comm, mine.object(), off, reduced.object(), off, n, Ints.INT, sum);
            reduced.checkUntouched(0, lead, c.where());
            checkCombined(c, reduced, lead, n, 0, c.size(), Integer::sum);
            Ints all = c.receiving(lead + n * c.size());
            Collectives.allgather(comm, mine.object(), off, n, Ints.INT, all.object(), off, n, Ints.INT);
            all.checkUntouched(0, lead, c.where());
            for (int i = 0; i < c.size(); i++) {
                all.check(lead + n * i, n, i, c.salt(), c.where());
            }
            all.checkTail(c.where());
        });
    }

    private static void putAll(Case c, Ints all) {
        for (int i = 0; i < c.size(); i++) {
            all.put(c.count() * i, c.count(), i, c.salt());
        }
    }

    /** Checks one block per rank, or that nothing was written. */
    private static void checkAll(Case c, boolean filled, Ints all) {
        for (int i = 0; i < c.size() && filled; i++) {
            all.check(c.count() * i, c.count(), i, c.salt(), c.where());
        }
        all.checkTail(c.where());
    }

    private static void checkCombined(Case c, Ints result, int firstRank, int endRank, IntBinaryOperator op) {
        checkCombined(c, result, 0, c.count(), firstRank, endRank, op);
    }

    private static void checkCombined(
            Case c, Ints result, int start, int count, int firstRank, int endRank, IntBinaryOperator op) {
        for (int i = 0; i < count; i++) {
            int expected = Ints.value(firstRank, i, c.salt());
            for (int rank = firstRank + 1; rank < endRank; rank++) {
                expected = op.applyAsInt(expected, Ints.value(rank, i, c.salt()));
            }
            result.expect(start + i, expected, c.where());
        }
        result.checkTail(c.where());
    }

    private static Reducer operation(int op) {
        return Objects.requireNonNull(Reducers.find(op, Reducers.INT));
    }
}
