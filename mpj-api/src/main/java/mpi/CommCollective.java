package mpi;

import static mpi.Checks.widen;
import static mpi.Form.BLOCKING;

import mpj.core.comm.Communicator;
import org.jspecify.annotations.Nullable;

/**
 * Operations of all ranks of a communicator together. MPI 5.0, chapter 6.
 *
 * <p>All ranks call the same operation with matching arguments. Where a form has one buffer, it is MPI's in-place form:
 * all ranks call it. Displacements are counted in extents of the datatype. On an intercommunicator the root gives
 * {@link MPI#ROOT}, the others of its group {@link MPI#PROC_NULL}, and the other group its rank. A buffer may be an
 * array of records, with {@link Datatype#of(Class)} of their class.
 *
 * <p>Ranks whose counts disagree get {@link MPI#ERR_TRUNCATE} where a message shows it. In operations that give each
 * block a count of its own (gatherv, scatterv, allGatherv, allToAllv, allToAllw, reduceScatter) blocks of no elements
 * are not sent: if one rank says that a block is empty and the other that it is not, there is nothing that could show
 * it. Then a rank waits for ever for a block that is not sent, or one that is sent without being received is taken for a
 * block of a later call.
 */
public abstract class CommCollective extends CommCollectiveCalls {
    CommCollective(String name) {
        super(name);
    }

    CommCollective(@Nullable Communicator core, CommHandle parent) {
        super(core, parent);
    }

    /** Waits until all ranks are here; on an intercommunicator, all ranks of the other group. */
    public final void barrier() throws MPIException {
        barrierCall(BLOCKING);
    }

    /** Gives the root's data to all. */
    public final void bcast(@Nullable Object buf, int count, Datatype type, int root) throws MPIException {
        bcastCall(BLOCKING, buf, count, type, root);
    }

    /** {@link #bcast(Object, int, Datatype, int)} of any number of elements. */
    public final void bcast(@Nullable Object buf, long count, Datatype type, int root) throws MPIException {
        bcastCall(BLOCKING, buf, count, type, root);
    }

    /** Gathers in place: the root's block is in its place in {@code buf}, the others' is at the start of theirs. */
    public final void gather(@Nullable Object buf, int count, Datatype type, int root) throws MPIException {
        gatherCall(BLOCKING, buf, count, type, root);
    }

    /** {@link #gather(Object, int, Datatype, int)} of any number of elements. */
    public final void gather(@Nullable Object buf, long count, Datatype type, int root) throws MPIException {
        gatherCall(BLOCKING, buf, count, type, root);
    }

    /** Gathers the blocks of all ranks in rank order at the root; the others' receive arguments do not matter. */
    public final void gather(
            @Nullable Object sendbuf, int sendcount, Datatype sendtype, @Nullable Object recvbuf, int recvcount,
            Datatype recvtype, int root) throws MPIException {
        gatherCall(BLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype, root);
    }

    /** {@link #gather(Object, int, Datatype, Object, int, Datatype, int)} of any number of elements. */
    public final void gather(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, long recvcount,
            Datatype recvtype, int root) throws MPIException {
        gatherCall(BLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype, root);
    }

    /** Gives a block to a root that calls the form with counts. */
    public final void gatherv(
            @Nullable Object sendbuf, int sendcount, Datatype sendtype, int root) throws MPIException {
        gathervCall(BLOCKING, sendbuf, sendcount, sendtype, root);
    }

    /** {@link #gatherv(Object, int, Datatype, int)} of any number of elements. */
    public final void gatherv(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, int root) throws MPIException {
        gathervCall(BLOCKING, sendbuf, sendcount, sendtype, root);
    }

    /** Gathers blocks of different lengths in place at the root, where its own lies already. */
    public final void gatherv(
            @Nullable Object recvbuf, int[] recvcount, int[] displs, Datatype recvtype, int root) throws MPIException {
        gathervCall(BLOCKING, recvbuf, widen(recvcount), widen(displs), recvtype, root);
    }

