package mpi;

import java.nio.Buffer;
import mpj.core.coll.Collectives;
import mpj.core.comm.Communicator;
import org.jspecify.annotations.Nullable;

/**
 * Collective operations that are begun and completed by a {@link Request}. MPI 5.0, section 6.12.
 *
 * <p>All ranks begin the nonblocking operations of a communicator in the same order; any number may be under way.
 * Buffers must not be touched until the request has completed, arrays of counts and types may be used again at once. A
 * user's {@link Op} is called on a thread of the library's.
 */
public abstract class CommNonblockingCollective extends CommCollective {
    CommNonblockingCollective(String name) {
        super(name);
    }

    CommNonblockingCollective(@Nullable Communicator core, CommHandle parent) {
        super(core, parent);
    }

    /** Begins {@code barrier}. */
    public final Request iBarrier() throws MPIException {
        return begin("iBarrier", barrierCall(Form.NONBLOCKING));
    }

    /** Begins {@link #bcast(Object, int, Datatype, int)}. */
    public final Request iBcast(@Nullable Buffer buf, int count, Datatype type, int root) throws MPIException {
        return begin("iBcast", bcastCall("iBcast", Form.NONBLOCKING, buf, count, type, root));
    }

    /** {@link #iBcast(Buffer, int, Datatype, int)} with any buffers. */
    public final Request iBcast(@Nullable Object buf, int count, Datatype type, int root) throws MPIException {
        return begin("iBcast", bcastCall("iBcast", Form.NONBLOCKING, buf, count, type, root));
    }

    /** {@link #iBcast(Buffer, int, Datatype, int)} of any number of elements. */
    public final Request iBcast(@Nullable Object buf, long count, Datatype type, int root) throws MPIException {
        return begin("iBcast", bcastCall("iBcast", Form.NONBLOCKING, buf, count, type, root));
    }

    /** Begins {@link #gather(Object, int, Datatype, int)}. */
    public final Request iGather(@Nullable Buffer buf, int count, Datatype type, int root) throws MPIException {
        return begin("iGather", gatherCall("iGather", Form.NONBLOCKING, buf, count, type, root));
    }

    /** {@link #iGather(Buffer, int, Datatype, int)} with any buffers. */
    public final Request iGather(@Nullable Object buf, int count, Datatype type, int root) throws MPIException {
        return begin("iGather", gatherCall("iGather", Form.NONBLOCKING, buf, count, type, root));
    }

    /** {@link #iGather(Buffer, int, Datatype, int)} of any number of elements. */
    public final Request iGather(@Nullable Object buf, long count, Datatype type, int root) throws MPIException {
        return begin("iGather", gatherCall("iGather", Form.NONBLOCKING, buf, count, type, root));
    }

    /** Begins {@link #gather(Object, int, Datatype, Object, int, Datatype, int)}. */
    public final Request iGather(
            @Nullable Buffer sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Buffer recvbuf,
            int recvcount,
            Datatype recvtype,
            int root)
            throws MPIException {
        return begin("iGather", gatherCall(
                "iGather", Form.NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype, root));
    }

    /** {@link #iGather(Buffer, int, Datatype, Buffer, int, Datatype, int)} with any buffers. */
    public final Request iGather(
            @Nullable Object sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int recvcount,
            Datatype recvtype,
            int root)
            throws MPIException {
        return begin("iGather", gatherCall(
                "iGather", Form.NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype, root));
    }

    /** {@link #iGather(Buffer, int, Datatype, Buffer, int, Datatype, int)} of any number of elements. */
    public final Request iGather(
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long recvcount,
            Datatype recvtype,
            int root)
            throws MPIException {
        return begin("iGather", gatherCall(
                "iGather", Form.NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype, root));
    }

    /** Begins {@link #gatherv(Object, int, Datatype, int)}. */
    public final Request iGatherv(@Nullable Buffer sendbuf, int sendcount, Datatype sendtype, int root)
            throws MPIException {
        return begin("iGatherv", gathervCall("iGatherv", Form.NONBLOCKING, sendbuf, sendcount, sendtype, root));
    }

    /** {@link #iGatherv(Buffer, int, Datatype, int)} with any buffers. */
    public final Request iGatherv(@Nullable Object sendbuf, int sendcount, Datatype sendtype, int root)
            throws MPIException {
        return begin("iGatherv", gathervCall("iGatherv", Form.NONBLOCKING, sendbuf, sendcount, sendtype, root));
    }

    /** {@link #iGatherv(Buffer, int, Datatype, int)} of any number of elements. */
    public final Request iGatherv(@Nullable Object sendbuf, long sendcount, Datatype sendtype, int root)
            throws MPIException {
        return begin("iGatherv", gathervCall("iGatherv", Form.NONBLOCKING, sendbuf, sendcount, sendtype, root));
    }

