package mpj.core.topo;

import java.util.Arrays;

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
        return join(sources, destinations);
    }

    /** The weights of the edges in the order of {@link #ends}. */
    int[] weights() {
        return join(sourceWeights, destinationWeights);
    }

    private static int[] join(int[] in, int[] out) {
        int[] both = Arrays.copyOf(in, in.length + out.length);
        System.arraycopy(out, 0, both, in.length, out.length);
        return both;
    }
}
