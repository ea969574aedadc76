package mpi;

import mpj.core.topo.Adjacency;

/** The caller's edges in a distributed graph; what {@link GraphComm#getDistGraphNeighbors} gives. */
public final class DistGraphNeighbors {
    private final Adjacency edges;

    DistGraphNeighbors(Adjacency edges) {
        this.edges = edges;
    }

    /** The number of edges that end at the caller. */
    public int getInDegree() {
        return edges.sources().length;
    }

    /** The number of edges that begin at the caller. */
    public int getOutDegree() {
        return edges.destinations().length;
    }

    /** The rank from which the caller's {@code i}th incoming edge comes. */
    public int getSource(int i) {
        return edges.sources()[i];
    }

    /** The weight of the caller's {@code i}th incoming edge; 0 in a graph without weights. */
    public int getSourceWeight(int i) {
        return edges.sourceWeights()[i];
    }

    /** The rank to which the caller's {@code i}th outgoing edge goes. */
    public int getDestination(int i) {
        return edges.destinations()[i];
    }

    /** The weight of the caller's {@code i}th outgoing edge; 0 in a graph without weights. */
    public int getDestinationWeight(int i) {
        return edges.destinationWeights()[i];
    }

    /** Whether the graph was made with weights. */
    public boolean isWeighted() {
        return edges.isWeighted();
    }
}