    /** Begins {@link #gatherv(Object, int[], int[], Datatype, int)}. */
    public final Request iGatherv(@Nullable Buffer recvbuf, int[] recvcount, int[] displs, Datatype recvtype, int root)
            throws MPIException {
        return begin("iGatherv", gathervCall(
                "iGatherv", Form.NONBLOCKING, recvbuf, Checks.widen(recvcount), Checks.widen(displs), recvtype, root));
    }

    /** {@link #iGatherv(Buffer, int[], int[], Datatype, int)} with any buffers. */
    public final Request iGatherv(@Nullable Object recvbuf, int[] recvcount, int[] displs, Datatype recvtype, int root)
            throws MPIException {
        return begin("iGatherv", gathervCall(
                "iGatherv", Form.NONBLOCKING, recvbuf, Checks.widen(recvcount), Checks.widen(displs), recvtype, root));
    }

    /** {@link #iGatherv(Buffer, int[], int[], Datatype, int)} of any number of elements. */
    public final Request iGatherv(
            @Nullable Object recvbuf, long[] recvcount, long[] displs, Datatype recvtype, int root)
            throws MPIException {
        return begin("iGatherv", gathervCall("iGatherv", Form.NONBLOCKING, recvbuf, recvcount, displs, recvtype, root));
    }

    /** Begins {@link #gatherv(Object, int, Datatype, Object, int[], int[], Datatype, int)}. */
    public final Request iGatherv(
            @Nullable Buffer sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Buffer recvbuf,
            int @Nullable [] recvcount,
            int @Nullable [] displs,
            Datatype recvtype,
            int root)
            throws MPIException {
        return begin("iGatherv", gathervCall(
                "iGatherv",
                Form.NONBLOCKING,
                sendbuf,
                sendcount,
                sendtype,
                recvbuf,
                Checks.widen(recvcount),
                Checks.widen(displs),
                recvtype,
                root));
    }

    /** {@link #iGatherv(Buffer, int, Datatype, Buffer, int[], int[], Datatype, int)} with any buffers. */
    public final Request iGatherv(
            @Nullable Object sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int @Nullable [] recvcount,
            int @Nullable [] displs,
            Datatype recvtype,
            int root)
            throws MPIException {
        return begin("iGatherv", gathervCall(
                "iGatherv",
                Form.NONBLOCKING,
                sendbuf,
                sendcount,
                sendtype,
                recvbuf,
                Checks.widen(recvcount),
                Checks.widen(displs),
                recvtype,
                root));
    }

    /** Begins {@link #scatter(Object, int, Datatype, int)}. */
    public final Request iScatter(@Nullable Buffer buf, int count, Datatype type, int root) throws MPIException {
        return begin("iScatter", scatterCall("iScatter", Form.NONBLOCKING, buf, count, type, root));
    }

    /** {@link #iScatter(Buffer, int, Datatype, int)} with any buffers. */
    public final Request iScatter(@Nullable Object buf, int count, Datatype type, int root) throws MPIException {
        return begin("iScatter", scatterCall("iScatter", Form.NONBLOCKING, buf, count, type, root));
    }

    /** {@link #iScatter(Buffer, int, Datatype, int)} of any number of elements. */
    public final Request iScatter(@Nullable Object buf, long count, Datatype type, int root) throws MPIException {
        return begin("iScatter", scatterCall("iScatter", Form.NONBLOCKING, buf, count, type, root));
    }

    /** Begins {@link #scatter(Object, int, Datatype, Object, int, Datatype, int)}. */
    public final Request iScatter(
            @Nullable Buffer sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Buffer recvbuf,
            int recvcount,
            Datatype recvtype,
            int root)
            throws MPIException {
        return begin("iScatter", scatterCall(
                "iScatter", Form.NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype, root));
    }

    /** {@link #iScatter(Buffer, int, Datatype, Buffer, int, Datatype, int)} with any buffers. */
    public final Request iScatter(
            @Nullable Object sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int recvcount,
            Datatype recvtype,
            int root)
            throws MPIException {
        return begin("iScatter", scatterCall(
                "iScatter", Form.NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype, root));
    }

    /** {@link #iScatter(Buffer, int, Datatype, Buffer, int, Datatype, int)} of any number of elements. */
    public final Request iScatter(
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long recvcount,
            Datatype recvtype,
            int root)
            throws MPIException {
        return begin("iScatter", scatterCall(
                "iScatter", Form.NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype, root));
    }