    /** {@link #gatherv(Object, int[], int[], Datatype, int)} of any number of elements. */
    public final void gatherv(
            @Nullable Object recvbuf, long[] recvcount, long[] displs, Datatype recvtype,
            int root) throws MPIException {
        gathervCall(BLOCKING, recvbuf, recvcount, displs, recvtype, root);
    }

    /** Gathers blocks of different lengths at the root; the others' receive arguments do not matter. */
    public final void gatherv(
            @Nullable Object sendbuf, int sendcount, Datatype sendtype, @Nullable Object recvbuf,
            int @Nullable [] recvcount, int @Nullable [] displs, Datatype recvtype, int root) throws MPIException {
        gathervCall(BLOCKING, sendbuf, sendcount, sendtype, recvbuf, widen(recvcount), widen(displs), recvtype, root);
    }

    /**
     * {@link #gatherv(Object, int, Datatype, Object, int[], int[], Datatype, int)} of any number of elements. The root
     * is an object so that nulls for the arrays mean the other form.
     */
    public final void gatherv(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf,
            long @Nullable [] recvcount, long @Nullable [] displs, Datatype recvtype,
            Integer root) throws MPIException {
        gathervCall(BLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, displs, recvtype, root);
    }

    /** Scatters in place: the root's block stays where it is in {@code buf}, others get theirs at the start. */
    public final void scatter(@Nullable Object buf, int count, Datatype type, int root) throws MPIException {
        scatterCall(BLOCKING, buf, count, type, root);
    }

    /** {@link #scatter(Object, int, Datatype, int)} of any number of elements. */
    public final void scatter(@Nullable Object buf, long count, Datatype type, int root) throws MPIException {
        scatterCall(BLOCKING, buf, count, type, root);
    }

    /** Gives each rank its block of the root's buffer; the others' send arguments do not matter. */
    public final void scatter(
            @Nullable Object sendbuf, int sendcount, Datatype sendtype, @Nullable Object recvbuf, int recvcount,
            Datatype recvtype, int root) throws MPIException {
        scatterCall(BLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype, root);
    }

    /** {@link #scatter(Object, int, Datatype, Object, int, Datatype, int)} of any number of elements. */
    public final void scatter(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, long recvcount,
            Datatype recvtype, int root) throws MPIException {
        scatterCall(BLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype, root);
    }

    /** Takes a block from a root that calls the form with counts. */
    public final void scatterv(
            @Nullable Object recvbuf, int recvcount, Datatype recvtype, int root) throws MPIException {
        scattervCall(BLOCKING, recvbuf, recvcount, recvtype, root);
    }

    /** {@link #scatterv(Object, int, Datatype, int)} of any number of elements. */
    public final void scatterv(
            @Nullable Object recvbuf, long recvcount, Datatype recvtype, int root) throws MPIException {
        scattervCall(BLOCKING, recvbuf, recvcount, recvtype, root);
    }

    /** Scatters blocks of different lengths from the root, where its own stays in place. */
    public final void scatterv(
            @Nullable Object sendbuf, int[] sendcount, int[] displs, Datatype sendtype, int root) throws MPIException {
        scattervCall(BLOCKING, sendbuf, widen(sendcount), widen(displs), sendtype, root);
    }

    /** {@link #scatterv(Object, int[], int[], Datatype, int)} of any number of elements. */
    public final void scatterv(
            @Nullable Object sendbuf, long[] sendcount, long[] displs, Datatype sendtype,
            int root) throws MPIException {
        scattervCall(BLOCKING, sendbuf, sendcount, displs, sendtype, root);
    }

    /** Scatters blocks of different lengths from the root; the others' send arguments do not matter. */
    public final void scatterv(
            @Nullable Object sendbuf, int @Nullable [] sendcount, int @Nullable [] displs, Datatype sendtype,
            @Nullable Object recvbuf, int recvcount, Datatype recvtype, int root) throws MPIException {
        scattervCall(BLOCKING, sendbuf, widen(sendcount), widen(displs), sendtype, recvbuf, recvcount, recvtype, root);
    }

