package mpi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import mpj.testkit.Ranks;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations among neighbours, in every form: on lines and rings, also of one and two ranks, and on graphs. */
class NeighborCollectivesTest {
    private static final int[] COUNTS = {0, 1, 6, 20_000};
    private static final int NOTHING = -7;

    private static int[] ints(int length, IntUnaryOperator element) {
        int[] a = new int[length];
        Arrays.setAll(a, element);
        return a;
    }

    /** What a rank gives to a neighbour, by the place of that neighbour. */
    private static int value(int rank, int place, int i) {
        return rank * 1009 + place * 101 + i;
    }

    /** Exchanges with all neighbours, and checks what came from where; {@code from} is the place at the giver's. */
    private static void exchange(Comm comm, int[] sources, int[] from, int destinations) {
        int rank = comm.getRank();
        for (CollectiveForm form : CollectiveForm.values()) {
            for (int n : COUNTS) {
                int[] out = ints(n * destinations, i -> value(rank, i / n, i % n));
                int[] in = ints(n * sources.length, _ -> NOTHING);
                form.call(
                        () -> comm.neighborAllToAll(out, n, MPI.INT, in, n, MPI.INT),
                        () -> comm.iNeighborAllToAll(out, n, MPI.INT, in, n, MPI.INT),
                        () -> comm.neighborAllToAllInit(out, n, MPI.INT, in, n, MPI.INT));
                int[] expected = ints(in.length, i -> expected(sources[i / n], from[i / n], i % n));
                assertArrayEquals(expected, in, "neighborAllToAll, " + form);
                int[] all = ints(n * sources.length, _ -> NOTHING);
                int[] mine = ints(n, i -> value(rank, 0, i));
                form.call(
                        () -> comm.neighborAllGather(mine, n, MPI.INT, all, n, MPI.INT),
                        () -> comm.iNeighborAllGather(mine, n, MPI.INT, all, n, MPI.INT),
                        () -> comm.neighborAllGatherInit(mine, n, MPI.INT, all, n, MPI.INT));
                assertArrayEquals(ints(all.length, i -> expected(sources[i / n], 0, i % n)), all);
                blocks(comm, form, n, out, expected, Math.max(sources.length, destinations));
            }
        }
    }

    private static int expected(int source, int place, int i) {
        return source == MPI.PROC_NULL ? NOTHING : value(source, place, i);
    }

    private static void blocks(Comm comm, CollectiveForm form, int n, int[] out, int[] expected, int blocks) {
        int[] counts = ints(blocks, _ -> n);
        int[] displs = ints(counts.length, i -> i * n);
        int[] bytes = ints(counts.length, i -> i * n * Integer.BYTES);
        Datatype[] types = new Datatype[counts.length];
        Arrays.fill(types, MPI.INT);
        int[] in = ints(expected.length, _ -> NOTHING);
        form.call(
                () -> comm.neighborAllToAllv(out, counts, displs, MPI.INT, in, counts, displs, MPI.INT),
                () -> comm.iNeighborAllToAllv(out, counts, displs, MPI.INT, in, counts, displs, MPI.INT),
                () -> comm.neighborAllToAllvInit(out, counts, displs, MPI.INT, in, counts, displs, MPI.INT));
        assertArrayEquals(expected, in, "neighborAllToAllv, " + form);
        int[] typed = ints(expected.length, _ -> NOTHING);
        form.call(
                () -> comm.neighborAllToAllw(out, counts, bytes, types, typed, counts, bytes, types),
                () -> comm.iNeighborAllToAllw(out, counts, bytes, types, typed, counts, bytes, types),
                () -> comm.neighborAllToAllwInit(out, counts, bytes, types, typed, counts, bytes, types));
        assertArrayEquals(expected, typed, "neighborAllToAllw, " + form);
        int[] gathered = ints(expected.length, _ -> NOTHING);
        int[] mine = ints(n, i -> value(comm.getRank(), 0, i));
        form.call(
                () -> comm.neighborAllGatherv(mine, n, MPI.INT, gathered, counts, displs, MPI.INT),
                () -> comm.iNeighborAllGatherv(mine, n, MPI.INT, gathered, counts, displs, MPI.INT),
                () -> comm.neighborAllGathervInit(mine, n, MPI.INT, gathered, counts, displs, MPI.INT));
        int[] together = ints(expected.length, _ -> NOTHING);
        comm.neighborAllGather(mine, n, MPI.INT, together, n, MPI.INT);
        assertArrayEquals(together, gathered, "neighborAllGatherv, " + form);
    }