    /** Begins {@link #scatterv(Object, int, Datatype, int)}. */
    public final Request iScatterv(@Nullable Buffer recvbuf, int recvcount, Datatype recvtype, int root)
            throws MPIException {
        return begin("iScatterv", scattervCall("iScatterv", Form.NONBLOCKING, recvbuf, recvcount, recvtype, root));
    }

    /** {@link #iScatterv(Buffer, int, Datatype, int)} with any buffers. */
    public final Request iScatterv(@Nullable Object recvbuf, int recvcount, Datatype recvtype, int root)
            throws MPIException {
        return begin("iScatterv", scattervCall("iScatterv", Form.NONBLOCKING, recvbuf, recvcount, recvtype, root));
    }

    /** {@link #iScatterv(Buffer, int, Datatype, int)} of any number of elements. */
    public final Request iScatterv(@Nullable Object recvbuf, long recvcount, Datatype recvtype, int root)
            throws MPIException {
        return begin("iScatterv", scattervCall("iScatterv", Form.NONBLOCKING, recvbuf, recvcount, recvtype, root));
    }

    /** Begins {@link #scatterv(Object, int[], int[], Datatype, int)}. */
    public final Request iScatterv(@Nullable Buffer sendbuf, int[] sendcount, int[] displs, Datatype sendtype, int root)
            throws MPIException {
        return begin("iScatterv", scattervCall(
                "iScatterv", Form.NONBLOCKING, sendbuf, Checks.widen(sendcount), Checks.widen(displs), sendtype, root));
    }

    /** {@link #iScatterv(Buffer, int[], int[], Datatype, int)} with any buffers. */
    public final Request iScatterv(@Nullable Object sendbuf, int[] sendcount, int[] displs, Datatype sendtype, int root)
            throws MPIException {
        return begin("iScatterv", scattervCall(
                "iScatterv", Form.NONBLOCKING, sendbuf, Checks.widen(sendcount), Checks.widen(displs), sendtype, root));
    }

    /** {@link #iScatterv(Buffer, int[], int[], Datatype, int)} of any number of elements. */
    public final Request iScatterv(
            @Nullable Object sendbuf, long[] sendcount, long[] displs, Datatype sendtype, int root)
            throws MPIException {
        return begin("iScatterv", scattervCall(
                "iScatterv", Form.NONBLOCKING, sendbuf, sendcount, displs, sendtype, root));
    }

    /** Begins {@link #scatterv(Object, int[], int[], Datatype, Object, int, Datatype, int)}. */
    public final Request iScatterv(
            @Nullable Buffer sendbuf,
            int @Nullable [] sendcount,
            int @Nullable [] displs,
            Datatype sendtype,
            @Nullable Buffer recvbuf,
            int recvcount,
            Datatype recvtype,
            int root)
            throws MPIException {
        return begin("iScatterv", scattervCall(
                "iScatterv",
                Form.NONBLOCKING,
                sendbuf,
                Checks.widen(sendcount),
                Checks.widen(displs),
                sendtype,
                recvbuf,
                recvcount,
                recvtype,
                root));
    }

    /** {@link #iScatterv(Buffer, int[], int[], Datatype, Buffer, int, Datatype, int)} with any buffers. */
    public final Request iScatterv(
            @Nullable Object sendbuf,
            int @Nullable [] sendcount,
            int @Nullable [] displs,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int recvcount,
            Datatype recvtype,
            int root)
            throws MPIException {
        return begin("iScatterv", scattervCall(
                "iScatterv",
                Form.NONBLOCKING,
                sendbuf,
                Checks.widen(sendcount),
                Checks.widen(displs),
                sendtype,
                recvbuf,
                recvcount,
                recvtype,
                root));
    }

    /** Begins {@link #allGather(Object, int, Datatype)}. */
    public final Request iAllGather(@Nullable Buffer buf, int count, Datatype type) throws MPIException {
        return begin("iAllGather", allGatherCall(
                "iAllGather", Form.NONBLOCKING, Collectives.IN_PLACE, count, type, buf, count, type));
    }

    /** {@link #iAllGather(Buffer, int, Datatype)} with any buffers. */
    public final Request iAllGather(@Nullable Object buf, int count, Datatype type) throws MPIException {
        return begin("iAllGather", allGatherCall(
                "iAllGather", Form.NONBLOCKING, Collectives.IN_PLACE, count, type, buf, count, type));
    }

    /** {@link #iAllGather(Buffer, int, Datatype)} of any number of elements. */
    public final Request iAllGather(@Nullable Object buf, long count, Datatype type) throws MPIException {
        return begin("iAllGather", allGatherCall(
                "iAllGather", Form.NONBLOCKING, Collectives.IN_PLACE, count, type, buf, count, type));
    }

