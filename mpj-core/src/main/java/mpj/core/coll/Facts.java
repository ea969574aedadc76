package mpj.core.coll;

/**
 * What an algorithm is chosen by: values that are equal on all ranks in any correct program. The ranks' layouts, and the
 * lengths of blocks that differ from each other, are not.
 *
 * @param ranks ranks of the communicator
 * @param nodes nodes that they are on
 * @param ranksPerNode the most ranks on one node
 * @param bytes of data: the vector of bcast, reduce, allreduce, scan and exscan; one block of gather, scatter, allgather
 *     and alltoall; all blocks of reduce_scatter; 0 for barrier
 * @param commutative whether the operands of a reduction may be swapped; true where there are none
 */
public record Facts(Kind kind, int ranks, int nodes, int ranksPerNode, long bytes, boolean commutative) {
    /** The bytes, for formulas. */
    public double data() {
        return (double) bytes;
    }
}
