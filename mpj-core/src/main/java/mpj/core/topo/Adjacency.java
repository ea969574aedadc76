package mpj.core.topo;

/**
 * A place's edges in a directed graph; arrays of weights are as long as those of ranks, and zero where there are none.
 *
 * @param sources the ranks from which edges come
 * @param destinations the ranks to which edges go
 * @param isWeighted whether the program has given weights
 */
@SuppressWarnings("ArrayRecordComponent") // nobody changes or compares the arrays
public record Adjacency(
        int[] sources, int[] sourceWeights, int[] destinations, int[] destinationWeights, boolean isWeighted) {
    /** The ranks at the other ends of all edges. */
    int[] ends() {
        int[] ends = new int[sources.length + destinations.length];
        System.arraycopy(sources, 0, ends, 0, sources.length);
        System.arraycopy(destinations, 0, ends, sources.length, destinations.length);
        return ends;
    }
}
