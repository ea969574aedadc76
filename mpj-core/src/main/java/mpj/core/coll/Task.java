package mpj.core.coll;

import mpj.core.datatype.Layout;

/**
 * What one rank is to do in one collective call, without its buffers: the argument of {@link Algorithm#schedule}.
 * Immutable; made by the method of the operation's name. Layouts and counts are this rank's own: others may describe the
 * same bytes differently, except in reductions.
 *
 * @param root 0 where there is none
 * @param inPlace whether this rank gives its data where the result comes to; it decides nothing that other ranks see
 * @param send how {@link Schedule#SEND} is divided into blocks
 * @param receive how {@link Schedule#RECEIVE} is divided into blocks; of reduce_scatter the operands
 * @param operands what is reduced
 * @param varying whether blocks may differ in length; those of no bytes need no messages then
 */
public record Task(
        int rank,
        int root,
        NodeMap nodes,
        boolean inPlace,
        Blocks send,
        Blocks receive,
        Operands operands,
        boolean varying) {
    private static final Blocks NO_BLOCKS = Blocks.same(0, Layout.BYTES);
    private static final Operands NO_OPERANDS = Operands.of(0, Layout.BYTES, true);

    /** Of a barrier. */
    public static Task barrier(int rank, NodeMap nodes) {
        return new Task(rank, 0, nodes, false, NO_BLOCKS, NO_BLOCKS, NO_OPERANDS, false);
    }

    /** Of a bcast; the data are in {@link Schedule#RECEIVE} at all ranks. */
    public static Task bcast(int rank, int root, NodeMap nodes, long count, Layout layout) {
        return new Task(rank, root, nodes, true, NO_BLOCKS, Blocks.same(count, layout), NO_OPERANDS, false);
    }

    /** Of a gather not at its root. */
    public static Task gatherLeaf(int rank, int root, NodeMap nodes, long count, Layout layout) {
        return new Task(rank, root, nodes, false, Blocks.same(count, layout), NO_BLOCKS, NO_OPERANDS, false);
    }

    /** Of a gather at its root; {@code count} and {@code layout} do not matter in place. */
    public static Task gatherRoot(
            int root, NodeMap nodes, boolean inPlace, long count, Layout layout, Blocks receive) {
        return new Task(root, root, nodes, inPlace, Blocks.same(count, layout), receive, NO_OPERANDS, false);
    }

    /** Of a scatter not at its root. */
    public static Task scatterLeaf(int rank, int root, NodeMap nodes, long count, Layout layout) {
        return new Task(rank, root, nodes, false, NO_BLOCKS, Blocks.same(count, layout), NO_OPERANDS, false);
    }

    /** Of a scatter at its root; {@code count} and {@code layout} do not matter in place. */
    public static Task scatterRoot(
            int root, NodeMap nodes, boolean inPlace, Blocks send, long count, Layout layout) {
        return new Task(root, root, nodes, inPlace, send, Blocks.same(count, layout), NO_OPERANDS, false);
    }

    /** Of an allgather; {@code count} and {@code layout} do not matter in place. */
    public static Task allgather(
            int rank, NodeMap nodes, boolean inPlace, long count, Layout layout, Blocks receive) {
        return new Task(rank, 0, nodes, inPlace, Blocks.same(count, layout), receive, NO_OPERANDS, false);
    }

    /** Of an alltoall; {@code send} does not matter in place. */
    public static Task alltoall(int rank, NodeMap nodes, boolean inPlace, Blocks send, Blocks receive) {
        return new Task(rank, 0, nodes, inPlace, inPlace ? receive : send, receive, NO_OPERANDS, false);
    }

    /** Of a reduce. */
    public static Task reduce(int rank, int root, NodeMap nodes, Operands operands) {
        return new Task(rank, root, nodes, false, NO_BLOCKS, NO_BLOCKS, operands, false);
    }

    /** Of an allreduce, scan or exscan. */
    public static Task reduce(int rank, NodeMap nodes, Operands operands) {
        return reduce(rank, 0, nodes, operands);
    }

    /**
     * Of a reduce_scatter.
     *
     * @param blocks how the operands, which follow each other, are divided among the ranks; rank {@code i}'s result comes
     *     to the beginning of its {@link Schedule#RECEIVE}
     */
    public static Task reduceScatter(int rank, NodeMap nodes, Blocks blocks, Operands operands) {
        return new Task(rank, 0, nodes, false, NO_BLOCKS, blocks, operands, false);
    }

    /**
     * Of a call to which all ranks give the same arguments.
     *
     * @param root where there is none, it does not matter
     * @param inPlace likewise
     * @param blocks of gather, scatter, allgather, alltoall and reduce_scatter, one for each rank
     * @param operands of reductions; of bcast the data
     */
    public static Task alike(
            Kind kind, int rank, int root, NodeMap nodes, boolean inPlace, Blocks blocks, Operands operands) {
        return switch (kind) {
            case BARRIER -> barrier(rank, nodes);
            case BCAST -> bcast(rank, root, nodes, operands.count(), operands.layout());
            case GATHER ->
                rank == root
                        ? gatherRoot(root, nodes, inPlace, blocks.count(rank), blocks.layout(rank), blocks)
                        : gatherLeaf(rank, root, nodes, blocks.count(rank), blocks.layout(rank));
            case SCATTER ->
                rank == root
                        ? scatterRoot(root, nodes, inPlace, blocks, blocks.count(rank), blocks.layout(rank))
                        : scatterLeaf(rank, root, nodes, blocks.count(rank), blocks.layout(rank));
            case ALLGATHER -> allgather(rank, nodes, inPlace, blocks.count(rank), blocks.layout(rank), blocks);
            case ALLTOALL -> alltoall(rank, nodes, inPlace, blocks, blocks);
            case REDUCE -> reduce(rank, root, nodes, operands);
            case ALLREDUCE, SCAN, EXSCAN -> reduce(rank, nodes, operands);
            case REDUCE_SCATTER -> reduceScatter(rank, nodes, blocks, operands);
        };
    }

    /** The same of blocks that may differ in length, for {@link Algorithm#takesVarying}. */
    public Task ofVarying() {
        return new Task(rank, root, nodes, inPlace, send, receive, operands, true);
    }

    /** The number of ranks. */
    public int size() {
        return nodes.ranks();
    }

    /** What an algorithm for this task, whose blocks are of one length, is chosen by. */
    public Facts facts(Kind kind) {
        long bytes =
                switch (kind) {
                    case BARRIER -> 0;
                    case BCAST, ALLGATHER, ALLTOALL -> receive.bytes(rank);
                    case GATHER -> rank == root ? receive.bytes(rank) : send.bytes(rank);
                    case SCATTER -> rank == root ? send.bytes(rank) : receive.bytes(rank);
                    case REDUCE, ALLREDUCE, REDUCE_SCATTER, SCAN, EXSCAN ->
                        operands.count() * operands.layout().size();
                };
        return new Facts(kind, size(), nodes.nodes(), nodes.ranksPerNode(), bytes, operands.commutes());
    }
}