    /** Begins {@link #allGather(Object, int, Datatype, Object, int, Datatype)}. */
    public final Request iAllGather(
            @Nullable Buffer sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Buffer recvbuf,
            int recvcount,
            Datatype recvtype)
            throws MPIException {
        return begin("iAllGather", allGatherCall(
                "iAllGather", Form.NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype));
    }

    /** {@link #iAllGather(Buffer, int, Datatype, Buffer, int, Datatype)} with any buffers. */
    public final Request iAllGather(
            @Nullable Object sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int recvcount,
            Datatype recvtype)
            throws MPIException {
        return begin("iAllGather", allGatherCall(
                "iAllGather", Form.NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype));
    }

    /** {@link #iAllGather(Buffer, int, Datatype, Buffer, int, Datatype)} of any number of elements. */
    public final Request iAllGather(
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long recvcount,
            Datatype recvtype)
            throws MPIException {
        return begin("iAllGather", allGatherCall(
                "iAllGather", Form.NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype));
    }

    /** Begins {@link #allGatherv(Object, int[], int[], Datatype)}. */
    public final Request iAllGatherv(@Nullable Buffer recvbuf, int[] recvcount, int[] displs, Datatype recvtype)
            throws MPIException {
        return begin("iAllGatherv", allGathervCall(
                "iAllGatherv",
                Form.NONBLOCKING,
                Collectives.IN_PLACE,
                0,
                recvtype,
                recvbuf,
                Checks.widen(recvcount),
                Checks.widen(displs),
                recvtype));
    }

    /** {@link #iAllGatherv(Buffer, int[], int[], Datatype)} with any buffers. */
    public final Request iAllGatherv(@Nullable Object recvbuf, int[] recvcount, int[] displs, Datatype recvtype)
            throws MPIException {
        return begin("iAllGatherv", allGathervCall(
                "iAllGatherv",
                Form.NONBLOCKING,
                Collectives.IN_PLACE,
                0,
                recvtype,
                recvbuf,
                Checks.widen(recvcount),
                Checks.widen(displs),
                recvtype));
    }

    /** {@link #iAllGatherv(Buffer, int[], int[], Datatype)} of any number of elements. */
    public final Request iAllGatherv(@Nullable Object recvbuf, long[] recvcount, long[] displs, Datatype recvtype)
            throws MPIException {
        return begin("iAllGatherv", allGathervCall(
                "iAllGatherv",
                Form.NONBLOCKING,
                Collectives.IN_PLACE,
                0,
                recvtype,
                recvbuf,
                recvcount,
                displs,
                recvtype));
    }

    /** Begins {@link #allGatherv(Object, int, Datatype, Object, int[], int[], Datatype)}. */
    public final Request iAllGatherv(
            @Nullable Buffer sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Buffer recvbuf,
            int[] recvcount,
            int[] displs,
            Datatype recvtype)
            throws MPIException {
        return begin("iAllGatherv", allGathervCall(
                "iAllGatherv",
                Form.NONBLOCKING,
                sendbuf,
                sendcount,
                sendtype,
                recvbuf,
                Checks.widen(recvcount),
                Checks.widen(displs),
                recvtype));
    }

    /** {@link #iAllGatherv(Buffer, int, Datatype, Buffer, int[], int[], Datatype)} with any buffers. */
    public final Request iAllGatherv(
            @Nullable Object sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int[] recvcount,
            int[] displs,
            Datatype recvtype)
            throws MPIException {
        return begin("iAllGatherv", allGathervCall(
                "iAllGatherv",
                Form.NONBLOCKING,
                sendbuf,
                sendcount,
                sendtype,
                recvbuf,
                Checks.widen(recvcount),
                Checks.widen(displs),
                recvtype));
    }

    /** {@link #iAllGatherv(Buffer, int, Datatype, Buffer, int[], int[], Datatype)} of any number of elements. */
    public final Request iAllGatherv(
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long[] recvcount,
            long[] displs,
            Datatype recvtype)
            throws MPIException {
        return begin("iAllGatherv", allGathervCall(
                "iAllGatherv", Form.NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, displs, recvtype));
    }

    /** Begins {@link #allToAll(Object, int, Datatype)}. */
    public final Request iAllToAll(@Nullable Buffer buf, int count, Datatype type) throws MPIException {
        return begin("iAllToAll", allToAllCall(
                "iAllToAll", Form.NONBLOCKING, Collectives.IN_PLACE, count, type, buf, count, type));
    }

    /** {@link #iAllToAll(Buffer, int, Datatype)} with any buffers. */
    public final Request iAllToAll(@Nullable Object buf, int count, Datatype type) throws MPIException {
        return begin("iAllToAll", allToAllCall(
                "iAllToAll", Form.NONBLOCKING, Collectives.IN_PLACE, count, type, buf, count, type));
    }

