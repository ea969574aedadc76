package mpi;

import java.util.Arrays;
import java.util.Map;
import mpj.core.EngineException;
import mpj.core.comm.Communicator;
import mpj.core.topo.Adjacency;
import mpj.core.topo.DistributedGraph;
import mpj.core.topo.Grid;
import mpj.core.topo.NodePlacement;
import mpj.core.topo.Nodes;
import org.jspecify.annotations.Nullable;

/** Makes communicators with a topology. MPI 5.0, section 8.5. */
final class Topologies {
    private Topologies() {}

    static CartComm grid(Intracomm parent, int[] dims, boolean[] periods, boolean reorder) {
        Communicator core = parent.core();
        Grid grid = checkedGrid("createCart", core, dims, periods);
        try {
            int[] nodes = Nodes.of(core);
            int[] places = reorder ? NodePlacement.ofGrid(nodes, grid) : ownPlaces(core, (int) grid.size());
            return new CartComm(make(core, places), parent, grid, sorted(nodes, places));
        } catch (EngineException e) {
            throw parent.collectiveFailure("createCart", e);
        }
    }

    /** The grid of these arguments, if it fits into the communicator. */
    static Grid checkedGrid(String operation, Communicator core, int @Nullable [] dims, boolean @Nullable [] periods) {
        if (dims == null || periods == null) {
            throw MPIException.argument(MPI.ERR_ARG, operation, (dims == null ? "dims" : "periods") + " is null");
        }
        if (periods.length < dims.length) {
            throw MPIException.argument(
                    MPI.ERR_ARG, operation, dims.length + " dimensions have " + periods.length + " periods");
        }
        long places = 1;
        for (int d = 0; d < dims.length; d++) {
            if (dims[d] <= 0) {
                throw MPIException.argument(
                        MPI.ERR_DIMS, operation, "dims[" + d + "] is " + dims[d] + ", at least 1 is needed");
            }
            // stays within a long: the product before was at most the number of ranks
            places *= dims[d];
            if (places > core.size()) {
                throw MPIException.argument(
                        MPI.ERR_ARG,
                        operation,
                        "a grid of " + Arrays.toString(dims) + " has more places than the communicator's " + core.size()
                                + " ranks");
            }
        }
        return new Grid(dims, Arrays.copyOf(periods, dims.length));
    }

    static GraphComm graph(Intracomm parent, int[] index, int[] edges, boolean reorder) {
        Communicator core = parent.core();
        int[][] neighbours = checkedGraph("createGraph", core, index, edges);
        try {
            int[] nodes = Nodes.of(core);
            int[] places = reorder ? NodePlacement.ofGraph(nodes, neighbours, null) : ownPlaces(core, index.length);
            return new GraphComm(make(core, places), parent, neighbours, sorted(nodes, places));
        } catch (EngineException e) {
            throw parent.collectiveFailure("createGraph", e);
        }
    }

    /** The neighbours of each node of the graph of these arguments, if they fit into the communicator. */
    static int[][] checkedGraph(String operation, Communicator core, int @Nullable [] index, int @Nullable [] edges) {
        if (index == null || edges == null) {
            throw MPIException.argument(MPI.ERR_ARG, operation, (index == null ? "index" : "edges") + " is null");
        }
        if (index.length > core.size()) {
            throw MPIException.argument(
                    MPI.ERR_ARG,
                    operation,
                    "a graph of " + index.length + " nodes is larger than the communicator's " + core.size()
                            + " ranks");
        }
        int[][] neighbours = new int[index.length][];
        int from = 0;
        for (int node = 0; node < index.length; node++) {
            if (index[node] < from || index[node] > edges.length) {
                throw MPIException.argument(
                        MPI.ERR_ARG,
                        operation,
                        "index[" + node + "] is " + index[node] + ", outside " + from + ".." + edges.length);
            }
            neighbours[node] = Arrays.copyOfRange(edges, from, index[node]);
            from = index[node];
        }
        for (int i = 0; i < from; i++) {
            if (edges[i] < 0 || edges[i] >= index.length) {
                throw MPIException.argument(
                        MPI.ERR_ARG,
                        operation,
                        "edges[" + i + "] is " + edges[i] + ", outside 0.." + (index.length - 1));
            }
        }
        return neighbours;
    }

    static GraphComm distributedGraph(
            Intracomm parent,
            int[] sources,
            int[] degrees,
            int[] destinations,
            int[] weights,
            @Nullable Info info,
            boolean reorder) {
        String operation = "createDistGraph";
        Communicator core = parent.core();
        checkRanks(operation, core, "sources", sources);
        checkNotNegative(operation, "degrees", degrees, sources.length);
        long edges = 0;
        for (int i = 0; i < sources.length; i++) {
            edges += degrees[i];
        }
        if (destinations != null && edges > destinations.length) {
            throw MPIException.argument(
                    MPI.ERR_ARG,
                    operation,
                    "degrees add up to " + edges + ", destinations has " + destinations.length + " elements");
        }
        checkRanks(operation, core, "destinations", destinations, (int) edges);
        boolean isWeighted = isWeighted(operation, "weights", weights, (int) edges);
        try {
            Adjacency mine = DistributedGraph.exchange(core, sources, degrees, destinations, weights, isWeighted);
            return distributedGraph(parent, mine, info, reorder);
        } catch (EngineException e) {
            throw parent.collectiveFailure(operation, e);
        }
    }

