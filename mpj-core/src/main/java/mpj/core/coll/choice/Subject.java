package mpj.core.coll.choice;

import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.NodeMap;

/**
 * What a table is for: an operation on so many ranks on so many nodes.
 *
 * @param commutative true where the operation reduces nothing
 */
public record Subject(Kind kind, int ranks, int nodes, int ranksPerNode, boolean commutative) {
    /** An operation of the ranks of a communicator. */
    public static Subject of(Kind kind, NodeMap nodes, boolean commutative) {
        return new Subject(kind, nodes.ranks(), nodes.nodes(), nodes.ranksPerNode(), commutative);
    }

    /** Whether there are operators that matter. */
    public static boolean reduces(Kind kind) {
        return switch (kind) {
            case REDUCE, ALLREDUCE, REDUCE_SCATTER, SCAN, EXSCAN -> true;
            case BARRIER, BCAST, GATHER, SCATTER, ALLGATHER, ALLTOALL -> false;
        };
    }

    /** With a size. */
    Facts facts(long bytes) {
        return new Facts(kind, ranks, nodes, ranksPerNode, bytes, commutative);
    }
}