    /** {@link #iAllToAll(Buffer, int, Datatype)} of any number of elements. */
    public final Request iAllToAll(@Nullable Object buf, long count, Datatype type) throws MPIException {
        return begin("iAllToAll", allToAllCall(
                "iAllToAll", Form.NONBLOCKING, Collectives.IN_PLACE, count, type, buf, count, type));
    }

    /** Begins {@link #allToAll(Object, int, Datatype, Object, int, Datatype)}. */
    public final Request iAllToAll(
            @Nullable Buffer sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Buffer recvbuf,
            int recvcount,
            Datatype recvtype)
            throws MPIException {
        return begin("iAllToAll", allToAllCall(
                "iAllToAll", Form.NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype));
    }

    /** {@link #iAllToAll(Buffer, int, Datatype, Buffer, int, Datatype)} with any buffers. */
    public final Request iAllToAll(
            @Nullable Object sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int recvcount,
            Datatype recvtype)
            throws MPIException {
        return begin("iAllToAll", allToAllCall(
                "iAllToAll", Form.NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype));
    }

    /** {@link #iAllToAll(Buffer, int, Datatype, Buffer, int, Datatype)} of any number of elements. */
    public final Request iAllToAll(
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long recvcount,
            Datatype recvtype)
            throws MPIException {
        return begin("iAllToAll", allToAllCall(
                "iAllToAll", Form.NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype));
    }

    /** Begins {@link #allToAllv(Object, int[], int[], Datatype)}. */
    public final Request iAllToAllv(@Nullable Buffer buf, int[] counts, int[] displs, Datatype type)
            throws MPIException {
        return begin("iAllToAllv", allToAllvCall(
                "iAllToAllv",
                Form.NONBLOCKING,
                Collectives.IN_PLACE,
                Checks.widen(counts),
                Checks.widen(displs),
                type,
                buf,
                Checks.widen(counts),
                Checks.widen(displs),
                type));
    }

    /** {@link #iAllToAllv(Buffer, int[], int[], Datatype)} with any buffers. */
    public final Request iAllToAllv(@Nullable Object buf, int[] counts, int[] displs, Datatype type)
            throws MPIException {
        return begin("iAllToAllv", allToAllvCall(
                "iAllToAllv",
                Form.NONBLOCKING,
                Collectives.IN_PLACE,
                Checks.widen(counts),
                Checks.widen(displs),
                type,
                buf,
                Checks.widen(counts),
                Checks.widen(displs),
                type));
    }

    /** {@link #iAllToAllv(Buffer, int[], int[], Datatype)} of any number of elements. */
    public final Request iAllToAllv(@Nullable Object buf, long[] counts, long[] displs, Datatype type)
            throws MPIException {
        return begin("iAllToAllv", allToAllvCall(
                "iAllToAllv", Form.NONBLOCKING, Collectives.IN_PLACE, counts, displs, type, buf, counts, displs, type));
    }

    /** Begins {@link #allToAllv(Object, int[], int[], Datatype, Object, int[], int[], Datatype)}. */
    public final Request iAllToAllv(
            @Nullable Buffer sendbuf,
            int[] sendcount,
            int[] sdispls,
            Datatype sendtype,
            @Nullable Buffer recvbuf,
            int[] recvcount,
            int[] rdispls,
            Datatype recvtype)
            throws MPIException {
        return begin("iAllToAllv", allToAllvCall(
                "iAllToAllv",
                Form.NONBLOCKING,
                sendbuf,
                Checks.widen(sendcount),
                Checks.widen(sdispls),
                sendtype,
                recvbuf,
                Checks.widen(recvcount),
                Checks.widen(rdispls),
                recvtype));
    }

    /** {@link #iAllToAllv(Buffer, int[], int[], Datatype, Buffer, int[], int[], Datatype)} with any buffers. */
    public final Request iAllToAllv(
            @Nullable Object sendbuf,
            int[] sendcount,
            int[] sdispls,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int[] recvcount,
            int[] rdispls,
            Datatype recvtype)
            throws MPIException {
        return begin("iAllToAllv", allToAllvCall(
                "iAllToAllv",
                Form.NONBLOCKING,
                sendbuf,
                Checks.widen(sendcount),
                Checks.widen(sdispls),
                sendtype,
                recvbuf,
                Checks.widen(recvcount),
                Checks.widen(rdispls),
                recvtype));
    }

