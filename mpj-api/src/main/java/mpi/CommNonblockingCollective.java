package mpi;

import static mpi.Checks.widen;
import static mpi.Form.NONBLOCKING;

import java.nio.Buffer;
import mpj.core.comm.Communicator;
import org.jspecify.annotations.Nullable;

/**
 * Collective operations that are begun and completed by a {@link Request}. MPI 5.0, section 6.12.
 *
 * <p>All ranks begin the nonblocking operations of a communicator in the same order; any number may be under way.
 * Buffers must not be touched until the request has completed, arrays of counts and types may be used again at once. A
 * user's {@link Op} is called on a thread of the library's. Records of an array are read when the operation begins, and
 * made by the thread that completes the request.
 */
public abstract class CommNonblockingCollective extends CommCollective {
    CommNonblockingCollective(String name) {
        super(name);
    }

    CommNonblockingCollective(@Nullable Communicator core, CommHandle parent) {
        super(core, parent);
    }

    /** Begins {@link #barrier}. */
    public final Request iBarrier() throws MPIException {
        return barrierCall(NONBLOCKING);
    }

    /** Begins {@link #bcast(Object, int, Datatype, int)}. */
    public final Request iBcast(@Nullable Buffer buf, int count, Datatype type, int root) throws MPIException {
        return bcastCall(NONBLOCKING, buf, count, type, root);
    }

    /** {@link #iBcast(Buffer, int, Datatype, int)} with any buffers, of any number of elements. */
    public final Request iBcast(@Nullable Object buf, long count, Datatype type, int root) throws MPIException {
        return bcastCall(NONBLOCKING, buf, count, type, root);
    }

    /** Begins {@link #gather(Object, int, Datatype, int)}. */
    public final Request iGather(@Nullable Buffer buf, int count, Datatype type, int root) throws MPIException {
        return gatherCall(NONBLOCKING, buf, count, type, root);
    }

    /** {@link #iGather(Buffer, int, Datatype, int)} with any buffers, of any number of elements. */
    public final Request iGather(@Nullable Object buf, long count, Datatype type, int root) throws MPIException {
        return gatherCall(NONBLOCKING, buf, count, type, root);
    }

    /** Begins {@link #gather(Object, int, Datatype, Object, int, Datatype, int)}. */
    public final Request iGather(
            @Nullable Buffer sendbuf, int sendcount, Datatype sendtype, @Nullable Buffer recvbuf, int recvcount,
            Datatype recvtype, int root) throws MPIException {
        return gatherCall(NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype, root);
    }

    /**
     * {@link #iGather(Buffer, int, Datatype, Buffer, int, Datatype, int)} with any buffers, of any number of elements.
     */
    public final Request iGather(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, long recvcount,
            Datatype recvtype, int root) throws MPIException {
        return gatherCall(NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype, root);
    }

    /** Begins {@link #gatherv(Object, int, Datatype, int)}. */
    public final Request iGatherv(
            @Nullable Buffer sendbuf, int sendcount, Datatype sendtype, int root) throws MPIException {
        return gathervCall(NONBLOCKING, sendbuf, sendcount, sendtype, root);
    }

    /** {@link #iGatherv(Buffer, int, Datatype, int)} with any buffers, of any number of elements. */
    public final Request iGatherv(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, int root) throws MPIException {
        return gathervCall(NONBLOCKING, sendbuf, sendcount, sendtype, root);
    }

    /** Begins {@link #gatherv(Object, int[], int[], Datatype, int)}. */
    public final Request iGatherv(
            @Nullable Buffer recvbuf, int[] recvcount, int[] displs, Datatype recvtype, int root) throws MPIException {
        return gathervCall(NONBLOCKING, recvbuf, widen(recvcount), widen(displs), recvtype, root);
    }

    /** {@link #iGatherv(Buffer, int[], int[], Datatype, int)} with any buffers. */
    public final Request iGatherv(
            @Nullable Object recvbuf, int[] recvcount, int[] displs, Datatype recvtype, int root) throws MPIException {
        return gathervCall(NONBLOCKING, recvbuf, widen(recvcount), widen(displs), recvtype, root);
    }

    /** {@link #iGatherv(Buffer, int[], int[], Datatype, int)} with any buffers, of any number of elements. */
    public final Request iGatherv(
            @Nullable Object recvbuf, long[] recvcount, long[] displs, Datatype recvtype,
            int root) throws MPIException {
        return gathervCall(NONBLOCKING, recvbuf, recvcount, displs, recvtype, root);
    }