    /**
     * {@link #scatterv(Object, int[], int[], Datatype, Object, int, Datatype, int)} of any number of elements. The root
     * is an object so that nulls for the arrays mean the other form.
     */
    public final void scatterv(
            @Nullable Object sendbuf, long @Nullable [] sendcount, long @Nullable [] displs, Datatype sendtype,
            @Nullable Object recvbuf, long recvcount, Datatype recvtype, Integer root) throws MPIException {
        scattervCall(BLOCKING, sendbuf, sendcount, displs, sendtype, recvbuf, recvcount, recvtype, root);
    }

    /** Gathers the blocks of all ranks at all ranks in place: each rank's own block is in its place. */
    public final void allGather(@Nullable Object buf, int count, Datatype type) throws MPIException {
        allGatherCall(BLOCKING, buf, count, type);
    }

    /** {@link #allGather(Object, int, Datatype)} of any number of elements. */
    public final void allGather(@Nullable Object buf, long count, Datatype type) throws MPIException {
        allGatherCall(BLOCKING, buf, count, type);
    }

    /** Gathers the blocks of all ranks in rank order at all ranks. */
    public final void allGather(
            @Nullable Object sendbuf, int sendcount, Datatype sendtype, @Nullable Object recvbuf, int recvcount,
            Datatype recvtype) throws MPIException {
        allGatherCall(BLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype);
    }

    /** {@link #allGather(Object, int, Datatype, Object, int, Datatype)} of any number of elements. */
    public final void allGather(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, long recvcount,
            Datatype recvtype) throws MPIException {
        allGatherCall(BLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype);
    }

    /** Gathers blocks of different lengths at all ranks in place: each rank's own block is in its place. */
    public final void allGatherv(
            @Nullable Object recvbuf, int[] recvcount, int[] displs, Datatype recvtype) throws MPIException {
        allGathervCall(BLOCKING, recvbuf, widen(recvcount), widen(displs), recvtype);
    }

    /** {@link #allGatherv(Object, int[], int[], Datatype)} of any number of elements. */
    public final void allGatherv(
            @Nullable Object recvbuf, long[] recvcount, long[] displs, Datatype recvtype) throws MPIException {
        allGathervCall(BLOCKING, recvbuf, recvcount, displs, recvtype);
    }

    /** Gathers blocks of different lengths at all ranks. */
    public final void allGatherv(
            @Nullable Object sendbuf, int sendcount, Datatype sendtype, @Nullable Object recvbuf, int[] recvcount,
            int[] displs, Datatype recvtype) throws MPIException {
        allGathervCall(BLOCKING, sendbuf, sendcount, sendtype, recvbuf, widen(recvcount), widen(displs), recvtype);
    }

    /** {@link #allGatherv(Object, int, Datatype, Object, int[], int[], Datatype)} of any number of elements. */
    public final void allGatherv(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, long[] recvcount,
            long[] displs, Datatype recvtype) throws MPIException {
        allGathervCall(BLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, displs, recvtype);
    }

    /** Exchanges in place: block i of {@code buf} goes to rank i and is replaced by the one that comes from there. */
    public final void allToAll(@Nullable Object buf, int count, Datatype type) throws MPIException {
        allToAllCall(BLOCKING, buf, count, type);
    }

    /** {@link #allToAll(Object, int, Datatype)} of any number of elements. */
    public final void allToAll(@Nullable Object buf, long count, Datatype type) throws MPIException {
        allToAllCall(BLOCKING, buf, count, type);
    }

    /** Gives block i of each rank's buffer to rank i. */
    public final void allToAll(
            @Nullable Object sendbuf, int sendcount, Datatype sendtype, @Nullable Object recvbuf, int recvcount,
            Datatype recvtype) throws MPIException {
        allToAllCall(BLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype);
    }

    /** {@link #allToAll(Object, int, Datatype, Object, int, Datatype)} of any number of elements. */
    public final void allToAll(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, long recvcount,
            Datatype recvtype) throws MPIException {
        allToAllCall(BLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype);
    }

