package mpi;

import static mpi.Checks.widen;
import static mpi.CollectiveName.NEIGHBOR_ALL_GATHER;
import static mpi.CollectiveName.NEIGHBOR_ALL_GATHERV;
import static mpi.CollectiveName.NEIGHBOR_ALL_TO_ALL;
import static mpi.CollectiveName.NEIGHBOR_ALL_TO_ALLV;
import static mpi.CollectiveName.NEIGHBOR_ALL_TO_ALLW;
import static mpi.Form.BLOCKING;
import static mpi.Form.NONBLOCKING;
import static mpi.Form.PERSISTENT;
import static mpi.RecordBuffer.memory;

import java.nio.Buffer;
import mpj.core.EngineException;
import mpj.core.coll.Blocks;
import mpj.core.coll.Collective;
import mpj.core.comm.Communicator;
import mpj.core.datatype.Layout;
import org.jspecify.annotations.Nullable;

/**
 * Operations among neighbours in a topology: blocking, nonblocking and persistent. MPI 5.0, section 8.6.
 *
 * <p>Blocks for neighbours that do not exist, beyond the border of a grid, are neither read nor written. Between two
 * ranks that are neighbours several times, blocks are matched in their order; in a grid what goes down comes from above.
 * What goes to the same rank in short blocks goes as one message, and the same elements go to a rank once; ranks whose
 * counts disagree get {@link MPI#ERR_TRUNCATE} if the bytes of all edges between them do.
 * A rank without neighbours may give null for buffers and arrays. A communicator without a topology throws
 * {@link MPI#ERR_TOPOLOGY}.
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
            @Nullable Object sendbuf, int sendcount, Datatype sendtype, @Nullable Object recvbuf, int recvcount,
            Datatype recvtype) throws MPIException {
        neighborAllGatherCall(BLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype);
    }

    /** {@link #neighborAllGather(Object, int, Datatype, Object, int, Datatype)} of any number of elements. */
    public final void neighborAllGather(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, long recvcount,
            Datatype recvtype) throws MPIException {
        neighborAllGatherCall(BLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype);
    }

    /** As {@code neighborAllGather}, with blocks of different lengths. */
    public final void neighborAllGatherv(
            @Nullable Object sendbuf, int sendcount, Datatype sendtype, @Nullable Object recvbuf, int[] recvcount,
            int[] displs, Datatype recvtype) throws MPIException {
        neighborAllGathervCall(
                BLOCKING, sendbuf, sendcount, sendtype, recvbuf, widen(recvcount), widen(displs), recvtype);
    }

    /** {@link #neighborAllGatherv(Object, int, Datatype, Object, int[], int[], Datatype)} of any number of elements. */
    public final void neighborAllGatherv(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, long[] recvcount,
            long[] displs, Datatype recvtype) throws MPIException {
        neighborAllGathervCall(BLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, displs, recvtype);
    }

    /** Gives a block to each neighbour and gets one from each, in their order. */
    public final void neighborAllToAll(
            @Nullable Object sendbuf, int sendcount, Datatype sendtype, @Nullable Object recvbuf, int recvcount,
            Datatype recvtype) throws MPIException {
        neighborAllToAllCall(BLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype);
    }

    /** {@link #neighborAllToAll(Object, int, Datatype, Object, int, Datatype)} of any number of elements. */
    public final void neighborAllToAll(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, long recvcount,
            Datatype recvtype) throws MPIException {
        neighborAllToAllCall(BLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype);
    }

    /** As {@code neighborAllToAll}, with blocks of different lengths. */
    public final void neighborAllToAllv(
            @Nullable Object sendbuf, int[] sendcount, int[] sdispls, Datatype sendtype, @Nullable Object recvbuf,
            int[] recvcount, int[] rdispls, Datatype recvtype) throws MPIException {
        neighborAllToAllvCall(
                BLOCKING, sendbuf, widen(sendcount), widen(sdispls), sendtype, recvbuf, widen(recvcount),
                widen(rdispls), recvtype);
    }

    /**
     * {@link #neighborAllToAllv(Object, int[], int[], Datatype, Object, int[], int[], Datatype)} of any number of
     * elements.
     */
    public final void neighborAllToAllv(
            @Nullable Object sendbuf, long[] sendcount, long[] sdispls, Datatype sendtype, @Nullable Object recvbuf,
            long[] recvcount, long[] rdispls, Datatype recvtype) throws MPIException {
        neighborAllToAllvCall(BLOCKING, sendbuf, sendcount, sdispls, sendtype, recvbuf, recvcount, rdispls, recvtype);
    }

    /** As {@code neighborAllToAllv}, with a type for each block and displacements in bytes. */
    public final void neighborAllToAllw(
            @Nullable Object sendbuf, int[] sendcount, int[] sdispls, Datatype[] sendtypes, @Nullable Object recvbuf,
            int[] recvcount, int[] rdispls, Datatype[] recvtypes) throws MPIException {
        neighborAllToAllwCall(
                BLOCKING, sendbuf, widen(sendcount), widen(sdispls), sendtypes, recvbuf, widen(recvcount),
                widen(rdispls), recvtypes);
    }

    /**
     * {@link #neighborAllToAllw(Object, int[], int[], Datatype[], Object, int[], int[], Datatype[])} of any number of
     * elements.
     */
    public final void neighborAllToAllw(
            @Nullable Object sendbuf, long[] sendcount, long[] sdispls, Datatype[] sendtypes, @Nullable Object recvbuf,
            long[] recvcount, long[] rdispls, Datatype[] recvtypes) throws MPIException {
        neighborAllToAllwCall(BLOCKING, sendbuf, sendcount, sdispls, sendtypes, recvbuf, recvcount, rdispls, recvtypes);
    }

    /** Begins {@link #neighborAllGather(Object, int, Datatype, Object, int, Datatype)}. */
    public final Request iNeighborAllGather(
            @Nullable Buffer sendbuf, int sendcount, Datatype sendtype, @Nullable Buffer recvbuf, int recvcount,
            Datatype recvtype) throws MPIException {
        return neighborAllGatherCall(NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype);
    }

    /**
     * {@link #iNeighborAllGather(Buffer, int, Datatype, Buffer, int, Datatype)} with any buffers, of any number of
     * elements.
     */
    public final Request iNeighborAllGather(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, long recvcount,
            Datatype recvtype) throws MPIException {
        return neighborAllGatherCall(NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype);
    }

    /** Begins {@link #neighborAllGatherv(Object, int, Datatype, Object, int[], int[], Datatype)}. */
    public final Request iNeighborAllGatherv(
            @Nullable Buffer sendbuf, int sendcount, Datatype sendtype, @Nullable Buffer recvbuf, int[] recvcount,
            int[] displs, Datatype recvtype) throws MPIException {
        return neighborAllGathervCall(
                NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, widen(recvcount), widen(displs), recvtype);
    }

    /** {@link #iNeighborAllGatherv(Buffer, int, Datatype, Buffer, int[], int[], Datatype)} with any buffers. */
    public final Request iNeighborAllGatherv(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, int[] recvcount,
            int[] displs, Datatype recvtype) throws MPIException {
        return neighborAllGathervCall(
                NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, widen(recvcount), widen(displs), recvtype);
    }

    /**
     * {@link #iNeighborAllGatherv(Buffer, int, Datatype, Buffer, int[], int[], Datatype)} with any buffers, of any
     * number of elements.
     */
    public final Request iNeighborAllGatherv(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, long[] recvcount,
            long[] displs, Datatype recvtype) throws MPIException {
        return neighborAllGathervCall(NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, displs, recvtype);
    }

    /** Begins {@link #neighborAllToAll(Object, int, Datatype, Object, int, Datatype)}. */
    public final Request iNeighborAllToAll(
            @Nullable Buffer sendbuf, int sendcount, Datatype sendtype, @Nullable Buffer recvbuf, int recvcount,
            Datatype recvtype) throws MPIException {
        return neighborAllToAllCall(NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype);
    }

    /**
     * {@link #iNeighborAllToAll(Buffer, int, Datatype, Buffer, int, Datatype)} with any buffers, of any number of
     * elements.
     */
    public final Request iNeighborAllToAll(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, long recvcount,
            Datatype recvtype) throws MPIException {
        return neighborAllToAllCall(NONBLOCKING, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype);
    }

    /** Begins {@link #neighborAllToAllv(Object, int[], int[], Datatype, Object, int[], int[], Datatype)}. */
    public final Request iNeighborAllToAllv(
            @Nullable Buffer sendbuf, int[] sendcount, int[] sdispls, Datatype sendtype, @Nullable Buffer recvbuf,
            int[] recvcount, int[] rdispls, Datatype recvtype) throws MPIException {
        return neighborAllToAllvCall(
                NONBLOCKING, sendbuf, widen(sendcount), widen(sdispls), sendtype, recvbuf, widen(recvcount),
                widen(rdispls), recvtype);
    }

    /** {@link #iNeighborAllToAllv(Buffer, int[], int[], Datatype, Buffer, int[], int[], Datatype)} with any buffers. */
    public final Request iNeighborAllToAllv(
            @Nullable Object sendbuf, int[] sendcount, int[] sdispls, Datatype sendtype, @Nullable Object recvbuf,
            int[] recvcount, int[] rdispls, Datatype recvtype) throws MPIException {
        return neighborAllToAllvCall(
                NONBLOCKING, sendbuf, widen(sendcount), widen(sdispls), sendtype, recvbuf, widen(recvcount),
                widen(rdispls), recvtype);
    }

    /**
     * {@link #iNeighborAllToAllv(Buffer, int[], int[], Datatype, Buffer, int[], int[], Datatype)} with any buffers, of
     * any number of elements.
     */
    public final Request iNeighborAllToAllv(
            @Nullable Object sendbuf, long[] sendcount, long[] sdispls, Datatype sendtype, @Nullable Object recvbuf,
            long[] recvcount, long[] rdispls, Datatype recvtype) throws MPIException {
        return neighborAllToAllvCall(
                NONBLOCKING, sendbuf, sendcount, sdispls, sendtype, recvbuf, recvcount, rdispls, recvtype);
    }

    /** Begins {@link #neighborAllToAllw(Object, int[], int[], Datatype[], Object, int[], int[], Datatype[])}. */
    public final Request iNeighborAllToAllw(
            @Nullable Buffer sendbuf, int[] sendcount, int[] sdispls, Datatype[] sendtypes, @Nullable Buffer recvbuf,
            int[] recvcount, int[] rdispls, Datatype[] recvtypes) throws MPIException {
        return neighborAllToAllwCall(
                NONBLOCKING, sendbuf, widen(sendcount), widen(sdispls), sendtypes, recvbuf, widen(recvcount),
                widen(rdispls), recvtypes);
    }

    /**
     * {@link #iNeighborAllToAllw(Buffer, int[], int[], Datatype[], Buffer, int[], int[], Datatype[])} with any buffers.
     */
    public final Request iNeighborAllToAllw(
            @Nullable Object sendbuf, int[] sendcount, int[] sdispls, Datatype[] sendtypes, @Nullable Object recvbuf,
            int[] recvcount, int[] rdispls, Datatype[] recvtypes) throws MPIException {
        return neighborAllToAllwCall(
                NONBLOCKING, sendbuf, widen(sendcount), widen(sdispls), sendtypes, recvbuf, widen(recvcount),
                widen(rdispls), recvtypes);
    }

    /**
     * {@link #iNeighborAllToAllw(Buffer, int[], int[], Datatype[], Buffer, int[], int[], Datatype[])} with any buffers,
     * of any number of elements.
     */
    public final Request iNeighborAllToAllw(
            @Nullable Object sendbuf, long[] sendcount, long[] sdispls, Datatype[] sendtypes, @Nullable Object recvbuf,
            long[] recvcount, long[] rdispls, Datatype[] recvtypes) throws MPIException {
        return neighborAllToAllwCall(
                NONBLOCKING, sendbuf, sendcount, sdispls, sendtypes, recvbuf, recvcount, rdispls, recvtypes);
    }

    /** Prepares {@link #neighborAllGather(Object, int, Datatype, Object, int, Datatype)} for any number of starts. */
    public final Prequest neighborAllGatherInit(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, long recvcount,
            Datatype recvtype) throws MPIException {
        return neighborAllGatherCall(PERSISTENT, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype);
    }

    /**
     * {@link #neighborAllGatherInit(Object, long, Datatype, Object, long, Datatype)} with hints, of which none is
     * known.
     */
    public final Prequest neighborAllGatherInit(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, long recvcount,
            Datatype recvtype, @Nullable Info info) throws MPIException {
        return neighborAllGatherInit(sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype);
    }

    /**
     * Prepares {@link #neighborAllGatherv(Object, int, Datatype, Object, int[], int[], Datatype)} for any number of
     * starts.
     */
    public final Prequest neighborAllGathervInit(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, int[] recvcount,
            int[] displs, Datatype recvtype) throws MPIException {
        return neighborAllGathervCall(
                PERSISTENT, sendbuf, sendcount, sendtype, recvbuf, widen(recvcount), widen(displs), recvtype);
    }

    /**
     * {@link #neighborAllGathervInit(Object, long, Datatype, Object, int[], int[], Datatype)} with hints, of which none
     * is known.
     */
    public final Prequest neighborAllGathervInit(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, int[] recvcount,
            int[] displs, Datatype recvtype, @Nullable Info info) throws MPIException {
        return neighborAllGathervInit(sendbuf, sendcount, sendtype, recvbuf, recvcount, displs, recvtype);
    }

    /**
     * {@link #neighborAllGathervInit(Object, long, Datatype, Object, int[], int[], Datatype)} of any number of
     * elements.
     */
    public final Prequest neighborAllGathervInit(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, long[] recvcount,
            long[] displs, Datatype recvtype) throws MPIException {
        return neighborAllGathervCall(PERSISTENT, sendbuf, sendcount, sendtype, recvbuf, recvcount, displs, recvtype);
    }

    /**
     * {@link #neighborAllGathervInit(Object, long, Datatype, Object, long[], long[], Datatype)} with hints, of which
     * none is known.
     */
    public final Prequest neighborAllGathervInit(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, long[] recvcount,
            long[] displs, Datatype recvtype, @Nullable Info info) throws MPIException {
        return neighborAllGathervInit(sendbuf, sendcount, sendtype, recvbuf, recvcount, displs, recvtype);
    }

    /** Prepares {@link #neighborAllToAll(Object, int, Datatype, Object, int, Datatype)} for any number of starts. */
    public final Prequest neighborAllToAllInit(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, long recvcount,
            Datatype recvtype) throws MPIException {
        return neighborAllToAllCall(PERSISTENT, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype);
    }

    /**
     * {@link #neighborAllToAllInit(Object, long, Datatype, Object, long, Datatype)} with hints, of which none is known.
     */
    public final Prequest neighborAllToAllInit(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, long recvcount,
            Datatype recvtype, @Nullable Info info) throws MPIException {
        return neighborAllToAllInit(sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype);
    }

    /**
     * Prepares {@link #neighborAllToAllv(Object, int[], int[], Datatype, Object, int[], int[], Datatype)} for any
     * number of starts.
     */
    public final Prequest neighborAllToAllvInit(
            @Nullable Object sendbuf, int[] sendcount, int[] sdispls, Datatype sendtype, @Nullable Object recvbuf,
            int[] recvcount, int[] rdispls, Datatype recvtype) throws MPIException {
        return neighborAllToAllvCall(
                PERSISTENT, sendbuf, widen(sendcount), widen(sdispls), sendtype, recvbuf, widen(recvcount),
                widen(rdispls), recvtype);
    }

    /**
     * {@link #neighborAllToAllvInit(Object, int[], int[], Datatype, Object, int[], int[], Datatype)} with hints, of
     * which none is known.
     */
    public final Prequest neighborAllToAllvInit(
            @Nullable Object sendbuf, int[] sendcount, int[] sdispls, Datatype sendtype, @Nullable Object recvbuf,
            int[] recvcount, int[] rdispls, Datatype recvtype, @Nullable Info info) throws MPIException {
        return neighborAllToAllvInit(sendbuf, sendcount, sdispls, sendtype, recvbuf, recvcount, rdispls, recvtype);
    }

    /**
     * {@link #neighborAllToAllvInit(Object, int[], int[], Datatype, Object, int[], int[], Datatype)} of any number of
     * elements.
     */
    public final Prequest neighborAllToAllvInit(
            @Nullable Object sendbuf, long[] sendcount, long[] sdispls, Datatype sendtype, @Nullable Object recvbuf,
            long[] recvcount, long[] rdispls, Datatype recvtype) throws MPIException {
        return neighborAllToAllvCall(
                PERSISTENT, sendbuf, sendcount, sdispls, sendtype, recvbuf, recvcount, rdispls, recvtype);
    }

    /**
     * {@link #neighborAllToAllvInit(Object, long[], long[], Datatype, Object, long[], long[], Datatype)} with hints, of
     * which none is known.
     */
    public final Prequest neighborAllToAllvInit(
            @Nullable Object sendbuf, long[] sendcount, long[] sdispls, Datatype sendtype, @Nullable Object recvbuf,
            long[] recvcount, long[] rdispls, Datatype recvtype, @Nullable Info info) throws MPIException {
        return neighborAllToAllvInit(sendbuf, sendcount, sdispls, sendtype, recvbuf, recvcount, rdispls, recvtype);
    }

    /**
     * Prepares {@link #neighborAllToAllw(Object, int[], int[], Datatype[], Object, int[], int[], Datatype[])} for any
     * number of starts.
     */
    public final Prequest neighborAllToAllwInit(
            @Nullable Object sendbuf, int[] sendcount, int[] sdispls, Datatype[] sendtypes, @Nullable Object recvbuf,
            int[] recvcount, int[] rdispls, Datatype[] recvtypes) throws MPIException {
        return neighborAllToAllwCall(
                PERSISTENT, sendbuf, widen(sendcount), widen(sdispls), sendtypes, recvbuf, widen(recvcount),
                widen(rdispls), recvtypes);
    }

    /**
     * {@link #neighborAllToAllwInit(Object, int[], int[], Datatype[], Object, int[], int[], Datatype[])} with hints, of
     * which none is known.
     */
    public final Prequest neighborAllToAllwInit(
            @Nullable Object sendbuf, int[] sendcount, int[] sdispls, Datatype[] sendtypes, @Nullable Object recvbuf,
            int[] recvcount, int[] rdispls, Datatype[] recvtypes, @Nullable Info info) throws MPIException {
        return neighborAllToAllwInit(sendbuf, sendcount, sdispls, sendtypes, recvbuf, recvcount, rdispls, recvtypes);
    }

    /**
     * {@link #neighborAllToAllwInit(Object, int[], int[], Datatype[], Object, int[], int[], Datatype[])} of any number
     * of elements.
     */
    public final Prequest neighborAllToAllwInit(
            @Nullable Object sendbuf, long[] sendcount, long[] sdispls, Datatype[] sendtypes, @Nullable Object recvbuf,
            long[] recvcount, long[] rdispls, Datatype[] recvtypes) throws MPIException {
        return neighborAllToAllwCall(
                PERSISTENT, sendbuf, sendcount, sdispls, sendtypes, recvbuf, recvcount, rdispls, recvtypes);
    }

    /**
     * {@link #neighborAllToAllwInit(Object, long[], long[], Datatype[], Object, long[], long[], Datatype[])} with
     * hints, of which none is known.
     */
    public final Prequest neighborAllToAllwInit(
            @Nullable Object sendbuf, long[] sendcount, long[] sdispls, Datatype[] sendtypes, @Nullable Object recvbuf,
            long[] recvcount, long[] rdispls, Datatype[] recvtypes, @Nullable Info info) throws MPIException {
        return neighborAllToAllwInit(sendbuf, sendcount, sdispls, sendtypes, recvbuf, recvcount, rdispls, recvtypes);
    }

    // ---------------------------------------------------------------- the operations

    private <R extends @Nullable Object> R neighborAllGatherCall(
            Form<R> form, @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf,
            long recvcount, Datatype recvtype) {
        String name = form.name(NEIGHBOR_ALL_GATHER);
        Neighbours near = neighbours(name);
        Layout recvLayout = layout(name, "recvcount", recvcount, recvtype);
        Object in = RecordBuffer.of(this, name, recvbuf, recvtype);
        Buffers.writable(this, name, "recvbuf", in, recvcount * near.sources().length, recvtype, recvLayout);
        Blocks recv = Blocks.uniform(recvcount, recvLayout);
        return giveSame(form, name, near, sendbuf, sendcount, sendtype, in, recv);
    }

    private <R extends @Nullable Object> R neighborAllGathervCall(
            Form<R> form, @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf,
            long @Nullable [] recvcount, long @Nullable [] displs, Datatype recvtype) {
        String name = form.name(NEIGHBOR_ALL_GATHERV);
        Neighbours near = neighbours(name);
        Object in = RecordBuffer.of(this, name, recvbuf, recvtype);
        Blocks recv = blocks(name, "recv", in, recvcount, displs, recvtype, near.sources().length, true);
        return giveSame(form, name, near, sendbuf, sendcount, sendtype, in, recv);
    }

    /** The same elements go to all neighbours, if there are any. */
    private <R extends @Nullable Object> R giveSame(
            Form<R> form, String name, Neighbours near, @Nullable Object sendbuf, long sendcount, Datatype sendtype,
            @Nullable Object in, Blocks recv) {
        Layout sendLayout = layout(name, "sendcount", sendcount, sendtype);
        Object out = null;
        if (near.destinations().length > 0) {
            out = RecordBuffer.of(this, name, sendbuf, sendtype);
            Buffers.readable(this, name, "sendbuf", out, sendcount, sendtype, sendLayout);
        }
        return exchange(form, name, near, out, Blocks.same(sendcount, sendLayout), in, recv);
    }

    private <R extends @Nullable Object> R neighborAllToAllCall(
            Form<R> form, @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf,
            long recvcount, Datatype recvtype) {
        String name = form.name(NEIGHBOR_ALL_TO_ALL);
        Neighbours near = neighbours(name);
        Layout sendLayout = layout(name, "sendcount", sendcount, sendtype);
        Layout recvLayout = layout(name, "recvcount", recvcount, recvtype);
        Object out = RecordBuffer.of(this, name, sendbuf, sendtype);
        Object in = RecordBuffer.of(this, name, recvbuf, recvtype);
        Buffers.readable(this, name, "sendbuf", out, sendcount * near.destinations().length, sendtype, sendLayout);
        Buffers.writable(this, name, "recvbuf", in, recvcount * near.sources().length, recvtype, recvLayout);
        Blocks send = Blocks.uniform(sendcount, sendLayout);
        return exchange(form, name, near, out, send, in, Blocks.uniform(recvcount, recvLayout));
    }

    private <R extends @Nullable Object> R neighborAllToAllvCall(
            Form<R> form, @Nullable Object sendbuf, long @Nullable [] sendcount, long @Nullable [] sdispls,
            Datatype sendtype, @Nullable Object recvbuf, long @Nullable [] recvcount, long @Nullable [] rdispls,
            Datatype recvtype) {
        String name = form.name(NEIGHBOR_ALL_TO_ALLV);
        Neighbours near = neighbours(name);
        Object out = RecordBuffer.of(this, name, sendbuf, sendtype);
        Object in = RecordBuffer.of(this, name, recvbuf, recvtype);
        Blocks send = blocks(name, "send", out, sendcount, sdispls, sendtype, near.destinations().length, false);
        Blocks recv = blocks(name, "recv", in, recvcount, rdispls, recvtype, near.sources().length, true);
        return exchange(form, name, near, out, send, in, recv);
    }

    private <R extends @Nullable Object> R neighborAllToAllwCall(
            Form<R> form, @Nullable Object sendbuf, long @Nullable [] sendcount, long @Nullable [] sdispls,
            Datatype @Nullable [] sendtypes, @Nullable Object recvbuf, long @Nullable [] recvcount,
            long @Nullable [] rdispls, Datatype @Nullable [] recvtypes) {
        String name = form.name(NEIGHBOR_ALL_TO_ALLW);
        Neighbours near = neighbours(name);
        Object out = RecordBuffer.of(this, name, sendbuf);
        Object in = RecordBuffer.of(this, name, recvbuf);
        int targets = near.destinations().length;
        Blocks send = typedBlocks(name, "send", out, sendcount, sdispls, sendtypes, targets, false);
        Blocks recv = typedBlocks(name, "recv", in, recvcount, rdispls, recvtypes, near.sources().length, true);
        return exchange(form, name, near, out, send, in, recv);
    }

    /** Receives are matched in the order in which the other side's blocks leave. */
    private <R extends @Nullable Object> R exchange(
            Form<R> form, String name, Neighbours near, @Nullable Object out, Blocks send, @Nullable Object in,
            Blocks recv) {
        int[] sources = near.sources().clone();
        int[] places = new int[sources.length];
        for (int i = 0; i < places.length; i++) {
            int place = near.arrivesAt(i);
            places[i] = place < 0 ? i : place;
            sources[i] = near.sources()[places[i]];
            if (sources[i] != MPI.PROC_NULL) {
                RecordBuffer.writes(in, recv, places[i], places[i] + 1);
            }
        }
        for (int i = 0; i < near.destinations().length; i++) {
            if (near.destinations()[i] != MPI.PROC_NULL) {
                RecordBuffer.reads(out, send, i, i + 1);
            }
        }
        Collective call = form.take(core());
        try {
            call.neighbours(sources, near.destinations(), places, memory(out), 0, send, memory(in), 0, recv);
        } catch (EngineException e) {
            throw collectiveFailure(name, e);
        }
        return form.perform(this, name, MPI.UNDEFINED, -1, call, out, in);
    }
}