    /** Begins {@link #gatherv(Object, int, Datatype, Object, int[], int[], Datatype, int)}. */
    public final Request iGatherv(
            @Nullable Buffer sendbuf, int sendcount, Datatype sendtype, @Nullable Buffer recvbuf,
            int @Nullable [] recvcount, int @Nullable [] displs, Datatype recvtype, int root) throws MPIException {
        return gathervCall(
                NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, widen(recvcount), widen(displs), recvtype, root);
    }

    /** {@link #iGatherv(Buffer, int, Datatype, Buffer, int[], int[], Datatype, int)} with any buffers. */
    public final Request iGatherv(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf,
            int @Nullable [] recvcount, int @Nullable [] displs, Datatype recvtype, int root) throws MPIException {
        return gathervCall(
                NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, widen(recvcount), widen(displs), recvtype, root);
    }

    /**
     * {@link #iGatherv(Buffer, int, Datatype, Buffer, int[], int[], Datatype, int)} with any buffers, of any number of
     * elements. The root is an object so that nulls for the arrays mean the other forms.
     */
    public final Request iGatherv(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf,
            long @Nullable [] recvcount, long @Nullable [] displs, Datatype recvtype,
            Integer root) throws MPIException {
        return gathervCall(NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, displs, recvtype, root);
    }

    /** Begins {@link #scatter(Object, int, Datatype, int)}. */
    public final Request iScatter(@Nullable Buffer buf, int count, Datatype type, int root) throws MPIException {
        return scatterCall(NONBLOCKING, buf, count, type, root);
    }

    /** {@link #iScatter(Buffer, int, Datatype, int)} with any buffers, of any number of elements. */
    public final Request iScatter(@Nullable Object buf, long count, Datatype type, int root) throws MPIException {
        return scatterCall(NONBLOCKING, buf, count, type, root);
    }

    /** Begins {@link #scatter(Object, int, Datatype, Object, int, Datatype, int)}. */
    public final Request iScatter(
            @Nullable Buffer sendbuf, int sendcount, Datatype sendtype, @Nullable Buffer recvbuf, int recvcount,
            Datatype recvtype, int root) throws MPIException {
        return scatterCall(NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype, root);
    }

    /**
     * {@link #iScatter(Buffer, int, Datatype, Buffer, int, Datatype, int)} with any buffers, of any number of elements.
     */
    public final Request iScatter(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, long recvcount,
            Datatype recvtype, int root) throws MPIException {
        return scatterCall(NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype, root);
    }

    /** Begins {@link #scatterv(Object, int, Datatype, int)}. */
    public final Request iScatterv(
            @Nullable Buffer recvbuf, int recvcount, Datatype recvtype, int root) throws MPIException {
        return scattervCall(NONBLOCKING, recvbuf, recvcount, recvtype, root);
    }

    /** {@link #iScatterv(Buffer, int, Datatype, int)} with any buffers, of any number of elements. */
    public final Request iScatterv(
            @Nullable Object recvbuf, long recvcount, Datatype recvtype, int root) throws MPIException {
        return scattervCall(NONBLOCKING, recvbuf, recvcount, recvtype, root);
    }

    /** Begins {@link #scatterv(Object, int[], int[], Datatype, int)}. */
    public final Request iScatterv(
            @Nullable Buffer sendbuf, int[] sendcount, int[] displs, Datatype sendtype, int root) throws MPIException {
        return scattervCall(NONBLOCKING, sendbuf, widen(sendcount), widen(displs), sendtype, root);
    }

    /** {@link #iScatterv(Buffer, int[], int[], Datatype, int)} with any buffers. */
    public final Request iScatterv(
            @Nullable Object sendbuf, int[] sendcount, int[] displs, Datatype sendtype, int root) throws MPIException {
        return scattervCall(NONBLOCKING, sendbuf, widen(sendcount), widen(displs), sendtype, root);
    }

    /** {@link #iScatterv(Buffer, int[], int[], Datatype, int)} with any buffers, of any number of elements. */
    public final Request iScatterv(
            @Nullable Object sendbuf, long[] sendcount, long[] displs, Datatype sendtype,
            int root) throws MPIException {
        return scattervCall(NONBLOCKING, sendbuf, sendcount, displs, sendtype, root);
    }

