package mpi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.Consumer;
import mpj.testkit.Ranks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TopologyTest {
    private static void run(int ranks, Consumer<Intracomm> body) {
        Ranks.run(ranks, engine -> body.accept(new Intracomm(engine.world(), MPI.COMM_SELF)));
    }

    private static void assertError(int errorClass, String text, Executable call) {
        MPIException e = assertThrows(MPIException.class, call);
        assertEquals(errorClass, e.getErrorClass(), e.getMessage());
        assertTrue(String.valueOf(e.getMessage()).contains(text), e.getMessage());
    }

    private static int[] dims(int nnodes, int... dims) {
        CartComm.createDims(nnodes, dims);
        return dims;
    }

    @Test
    void dimensionsOfTheStandardsTable() {
        assertArrayEquals(new int[] {3, 2}, dims(6, 0, 0));
        assertArrayEquals(new int[] {7, 1}, dims(7, 0, 0));
        assertArrayEquals(new int[] {2, 3, 1}, dims(6, 0, 3, 0));
        assertError(MPI.ERR_DIMS, "7 places cannot fill a grid of [0, 3, 0]", () -> dims(7, 0, 3, 0));
        assertArrayEquals(new int[] {2, 3}, dims(6, 2, 3));
        assertError(MPI.ERR_DIMS, "6 places cannot fill a grid of [2, 2]", () -> dims(6, 2, 2));
        assertError(MPI.ERR_DIMS, "dims[1] is negative: -1", () -> dims(6, 2, -1));
        assertError(MPI.ERR_ARG, "nnodes 0", () -> dims(0, 0));
        assertArrayEquals(new int[0], dims(1));
        assertError(MPI.ERR_DIMS, "2 places", () -> dims(2));
    }

    @Test
    void graphsHaveTheHintsThatTheyWereMadeWith() {
        run(2, comm -> {
            int other = 1 - comm.getRank();
            Info info = Info.of(java.util.Map.of("mpi_assert_no_any_tag", "true"));
            int[] ends = {other};
            GraphComm adjacent = comm.createDistGraphAdjacent(ends, ends, info, false);
            assertEquals("true", adjacent.getInfo().get("mpi_assert_no_any_tag"));
            GraphComm general = comm.createDistGraph(ends, new int[] {1}, new int[] {comm.getRank()}, info, true);
            assertEquals("true", general.dup().getInfo().get("mpi_assert_no_any_tag"));
            GraphComm none = comm.createDistGraphAdjacent(ends, ends, null, false);
            assertEquals(0, none.getInfo().size());
        });
    }

    @Test
    void aGridTellsWhereItsRanksAre() {
        run(7, comm -> {
            assertEquals(MPI.UNDEFINED, comm.getTopology());
            CartComm grid = comm.createCart(new int[] {3, 2}, new boolean[] {true, false}, false);
            assertEquals(comm.getRank() == 6, grid.isNull());
            if (grid.isNull()) {
                assertError(MPI.ERR_COMM, "null", grid::getTopo);
                return;
            }
            assertEquals(MPI.CART, grid.getTopology());
            assertEquals(6, grid.getSize());
            int rank = grid.getRank();
            assertEquals(comm.getRank(), rank);
            CartParms parms = grid.getTopo();
            assertEquals(2, parms.getDimCount());
            assertEquals(3, parms.getDim(0));
            assertTrue(parms.getPeriod(0));
            assertFalse(parms.getPeriod(1));
            assertEquals(rank / 2, parms.getCoord(0));
            assertThrows(ArrayIndexOutOfBoundsException.class, () -> parms.getCoord(2));
            assertArrayEquals(new int[] {2, 1}, grid.getCoords(5));
            assertEquals(5, grid.getRank(new int[] {-1, 1}));
            assertError(MPI.ERR_ARG, "coords[1] is 2", () -> grid.getRank(new int[] {0, 2}));
            assertError(MPI.ERR_ARG, "coords has 1 elements", () -> grid.getRank(new int[1]));
            assertError(MPI.ERR_RANK, "rank 6", () -> grid.getCoords(6));
            ShiftParms up = grid.shift(0, 1);
            assertEquals((rank + 2) % 6, up.getRankDest());
            assertEquals((rank + 4) % 6, up.getRankSource());
            ShiftParms right = grid.shift(1, 1);
            assertEquals(rank % 2 == 0 ? rank + 1 : MPI.PROC_NULL, right.getRankDest());
            assertEquals(rank % 2 == 1 ? rank - 1 : MPI.PROC_NULL, right.getRankSource());
            assertError(MPI.ERR_DIMS, "direction 2", () -> grid.shift(2, 1));
            Neighbours neighbours = grid.neighbours("test");
            assertArrayEquals(
                    new int[] {up.getRankSource(), up.getRankDest(), right.getRankSource(), right.getRankDest()},
                    neighbours.destinations());
            assertEquals(1, neighbours.arrivesAt(0));
            assertEquals(2, neighbours.arrivesAt(3));
            assertEquals(rank, grid.map(new int[] {6}, new boolean[1]));
            assertEquals(rank == 5 ? MPI.UNDEFINED : rank, grid.map(new int[] {5}, new boolean[1]));
        });
    }

    @Test
    void subgridsAndDuplicates() {
        run(6, comm -> {
            CartComm grid = comm.createCart(new int[] {3, 2}, new boolean[] {true, false}, true);
            int rank = grid.getRank();
            CartComm column = grid.sub(new boolean[] {true, false});
            assertEquals(3, column.getSize());
            assertEquals(rank / 2, column.getRank());
            assertEquals(1, column.getTopo().getDimCount());
            assertTrue(column.getTopo().getPeriod(0));
            int[] sum = new int[1];
            column.allReduce(new int[] {rank}, sum, 1, MPI.INT, MPI.SUM);
            assertEquals(6 + 3 * (rank % 2), sum[0]);
            CartComm point = grid.sub(new boolean[2]);
            assertEquals(1, point.getSize());
            assertEquals(0, point.getTopo().getDimCount());
            assertEquals(0, point.neighbours("test").sources().length);
            assertEquals(0, point.sub(new boolean[0]).getRank());
            assertError(MPI.ERR_ARG, "remainDims has 1 elements", () -> grid.sub(new boolean[1]));
            CartComm copy = grid.clone();
            grid.free();
            assertTrue(grid.isNull());
            assertEquals(2, copy.getTopo().getDimCount());
            assertEquals(MPI.CART, copy.getTopology());
            CartComm begun = copy.iDup();
            Request request = begun.getRequest();
            assertTrue(request != null);
            request.waitFor();
            assertArrayEquals(new int[] {rank / 2, rank % 2}, begun.getCoords(rank));
            assertEquals(MPI.UNDEFINED, begun.split(0, 0).getTopology());
            begun.free();
            copy.free();
        });
    }

    @Test
    void gridsThatCannotBe() {
        run(2, comm -> {
            assertError(MPI.ERR_DIMS, "dims[0] is 0", () -> comm.createCart(new int[1], new boolean[1], false));
            assertError(MPI.ERR_ARG, "has more places", () -> comm.createCart(new int[] {3}, new boolean[1], false));
            int[] huge = {2, 1 << 30, 1 << 30, 1 << 30};
            assertError(MPI.ERR_ARG, "has more places", () -> comm.createCart(huge, new boolean[4], false));
            assertError(MPI.ERR_ARG, "2 dimensions have 1", () -> comm.createCart(new int[2], new boolean[1], false));
            CartComm point = comm.createCart(new int[0], new boolean[0], false);
            assertEquals(comm.getRank() > 0, point.isNull());
        });
    }

    @Test
    void aGraphThatAllKnow() {
        run(5, comm -> {
            // the standard's example 8.3
            int[] index = {2, 3, 4, 6};
            int[] edges = {1, 3, 0, 3, 0, 2};
            GraphComm graph = comm.createGraph(index, edges, false);
            assertEquals(comm.getRank() == 4, graph.isNull());
            if (graph.isNull()) {
                return;
            }
            GraphComm copy = graph.dup();
            graph.free();
            assertEquals(MPI.GRAPH, copy.getTopology());
            GraphParms parms = copy.getDims();
            assertEquals(4, parms.getIndexCount());
            assertEquals(6, parms.getEdgeCount());
            for (int i = 0; i < 4; i++) {
                assertEquals(index[i], parms.getIndex(i));
                int from = i == 0 ? 0 : index[i - 1];
                assertArrayEquals(Arrays.copyOfRange(edges, from, index[i]), copy.getNeighbors(i));
            }
            assertEquals(2, parms.getEdge(5));
            Neighbours neighbours = copy.neighbours("test");
            assertArrayEquals(copy.getNeighbors(copy.getRank()), neighbours.sources());
            assertEquals(-1, neighbours.arrivesAt(0));
            assertError(MPI.ERR_TOPOLOGY, "getNeighbors", copy::getDistGraphNeighbors);
            assertError(MPI.ERR_RANK, "rank 4", () -> copy.getNeighbors(4));
            int mapped = copy.map(new int[] {0, 0}, new int[0]);
            assertEquals(copy.getRank() < 2 ? copy.getRank() : MPI.UNDEFINED, mapped);
        });
    }

    @Test
    void graphsThatCannotBe() {
        run(2, comm -> {
            assertError(MPI.ERR_ARG, "larger than", () -> comm.createGraph(new int[3], new int[0], false));
            assertError(MPI.ERR_ARG, "index[1] is 0", () -> comm.createGraph(new int[] {1, 0}, new int[1], false));
            assertError(MPI.ERR_ARG, "index[0] is 2", () -> comm.createGraph(new int[] {2}, new int[1], false));
            assertError(MPI.ERR_ARG, "edges[0] is 2", () -> comm.createGraph(new int[] {1, 1}, new int[] {2}, false));
            assertError(MPI.ERR_TOPOLOGY, "no topology", () -> comm.neighbours("neighborAllGather"));
            assertTrue(comm.createGraph(new int[0], new int[0], true).isNull());
        });
    }

    @Test
    void aDistributedGraphFromAnywhere() {
        run(3, comm -> {
            // rank 0 gives all edges of a ring and one twice; its weight tells which
            boolean gives = comm.getRank() == 0;
            int[] sources = gives ? new int[] {0, 1, 2} : new int[0];
            int[] degrees = gives ? new int[] {2, 1, 1} : new int[0];
            int[] destinations = gives ? new int[] {1, 1, 2, 0} : new int[0];
            int[] weights = gives ? new int[] {10, 11, 12, 13} : MPI.WEIGHTS_EMPTY;
            GraphComm graph = comm.createDistGraph(sources, degrees, destinations, weights, null, false);
            assertEquals(MPI.DIST_GRAPH, graph.getTopology());
            DistGraphNeighbors edges = graph.getDistGraphNeighbors();
            int rank = graph.getRank();
            assertTrue(edges.isWeighted());
            assertEquals(rank == 0 ? 2 : 1, edges.getOutDegree());
            assertEquals(rank == 1 ? 2 : 1, edges.getInDegree());
            assertEquals((rank + 1) % 3, edges.getDestination(0));
            assertEquals((rank + 2) % 3, edges.getSource(0));
            assertEquals(rank == 0 ? 10 : 11 + rank, edges.getDestinationWeight(0));
            if (rank == 1) {
                assertEquals(10, edges.getSourceWeight(0));
                assertEquals(11, edges.getSourceWeight(1));
            }
            assertError(MPI.ERR_TOPOLOGY, "distributed", graph::getDims);
            assertError(MPI.ERR_TOPOLOGY, "distributed", () -> graph.getNeighbors(0));
            GraphComm plain = comm.createDistGraph(sources, degrees, destinations, null, true);
            assertFalse(plain.getDistGraphNeighbors().isWeighted());
            assertEquals(0, plain.getDistGraphNeighbors().getSourceWeight(0));
        });
    }

    @Test
    void aDistributedGraphOfOnesOwnEdges() {
        run(3, comm -> {
            int rank = comm.getRank();
            int[] sources = {(rank + 2) % 3, rank};
            int[] destinations = {rank, (rank + 1) % 3};
            GraphComm graph = comm.createDistGraphAdjacent(
                    sources, new int[] {rank, 5}, destinations, new int[] {5, rank + 1}, MPI.INFO_NULL, true);
            DistGraphNeighbors edges = graph.dup().getDistGraphNeighbors();
            assertEquals((rank + 2) % 3, edges.getSource(0));
            assertEquals(rank, edges.getSourceWeight(0));
            assertEquals(rank, edges.getDestination(0));
            assertEquals(rank + 1, edges.getDestinationWeight(1));
            assertArrayEquals(destinations, graph.neighbours("test").destinations());
            assertFalse(comm.createDistGraphAdjacent(sources, destinations, null, false)
                    .getDistGraphNeighbors()
                    .isWeighted());
        });
    }

    @Test
    void distributedGraphsThatCannotBe() {
        run(2, comm -> {
            int[] none = new int[0];
            int[] one = {1};
            assertError(MPI.ERR_RANK, "sources[0] is 2", () -> comm.createDistGraphAdjacent(
                    new int[] {2}, none, null, false));
            assertError(MPI.ERR_RANK, "destinations[0] is -1", () -> comm.createDistGraphAdjacent(
                    none, new int[] {-1}, null, false));
            assertError(MPI.ERR_ARG, "sourceWeights has 0 elements", () -> comm.createDistGraphAdjacent(
                    one, MPI.WEIGHTS_EMPTY, one, one, null, false));
            assertError(MPI.ERR_ARG, "one of", () -> comm.createDistGraphAdjacent(
                    one, one, one, MPI.UNWEIGHTED, null, false));
            assertError(MPI.ERR_ARG, "destWeights[0] is negative", () -> comm.createDistGraphAdjacent(
                    one, one, one, new int[] {-1}, null, false));
            assertError(MPI.ERR_ARG, "degrees add up to 2", () -> comm.createDistGraph(
                    one, new int[] {2}, one, null, false));
            assertError(MPI.ERR_ARG, "degrees has 0", () -> comm.createDistGraph(one, none, one, null, false));
        });
    }
}
