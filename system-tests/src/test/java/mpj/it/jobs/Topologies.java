package mpj.it.jobs;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import mpi.CartComm;
import mpi.DistGraphNeighbors;
import mpi.GraphComm;
import mpi.Intracomm;
import mpi.MPI;
import mpi.ShiftParms;

/**
 * Random grids, graphs and distributed graphs, reordered and not; every rank checks what it is
 * told against a definition of its own and by messages to its neighbours.
 */
public final class Topologies {
    private static final Intracomm WORLD = MPI.COMM_WORLD;
    private static final int RANK = WORLD.getRank();
    private static final int SIZE = WORLD.getSize();
    private static final int ROUNDS = 12;
    private static final int TAG = 5;

    private Topologies() {}

    /** Goes through the rounds. */
    public static void checkAll(long seed) {
        for (int round = 0; round < ROUNDS; round++) {
            // ranks without a place draw less than others: each topology begins afresh
            grid(new Draw(seed + 3L * round));
            graph(new Draw(seed + 3L * round + 1));
            distributedGraph(new Draw(seed + 3L * round + 2));
        }
    }

    private static void grid(Draw draw) {
        int[] dims = new int[1 + draw.below(3)];
        boolean[] periods = new boolean[dims.length];
        for (int d = 0; d < dims.length; d++) {
            periods[d] = draw.below(2) == 0;
        }
        int places = 1 + draw.below(SIZE);
        CartComm.createDims(places, dims);
        boolean reorder = draw.below(2) == 0;
        String where = Arrays.toString(dims) + " " + Arrays.toString(periods) + (reorder ? " reordered" : "");
        CartComm grid = WORLD.createCart(dims, periods, reorder);
        Check.that(grid.isNull() == (RANK >= places), () -> "member of " + where);
        if (grid.isNull()) {
            return;
        }
        Check.equal(places, grid.getSize(), () -> "size of " + where);
        Check.that(reorder || grid.getRank() == RANK, () -> "rank in " + where);
        for (int d = 0; d < dims.length; d++) {
            shifts(grid, d, 1 + draw.below(3), where);
        }
        subgrid(grid, dims, draw, where);
        CartComm copy = grid.dup();
        grid.free();
        Check.that(Arrays.equals(copy.getCoords(0), new int[dims.length]), () -> "coordinates of rank 0 in " + where);
        copy.free();
    }

    /** What travels along a dimension and back is at home again. */
    private static void shifts(CartComm grid, int dimension, int steps, String where) {
        int rank = grid.getRank();
        int[] coords = grid.getCoords(rank);
        Check.equal(rank, grid.getRank(coords), () -> "rank at own coordinates of " + where);
        ShiftParms shift = grid.shift(dimension, steps);
        int[] got = {-7};
        grid.sendRecv(
                new int[] {coords[dimension]}, 1, MPI.INT, shift.getRankDest(), TAG, got, 1, MPI.INT,
                shift.getRankSource(), TAG);
        int side = grid.getTopo().getDim(dimension);
        int from = coords[dimension] - steps;
        int expected = grid.getTopo().getPeriod(dimension) ? Math.floorMod(from, side) : from < 0 ? -7 : from;
        Check.equal(expected, got[0], () -> "coordinate shifted by " + steps + " in dimension " + dimension + " of " + where);
    }

    private static void subgrid(CartComm grid, int[] dims, Draw draw, String where) {
        boolean[] remain = new boolean[dims.length];
        int places = 1;
        for (int d = 0; d < dims.length; d++) {
            remain[d] = draw.below(2) == 0;
            places *= remain[d] ? dims[d] : 1;
        }
        CartComm part = grid.sub(remain);
        Check.equal(places, part.getSize(), () -> "size of a part of " + where);
        int[] coords = grid.getCoords(grid.getRank());
        int[] within = part.getCoords(part.getRank());
        int kept = 0;
        for (int d = 0; d < dims.length; d++) {
            if (remain[d]) {
                Check.equal(coords[d], within[kept++], () -> "coordinate in a part of " + where);
            }
        }
        part.free();
    }