    /** Begins {@link #scatterv(Object, int[], int[], Datatype, Object, int, Datatype, int)}. */
    public final Request iScatterv(
            @Nullable Buffer sendbuf, int @Nullable [] sendcount, int @Nullable [] displs, Datatype sendtype,
            @Nullable Buffer recvbuf, int recvcount, Datatype recvtype, int root) throws MPIException {
        return scattervCall(
                NONBLOCKING, sendbuf, widen(sendcount), widen(displs), sendtype, recvbuf, recvcount, recvtype, root);
    }

    /** {@link #iScatterv(Buffer, int[], int[], Datatype, Buffer, int, Datatype, int)} with any buffers. */
    public final Request iScatterv(
            @Nullable Object sendbuf, int @Nullable [] sendcount, int @Nullable [] displs, Datatype sendtype,
            @Nullable Object recvbuf, long recvcount, Datatype recvtype, int root) throws MPIException {
        return scattervCall(
                NONBLOCKING, sendbuf, widen(sendcount), widen(displs), sendtype, recvbuf, recvcount, recvtype, root);
    }

    /**
     * {@link #iScatterv(Buffer, int[], int[], Datatype, Buffer, int, Datatype, int)} with any buffers, of any number of
     * elements. The root is an object so that nulls for the arrays mean the other forms.
     */
    public final Request iScatterv(
            @Nullable Object sendbuf, long @Nullable [] sendcount, long @Nullable [] displs, Datatype sendtype,
            @Nullable Object recvbuf, long recvcount, Datatype recvtype, Integer root) throws MPIException {
        return scattervCall(NONBLOCKING, sendbuf, sendcount, displs, sendtype, recvbuf, recvcount, recvtype, root);
    }

    /** Begins {@link #allGather(Object, int, Datatype)}. */
    public final Request iAllGather(@Nullable Buffer buf, int count, Datatype type) throws MPIException {
        return allGatherCall(NONBLOCKING, buf, count, type);
    }

    /** {@link #iAllGather(Buffer, int, Datatype)} with any buffers, of any number of elements. */
    public final Request iAllGather(@Nullable Object buf, long count, Datatype type) throws MPIException {
        return allGatherCall(NONBLOCKING, buf, count, type);
    }

    /** Begins {@link #allGather(Object, int, Datatype, Object, int, Datatype)}. */
    public final Request iAllGather(
            @Nullable Buffer sendbuf, int sendcount, Datatype sendtype, @Nullable Buffer recvbuf, int recvcount,
            Datatype recvtype) throws MPIException {
        return allGatherCall(NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype);
    }

    /**
     * {@link #iAllGather(Buffer, int, Datatype, Buffer, int, Datatype)} with any buffers, of any number of elements.
     */
    public final Request iAllGather(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, long recvcount,
            Datatype recvtype) throws MPIException {
        return allGatherCall(NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype);
    }

    /** Begins {@link #allGatherv(Object, int[], int[], Datatype)}. */
    public final Request iAllGatherv(
            @Nullable Buffer recvbuf, int[] recvcount, int[] displs, Datatype recvtype) throws MPIException {
        return allGathervCall(NONBLOCKING, recvbuf, widen(recvcount), widen(displs), recvtype);
    }

    /** {@link #iAllGatherv(Buffer, int[], int[], Datatype)} with any buffers. */
    public final Request iAllGatherv(
            @Nullable Object recvbuf, int[] recvcount, int[] displs, Datatype recvtype) throws MPIException {
        return allGathervCall(NONBLOCKING, recvbuf, widen(recvcount), widen(displs), recvtype);
    }

    /** {@link #iAllGatherv(Buffer, int[], int[], Datatype)} with any buffers, of any number of elements. */
    public final Request iAllGatherv(
            @Nullable Object recvbuf, long[] recvcount, long[] displs, Datatype recvtype) throws MPIException {
        return allGathervCall(NONBLOCKING, recvbuf, recvcount, displs, recvtype);
    }

    /** Begins {@link #allGatherv(Object, int, Datatype, Object, int[], int[], Datatype)}. */
    public final Request iAllGatherv(
            @Nullable Buffer sendbuf, int sendcount, Datatype sendtype, @Nullable Buffer recvbuf, int[] recvcount,
            int[] displs, Datatype recvtype) throws MPIException {
        return allGathervCall(
                NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, widen(recvcount), widen(displs), recvtype);
    }

