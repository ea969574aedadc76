package mpi;

/** A graph of all ranks; what {@link GraphComm#getDims} gives. */
public final class GraphParms {
    private final int[] index;
    private final int[] edges;

    GraphParms(int[] index, int[] edges) {
        this.index = index;
        this.edges = edges;
    }

    /** The number of nodes, which is the number of ranks. */
    public int getIndexCount() {
        return index.length;
    }

    /** The number of edges of nodes 0 to {@code i} together. */
    public int getIndex(int i) {
        return index[i];
    }

    /** The number of edges. */
    public int getEdgeCount() {
        return edges.length;
    }

    /** The node at which edge {@code i} ends; node {@code n}'s edges are those from {@code getIndex(n - 1)} on. */
    public int getEdge(int i) {
        return edges[i];
    }
}