    /**
     * {@link #iAllToAllv(Buffer, int[], int[], Datatype, Buffer, int[], int[], Datatype)} of any number of elements.
     */
    public final Request iAllToAllv(
            @Nullable Object sendbuf,
            long[] sendcount,
            long[] sdispls,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long[] recvcount,
            long[] rdispls,
            Datatype recvtype)
            throws MPIException {
        return begin("iAllToAllv", allToAllvCall(
                "iAllToAllv",
                Form.NONBLOCKING,
                sendbuf,
                sendcount,
                sdispls,
                sendtype,
                recvbuf,
                recvcount,
                rdispls,
                recvtype));
    }

    /** Begins {@link #allToAllw(Object, int[], int[], Datatype[])}. */
    public final Request iAllToAllw(@Nullable Buffer buf, int[] counts, int[] displs, Datatype[] types)
            throws MPIException {
        return begin("iAllToAllw", allToAllwCall(
                "iAllToAllw",
                Form.NONBLOCKING,
                Collectives.IN_PLACE,
                Checks.widen(counts),
                Checks.widen(displs),
                types,
                buf,
                Checks.widen(counts),
                Checks.widen(displs),
                types));
    }

    /** {@link #iAllToAllw(Buffer, int[], int[], Datatype[])} with any buffers. */
    public final Request iAllToAllw(@Nullable Object buf, int[] counts, int[] displs, Datatype[] types)
            throws MPIException {
        return begin("iAllToAllw", allToAllwCall(
                "iAllToAllw",
                Form.NONBLOCKING,
                Collectives.IN_PLACE,
                Checks.widen(counts),
                Checks.widen(displs),
                types,
                buf,
                Checks.widen(counts),
                Checks.widen(displs),
                types));
    }

    /** {@link #iAllToAllw(Buffer, int[], int[], Datatype[])} of any number of elements. */
    public final Request iAllToAllw(@Nullable Object buf, long[] counts, long[] displs, Datatype[] types)
            throws MPIException {
        return begin("iAllToAllw", allToAllwCall(
                "iAllToAllw",
                Form.NONBLOCKING,
                Collectives.IN_PLACE,
                counts,
                displs,
                types,
                buf,
                counts,
                displs,
                types));
    }

    /** Begins {@link #allToAllw(Object, int[], int[], Datatype[], Object, int[], int[], Datatype[])}. */
    public final Request iAllToAllw(
            @Nullable Buffer sendbuf,
            int[] sendcount,
            int[] sdispls,
            Datatype[] sendtypes,
            @Nullable Buffer recvbuf,
            int[] recvcount,
            int[] rdispls,
            Datatype[] recvtypes)
            throws MPIException {
        return begin("iAllToAllw", allToAllwCall(
                "iAllToAllw",
                Form.NONBLOCKING,
                sendbuf,
                Checks.widen(sendcount),
                Checks.widen(sdispls),
                sendtypes,
                recvbuf,
                Checks.widen(recvcount),
                Checks.widen(rdispls),
                recvtypes));
    }

    /** {@link #iAllToAllw(Buffer, int[], int[], Datatype[], Buffer, int[], int[], Datatype[])} with any buffers. */
    public final Request iAllToAllw(
            @Nullable Object sendbuf,
            int[] sendcount,
            int[] sdispls,
            Datatype[] sendtypes,
            @Nullable Object recvbuf,
            int[] recvcount,
            int[] rdispls,
            Datatype[] recvtypes)
            throws MPIException {
        return begin("iAllToAllw", allToAllwCall(
                "iAllToAllw",
                Form.NONBLOCKING,
                sendbuf,
                Checks.widen(sendcount),
                Checks.widen(sdispls),
                sendtypes,
                recvbuf,
                Checks.widen(recvcount),
                Checks.widen(rdispls),
                recvtypes));
    }

    /**
     * {@link #iAllToAllw(Buffer, int[], int[], Datatype[], Buffer, int[], int[], Datatype[])} of any number of
     * elements.
     */
    public final Request iAllToAllw(
            @Nullable Object sendbuf,
            long[] sendcount,
            long[] sdispls,
            Datatype[] sendtypes,
            @Nullable Object recvbuf,
            long[] recvcount,
            long[] rdispls,
            Datatype[] recvtypes)
            throws MPIException {
        return begin("iAllToAllw", allToAllwCall(
                "iAllToAllw",
                Form.NONBLOCKING,
                sendbuf,
                sendcount,
                sdispls,
                sendtypes,
                recvbuf,
                recvcount,
                rdispls,
                recvtypes));
    }

    /** Begins {@link #reduce(Object, int, Datatype, Op, int)}. */
    public final Request iReduce(@Nullable Buffer buf, int count, Datatype type, Op op, int root) throws MPIException {
        return begin("iReduce", reduceCall("iReduce", Form.NONBLOCKING, buf, count, type, op, root));
    }