    /** {@link #iAllGatherv(Buffer, int, Datatype, Buffer, int[], int[], Datatype)} with any buffers. */
    public final Request iAllGatherv(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, int[] recvcount,
            int[] displs, Datatype recvtype) throws MPIException {
        return allGathervCall(
                NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, widen(recvcount), widen(displs), recvtype);
    }

    /**
     * {@link #iAllGatherv(Buffer, int, Datatype, Buffer, int[], int[], Datatype)} with any buffers, of any number of
     * elements.
     */
    public final Request iAllGatherv(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, long[] recvcount,
            long[] displs, Datatype recvtype) throws MPIException {
        return allGathervCall(NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, displs, recvtype);
    }

    /** Begins {@link #allToAll(Object, int, Datatype)}. */
    public final Request iAllToAll(@Nullable Buffer buf, int count, Datatype type) throws MPIException {
        return allToAllCall(NONBLOCKING, buf, count, type);
    }

    /** {@link #iAllToAll(Buffer, int, Datatype)} with any buffers, of any number of elements. */
    public final Request iAllToAll(@Nullable Object buf, long count, Datatype type) throws MPIException {
        return allToAllCall(NONBLOCKING, buf, count, type);
    }

    /** Begins {@link #allToAll(Object, int, Datatype, Object, int, Datatype)}. */
    public final Request iAllToAll(
            @Nullable Buffer sendbuf, int sendcount, Datatype sendtype, @Nullable Buffer recvbuf, int recvcount,
            Datatype recvtype) throws MPIException {
        return allToAllCall(NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype);
    }

    /** {@link #iAllToAll(Buffer, int, Datatype, Buffer, int, Datatype)} with any buffers, of any number of elements. */
    public final Request iAllToAll(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, long recvcount,
            Datatype recvtype) throws MPIException {
        return allToAllCall(NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype);
    }

    /** Begins {@link #allToAllv(Object, int[], int[], Datatype)}. */
    public final Request iAllToAllv(
            @Nullable Buffer buf, int[] counts, int[] displs, Datatype type) throws MPIException {
        return allToAllvCall(NONBLOCKING, buf, widen(counts), widen(displs), type);
    }

    /** {@link #iAllToAllv(Buffer, int[], int[], Datatype)} with any buffers. */
    public final Request iAllToAllv(
            @Nullable Object buf, int[] counts, int[] displs, Datatype type) throws MPIException {
        return allToAllvCall(NONBLOCKING, buf, widen(counts), widen(displs), type);
    }

    /** {@link #iAllToAllv(Buffer, int[], int[], Datatype)} with any buffers, of any number of elements. */
    public final Request iAllToAllv(
            @Nullable Object buf, long[] counts, long[] displs, Datatype type) throws MPIException {
        return allToAllvCall(NONBLOCKING, buf, counts, displs, type);
    }

    /** Begins {@link #allToAllv(Object, int[], int[], Datatype, Object, int[], int[], Datatype)}. */
    public final Request iAllToAllv(
            @Nullable Buffer sendbuf, int[] sendcount, int[] sdispls, Datatype sendtype, @Nullable Buffer recvbuf,
            int[] recvcount, int[] rdispls, Datatype recvtype) throws MPIException {
        return allToAllvCall(
                NONBLOCKING, sendbuf, widen(sendcount), widen(sdispls), sendtype, recvbuf, widen(recvcount),
                widen(rdispls), recvtype);
    }

    /** {@link #iAllToAllv(Buffer, int[], int[], Datatype, Buffer, int[], int[], Datatype)} with any buffers. */
    public final Request iAllToAllv(
            @Nullable Object sendbuf, int[] sendcount, int[] sdispls, Datatype sendtype, @Nullable Object recvbuf,
            int[] recvcount, int[] rdispls, Datatype recvtype) throws MPIException {
        return allToAllvCall(
                NONBLOCKING, sendbuf, widen(sendcount), widen(sdispls), sendtype, recvbuf, widen(recvcount),
                widen(rdispls), recvtype);
    }

    /**
     * {@link #iAllToAllv(Buffer, int[], int[], Datatype, Buffer, int[], int[], Datatype)} with any buffers, of any
     * number of elements.
     */
    public final Request iAllToAllv(
            @Nullable Object sendbuf, long[] sendcount, long[] sdispls, Datatype sendtype, @Nullable Object recvbuf,
            long[] recvcount, long[] rdispls, Datatype recvtype) throws MPIException {
        return allToAllvCall(NONBLOCKING, sendbuf, sendcount, sdispls, sendtype, recvbuf, recvcount, rdispls, recvtype);
    }

