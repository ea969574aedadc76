package mpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import mpj.testkit.Ranks;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Collective operations on objects, with every root. */
class ObjectCollectivesTest {
    private static void run(int ranks, Consumer<Intracomm> body) {
        Ranks.run(ranks, engine -> {
            Intracomm comm = new Intracomm(engine.world(), MPI.COMM_SELF);
            comm.setErrhandler(MPI.ERRORS_RETURN);
            body.accept(comm);
            comm.barrier();
        });
    }

    private static void same(@Nullable Object expected, @Nullable Object actual) {
        assertTrue(
                Samples.same(expected, actual), () -> Samples.describe(expected) + " -> " + Samples.describe(actual));
    }

    private static String letters(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i <= to; i++) {
            text.append((char) ('a' + i));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void everyKindMoves(int ranks) {
        run(ranks, comm -> {
            int rank = comm.getRank();
            int kinds = Samples.all(0).size();
            for (int kind = 0; kind < kinds; kind++) {
                List<@Nullable Object> ofRank = new ArrayList<>();
                for (int i = 0; i < ranks; i++) {
                    ofRank.add(Samples.all(i).get(kind));
                }
                Object[] all = ofRank.toArray();
                int root = kind % ranks;
                same(all[root], comm.bcast(rank == root ? all[root] : "not used", root));
                List<@Nullable Object> gathered = comm.gather(all[rank], root);
                same(rank == root ? all : null, gathered == null ? null : gathered.toArray());
                same(all[rank], comm.<@Nullable Object>scatter(rank == root ? ofRank : null, root));
                same(all, comm.allGather(all[rank]).toArray());
                List<@Nullable Object> mine = new ArrayList<>(ofRank);
                mine.set(rank, "to myself");
                Object[] expected = new Object[ranks];
                Arrays.fill(expected, all[rank]);
                expected[rank] = "to myself";
                same(expected, comm.<@Nullable Object>allToAll(mine).toArray());
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void everyRoot(int ranks) {
        run(ranks, comm -> {
            int rank = comm.getRank();
            for (int root = 0; root < ranks; root++) {
                assertEquals("from " + root, comm.bcast("from " + rank, root));
                List<Integer> gathered = comm.gather(rank, root);
                assertEquals(rank == root ? IntStream.range(0, ranks).boxed().toList() : null, gathered);
                List<String> parts = IntStream.range(0, ranks).mapToObj(i -> "part " + i).toList();
                assertEquals("part " + rank, comm.scatter(rank == root ? parts : null, root));
                String joined = comm.reduce(letters(rank, rank), String::concat, root);
                assertEquals(rank == root ? letters(0, ranks - 1) : null, joined);
            }
        });
    }

    /** Joining strings is associative and does not commute. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 8})
    void reductionsKeepTheOrderOfTheRanks(int ranks) {
        run(ranks, comm -> {
            int rank = comm.getRank();
            String mine = letters(rank, rank);
            assertEquals(letters(0, ranks - 1), comm.allReduce(mine, String::concat));
            assertEquals(letters(0, rank), comm.scan(mine, String::concat));
            assertEquals(rank == 0 ? null : letters(0, rank - 1), comm.exScan(mine, String::concat));
            assertEquals(letters(0, ranks - 1), comm.allReduce(mine, MPI.SUM));
            assertEquals(letters(0, rank), comm.scan(mine, MPI.SUM));
            assertEquals(rank == 0 ? null : letters(0, rank - 1), comm.exScan(mine, MPI.SUM));
            // arrays longer than an eager message; the operator must not change its operands
            double[] large = new double[100_000];
            large[99_999] = rank;
            double[] sum = comm.allReduce(large, ObjectCollectivesTest::sum);
            assertEquals(ranks * (ranks - 1) / 2.0, sum[99_999]);
        });
    }

    private static double[] sum(double[] a, double[] b) {
        double[] sum = new double[a.length];
        Arrays.setAll(sum, i -> a[i] + b[i]);
        return sum;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4})
    void predefinedOperations(int ranks) {
        run(ranks, comm -> {
            int rank = comm.getRank();
            int sum = ranks * (ranks - 1) / 2;
            assertEquals(sum, comm.allReduce(rank, MPI.SUM));
            assertEquals((long) sum, comm.allReduce((long) rank, MPI.SUM));
            assertEquals((short) sum, comm.allReduce((short) rank, MPI.SUM));
            assertEquals((byte) sum, comm.allReduce((byte) rank, MPI.SUM));
            assertEquals(sum + 0.0, comm.allReduce(rank + 0.0, MPI.SUM));
            assertEquals(sum + 0f, comm.allReduce(rank + 0f, MPI.SUM));
            assertEquals(BigInteger.valueOf(sum), comm.allReduce(BigInteger.valueOf(rank), MPI.SUM));
            assertEquals(BigDecimal.valueOf(1L << ranks), comm.allReduce(BigDecimal.valueOf(2), MPI.PROD));
            assertEquals(ranks - 1, comm.allReduce(rank, MPI.MAX));
            assertEquals("0", comm.allReduce("" + rank, MPI.MIN));
            assertEquals(rank == ranks - 1 ? sum : null, comm.reduce(rank, MPI.SUM, ranks - 1));
            assertEquals(ranks == 1, comm.allReduce(rank == 0, MPI.LAND));
            assertEquals(true, comm.allReduce(rank == 0, MPI.LOR));
            assertEquals(true, comm.allReduce(rank == 0, MPI.LXOR));
            assertEquals((1 << ranks) - 1, comm.allReduce(1 << rank, MPI.BOR));
            assertEquals((1L << ranks) - 1, comm.allReduce(1L << rank, MPI.BXOR));
            assertEquals(1, comm.allReduce(1 | 2 << rank, MPI.BAND) & 1);
            refused(ranks, MPI.ERR_OP, "not defined for", () -> comm.allReduce(1.0, MPI.BAND));
            refused(ranks, MPI.ERR_OP, "not defined for", () -> comm.allReduce(List.of(), MPI.SUM));
            refused(1 + ranks, MPI.ERR_OP, "not defined for objects", () -> comm.allReduce(1, MPI.REPLACE));
        });
    }

    /** With one rank nothing is combined. */
    private static void refused(int ranks, int errorClass, String words, Executable call) {
        if (ranks > 1) {
            MPIException e = assertThrows(MPIException.class, call);
            assertEquals(errorClass, e.getErrorClass());
            assertTrue(String.valueOf(e.getMessage()).contains(words), e.getMessage());
        }
    }

    /** Whoever waits for what one rank cannot give gets the reason; nobody hangs, and the next operation works. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 7})
    void whatOneRankCannotGiveIsToldToAllWhoWait(int ranks) {
        run(ranks, comm -> {
            int rank = comm.getRank();
            int bad = ranks - 1;
            Object mine = rank == bad ? new Samples.Unwritable() : "good";
            told(comm, bad, () -> comm.bcast(mine, bad));
            told(comm, bad, () -> comm.allGather(mine));
            told(comm, bad, () -> comm.allReduce(mine, (a, _) -> a));
            Executable gather = () -> comm.gather(mine, 0);
            if (rank == 0 || rank == bad) {
                told(comm, bad, gather);
            } else {
                assertNull(comm.gather(mine, 0));
            }
            List<Object> parts = new ArrayList<>(Collections.nCopies(ranks, "part"));
            parts.set(bad, new Samples.Unwritable());
            Executable scatter = () -> comm.scatter(rank == 0 ? parts : null, 0);
            if (rank == 0 || rank == bad) {
                told(comm, 0, scatter);
            } else {
                assertEquals("part", comm.<Object>scatter(null, 0));
            }
            assertEquals("all right", comm.bcast("all right", bad));
        });
    }

    private static void told(Intracomm comm, int bad, Executable call) {
        MPIException e = assertThrows(MPIException.class, call);
        assertEquals(MPI.ERR_OTHER, e.getErrorClass());
        assertTrue(String.valueOf(e.getMessage()).contains("not to be written"), e.getMessage());
        if (comm.getRank() == bad) {
            assertInstanceOf(IllegalStateException.class, e.getCause());
        } else {
            assertTrue(String.valueOf(e.getMessage()).contains("rank " + bad), e.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    void anOperatorThatThrowsIsToldToAll(int ranks) {
        run(ranks, comm -> {
            BinaryOperator<Integer> failing = (_, _) -> {
                throw new ArithmeticException("no sum today");
            };
            MPIException e = assertThrows(MPIException.class, () -> comm.allReduce(1, failing));
            assertTrue(String.valueOf(e.getMessage()).contains("no sum today"), e.getMessage());
            if (comm.getRank() > 0) {
                assertThrows(MPIException.class, () -> comm.scan(1, failing));
            } else {
                assertEquals(1, comm.scan(1, failing));
            }
            assertEquals(ranks, comm.allReduce(1, Integer::sum));
        });
    }

    /** Also where both neighbours are the same rank, or the rank itself. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void neighboursInAGrid(int ranks) {
        run(ranks, world -> {
            for (boolean ring : new boolean[] {false, true}) {
                CartComm line = world.createCart(new int[] {ranks}, new boolean[] {ring}, false);
                int rank = line.getRank();
                ShiftParms shift = line.shift(0, 1);
                List<@Nullable String> all = line.neighborAllGather("object of " + rank);
                assertEquals(name("object of ", shift.getRankSource()), all.get(0));
                assertEquals(name("object of ", shift.getRankDest()), all.get(1));
                List<@Nullable String> each = line.neighborAllToAll(List.of("down from " + rank, "up from " + rank));
                assertEquals(name("up from ", shift.getRankSource()), each.get(0));
                assertEquals(name("down from ", shift.getRankDest()), each.get(1));
                refused(2, MPI.ERR_COUNT, "one for each of the 2 neighbours", () -> line.neighborAllToAll(List.of(1)));
            }
            refused(2, MPI.ERR_TOPOLOGY, "topology", () -> world.neighborAllGather("x"));
        });
    }

    private static @Nullable String name(String text, int rank) {
        return rank == MPI.PROC_NULL ? null : text + rank;
    }

    /** Rank 0 has an edge of each of several lengths to every rank, twice to the last one. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void neighboursInAGraph(int ranks) {
        run(ranks, world -> {
            int last = ranks - 1;
            int[] targets = IntStream.rangeClosed(0, ranks).map(i -> Math.min(i, last)).toArray();
            boolean first = world.getRank() == 0;
            int[] sources = world.getRank() == last ? new int[2] : new int[1];
            GraphComm graph =
                    world.createDistGraphAdjacent(sources, first ? targets : new int[0], MPI.INFO_NULL, false);
            List<int[]> given = first
                    ? IntStream.rangeClosed(0, ranks).mapToObj(i -> new int[50_000 * i + 1]).toList()
                    : List.of();
            given.forEach(array -> array[0] = array.length);
            List<int[]> taken = graph.neighborAllToAll(given);
            assertEquals(sources.length, taken.size());
            for (int i = 0; i < taken.size(); i++) {
                int length = 50_000 * (graph.getRank() + i) + 1;
                assertEquals(length, taken.get(i).length);
                assertEquals(length, taken.get(i)[0]);
            }
            List<Integer> ranksOfSources = graph.neighborAllGather(graph.getRank());
            assertEquals(Collections.nCopies(sources.length, 0), ranksOfSources);
        });
    }

    /** A neighbour that cannot give its object tells why. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aNeighbourThatCannotGive(int ranks) {
        run(ranks, world -> {
            CartComm ring = world.createCart(new int[] {ranks}, new boolean[] {true}, false);
            Object mine = ring.getRank() == 0 ? new Samples.Unwritable() : "good";
            told(ring, 0, () -> ring.neighborAllGather(mine));
            assertEquals(List.of("fine", "fine"), ring.neighborAllGather("fine"));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2})
    void argumentsAreChecked(int ranks) {
        run(ranks, comm -> {
            refused(ranks, MPI.ERR_ROOT, "root", () -> comm.bcast("x", 2));
            refused(ranks, MPI.ERR_COUNT, "one for each", () -> comm.allToAll(List.of(1)));
            BinaryOperator<Integer> none = noOperator();
            refused(ranks, MPI.ERR_OP, "operator is null", () -> comm.allReduce(1, none));
            assertNotNull(comm.allGather(1));
        });
    }

    @SuppressWarnings("NullAway") // on purpose
    private static BinaryOperator<Integer> noOperator() {
        return null;
    }
}