    /** {@link #iReduce(Buffer, int, Datatype, Op, int)} with any buffers. */
    public final Request iReduce(@Nullable Object buf, int count, Datatype type, Op op, int root) throws MPIException {
        return begin("iReduce", reduceCall("iReduce", Form.NONBLOCKING, buf, count, type, op, root));
    }

    /** {@link #iReduce(Buffer, int, Datatype, Op, int)} of any number of elements. */
    public final Request iReduce(@Nullable Object buf, long count, Datatype type, Op op, int root) throws MPIException {
        return begin("iReduce", reduceCall("iReduce", Form.NONBLOCKING, buf, count, type, op, root));
    }

    /** Begins {@link #reduce(Object, Object, int, Datatype, Op, int)}. */
    public final Request iReduce(
            @Nullable Buffer sendbuf, @Nullable Buffer recvbuf, int count, Datatype type, Op op, int root)
            throws MPIException {
        return begin("iReduce", reduceCall("iReduce", Form.NONBLOCKING, sendbuf, recvbuf, count, type, op, root));
    }

    /** {@link #iReduce(Buffer, Buffer, int, Datatype, Op, int)} with any buffers. */
    public final Request iReduce(
            @Nullable Object sendbuf, @Nullable Object recvbuf, int count, Datatype type, Op op, int root)
            throws MPIException {
        return begin("iReduce", reduceCall("iReduce", Form.NONBLOCKING, sendbuf, recvbuf, count, type, op, root));
    }

    /** {@link #iReduce(Buffer, Buffer, int, Datatype, Op, int)} of any number of elements. */
    public final Request iReduce(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op, int root)
            throws MPIException {
        return begin("iReduce", reduceCall("iReduce", Form.NONBLOCKING, sendbuf, recvbuf, count, type, op, root));
    }

    /** Begins {@link #allReduce(Object, int, Datatype, Op)}. */
    public final Request iAllReduce(@Nullable Buffer buf, int count, Datatype type, Op op) throws MPIException {
        return begin("iAllReduce", allReduceCall(
                "iAllReduce", Form.NONBLOCKING, Collectives.IN_PLACE, buf, count, type, op));
    }

    /** {@link #iAllReduce(Buffer, int, Datatype, Op)} with any buffers. */
    public final Request iAllReduce(@Nullable Object buf, int count, Datatype type, Op op) throws MPIException {
        return begin("iAllReduce", allReduceCall(
                "iAllReduce", Form.NONBLOCKING, Collectives.IN_PLACE, buf, count, type, op));
    }

    /** {@link #iAllReduce(Buffer, int, Datatype, Op)} of any number of elements. */
    public final Request iAllReduce(@Nullable Object buf, long count, Datatype type, Op op) throws MPIException {
        return begin("iAllReduce", allReduceCall(
                "iAllReduce", Form.NONBLOCKING, Collectives.IN_PLACE, buf, count, type, op));
    }

    /** Begins {@link #allReduce(Object, Object, int, Datatype, Op)}. */
    public final Request iAllReduce(@Nullable Buffer sendbuf, @Nullable Buffer recvbuf, int count, Datatype type, Op op)
            throws MPIException {
        return begin("iAllReduce", allReduceCall("iAllReduce", Form.NONBLOCKING, sendbuf, recvbuf, count, type, op));
    }

    /** {@link #iAllReduce(Buffer, Buffer, int, Datatype, Op)} with any buffers. */
    public final Request iAllReduce(@Nullable Object sendbuf, @Nullable Object recvbuf, int count, Datatype type, Op op)
            throws MPIException {
        return begin("iAllReduce", allReduceCall("iAllReduce", Form.NONBLOCKING, sendbuf, recvbuf, count, type, op));
    }

    /** {@link #iAllReduce(Buffer, Buffer, int, Datatype, Op)} of any number of elements. */
    public final Request iAllReduce(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op) throws MPIException {
        return begin("iAllReduce", allReduceCall("iAllReduce", Form.NONBLOCKING, sendbuf, recvbuf, count, type, op));
    }

    /** Begins {@link #reduceScatter(Object, int[], Datatype, Op)}. */
    public final Request iReduceScatter(@Nullable Buffer buf, int[] counts, Datatype type, Op op) throws MPIException {
        return begin("iReduceScatter", reduceScatterCall(
                "iReduceScatter", Form.NONBLOCKING, Collectives.IN_PLACE, buf, Checks.widen(counts), type, op));
    }

