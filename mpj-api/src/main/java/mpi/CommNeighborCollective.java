package mpi;

import java.nio.Buffer;
import mpj.core.comm.Communicator;
import org.jspecify.annotations.Nullable;

/**
 * Operations among neighbours in a topology: blocking, nonblocking and persistent. MPI 5.0, section 8.6.
 *
 * <p>Blocks for neighbours that do not exist, beyond the border of a grid, are neither read nor written. A communicator
 * without a topology throws {@link MPI#ERR_TOPOLOGY}.
 */
public abstract class CommNeighborCollective extends CommPersistentCollective {
    CommNeighborCollective(String name) {
        super(name);
    }

    CommNeighborCollective(@Nullable Communicator core, CommHandle parent) {
        super(core, parent);
    }

    /** Gives the same elements to all neighbours, and gathers those of the neighbours, in their order. */
    public final void neighborAllGather(
            @Nullable Object sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int recvcount,
            Datatype recvtype)
            throws MPIException {
        run("neighborAllGather", MPI.UNDEFINED, sendcount, neighborAllGatherCall(
                "neighborAllGather", Form.BLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype));
    }

    /** {@link #neighborAllGather(Object, int, Datatype, Object, int, Datatype)} of any number of elements. */
    public final void neighborAllGather(
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long recvcount,
            Datatype recvtype)
            throws MPIException {
        run("neighborAllGather", MPI.UNDEFINED, sendcount, neighborAllGatherCall(
                "neighborAllGather", Form.BLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype));
    }

    /** As {@code neighborAllGather}, with blocks of different lengths. */
    public final void neighborAllGatherv(
            @Nullable Object sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int[] recvcount,
            int[] displs,
            Datatype recvtype)
            throws MPIException {
        run("neighborAllGatherv", MPI.UNDEFINED, sendcount, neighborAllGathervCall(
                "neighborAllGatherv",
                Form.BLOCKING,
                sendbuf,
                sendcount,
                sendtype,
                recvbuf,
                Checks.widen(recvcount),
                Checks.widen(displs),
                recvtype));
    }

    /** {@link #neighborAllGatherv(Object, int, Datatype, Object, int[], int[], Datatype)} of any number of elements. */
    public final void neighborAllGatherv(
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long[] recvcount,
            long[] displs,
            Datatype recvtype)
            throws MPIException {
        run("neighborAllGatherv", MPI.UNDEFINED, sendcount, neighborAllGathervCall(
                "neighborAllGatherv",
                Form.BLOCKING,
                sendbuf,
                sendcount,
                sendtype,
                recvbuf,
                recvcount,
                displs,
                recvtype));
    }

    /** Gives a block to each neighbour and gets one from each, in their order. */
    public final void neighborAllToAll(
            @Nullable Object sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int recvcount,
            Datatype recvtype)
            throws MPIException {
        run("neighborAllToAll", MPI.UNDEFINED, sendcount, neighborAllToAllCall(
                "neighborAllToAll", Form.BLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype));
    }

    /** {@link #neighborAllToAll(Object, int, Datatype, Object, int, Datatype)} of any number of elements. */
    public final void neighborAllToAll(
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long recvcount,
            Datatype recvtype)
            throws MPIException {
        run("neighborAllToAll", MPI.UNDEFINED, sendcount, neighborAllToAllCall(
                "neighborAllToAll", Form.BLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype));
    }