    private static int[][] randomGraph(int nodes, Draw draw) {
        int[][] neighbours = new int[nodes][];
        for (int node = 0; node < nodes; node++) {
            neighbours[node] = new int[draw.below(4)];
            for (int i = 0; i < neighbours[node].length; i++) {
                neighbours[node][i] = draw.below(nodes);
            }
        }
        return neighbours;
    }

    private static void graph(Draw draw) {
        int nodes = 1 + draw.below(SIZE);
        int[][] neighbours = randomGraph(nodes, draw);
        int[] index = new int[nodes];
        int count = 0;
        for (int node = 0; node < nodes; node++) {
            count += neighbours[node].length;
            index[node] = count;
        }
        int[] edges = Arrays.stream(neighbours).flatMapToInt(Arrays::stream).toArray();
        GraphComm graph = WORLD.createGraph(index, edges, draw.below(2) == 0);
        Check.that(graph.isNull() == (RANK >= nodes), () -> "member of a graph of " + nodes);
        if (graph.isNull()) {
            return;
        }
        for (int node = 0; node < nodes; node++) {
            int[] expected = neighbours[node];
            Check.that(Arrays.equals(expected, graph.getNeighbors(node)), () -> "neighbours in a graph of " + nodes);
        }
        graph.free();
    }

    /** Every rank gives the edges that it is dealt; each one's weight is its number. */
    private static void distributedGraph(Draw draw) {
        int[][] neighbours = randomGraph(SIZE, draw);
        boolean reorder = draw.below(2) == 0;
        int total = Arrays.stream(neighbours).mapToInt(a -> a.length).sum();
        int[] sources = new int[total];
        int[] destinations = new int[total];
        int[] weights = new int[total];
        int mine = 0;
        int edge = 0;
        for (int from = 0; from < SIZE; from++) {
            for (int to : neighbours[from]) {
                if (draw.below(SIZE) == RANK) {
                    sources[mine] = from;
                    destinations[mine] = to;
                    weights[mine++] = edge;
                }
                edge++;
            }
        }
        sources = Arrays.copyOf(sources, mine);
        int[] degrees = new int[mine];
        Arrays.fill(degrees, 1);
        GraphComm graph = WORLD.createDistGraph(
                sources, degrees, Arrays.copyOf(destinations, mine), weights, MPI.INFO_NULL, reorder);
        checkEdges(graph, neighbours);
        DistGraphNeighbors own = graph.getDistGraphNeighbors();
        int[] from = new int[own.getInDegree()];
        int[] fromWeights = new int[from.length];
        int[] to = new int[own.getOutDegree()];
        int[] toWeights = new int[to.length];
        Arrays.setAll(from, own::getSource);
        Arrays.setAll(fromWeights, own::getSourceWeight);
        Arrays.setAll(to, own::getDestination);
        Arrays.setAll(toWeights, own::getDestinationWeight);
        GraphComm adjacent = graph.createDistGraphAdjacent(from, fromWeights, to, toWeights, null, reorder);
        checkEdges(adjacent, neighbours);
        adjacent.free();
        graph.free();
    }

    /** The edges told are those of the rank's number, each once, with its weight. */
    private static void checkEdges(GraphComm graph, int[][] neighbours) {
        int rank = graph.getRank();
        DistGraphNeighbors told = graph.getDistGraphNeighbors();
        Check.that(told.isWeighted(), () -> "weights");
        int edge = 0;
        int in = 0;
        int out = 0;
        for (int from = 0; from < neighbours.length; from++) {
            for (int to : neighbours[from]) {
                int weight = edge++;
                if (to == rank) {
                    in++;
                    int source = from;
                    Check.equal(1, count(told.getInDegree(), i ->
                            told.getSource(i) == source && told.getSourceWeight(i) == weight), () -> "edge " + weight);
                }
                if (from == rank) {
                    out++;
                    Check.equal(1, count(told.getOutDegree(), i ->
                            told.getDestination(i) == to && told.getDestinationWeight(i) == weight),
                            () -> "edge " + weight);
                }
            }
        }
        Check.equal(in, told.getInDegree(), () -> "edges in");
        Check.equal(out, told.getOutDegree(), () -> "edges out");
    }

    private static long count(int degree, IntPredicate matches) {
        return IntStream.range(0, degree).filter(matches).count();
    }
}