    /** What goes down comes from above, also where both neighbours are one rank, or the rank itself. */
    @ParameterizedTest
    @CsvSource({"1,true", "1,false", "2,true", "2,false", "3,true", "4,false", "7,true"})
    void linesAndRings(int ranks, boolean ring) {
        Ranks.run(ranks, engine -> {
            Intracomm world = new Intracomm(engine.world(), MPI.COMM_SELF);
            CartComm line = world.createCart(new int[] {ranks}, new boolean[] {ring}, false);
            int rank = line.getRank();
            int below = rank > 0 || ring ? (rank + ranks - 1) % ranks : MPI.PROC_NULL;
            int above = rank < ranks - 1 || ring ? (rank + 1) % ranks : MPI.PROC_NULL;
            exchange(line, new int[] {below, above}, new int[] {1, 0}, 2);
        });
    }

    @ParameterizedTest
    @CsvSource({"4", "6"})
    void grids(int ranks) {
        Ranks.run(ranks, engine -> {
            Intracomm world = new Intracomm(engine.world(), MPI.COMM_SELF);
            CartComm grid = world.createCart(new int[] {2, ranks / 2}, new boolean[] {true, false}, false);
            ShiftParms rows = grid.shift(0, 1);
            ShiftParms columns = grid.shift(1, 1);
            int[] sources = {
                rows.getRankSource(), rows.getRankDest(), columns.getRankSource(), columns.getRankDest()
            };
            exchange(grid, sources, new int[] {1, 0, 3, 2}, 4);
        });
    }

