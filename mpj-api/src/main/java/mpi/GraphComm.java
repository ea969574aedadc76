package mpi;

import mpj.core.comm.Communicator;
import mpj.core.topo.Adjacency;
import mpj.core.topo.NodePlacement;
import org.jspecify.annotations.Nullable;

/**
 * A communicator whose ranks are the nodes of a graph: of one that all ranks know ({@link Intracomm#createGraph}), or of
 * one of which each rank knows its own edges ({@link Intracomm#createDistGraph},
 * {@link Intracomm#createDistGraphAdjacent}). MPI 5.0, section 8.5; {@code Graphcomm} and {@code Distgraphcomm} in
 * mpi4py.
 */
public final class GraphComm extends Intracomm {
    /** Of each rank; null in a distributed graph. */
    private final int @Nullable [][] neighbours;
    /** The caller's edges; null in a graph that all ranks know. */
    private final @Nullable Adjacency edges;
    /** The node of each rank. */
    private final int[] nodes;

    GraphComm(@Nullable Communicator core, CommHandle parent, int[][] neighbours, int[] nodes) {
        this(core, parent, neighbours, null, nodes);
    }

    GraphComm(@Nullable Communicator core, CommHandle parent, Adjacency edges, int[] nodes) {
        this(core, parent, null, edges, nodes);
    }

    private GraphComm(
            @Nullable Communicator core,
            CommHandle parent,
            int @Nullable [][] neighbours,
            @Nullable Adjacency edges,
            int[] nodes) {
        super(core, parent);
        this.neighbours = neighbours;
        this.edges = edges;
        this.nodes = nodes;
    }

    @Override
    public GraphComm dup() throws MPIException {
        return inherit(on(dupCore()));
    }

    @Override
    public GraphComm dupWithInfo(Info info) throws MPIException {
        return inherit(on(dupCore(info)), info);
    }

    @Override
    public GraphComm iDup() throws MPIException {
        return begin(inherit(on(null)));
    }

    @Override
    public GraphComm iDupWithInfo(Info info) throws MPIException {
        return begin(inherit(on(null), info));
    }

    /** A duplicate, the null handle as long as it is not made. */
    private GraphComm on(@Nullable Communicator core) {
        return new GraphComm(core, this, neighbours, edges, nodes);
    }

    @Override
    public GraphComm clone() {
        return dup();
    }

    @Override
    int topology() {
        return edges == null ? MPI.GRAPH : MPI.DIST_GRAPH;
    }

    @Override
    Neighbours neighbours(String operation) {
        int rank = core().rank();
        if (edges != null) {
            return new Neighbours(edges.sources(), edges.destinations(), false);
        }
        int[] both = graph(operation)[rank];
        return new Neighbours(both, both, false);
    }

    private int[][] graph(String operation) {
        core();
        if (neighbours == null) {
            throw MPIException.argument(
                    MPI.ERR_TOPOLOGY,
                    operation,
                    displayName() + " has a distributed graph, of which each rank knows its own edges: "
                            + "getDistGraphNeighbors tells them");
        }
        return neighbours;
    }

    /** The graph in the form in which {@link Intracomm#createGraph} takes it; {@code Get_topo} in mpi4py. */
    public GraphParms getDims() throws MPIException {
        int[][] graph = graph("getDims");
        int[] index = new int[graph.length];
        int count = 0;
        for (int node = 0; node < graph.length; node++) {
            count += graph[node].length;
            index[node] = count;
        }
        int[] all = new int[count];
        int at = 0;
        for (int[] ofNode : graph) {
            System.arraycopy(ofNode, 0, all, at, ofNode.length);
            at += ofNode.length;
        }
        return new GraphParms(index, all);
    }

    /** The neighbours of a rank; {@code Get_neighbors} and {@code Get_neighbors_count} in mpi4py. */
    public int[] getNeighbors(int rank) throws MPIException {
        int[][] graph = graph("getNeighbors");
        Checks.rank(this, core().size(), "getNeighbors", "rank", rank);
        return graph[rank].clone();
    }

    /** The caller's edges in a distributed graph; {@code Get_dist_neighbors} in mpi4py. */
    public DistGraphNeighbors getDistGraphNeighbors() throws MPIException {
        core();
        if (edges == null) {
            throw MPIException.argument(
                    MPI.ERR_TOPOLOGY,
                    "getDistGraphNeighbors",
                    displayName() + " has a graph that all ranks know: getNeighbors tells of it");
        }
        return new DistGraphNeighbors(edges);
    }

    /**
     * The rank that the caller would have in a reordered graph of this communicator's ranks, {@link MPI#UNDEFINED} if
     * none. Local; the arguments are those of {@link Intracomm#createGraph}.
     */
    public int map(int[] index, int[] edges) throws MPIException {
        Communicator core = core();
        return NodePlacement.ofGraph(nodes, Topologies.checkedGraph("map", core, index, edges), null)[core.rank()];
    }
}