    static GraphComm adjacentGraph(
            Intracomm parent,
            int[] sources,
            int[] sourceWeights,
            int[] destinations,
            int[] destWeights,
            @Nullable Info info,
            boolean reorder) {
        String operation = "createDistGraphAdjacent";
        Communicator core = parent.core();
        checkRanks(operation, core, "sources", sources);
        checkRanks(operation, core, "destinations", destinations);
        boolean in = isWeighted(operation, "sourceWeights", sourceWeights, sources.length);
        boolean out = isWeighted(operation, "destWeights", destWeights, destinations.length);
        if (in != out) {
            throw MPIException.argument(
                    MPI.ERR_ARG, operation, "one of sourceWeights and destWeights is MPI.UNWEIGHTED, the other is not");
        }
        Adjacency mine = new Adjacency(
                sources.clone(),
                in ? Arrays.copyOf(sourceWeights, sources.length) : new int[sources.length],
                destinations.clone(),
                out ? Arrays.copyOf(destWeights, destinations.length) : new int[destinations.length],
                in);
        try {
            return distributedGraph(parent, mine, info, reorder);
        } catch (EngineException e) {
            throw parent.collectiveFailure(operation, e);
        }
    }

    /** With {@code reorder}, the place that {@code mine} tells of may become another rank's. */
    private static GraphComm distributedGraph(
            Intracomm parent, Adjacency mine, @Nullable Info info, boolean reorder) {
        Map<String, String> hints = Map.copyOf(Info.pairs(info));
        Communicator core = parent.core();
        int[] nodes = Nodes.of(core);
        int[] places = ownPlaces(core, core.size());
        Adjacency taken = mine;
        if (reorder && Arrays.stream(nodes).anyMatch(node -> node != nodes[0])) {
            Adjacency[] all = DistributedGraph.gather(core, mine);
            places = NodePlacement.ofGraph(nodes, DistributedGraph.neighbours(all), DistributedGraph.weights(all));
            taken = all[places[core.rank()]];
        }
        GraphComm made = new GraphComm(make(core, places), parent, taken, sorted(nodes, places));
        made.setHints(hints);
        return made;
    }

    private static void checkRanks(String operation, Communicator core, String argument, int @Nullable [] ranks) {
        checkRanks(operation, core, argument, ranks, ranks == null ? 0 : ranks.length);
    }

    /** Of so many: what is behind them does not matter. */
    private static void checkRanks(
            String operation, Communicator core, String argument, int @Nullable [] ranks, int used) {
        if (ranks == null) {
            throw MPIException.argument(MPI.ERR_ARG, operation, argument + " is null");
        }
        for (int i = 0; i < used; i++) {
            if (ranks[i] < 0 || ranks[i] >= core.size()) {
                throw MPIException.argument(
                        MPI.ERR_RANK,
                        operation,
                        argument + "[" + i + "] is " + ranks[i] + ", outside 0.." + (core.size() - 1));
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // the constant is a mark
    private static boolean isWeighted(String operation, String argument, int @Nullable [] weights, int edges) {
        if (weights == MPI.UNWEIGHTED) {
            return false;
        }
        checkNotNegative(operation, argument, weights, edges);
        return true;
    }

    private static void checkNotNegative(String operation, String argument, int @Nullable [] values, int needed) {
        if (values == null || values.length < needed) {
            throw MPIException.argument(
                    MPI.ERR_ARG,
                    operation,
                    argument + (values == null ? " is null" : " has " + values.length + " elements") + ", " + needed
                            + " are needed");
        }
        for (int i = 0; i < needed; i++) {
            if (values[i] < 0) {
                throw MPIException.argument(
                        MPI.ERR_ARG, operation, argument + "[" + i + "] is negative: " + values[i]);
            }
        }
    }

    /** Each rank's place is its rank, if there are so many places. */
    private static int[] ownPlaces(Communicator core, int count) {
        int[] places = new int[core.size()];
        Arrays.setAll(places, rank -> rank < count ? rank : MPI.UNDEFINED);
        return places;
    }

    /** A communicator in which each rank has the number of its place; null without a place. */
    private static @Nullable Communicator make(Communicator core, int[] places) {
        int place = places[core.rank()];
        return core.split(place == MPI.UNDEFINED ? MPI.UNDEFINED : 0, place);
    }

    /** The node of each place. */
    private static int[] sorted(int[] nodes, int[] places) {
        int count = (int) Arrays.stream(places).filter(place -> place >= 0).count();
        int[] ofPlaces = new int[count];
        for (int rank = 0; rank < places.length; rank++) {
            if (places[rank] >= 0) {
                ofPlaces[places[rank]] = nodes[rank];
            }
        }
        return ofPlaces;
    }
}