    /** Begins {@link #allToAllw(Object, int[], int[], Datatype[])}. */
    public final Request iAllToAllw(
            @Nullable Buffer buf, int[] counts, int[] displs, Datatype[] types) throws MPIException {
        return allToAllwCall(NONBLOCKING, buf, widen(counts), widen(displs), types);
    }

    /** {@link #iAllToAllw(Buffer, int[], int[], Datatype[])} with any buffers. */
    public final Request iAllToAllw(
            @Nullable Object buf, int[] counts, int[] displs, Datatype[] types) throws MPIException {
        return allToAllwCall(NONBLOCKING, buf, widen(counts), widen(displs), types);
    }

    /** {@link #iAllToAllw(Buffer, int[], int[], Datatype[])} with any buffers, of any number of elements. */
    public final Request iAllToAllw(
            @Nullable Object buf, long[] counts, long[] displs, Datatype[] types) throws MPIException {
        return allToAllwCall(NONBLOCKING, buf, counts, displs, types);
    }

    /** Begins {@link #allToAllw(Object, int[], int[], Datatype[], Object, int[], int[], Datatype[])}. */
    public final Request iAllToAllw(
            @Nullable Buffer sendbuf, int[] sendcount, int[] sdispls, Datatype[] sendtypes, @Nullable Buffer recvbuf,
            int[] recvcount, int[] rdispls, Datatype[] recvtypes) throws MPIException {
        return allToAllwCall(
                NONBLOCKING, sendbuf, widen(sendcount), widen(sdispls), sendtypes, recvbuf, widen(recvcount),
                widen(rdispls), recvtypes);
    }

    /** {@link #iAllToAllw(Buffer, int[], int[], Datatype[], Buffer, int[], int[], Datatype[])} with any buffers. */
    public final Request iAllToAllw(
            @Nullable Object sendbuf, int[] sendcount, int[] sdispls, Datatype[] sendtypes, @Nullable Object recvbuf,
            int[] recvcount, int[] rdispls, Datatype[] recvtypes) throws MPIException {
        return allToAllwCall(
                NONBLOCKING, sendbuf, widen(sendcount), widen(sdispls), sendtypes, recvbuf, widen(recvcount),
                widen(rdispls), recvtypes);
    }

    /**
     * {@link #iAllToAllw(Buffer, int[], int[], Datatype[], Buffer, int[], int[], Datatype[])} with any buffers, of any
     * number of elements.
     */
    public final Request iAllToAllw(
            @Nullable Object sendbuf, long[] sendcount, long[] sdispls, Datatype[] sendtypes, @Nullable Object recvbuf,
            long[] recvcount, long[] rdispls, Datatype[] recvtypes) throws MPIException {
        return allToAllwCall(
                NONBLOCKING, sendbuf, sendcount, sdispls, sendtypes, recvbuf, recvcount, rdispls, recvtypes);
    }

    /** Begins {@link #reduce(Object, int, Datatype, Op, int)}. */
    public final Request iReduce(@Nullable Buffer buf, int count, Datatype type, Op op, int root) throws MPIException {
        return reduceCall(NONBLOCKING, buf, count, type, op, root);
    }

    /** {@link #iReduce(Buffer, int, Datatype, Op, int)} with any buffers, of any number of elements. */
    public final Request iReduce(@Nullable Object buf, long count, Datatype type, Op op, int root) throws MPIException {
        return reduceCall(NONBLOCKING, buf, count, type, op, root);
    }

    /** Begins {@link #reduce(Object, Object, int, Datatype, Op, int)}. */
    public final Request iReduce(
            @Nullable Buffer sendbuf, @Nullable Buffer recvbuf, int count, Datatype type, Op op,
            int root) throws MPIException {
        return reduceCall(NONBLOCKING, sendbuf, recvbuf, count, type, op, root);
    }

    /** {@link #iReduce(Buffer, Buffer, int, Datatype, Op, int)} with any buffers, of any number of elements. */
    public final Request iReduce(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op,
            int root) throws MPIException {
        return reduceCall(NONBLOCKING, sendbuf, recvbuf, count, type, op, root);
    }

    /** Begins {@link #allReduce(Object, int, Datatype, Op)}. */
    public final Request iAllReduce(@Nullable Buffer buf, int count, Datatype type, Op op) throws MPIException {
        return allReduceCall(NONBLOCKING, buf, count, type, op);
    }