    /** {@link #iReduceScatter(Buffer, int[], Datatype, Op)} with any buffers. */
    public final Request iReduceScatter(@Nullable Object buf, int[] counts, Datatype type, Op op) throws MPIException {
        return begin("iReduceScatter", reduceScatterCall(
                "iReduceScatter", Form.NONBLOCKING, Collectives.IN_PLACE, buf, Checks.widen(counts), type, op));
    }

    /** {@link #iReduceScatter(Buffer, int[], Datatype, Op)} of any number of elements. */
    public final Request iReduceScatter(@Nullable Object buf, long[] counts, Datatype type, Op op) throws MPIException {
        return begin("iReduceScatter", reduceScatterCall(
                "iReduceScatter", Form.NONBLOCKING, Collectives.IN_PLACE, buf, counts, type, op));
    }

    /** Begins {@link #reduceScatter(Object, Object, int[], Datatype, Op)}. */
    public final Request iReduceScatter(
            @Nullable Buffer sendbuf, @Nullable Buffer recvbuf, int[] recvcounts, Datatype type, Op op)
            throws MPIException {
        return begin("iReduceScatter", reduceScatterCall(
                "iReduceScatter", Form.NONBLOCKING, sendbuf, recvbuf, Checks.widen(recvcounts), type, op));
    }

    /** {@link #iReduceScatter(Buffer, Buffer, int[], Datatype, Op)} with any buffers. */
    public final Request iReduceScatter(
            @Nullable Object sendbuf, @Nullable Object recvbuf, int[] recvcounts, Datatype type, Op op)
            throws MPIException {
        return begin("iReduceScatter", reduceScatterCall(
                "iReduceScatter", Form.NONBLOCKING, sendbuf, recvbuf, Checks.widen(recvcounts), type, op));
    }

    /** {@link #iReduceScatter(Buffer, Buffer, int[], Datatype, Op)} of any number of elements. */
    public final Request iReduceScatter(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long[] recvcounts, Datatype type, Op op)
            throws MPIException {
        return begin("iReduceScatter", reduceScatterCall(
                "iReduceScatter", Form.NONBLOCKING, sendbuf, recvbuf, recvcounts, type, op));
    }

    /** Begins {@link #reduceScatterBlock(Object, int, Datatype, Op)}. */
    public final Request iReduceScatterBlock(@Nullable Buffer buf, int count, Datatype type, Op op)
            throws MPIException {
        return begin("iReduceScatterBlock", reduceScatterBlockCall(
                "iReduceScatterBlock", Form.NONBLOCKING, Collectives.IN_PLACE, buf, count, type, op));
    }

    /** {@link #iReduceScatterBlock(Buffer, int, Datatype, Op)} with any buffers. */
    public final Request iReduceScatterBlock(@Nullable Object buf, int count, Datatype type, Op op)
            throws MPIException {
        return begin("iReduceScatterBlock", reduceScatterBlockCall(
                "iReduceScatterBlock", Form.NONBLOCKING, Collectives.IN_PLACE, buf, count, type, op));
    }

    /** {@link #iReduceScatterBlock(Buffer, int, Datatype, Op)} of any number of elements. */
    public final Request iReduceScatterBlock(@Nullable Object buf, long count, Datatype type, Op op)
            throws MPIException {
        return begin("iReduceScatterBlock", reduceScatterBlockCall(
                "iReduceScatterBlock", Form.NONBLOCKING, Collectives.IN_PLACE, buf, count, type, op));
    }

    /** Begins {@link #reduceScatterBlock(Object, Object, int, Datatype, Op)}. */
    public final Request iReduceScatterBlock(
            @Nullable Buffer sendbuf, @Nullable Buffer recvbuf, int recvcount, Datatype type, Op op)
            throws MPIException {
        return begin("iReduceScatterBlock", reduceScatterBlockCall(
                "iReduceScatterBlock", Form.NONBLOCKING, sendbuf, recvbuf, recvcount, type, op));
    }

    /** {@link #iReduceScatterBlock(Buffer, Buffer, int, Datatype, Op)} with any buffers. */
    public final Request iReduceScatterBlock(
            @Nullable Object sendbuf, @Nullable Object recvbuf, int recvcount, Datatype type, Op op)
            throws MPIException {
        return begin("iReduceScatterBlock", reduceScatterBlockCall(
                "iReduceScatterBlock", Form.NONBLOCKING, sendbuf, recvbuf, recvcount, type, op));
    }

    /** {@link #iReduceScatterBlock(Buffer, Buffer, int, Datatype, Op)} of any number of elements. */
    public final Request iReduceScatterBlock(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long recvcount, Datatype type, Op op)
            throws MPIException {
        return begin("iReduceScatterBlock", reduceScatterBlockCall(
                "iReduceScatterBlock", Form.NONBLOCKING, sendbuf, recvbuf, recvcount, type, op));
    }
}
