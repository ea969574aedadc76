package mpj.perf.bench;

import java.util.Locale;
import mpi.MPI;
import mpi.Prequest;
import mpi.Request;

/**
 * The collective operations that are measured, each with the element type, the buffers and the root that OSU's
 * benchmarks give it: bytes, but FLOAT and SUM for reductions; root 0; in operations with counts all blocks are equal;
 * the ranks of neighbour collectives are a ring. {@code perf/peers/peer_coll.c} has some of them.
 */
@SuppressWarnings("ImmutableEnumChecker") // lambdas without state
enum CollectiveCall {
    BARRIER(
            "barriers of all ranks",
            CollectiveShape.NOTHING,
            b -> b.comm.barrier(),
            b -> b.comm.iBarrier(),
            b -> b.comm.barrierInit()),
    BCAST(
            "the root's message to all ranks",
            CollectiveShape.FROM_ROOT,
            b -> b.comm.bcast(b.send, b.count, b.type, b.root),
            b -> b.comm.iBcast(b.send, b.count, b.type, b.root),
            b -> b.comm.bcastInit(b.send, b.count, b.type, b.root)),
    GATHER(
            "a block of each rank to the root",
            CollectiveShape.TO_ROOT,
            b -> b.comm.gather(b.send, b.count, b.type, b.recv, b.count, b.type, b.root),
            b -> b.comm.iGather(b.send, b.count, b.type, b.recv, b.count, b.type, b.root),
            b -> b.comm.gatherInit(b.send, b.count, b.type, b.recv, b.count, b.type, b.root)),
    GATHERV(
            "a block of each rank to the root, with counts",
            CollectiveShape.TO_ROOT,
            b -> b.comm.gatherv(b.send, b.count, b.type, b.recv, b.counts, b.displs, b.type, b.root),
            b -> b.comm.iGatherv(b.send, b.count, b.type, b.recv, b.counts, b.displs, b.type, b.root),
            b -> b.comm.gathervInit(b.send, b.count, b.type, b.recv, b.counts, b.displs, b.type, b.root)),
    SCATTER(
            "a block for each rank from the root",
            CollectiveShape.BLOCKS_FROM_ROOT,
            b -> b.comm.scatter(b.send, b.count, b.type, b.recv, b.count, b.type, b.root),
            b -> b.comm.iScatter(b.send, b.count, b.type, b.recv, b.count, b.type, b.root),
            b -> b.comm.scatterInit(b.send, b.count, b.type, b.recv, b.count, b.type, b.root)),
    SCATTERV(
            "a block for each rank from the root, with counts",
            CollectiveShape.BLOCKS_FROM_ROOT,
            b -> b.comm.scatterv(b.send, b.counts, b.displs, b.type, b.recv, b.count, b.type, b.root),
            b -> b.comm.iScatterv(b.send, b.counts, b.displs, b.type, b.recv, b.count, b.type, b.root),
            b -> b.comm.scattervInit(b.send, b.counts, b.displs, b.type, b.recv, b.count, b.type, b.root)),
    ALLGATHER(
            "a block of each rank to all ranks",
            CollectiveShape.TO_ALL,
            b -> b.comm.allGather(b.send, b.count, b.type, b.recv, b.count, b.type),
            b -> b.comm.iAllGather(b.send, b.count, b.type, b.recv, b.count, b.type),
            b -> b.comm.allGatherInit(b.send, b.count, b.type, b.recv, b.count, b.type)),
    ALLGATHERV(
            "a block of each rank to all ranks, with counts",
            CollectiveShape.TO_ALL,
            b -> b.comm.allGatherv(b.send, b.count, b.type, b.recv, b.counts, b.displs, b.type),
            b -> b.comm.iAllGatherv(b.send, b.count, b.type, b.recv, b.counts, b.displs, b.type),
            b -> b.comm.allGathervInit(b.send, b.count, b.type, b.recv, b.counts, b.displs, b.type)),
    ALLTOALL(
            "a block of each rank for each rank",
            CollectiveShape.BLOCKS_TO_ALL,
            b -> b.comm.allToAll(b.send, b.count, b.type, b.recv, b.count, b.type),
            b -> b.comm.iAllToAll(b.send, b.count, b.type, b.recv, b.count, b.type),
            b -> b.comm.allToAllInit(b.send, b.count, b.type, b.recv, b.count, b.type)),
    ALLTOALLV(
            "a block of each rank for each rank, with counts",
            CollectiveShape.BLOCKS_TO_ALL,
            b -> b.comm.allToAllv(b.send, b.counts, b.displs, b.type, b.recv, b.counts, b.displs, b.type),
            b -> b.comm.iAllToAllv(b.send, b.counts, b.displs, b.type, b.recv, b.counts, b.displs, b.type),
            b -> b.comm.allToAllvInit(b.send, b.counts, b.displs, b.type, b.recv, b.counts, b.displs, b.type)),
    ALLTOALLW(
            "a block of each rank for each rank, with counts and types",
            CollectiveShape.BLOCKS_TO_ALL,
            b -> b.comm.allToAllw(b.send, b.counts, b.byteDispls, b.types, b.recv, b.counts, b.byteDispls, b.types),
            b -> b.comm.iAllToAllw(b.send, b.counts, b.byteDispls, b.types, b.recv, b.counts, b.byteDispls, b.types),
            b -> b.comm.allToAllwInit(
                    b.send, b.counts, b.byteDispls, b.types, b.recv, b.counts, b.byteDispls, b.types)),
    REDUCE(
            "the sum of all ranks' floats at the root",
            CollectiveShape.SUM_AT_ROOT,
            b -> b.comm.reduce(b.send, b.recv, b.count, b.type, MPI.SUM, b.root),
            b -> b.comm.iReduce(b.send, b.recv, b.count, b.type, MPI.SUM, b.root),
            b -> b.comm.reduceInit(b.send, b.recv, b.count, b.type, MPI.SUM, b.root)),
    ALLREDUCE(
            "the sum of all ranks' floats at all ranks",
            CollectiveShape.SUM_AT_ALL,
            b -> b.comm.allReduce(b.send, b.recv, b.count, b.type, MPI.SUM),
            b -> b.comm.iAllReduce(b.send, b.recv, b.count, b.type, MPI.SUM),
            b -> b.comm.allReduceInit(b.send, b.recv, b.count, b.type, MPI.SUM)),
    REDUCE_SCATTER(
            "the sum of all ranks' floats, a share of it at each rank; sizes are those of the whole",
            CollectiveShape.SHARES_OF_SUM,
            b -> b.comm.reduceScatter(b.send, b.recv, b.shares, b.type, MPI.SUM),
            b -> b.comm.iReduceScatter(b.send, b.recv, b.shares, b.type, MPI.SUM),
            b -> b.comm.reduceScatterInit(b.send, b.recv, b.shares, b.type, MPI.SUM)),
    REDUCE_SCATTER_BLOCK(
            "the sum of all ranks' floats, a block of it at each rank; sizes are those of a block",
            CollectiveShape.BLOCKS_OF_SUM,
            b -> b.comm.reduceScatterBlock(b.send, b.recv, b.count, b.type, MPI.SUM),
            b -> b.comm.iReduceScatterBlock(b.send, b.recv, b.count, b.type, MPI.SUM),
            b -> b.comm.reduceScatterBlockInit(b.send, b.recv, b.count, b.type, MPI.SUM)),
    SCAN(
            "sums of the floats of the ranks up to each",
            CollectiveShape.SUM_UP_TO_RANK,
            b -> b.comm.scan(b.send, b.recv, b.count, b.type, MPI.SUM),
            b -> b.comm.iScan(b.send, b.recv, b.count, b.type, MPI.SUM),
            b -> b.comm.scanInit(b.send, b.recv, b.count, b.type, MPI.SUM)),
    EXSCAN(
            "sums of the floats of the ranks before each",
            CollectiveShape.SUM_BEFORE_RANK,
            b -> b.comm.exScan(b.send, b.recv, b.count, b.type, MPI.SUM),
            b -> b.comm.iExScan(b.send, b.recv, b.count, b.type, MPI.SUM),
            b -> b.comm.exScanInit(b.send, b.recv, b.count, b.type, MPI.SUM)),
    NEIGHBOR_ALLGATHER(
            "a block of each rank to its neighbours in a ring",
            CollectiveShape.TO_NEIGHBOURS,
            b -> b.comm.neighborAllGather(b.send, b.count, b.type, b.recv, b.count, b.type),
            b -> b.comm.iNeighborAllGather(b.send, b.count, b.type, b.recv, b.count, b.type),
            b -> b.comm.neighborAllGatherInit(b.send, b.count, b.type, b.recv, b.count, b.type)),
    NEIGHBOR_ALLGATHERV(
            "a block of each rank to its neighbours in a ring, with counts",
            CollectiveShape.TO_NEIGHBOURS,
            b -> b.comm.neighborAllGatherv(b.send, b.count, b.type, b.recv, b.counts, b.displs, b.type),
            b -> b.comm.iNeighborAllGatherv(b.send, b.count, b.type, b.recv, b.counts, b.displs, b.type),
            b -> b.comm.neighborAllGathervInit(b.send, b.count, b.type, b.recv, b.counts, b.displs, b.type)),
    NEIGHBOR_ALLTOALL(
            "a block of each rank for each neighbour in a ring",
            CollectiveShape.BLOCKS_TO_NEIGHBOURS,
            b -> b.comm.neighborAllToAll(b.send, b.count, b.type, b.recv, b.count, b.type),
            b -> b.comm.iNeighborAllToAll(b.send, b.count, b.type, b.recv, b.count, b.type),
            b -> b.comm.neighborAllToAllInit(b.send, b.count, b.type, b.recv, b.count, b.type)),
    NEIGHBOR_ALLTOALLV(
            "a block of each rank for each neighbour in a ring, with counts",
            CollectiveShape.BLOCKS_TO_NEIGHBOURS,
            b -> b.comm.neighborAllToAllv(b.send, b.counts, b.displs, b.type, b.recv, b.counts, b.displs, b.type),
            b -> b.comm.iNeighborAllToAllv(b.send, b.counts, b.displs, b.type, b.recv, b.counts, b.displs, b.type),
            b -> b.comm.neighborAllToAllvInit(
                    b.send, b.counts, b.displs, b.type, b.recv, b.counts, b.displs, b.type)),
    NEIGHBOR_ALLTOALLW(
            "a block of each rank for each neighbour in a ring, with counts and types",
            CollectiveShape.BLOCKS_TO_NEIGHBOURS,
            b -> b.comm.neighborAllToAllw(
                    b.send, b.counts, b.byteDispls, b.types, b.recv, b.counts, b.byteDispls, b.types),
            b -> b.comm.iNeighborAllToAllw(
                    b.send, b.counts, b.byteDispls, b.types, b.recv, b.counts, b.byteDispls, b.types),
            b -> b.comm.neighborAllToAllwInit(
                    b.send, b.counts, b.byteDispls, b.types, b.recv, b.counts, b.byteDispls, b.types));

    /** A blocking call. */
    interface Blocking {
        void call(CollectiveBuffers buffers);
    }

    /** The start of a nonblocking call. */
    interface Nonblocking {
        Request start(CollectiveBuffers buffers);
    }

    /** What can be started again and again. */
    interface Persistent {
        Prequest init(CollectiveBuffers buffers);
    }

    /** For help texts. */
    final String description;

    final CollectiveShape shape;
    final Blocking blocking;
    final Nonblocking nonblocking;
    final Persistent persistent;

    CollectiveCall(
            String description, CollectiveShape shape, Blocking blocking, Nonblocking nonblocking,
            Persistent persistent) {
        this.description = description;
        this.shape = shape;
        this.blocking = blocking;
        this.nonblocking = nonblocking;
        this.persistent = persistent;
    }

    /** The name of the blocking benchmark; those of the others have an i before it, or the form behind it. */
    String command() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