    /** {@link #iAllReduce(Buffer, int, Datatype, Op)} with any buffers, of any number of elements. */
    public final Request iAllReduce(@Nullable Object buf, long count, Datatype type, Op op) throws MPIException {
        return allReduceCall(NONBLOCKING, buf, count, type, op);
    }

    /** Begins {@link #allReduce(Object, Object, int, Datatype, Op)}. */
    public final Request iAllReduce(
            @Nullable Buffer sendbuf, @Nullable Buffer recvbuf, int count, Datatype type, Op op) throws MPIException {
        return allReduceCall(NONBLOCKING, sendbuf, recvbuf, count, type, op);
    }

    /** {@link #iAllReduce(Buffer, Buffer, int, Datatype, Op)} with any buffers, of any number of elements. */
    public final Request iAllReduce(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op) throws MPIException {
        return allReduceCall(NONBLOCKING, sendbuf, recvbuf, count, type, op);
    }

    /** Begins {@link #reduceScatter(Object, int[], Datatype, Op)}. */
    public final Request iReduceScatter(@Nullable Buffer buf, int[] counts, Datatype type, Op op) throws MPIException {
        return reduceScatterCall(NONBLOCKING, buf, widen(counts), type, op);
    }

    /** {@link #iReduceScatter(Buffer, int[], Datatype, Op)} with any buffers. */
    public final Request iReduceScatter(@Nullable Object buf, int[] counts, Datatype type, Op op) throws MPIException {
        return reduceScatterCall(NONBLOCKING, buf, widen(counts), type, op);
    }

    /** {@link #iReduceScatter(Buffer, int[], Datatype, Op)} with any buffers, of any number of elements. */
    public final Request iReduceScatter(@Nullable Object buf, long[] counts, Datatype type, Op op) throws MPIException {
        return reduceScatterCall(NONBLOCKING, buf, counts, type, op);
    }

    /** Begins {@link #reduceScatter(Object, Object, int[], Datatype, Op)}. */
    public final Request iReduceScatter(
            @Nullable Buffer sendbuf, @Nullable Buffer recvbuf, int[] recvcounts, Datatype type,
            Op op) throws MPIException {
        return reduceScatterCall(NONBLOCKING, sendbuf, recvbuf, widen(recvcounts), type, op);
    }

    /** {@link #iReduceScatter(Buffer, Buffer, int[], Datatype, Op)} with any buffers. */
    public final Request iReduceScatter(
            @Nullable Object sendbuf, @Nullable Object recvbuf, int[] recvcounts, Datatype type,
            Op op) throws MPIException {
        return reduceScatterCall(NONBLOCKING, sendbuf, recvbuf, widen(recvcounts), type, op);
    }

    /** {@link #iReduceScatter(Buffer, Buffer, int[], Datatype, Op)} with any buffers, of any number of elements. */
    public final Request iReduceScatter(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long[] recvcounts, Datatype type,
            Op op) throws MPIException {
        return reduceScatterCall(NONBLOCKING, sendbuf, recvbuf, recvcounts, type, op);
    }

    /** Begins {@link #reduceScatterBlock(Object, int, Datatype, Op)}. */
    public final Request iReduceScatterBlock(
            @Nullable Buffer buf, int count, Datatype type, Op op) throws MPIException {
        return reduceScatterBlockCall(NONBLOCKING, buf, count, type, op);
    }

    /** {@link #iReduceScatterBlock(Buffer, int, Datatype, Op)} with any buffers, of any number of elements. */
    public final Request iReduceScatterBlock(
            @Nullable Object buf, long count, Datatype type, Op op) throws MPIException {
        return reduceScatterBlockCall(NONBLOCKING, buf, count, type, op);
    }

    /** Begins {@link #reduceScatterBlock(Object, Object, int, Datatype, Op)}. */
    public final Request iReduceScatterBlock(
            @Nullable Buffer sendbuf, @Nullable Buffer recvbuf, int recvcount, Datatype type,
            Op op) throws MPIException {
        return reduceScatterBlockCall(NONBLOCKING, sendbuf, recvbuf, recvcount, type, op);
    }

    /** {@link #iReduceScatterBlock(Buffer, Buffer, int, Datatype, Op)} with any buffers, of any number of elements. */
    public final Request iReduceScatterBlock(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long recvcount, Datatype type,
            Op op) throws MPIException {
        return reduceScatterBlockCall(NONBLOCKING, sendbuf, recvbuf, recvcount, type, op);
    }
}
