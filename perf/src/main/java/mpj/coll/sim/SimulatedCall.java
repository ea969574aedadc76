package mpj.coll.sim;

import mpj.core.coll.Blocks;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.NodeMap;
import mpj.core.coll.Operands;
import mpj.core.coll.Task;
import mpj.core.datatype.Layout;

/** A collective call of all ranks: of bytes, with one count everywhere, its root at rank 0. */
public final class SimulatedCall {
    private static final int ROOT = 0;

    private final Kind kind;
    private final NodeMap nodes;
    private final long bytes;
    private final Operands operands;
    private final Blocks blocks;

    /**
     * @param bytes as {@link Facts#bytes}
     * @param commutative whether the operands of a reduction may be swapped
     */
    public SimulatedCall(Kind kind, NodeMap nodes, long bytes, boolean commutative) {
        this.kind = kind;
        this.nodes = nodes;
        this.bytes = bytes;
        this.operands = Operands.of(bytes, Layout.BYTES, commutative);
        this.blocks = kind == Kind.REDUCE_SCATTER ? shares(bytes, nodes.ranks()) : Blocks.uniform(bytes, Layout.BYTES);
    }

    /** As equal as can be; the first ranks get what is left over. */
    private static Blocks shares(long bytes, int ranks) {
        long[] counts = new long[ranks];
        for (int rank = 0; rank < ranks; rank++) {
            counts[rank] = bytes / ranks + (rank < bytes % ranks ? 1 : 0);
        }
        return Blocks.following(counts, Layout.BYTES);
    }

    /** Where the ranks are. */
    public NodeMap nodes() {
        return nodes;
    }

    /** What an algorithm is chosen by. */
    public Facts facts() {
        return new Facts(kind, nodes.ranks(), nodes.nodes(), nodes.ranksPerNode(), bytes, operands.commutes());
    }

    /** What one rank does in it. */
    Task task(int rank) {
        return Task.alike(kind, rank, ROOT, nodes, false, blocks, operands);
    }
}