    /** Exchanges in place blocks of different lengths; between two ranks they are of the same length both ways. */
    public final void allToAllv(@Nullable Object buf, int[] counts, int[] displs, Datatype type) throws MPIException {
        allToAllvCall(BLOCKING, buf, widen(counts), widen(displs), type);
    }

    /** {@link #allToAllv(Object, int[], int[], Datatype)} of any number of elements. */
    public final void allToAllv(@Nullable Object buf, long[] counts, long[] displs, Datatype type) throws MPIException {
        allToAllvCall(BLOCKING, buf, counts, displs, type);
    }

    /** Gives block i, of any length, of each rank's buffer to rank i. */
    public final void allToAllv(
            @Nullable Object sendbuf, int[] sendcount, int[] sdispls, Datatype sendtype, @Nullable Object recvbuf,
            int[] recvcount, int[] rdispls, Datatype recvtype) throws MPIException {
        allToAllvCall(
                BLOCKING, sendbuf, widen(sendcount), widen(sdispls), sendtype, recvbuf, widen(recvcount),
                widen(rdispls), recvtype);
    }

    /** {@link #allToAllv(Object, int[], int[], Datatype, Object, int[], int[], Datatype)} of any number of elements. */
    public final void allToAllv(
            @Nullable Object sendbuf, long[] sendcount, long[] sdispls, Datatype sendtype, @Nullable Object recvbuf,
            long[] recvcount, long[] rdispls, Datatype recvtype) throws MPIException {
        allToAllvCall(BLOCKING, sendbuf, sendcount, sdispls, sendtype, recvbuf, recvcount, rdispls, recvtype);
    }

    /** Exchanges in place blocks of different lengths and types; displacements are in bytes. */
    public final void allToAllw(
            @Nullable Object buf, int[] counts, int[] displs, Datatype[] types) throws MPIException {
        allToAllwCall(BLOCKING, buf, widen(counts), widen(displs), types);
    }

    /** {@link #allToAllw(Object, int[], int[], Datatype[])} of any number of elements. */
    public final void allToAllw(
            @Nullable Object buf, long[] counts, long[] displs, Datatype[] types) throws MPIException {
        allToAllwCall(BLOCKING, buf, counts, displs, types);
    }

    /** Gives block i, of any length and type, of each rank's buffer to rank i; displacements are in bytes. */
    public final void allToAllw(
            @Nullable Object sendbuf, int[] sendcount, int[] sdispls, Datatype[] sendtypes, @Nullable Object recvbuf,
            int[] recvcount, int[] rdispls, Datatype[] recvtypes) throws MPIException {
        allToAllwCall(
                BLOCKING, sendbuf, widen(sendcount), widen(sdispls), sendtypes, recvbuf, widen(recvcount),
                widen(rdispls), recvtypes);
    }

    /**
     * {@link #allToAllw(Object, int[], int[], Datatype[], Object, int[], int[], Datatype[])} of any number of elements.
     */
    public final void allToAllw(
            @Nullable Object sendbuf, long[] sendcount, long[] sdispls, Datatype[] sendtypes, @Nullable Object recvbuf,
            long[] recvcount, long[] rdispls, Datatype[] recvtypes) throws MPIException {
        allToAllwCall(BLOCKING, sendbuf, sendcount, sdispls, sendtypes, recvbuf, recvcount, rdispls, recvtypes);
    }

    /** Reduces in place: the root's {@code buf} takes the result, the others' stays as it is. */
    public final void reduce(@Nullable Object buf, int count, Datatype type, Op op, int root) throws MPIException {
        reduceCall(BLOCKING, buf, count, type, op, root);
    }

    /** {@link #reduce(Object, int, Datatype, Op, int)} of any number of elements. */
    public final void reduce(@Nullable Object buf, long count, Datatype type, Op op, int root) throws MPIException {
        reduceCall(BLOCKING, buf, count, type, op, root);
    }