    /** As {@code neighborAllToAll}, with blocks of different lengths. */
    public final void neighborAllToAllv(
            @Nullable Object sendbuf,
            int[] sendcount,
            int[] sdispls,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int[] recvcount,
            int[] rdispls,
            Datatype recvtype)
            throws MPIException {
        run("neighborAllToAllv", MPI.UNDEFINED, -1, neighborAllToAllvCall(
                "neighborAllToAllv",
                Form.BLOCKING,
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
     * {@link #neighborAllToAllv(Object, int[], int[], Datatype, Object, int[], int[], Datatype)} of any number of
     * elements.
     */
    public final void neighborAllToAllv(
            @Nullable Object sendbuf,
            long[] sendcount,
            long[] sdispls,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long[] recvcount,
            long[] rdispls,
            Datatype recvtype)
            throws MPIException {
        run("neighborAllToAllv", MPI.UNDEFINED, -1, neighborAllToAllvCall(
                "neighborAllToAllv",
                Form.BLOCKING,
                sendbuf,
                sendcount,
                sdispls,
                sendtype,
                recvbuf,
                recvcount,
                rdispls,
                recvtype));
    }

    /** As {@code neighborAllToAll}, with blocks of different lengths and types; displacements are in bytes. */
    public final void neighborAllToAllw(
            @Nullable Object sendbuf,
            int[] sendcount,
            int[] sdispls,
            Datatype[] sendtypes,
            @Nullable Object recvbuf,
            int[] recvcount,
            int[] rdispls,
            Datatype[] recvtypes)
            throws MPIException {
        run("neighborAllToAllw", MPI.UNDEFINED, -1, neighborAllToAllwCall(
                "neighborAllToAllw",
                Form.BLOCKING,
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
     * {@link #neighborAllToAllw(Object, int[], int[], Datatype[], Object, int[], int[], Datatype[])} of any number of
     * elements.
     */
    public final void neighborAllToAllw(
            @Nullable Object sendbuf,
            long[] sendcount,
            long[] sdispls,
            Datatype[] sendtypes,
            @Nullable Object recvbuf,
            long[] recvcount,
            long[] rdispls,
            Datatype[] recvtypes)
            throws MPIException {
        run("neighborAllToAllw", MPI.UNDEFINED, -1, neighborAllToAllwCall(
                "neighborAllToAllw",
                Form.BLOCKING,
                sendbuf,
                sendcount,
                sdispls,
                sendtypes,
                recvbuf,
                recvcount,
                rdispls,
                recvtypes));
    }

    /** Begins {@link #neighborAllGather(Object, int, Datatype, Object, int, Datatype)}. */
    public final Request iNeighborAllGather(
            @Nullable Buffer sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Buffer recvbuf,
            int recvcount,
            Datatype recvtype)
            throws MPIException {
        return begin("iNeighborAllGather", neighborAllGatherCall(
                "iNeighborAllGather", Form.NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype));
    }

    /** {@link #iNeighborAllGather(Buffer, int, Datatype, Buffer, int, Datatype)} with any buffers. */
    public final Request iNeighborAllGather(
            @Nullable Object sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int recvcount,
            Datatype recvtype)
            throws MPIException {
        return begin("iNeighborAllGather", neighborAllGatherCall(
                "iNeighborAllGather", Form.NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype));
    }

    /** {@link #iNeighborAllGather(Buffer, int, Datatype, Buffer, int, Datatype)} of any number of elements. */
    public final Request iNeighborAllGather(
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long recvcount,
            Datatype recvtype)
            throws MPIException {
        return begin("iNeighborAllGather", neighborAllGatherCall(
                "iNeighborAllGather", Form.NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype));
    }

    /** Begins {@link #neighborAllGatherv(Object, int, Datatype, Object, int[], int[], Datatype)}. */
    public final Request iNeighborAllGatherv(
            @Nullable Buffer sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Buffer recvbuf,
            int[] recvcount,
            int[] displs,
            Datatype recvtype)
            throws MPIException {
        return begin("iNeighborAllGatherv", neighborAllGathervCall(
                "iNeighborAllGatherv",
                Form.NONBLOCKING,
                sendbuf,
                sendcount,
                sendtype,
                recvbuf,
                Checks.widen(recvcount),
                Checks.widen(displs),
                recvtype));
    }

    /** {@link #iNeighborAllGatherv(Buffer, int, Datatype, Buffer, int[], int[], Datatype)} with any buffers. */
    public final Request iNeighborAllGatherv(
            @Nullable Object sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int[] recvcount,
            int[] displs,
            Datatype recvtype)
            throws MPIException {
        return begin("iNeighborAllGatherv", neighborAllGathervCall(
                "iNeighborAllGatherv",
                Form.NONBLOCKING,
                sendbuf,
                sendcount,
                sendtype,
                recvbuf,
                Checks.widen(recvcount),
                Checks.widen(displs),
                recvtype));
    }

    /**
     * {@link #iNeighborAllGatherv(Buffer, int, Datatype, Buffer, int[], int[], Datatype)} of any number of elements.
     */
    public final Request iNeighborAllGatherv(
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long[] recvcount,
            long[] displs,
            Datatype recvtype)
            throws MPIException {
        return begin("iNeighborAllGatherv", neighborAllGathervCall(
                "iNeighborAllGatherv",
                Form.NONBLOCKING,
                sendbuf,
                sendcount,
                sendtype,
                recvbuf,
                recvcount,
                displs,
                recvtype));
    }

    /** Begins {@link #neighborAllToAll(Object, int, Datatype, Object, int, Datatype)}. */
    public final Request iNeighborAllToAll(
            @Nullable Buffer sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Buffer recvbuf,
            int recvcount,
            Datatype recvtype)
            throws MPIException {
        return begin("iNeighborAllToAll", neighborAllToAllCall(
                "iNeighborAllToAll", Form.NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype));
    }

    /** {@link #iNeighborAllToAll(Buffer, int, Datatype, Buffer, int, Datatype)} with any buffers. */
    public final Request iNeighborAllToAll(
            @Nullable Object sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int recvcount,
            Datatype recvtype)
            throws MPIException {
        return begin("iNeighborAllToAll", neighborAllToAllCall(
                "iNeighborAllToAll", Form.NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype));
    }

    /** {@link #iNeighborAllToAll(Buffer, int, Datatype, Buffer, int, Datatype)} of any number of elements. */
    public final Request iNeighborAllToAll(
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long recvcount,
            Datatype recvtype)
            throws MPIException {
        return begin("iNeighborAllToAll", neighborAllToAllCall(
                "iNeighborAllToAll", Form.NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype));
    }

    /** Begins {@link #neighborAllToAllv(Object, int[], int[], Datatype, Object, int[], int[], Datatype)}. */
    public final Request iNeighborAllToAllv(
            @Nullable Buffer sendbuf,
            int[] sendcount,
            int[] sdispls,
            Datatype sendtype,
            @Nullable Buffer recvbuf,
            int[] recvcount,
            int[] rdispls,
            Datatype recvtype)
            throws MPIException {
        return begin("iNeighborAllToAllv", neighborAllToAllvCall(
                "iNeighborAllToAllv",
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

    /** {@link #iNeighborAllToAllv(Buffer, int[], int[], Datatype, Buffer, int[], int[], Datatype)} with any buffers. */
    public final Request iNeighborAllToAllv(
            @Nullable Object sendbuf,
            int[] sendcount,
            int[] sdispls,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int[] recvcount,
            int[] rdispls,
            Datatype recvtype)
            throws MPIException {
        return begin("iNeighborAllToAllv", neighborAllToAllvCall(
                "iNeighborAllToAllv",
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
     * {@link #iNeighborAllToAllv(Buffer, int[], int[], Datatype, Buffer, int[], int[], Datatype)} of any number of
     * elements.
     */
    public final Request iNeighborAllToAllv(
            @Nullable Object sendbuf,
            long[] sendcount,
            long[] sdispls,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long[] recvcount,
            long[] rdispls,
            Datatype recvtype)
            throws MPIException {
        return begin("iNeighborAllToAllv", neighborAllToAllvCall(
                "iNeighborAllToAllv",
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

    /** Begins {@link #neighborAllToAllw(Object, int[], int[], Datatype[], Object, int[], int[], Datatype[])}. */
    public final Request iNeighborAllToAllw(
            @Nullable Buffer sendbuf,
            int[] sendcount,
            int[] sdispls,
            Datatype[] sendtypes,
            @Nullable Buffer recvbuf,
            int[] recvcount,
            int[] rdispls,
            Datatype[] recvtypes)
            throws MPIException {
        return begin("iNeighborAllToAllw", neighborAllToAllwCall(
                "iNeighborAllToAllw",
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
     * {@link #iNeighborAllToAllw(Buffer, int[], int[], Datatype[], Buffer, int[], int[], Datatype[])} with any buffers.
     */
    public final Request iNeighborAllToAllw(
            @Nullable Object sendbuf,
            int[] sendcount,
            int[] sdispls,
            Datatype[] sendtypes,
            @Nullable Object recvbuf,
            int[] recvcount,
            int[] rdispls,
            Datatype[] recvtypes)
            throws MPIException {
        return begin("iNeighborAllToAllw", neighborAllToAllwCall(
                "iNeighborAllToAllw",
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
     * {@link #iNeighborAllToAllw(Buffer, int[], int[], Datatype[], Buffer, int[], int[], Datatype[])} of any number of
     * elements.
     */
    public final Request iNeighborAllToAllw(
            @Nullable Object sendbuf,
            long[] sendcount,
            long[] sdispls,
            Datatype[] sendtypes,
            @Nullable Object recvbuf,
            long[] recvcount,
            long[] rdispls,
            Datatype[] recvtypes)
            throws MPIException {
        return begin("iNeighborAllToAllw", neighborAllToAllwCall(
                "iNeighborAllToAllw",
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

    /** Prepares {@link #neighborAllGather(Object, int, Datatype, Object, int, Datatype)} for any number of starts. */
    public final Prequest neighborAllGatherInit(
            @Nullable Object sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int recvcount,
            Datatype recvtype)
            throws MPIException {
        return keep("neighborAllGatherInit", neighborAllGatherCall(
                "neighborAllGatherInit", Form.PERSISTENT, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype));
    }

    /** {@link #neighborAllGatherInit(Object, int, Datatype, Object, int, Datatype)} of any number of elements. */
    public final Prequest neighborAllGatherInit(
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long recvcount,
            Datatype recvtype)
            throws MPIException {
        return keep("neighborAllGatherInit", neighborAllGatherCall(
                "neighborAllGatherInit", Form.PERSISTENT, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype));
    }

    /**
     * Prepares {@link #neighborAllGatherv(Object, int, Datatype, Object, int[], int[], Datatype)} for any number of
     * starts.
     */
    public final Prequest neighborAllGathervInit(
            @Nullable Object sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int[] recvcount,
            int[] displs,
            Datatype recvtype)
            throws MPIException {
        return keep("neighborAllGathervInit", neighborAllGathervCall(
                "neighborAllGathervInit",
                Form.PERSISTENT,
                sendbuf,
                sendcount,
                sendtype,
                recvbuf,
                Checks.widen(recvcount),
                Checks.widen(displs),
                recvtype));
    }

    /**
     * {@link #neighborAllGathervInit(Object, int, Datatype, Object, int[], int[], Datatype)} of any number of elements.
     */
    public final Prequest neighborAllGathervInit(
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long[] recvcount,
            long[] displs,
            Datatype recvtype)
            throws MPIException {
        return keep("neighborAllGathervInit", neighborAllGathervCall(
                "neighborAllGathervInit",
                Form.PERSISTENT,
                sendbuf,
                sendcount,
                sendtype,
                recvbuf,
                recvcount,
                displs,
                recvtype));
    }

    /** Prepares {@link #neighborAllToAll(Object, int, Datatype, Object, int, Datatype)} for any number of starts. */
    public final Prequest neighborAllToAllInit(
            @Nullable Object sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int recvcount,
            Datatype recvtype)
            throws MPIException {
        return keep("neighborAllToAllInit", neighborAllToAllCall(
                "neighborAllToAllInit", Form.PERSISTENT, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype));
    }

    /** {@link #neighborAllToAllInit(Object, int, Datatype, Object, int, Datatype)} of any number of elements. */
    public final Prequest neighborAllToAllInit(
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long recvcount,
            Datatype recvtype)
            throws MPIException {
        return keep("neighborAllToAllInit", neighborAllToAllCall(
                "neighborAllToAllInit", Form.PERSISTENT, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype));
    }

    /**
     * Prepares {@link #neighborAllToAllv(Object, int[], int[], Datatype, Object, int[], int[], Datatype)} for any
     * number of starts.
     */
    public final Prequest neighborAllToAllvInit(
            @Nullable Object sendbuf,
            int[] sendcount,
            int[] sdispls,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int[] recvcount,
            int[] rdispls,
            Datatype recvtype)
            throws MPIException {
        return keep("neighborAllToAllvInit", neighborAllToAllvCall(
                "neighborAllToAllvInit",
                Form.PERSISTENT,
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
     * {@link #neighborAllToAllvInit(Object, int[], int[], Datatype, Object, int[], int[], Datatype)} of any number of
     * elements.
     */
    public final Prequest neighborAllToAllvInit(
            @Nullable Object sendbuf,
            long[] sendcount,
            long[] sdispls,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long[] recvcount,
            long[] rdispls,
            Datatype recvtype)
            throws MPIException {
        return keep("neighborAllToAllvInit", neighborAllToAllvCall(
                "neighborAllToAllvInit",
                Form.PERSISTENT,
                sendbuf,
                sendcount,
                sdispls,
                sendtype,
                recvbuf,
                recvcount,
                rdispls,
                recvtype));
    }

    /**
     * Prepares {@link #neighborAllToAllw(Object, int[], int[], Datatype[], Object, int[], int[], Datatype[])} for any
     * number of starts.
     */
    public final Prequest neighborAllToAllwInit(
            @Nullable Object sendbuf,
            int[] sendcount,
            int[] sdispls,
            Datatype[] sendtypes,
            @Nullable Object recvbuf,
            int[] recvcount,
            int[] rdispls,
            Datatype[] recvtypes)
            throws MPIException {
        return keep("neighborAllToAllwInit", neighborAllToAllwCall(
                "neighborAllToAllwInit",
                Form.PERSISTENT,
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
     * {@link #neighborAllToAllwInit(Object, int[], int[], Datatype[], Object, int[], int[], Datatype[])} of any number
     * of elements.
     */
    public final Prequest neighborAllToAllwInit(
            @Nullable Object sendbuf,
            long[] sendcount,
            long[] sdispls,
            Datatype[] sendtypes,
            @Nullable Object recvbuf,
            long[] recvcount,
            long[] rdispls,
            Datatype[] recvtypes)
            throws MPIException {
        return keep("neighborAllToAllwInit", neighborAllToAllwCall(
                "neighborAllToAllwInit",
                Form.PERSISTENT,
                sendbuf,
                sendcount,
                sdispls,
                sendtypes,
                recvbuf,
                recvcount,
                rdispls,
                recvtypes));
    }
}