    /** Each rank gives to itself and to the next one, twice: these are told apart by their order. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void graphs(int ranks) {
        Ranks.run(ranks, engine -> {
            Intracomm world = new Intracomm(engine.world(), MPI.COMM_SELF);
            int rank = world.getRank();
            int next = (rank + 1) % ranks;
            int last = (rank + ranks - 1) % ranks;
            GraphComm graph = world.createDistGraphAdjacent(
                    new int[] {last, rank, last}, new int[] {next, next, rank}, MPI.INFO_NULL, false);
            exchange(graph, new int[] {last, rank, last}, new int[] {0, 2, 1}, 3);
        });
    }

    /** Each rank gives to itself three times and to nobody else. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void edgesToOneself(int ranks) {
        Ranks.run(ranks, engine -> {
            Intracomm world = new Intracomm(engine.world(), MPI.COMM_SELF);
            int rank = world.getRank();
            int[] self = {rank, rank, rank};
            exchange(world.createDistGraphAdjacent(self, self, MPI.INFO_NULL, false), self, new int[] {0, 1, 2}, 3);
            int[] index = ints(ranks, i -> 2 * (i + 1));
            int[] edges = ints(2 * ranks, i -> i / 2);
            GraphComm graph = world.createGraph(index, edges, false);
            exchange(graph, new int[] {rank, rank}, new int[] {0, 1}, 2);
        });
    }

    /** Two edges each way between all ranks, in orders that differ from rank to rank. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void severalEdgesBetweenTwoRanks(int ranks) {
        Ranks.run(ranks, engine -> {
            Intracomm world = new Intracomm(engine.world(), MPI.COMM_SELF);
            int rank = world.getRank();
            int[] others = ints(2 * ranks, i -> (rank + i) % ranks);
            GraphComm graph = world.createDistGraphAdjacent(others, others, MPI.INFO_NULL, false);
            // the first block from a rank is the first of those that it gives to this one
            int[] from = ints(2 * ranks, i -> Math.floorMod(rank - others[i], ranks) + (i < ranks ? 0 : ranks));
            exchange(graph, others, from, 2 * ranks);
        });
    }

    /** Rank 0 gives to all the others, who give to nobody; it gets nothing. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void someHaveNoNeighbours(int ranks) {
        Ranks.run(ranks, engine -> {
            Intracomm world = new Intracomm(engine.world(), MPI.COMM_SELF);
            boolean gives = world.getRank() == 0;
            int[] sources = gives ? new int[0] : new int[1];
            int[] destinations = gives ? ints(ranks - 1, i -> i + 1) : new int[0];
            GraphComm star = world.createDistGraphAdjacent(sources, destinations, MPI.INFO_NULL, false);
            exchange(star, sources, ints(sources.length, _ -> world.getRank() - 1), destinations.length);
            GraphComm alone = world.createGraph(new int[ranks], new int[0], false);
            exchange(alone, new int[0], new int[0], 0);
            nothing(alone);
            nothing(world.createCart(new int[0], new boolean[0], false));
        });
    }

    @NullUnmarked // on purpose: without neighbours nothing is looked at
    private static void nothing(Comm comm) {
        if (comm.isNull()) {
            return;
        }
        int[] none = null;
        for (CollectiveForm form : CollectiveForm.values()) {
            form.call(
                    () -> comm.neighborAllGather(null, 3, MPI.INT, null, 3, MPI.INT),
                    () -> comm.iNeighborAllGather(null, 3, MPI.INT, null, 3, MPI.INT),
                    () -> comm.neighborAllGatherInit(null, 3, MPI.INT, null, 3, MPI.INT));
            form.call(
                    () -> comm.neighborAllToAllv(null, none, none, MPI.INT, null, none, none, MPI.INT),
                    () -> comm.iNeighborAllToAllv((Object) null, none, none, MPI.INT, null, none, none, MPI.INT),
                    () -> comm.neighborAllToAllvInit(null, none, none, MPI.INT, null, none, none, MPI.INT));
            form.call(
                    () -> comm.neighborAllToAllw(null, none, none, null, null, none, none, null),
                    () -> comm.iNeighborAllToAllw((Object) null, none, none, null, null, none, none, null),
                    () -> comm.neighborAllToAllwInit(null, none, none, null, null, none, none, null));
        }
    }

    /** A graph that is none: of two edges from the rank to itself only one begins. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void edgesToOneselfWithOneEnd(int ranks) {
        Ranks.run(ranks, engine -> {
            Intracomm world = new Intracomm(engine.world(), MPI.COMM_SELF);
            int rank = world.getRank();
            GraphComm graph = world.createDistGraphAdjacent(
                    new int[] {rank, rank}, new int[] {rank}, MPI.INFO_NULL, false);
            graph.setErrhandler(MPI.ERRORS_RETURN);
            MPIException e = assertThrows(
                    MPIException.class,
                    () -> graph.neighborAllGather(new int[1], 1, MPI.INT, new int[2], 1, MPI.INT));
            assertEquals(MPI.ERR_ARG, e.getErrorClass());
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2})
    void withoutATopology(int ranks) {
        Ranks.run(ranks, engine -> {
            Intracomm world = new Intracomm(engine.world(), MPI.COMM_SELF);
            MPIException e = assertThrows(
                    MPIException.class,
                    () -> world.neighborAllGather(new int[1], 1, MPI.INT, new int[1], 1, MPI.INT));
            assertEquals(MPI.ERR_TOPOLOGY, e.getErrorClass());
        });
    }
}