    /** Combines the elements of all ranks at the root; the others' {@code recvbuf} does not matter. */
    public final void reduce(
            @Nullable Object sendbuf, @Nullable Object recvbuf, int count, Datatype type, Op op,
            int root) throws MPIException {
        reduceCall(BLOCKING, sendbuf, recvbuf, count, type, op, root);
    }

    /** {@link #reduce(Object, Object, int, Datatype, Op, int)} of any number of elements. */
    public final void reduce(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op,
            int root) throws MPIException {
        reduceCall(BLOCKING, sendbuf, recvbuf, count, type, op, root);
    }

    /** Combines the elements of all ranks at all ranks, in place. */
    public final void allReduce(@Nullable Object buf, int count, Datatype type, Op op) throws MPIException {
        allReduceCall(BLOCKING, buf, count, type, op);
    }

    /** {@link #allReduce(Object, int, Datatype, Op)} of any number of elements. */
    public final void allReduce(@Nullable Object buf, long count, Datatype type, Op op) throws MPIException {
        allReduceCall(BLOCKING, buf, count, type, op);
    }

    /** Combines the elements of all ranks at all ranks. */
    public final void allReduce(
            @Nullable Object sendbuf, @Nullable Object recvbuf, int count, Datatype type, Op op) throws MPIException {
        allReduceCall(BLOCKING, sendbuf, recvbuf, count, type, op);
    }

    /** {@link #allReduce(Object, Object, int, Datatype, Op)} of any number of elements. */
    public final void allReduce(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op) throws MPIException {
        allReduceCall(BLOCKING, sendbuf, recvbuf, count, type, op);
    }

    /** Combines the elements of all ranks, in place: a rank's block of the result comes to the start of {@code buf}. */
    public final void reduceScatter(@Nullable Object buf, int[] counts, Datatype type, Op op) throws MPIException {
        reduceScatterCall(BLOCKING, buf, widen(counts), type, op);
    }

    /** {@link #reduceScatter(Object, int[], Datatype, Op)} of any number of elements. */
    public final void reduceScatter(@Nullable Object buf, long[] counts, Datatype type, Op op) throws MPIException {
        reduceScatterCall(BLOCKING, buf, counts, type, op);
    }

    /** Combines the elements of all ranks and gives each rank its block of the result. */
    public final void reduceScatter(
            @Nullable Object sendbuf, @Nullable Object recvbuf, int[] recvcounts, Datatype type,
            Op op) throws MPIException {
        reduceScatterCall(BLOCKING, sendbuf, recvbuf, widen(recvcounts), type, op);
    }

    /** {@link #reduceScatter(Object, Object, int[], Datatype, Op)} of any number of elements. */
    public final void reduceScatter(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long[] recvcounts, Datatype type,
            Op op) throws MPIException {
        reduceScatterCall(BLOCKING, sendbuf, recvbuf, recvcounts, type, op);
    }

    /** As {@code reduceScatter} in place, with blocks of one length. */
    public final void reduceScatterBlock(@Nullable Object buf, int count, Datatype type, Op op) throws MPIException {
        reduceScatterBlockCall(BLOCKING, buf, count, type, op);
    }

    /** {@link #reduceScatterBlock(Object, int, Datatype, Op)} of any number of elements. */
    public final void reduceScatterBlock(@Nullable Object buf, long count, Datatype type, Op op) throws MPIException {
        reduceScatterBlockCall(BLOCKING, buf, count, type, op);
    }

    /** As {@code reduceScatter}, with blocks of one length. */
    public final void reduceScatterBlock(
            @Nullable Object sendbuf, @Nullable Object recvbuf, int recvcount, Datatype type,
            Op op) throws MPIException {
        reduceScatterBlockCall(BLOCKING, sendbuf, recvbuf, recvcount, type, op);
    }

    /** {@link #reduceScatterBlock(Object, Object, int, Datatype, Op)} of any number of elements. */
    public final void reduceScatterBlock(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long recvcount, Datatype type,
            Op op) throws MPIException {
        reduceScatterBlockCall(BLOCKING, sendbuf, recvbuf, recvcount, type, op);
    }
}
