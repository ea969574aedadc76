package mpi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import mpj.testkit.Ranks;
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
                blocks(comm, form, n, out, expected, destinations);
            }
        }
    }

    private static int expected(int source, int place, int i) {
        return source == MPI.PROC_NULL ? NOTHING : value(source, place, i);
    }

    private static void blocks(Comm comm, CollectiveForm form, int n, int[] out, int[] expected, int destinations) {
        int sources = n == 0 ? destinations : expected.length / n;
        int[] counts = ints(Math.max(sources, destinations), _ -> n);
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
