package mpi;

/**
 * With whom a rank exchanges data in the collectives of a neighbourhood, in the order of the blocks in its buffers.
 * MPI 5.0, section 8.6.
 *
 * @param sources ranks of which data come; {@link MPI#PROC_NULL} beyond the border of a grid
 * @param destinations ranks to which data go; likewise
 * @param grid whether both arrays hold, for each dimension, the neighbour below and the neighbour above
 */
@SuppressWarnings("ArrayRecordComponent") // arrays of the communicator's own, which nobody changes or compares
record Neighbours(int[] sources, int[] destinations, boolean grid) {
    /**
     * The source block of the receiver in which block {@code i} for a destination arrives, as far as it is not told by
     * the order of the blocks between two ranks: what goes down in a grid comes from above, also where the neighbours
     * below and above are the same rank. -1: blocks between the same two ranks are matched in their order.
     */
    int arrivesAt(int i) {
        return grid ? i ^ 1 : -1;
    }
}
