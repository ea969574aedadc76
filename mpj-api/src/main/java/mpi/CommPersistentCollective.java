package mpi;

import static mpi.Checks.widen;
import static mpi.Form.PERSISTENT;

import mpj.core.comm.Communicator;
import org.jspecify.annotations.Nullable;

/**
 * Collective operations that are prepared once and started many times. MPI 5.0, section 6.13.
 *
 * <p>All ranks prepare the persistent operations of a communicator in the same order; they may be started in any order.
 * What {@link CommNonblockingCollective} says of buffers holds from a start to its completion.
 */
public abstract class CommPersistentCollective extends CommNonblockingCollective {
    CommPersistentCollective(String name) {
        super(name);
    }

    CommPersistentCollective(@Nullable Communicator core, CommHandle parent) {
        super(core, parent);
    }

    /** Prepares {@link #barrier} for any number of starts. */
    public final Prequest barrierInit() throws MPIException {
        return barrierCall(PERSISTENT);
    }

    /** {@link #barrierInit()} with hints, of which none is known. */
    public final Prequest barrierInit(@Nullable Info info) throws MPIException {
        return barrierInit();
    }

    /** Prepares {@link #bcast(Object, int, Datatype, int)} for any number of starts. */
    public final Prequest bcastInit(@Nullable Object buf, long count, Datatype type, int root) throws MPIException {
        return bcastCall(PERSISTENT, buf, count, type, root);
    }

    /** {@link #bcastInit(Object, long, Datatype, int)} with hints, of which none is known. */
    public final Prequest bcastInit(
            @Nullable Object buf, long count, Datatype type, int root, @Nullable Info info) throws MPIException {
        return bcastInit(buf, count, type, root);
    }

    /** Prepares {@link #gather(Object, int, Datatype, int)} for any number of starts. */
    public final Prequest gatherInit(@Nullable Object buf, long count, Datatype type, int root) throws MPIException {
        return gatherCall(PERSISTENT, buf, count, type, root);
    }

    /** {@link #gatherInit(Object, long, Datatype, int)} with hints, of which none is known. */
    public final Prequest gatherInit(
            @Nullable Object buf, long count, Datatype type, int root, @Nullable Info info) throws MPIException {
        return gatherInit(buf, count, type, root);
    }

    /** Prepares {@link #gather(Object, int, Datatype, Object, int, Datatype, int)} for any number of starts. */
    public final Prequest gatherInit(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, long recvcount,
            Datatype recvtype, int root) throws MPIException {
        return gatherCall(PERSISTENT, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype, root);
    }

    /** {@link #gatherInit(Object, long, Datatype, Object, long, Datatype, int)} with hints, of which none is known. */
    public final Prequest gatherInit(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, long recvcount,
            Datatype recvtype, int root, @Nullable Info info) throws MPIException {
        return gatherInit(sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype, root);
    }

    /** Prepares {@link #gatherv(Object, int, Datatype, int)} for any number of starts. */
    public final Prequest gathervInit(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, int root) throws MPIException {
        return gathervCall(PERSISTENT, sendbuf, sendcount, sendtype, root);
    }

    /** {@link #gathervInit(Object, long, Datatype, int)} with hints, of which none is known. */
    public final Prequest gathervInit(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, int root,
            @Nullable Info info) throws MPIException {
        return gathervInit(sendbuf, sendcount, sendtype, root);
    }

    /** Prepares {@link #gatherv(Object, int[], int[], Datatype, int)} for any number of starts. */
    public final Prequest gathervInit(
            @Nullable Object recvbuf, int[] recvcount, int[] displs, Datatype recvtype, int root) throws MPIException {
        return gathervCall(PERSISTENT, recvbuf, widen(recvcount), widen(displs), recvtype, root);
    }

    /** {@link #gathervInit(Object, int[], int[], Datatype, int)} with hints, of which none is known. */
    public final Prequest gathervInit(
            @Nullable Object recvbuf, int[] recvcount, int[] displs, Datatype recvtype, int root,
            @Nullable Info info) throws MPIException {
        return gathervInit(recvbuf, recvcount, displs, recvtype, root);
    }

    /** {@link #gathervInit(Object, int[], int[], Datatype, int)} of any number of elements. */
    public final Prequest gathervInit(
            @Nullable Object recvbuf, long[] recvcount, long[] displs, Datatype recvtype,
            int root) throws MPIException {
        return gathervCall(PERSISTENT, recvbuf, recvcount, displs, recvtype, root);
    }

    /** {@link #gathervInit(Object, long[], long[], Datatype, int)} with hints, of which none is known. */
    public final Prequest gathervInit(
            @Nullable Object recvbuf, long[] recvcount, long[] displs, Datatype recvtype, int root,
            @Nullable Info info) throws MPIException {
        return gathervInit(recvbuf, recvcount, displs, recvtype, root);
    }

    /**
     * Prepares {@link #gatherv(Object, int, Datatype, Object, int[], int[], Datatype, int)} for any number of starts.
     */
    public final Prequest gathervInit(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf,
            int @Nullable [] recvcount, int @Nullable [] displs, Datatype recvtype, int root) throws MPIException {
        return gathervCall(
                PERSISTENT, sendbuf, sendcount, sendtype, recvbuf, widen(recvcount), widen(displs), recvtype, root);
    }

    /**
     * {@link #gathervInit(Object, long, Datatype, Object, int[], int[], Datatype, int)} with hints, of which none is
     * known.
     */
    public final Prequest gathervInit(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf,
            int @Nullable [] recvcount, int @Nullable [] displs, Datatype recvtype, int root,
            @Nullable Info info) throws MPIException {
        return gathervInit(sendbuf, sendcount, sendtype, recvbuf, recvcount, displs, recvtype, root);
    }

    /**
     * {@link #gathervInit(Object, long, Datatype, Object, int[], int[], Datatype, int)} of any number of elements. The
     * root is an object so that nulls for the arrays mean the other form.
     */
    public final Prequest gathervInit(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf,
            long @Nullable [] recvcount, long @Nullable [] displs, Datatype recvtype,
            Integer root) throws MPIException {
        return gathervCall(PERSISTENT, sendbuf, sendcount, sendtype, recvbuf, recvcount, displs, recvtype, root);
    }

    /**
     * {@link #gathervInit(Object, long, Datatype, Object, long[], long[], Datatype, Integer)} with hints, of which none
     * is known.
     */
    public final Prequest gathervInit(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf,
            long @Nullable [] recvcount, long @Nullable [] displs, Datatype recvtype, Integer root,
            @Nullable Info info) throws MPIException {
        return gathervInit(sendbuf, sendcount, sendtype, recvbuf, recvcount, displs, recvtype, root);
    }

    /** Prepares {@link #scatter(Object, int, Datatype, int)} for any number of starts. */
    public final Prequest scatterInit(@Nullable Object buf, long count, Datatype type, int root) throws MPIException {
        return scatterCall(PERSISTENT, buf, count, type, root);
    }

    /** {@link #scatterInit(Object, long, Datatype, int)} with hints, of which none is known. */
    public final Prequest scatterInit(
            @Nullable Object buf, long count, Datatype type, int root, @Nullable Info info) throws MPIException {
        return scatterInit(buf, count, type, root);
    }

    /** Prepares {@link #scatter(Object, int, Datatype, Object, int, Datatype, int)} for any number of starts. */
    public final Prequest scatterInit(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, long recvcount,
            Datatype recvtype, int root) throws MPIException {
        return scatterCall(PERSISTENT, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype, root);
    }

    /** {@link #scatterInit(Object, long, Datatype, Object, long, Datatype, int)} with hints, of which none is known. */
    public final Prequest scatterInit(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, long recvcount,
            Datatype recvtype, int root, @Nullable Info info) throws MPIException {
        return scatterInit(sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype, root);
    }

    /** Prepares {@link #scatterv(Object, int, Datatype, int)} for any number of starts. */
    public final Prequest scattervInit(
            @Nullable Object recvbuf, long recvcount, Datatype recvtype, int root) throws MPIException {
        return scattervCall(PERSISTENT, recvbuf, recvcount, recvtype, root);
    }

    /** {@link #scattervInit(Object, long, Datatype, int)} with hints, of which none is known. */
    public final Prequest scattervInit(
            @Nullable Object recvbuf, long recvcount, Datatype recvtype, int root,
            @Nullable Info info) throws MPIException {
        return scattervInit(recvbuf, recvcount, recvtype, root);
    }

    /** Prepares {@link #scatterv(Object, int[], int[], Datatype, int)} for any number of starts. */
    public final Prequest scattervInit(
            @Nullable Object sendbuf, int[] sendcount, int[] displs, Datatype sendtype, int root) throws MPIException {
        return scattervCall(PERSISTENT, sendbuf, widen(sendcount), widen(displs), sendtype, root);
    }

    /** {@link #scattervInit(Object, int[], int[], Datatype, int)} with hints, of which none is known. */
    public final Prequest scattervInit(
            @Nullable Object sendbuf, int[] sendcount, int[] displs, Datatype sendtype, int root,
            @Nullable Info info) throws MPIException {
        return scattervInit(sendbuf, sendcount, displs, sendtype, root);
    }

    /** {@link #scattervInit(Object, int[], int[], Datatype, int)} of any number of elements. */
    public final Prequest scattervInit(
            @Nullable Object sendbuf, long[] sendcount, long[] displs, Datatype sendtype,
            int root) throws MPIException {
        return scattervCall(PERSISTENT, sendbuf, sendcount, displs, sendtype, root);
    }

    /** {@link #scattervInit(Object, long[], long[], Datatype, int)} with hints, of which none is known. */
    public final Prequest scattervInit(
            @Nullable Object sendbuf, long[] sendcount, long[] displs, Datatype sendtype, int root,
            @Nullable Info info) throws MPIException {
        return scattervInit(sendbuf, sendcount, displs, sendtype, root);
    }

    /**
     * Prepares {@link #scatterv(Object, int[], int[], Datatype, Object, int, Datatype, int)} for any number of starts.
     */
    public final Prequest scattervInit(
            @Nullable Object sendbuf, int @Nullable [] sendcount, int @Nullable [] displs, Datatype sendtype,
            @Nullable Object recvbuf, long recvcount, Datatype recvtype, int root) throws MPIException {
        return scattervCall(
                PERSISTENT, sendbuf, widen(sendcount), widen(displs), sendtype, recvbuf, recvcount, recvtype, root);
    }

    /**
     * {@link #scattervInit(Object, int[], int[], Datatype, Object, long, Datatype, int)} with hints, of which none is
     * known.
     */
    public final Prequest scattervInit(
            @Nullable Object sendbuf, int @Nullable [] sendcount, int @Nullable [] displs, Datatype sendtype,
            @Nullable Object recvbuf, long recvcount, Datatype recvtype, int root,
            @Nullable Info info) throws MPIException {
        return scattervInit(sendbuf, sendcount, displs, sendtype, recvbuf, recvcount, recvtype, root);
    }

    /**
     * {@link #scattervInit(Object, int[], int[], Datatype, Object, long, Datatype, int)} of any number of elements. The
     * root is an object so that nulls for the arrays mean the other form.
     */
    public final Prequest scattervInit(
            @Nullable Object sendbuf, long @Nullable [] sendcount, long @Nullable [] displs, Datatype sendtype,
            @Nullable Object recvbuf, long recvcount, Datatype recvtype, Integer root) throws MPIException {
        return scattervCall(PERSISTENT, sendbuf, sendcount, displs, sendtype, recvbuf, recvcount, recvtype, root);
    }

    /**
     * {@link #scattervInit(Object, long[], long[], Datatype, Object, long, Datatype, Integer)} with hints, of which
     * none is known.
     */
    public final Prequest scattervInit(
            @Nullable Object sendbuf, long @Nullable [] sendcount, long @Nullable [] displs, Datatype sendtype,
            @Nullable Object recvbuf, long recvcount, Datatype recvtype, Integer root,
            @Nullable Info info) throws MPIException {
        return scattervInit(sendbuf, sendcount, displs, sendtype, recvbuf, recvcount, recvtype, root);
    }

    /** Prepares {@link #allGather(Object, int, Datatype)} for any number of starts. */
    public final Prequest allGatherInit(@Nullable Object buf, long count, Datatype type) throws MPIException {
        return allGatherCall(PERSISTENT, buf, count, type);
    }

    /** {@link #allGatherInit(Object, long, Datatype)} with hints, of which none is known. */
    public final Prequest allGatherInit(
            @Nullable Object buf, long count, Datatype type, @Nullable Info info) throws MPIException {
        return allGatherInit(buf, count, type);
    }

    /** Prepares {@link #allGather(Object, int, Datatype, Object, int, Datatype)} for any number of starts. */
    public final Prequest allGatherInit(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, long recvcount,
            Datatype recvtype) throws MPIException {
        return allGatherCall(PERSISTENT, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype);
    }

    /** {@link #allGatherInit(Object, long, Datatype, Object, long, Datatype)} with hints, of which none is known. */
    public final Prequest allGatherInit(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, long recvcount,
            Datatype recvtype, @Nullable Info info) throws MPIException {
        return allGatherInit(sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype);
    }

    /** Prepares {@link #allGatherv(Object, int[], int[], Datatype)} for any number of starts. */
    public final Prequest allGathervInit(
            @Nullable Object recvbuf, int[] recvcount, int[] displs, Datatype recvtype) throws MPIException {
        return allGathervCall(PERSISTENT, recvbuf, widen(recvcount), widen(displs), recvtype);
    }

    /** {@link #allGathervInit(Object, int[], int[], Datatype)} with hints, of which none is known. */
    public final Prequest allGathervInit(
            @Nullable Object recvbuf, int[] recvcount, int[] displs, Datatype recvtype,
            @Nullable Info info) throws MPIException {
        return allGathervInit(recvbuf, recvcount, displs, recvtype);
    }

    /** {@link #allGathervInit(Object, int[], int[], Datatype)} of any number of elements. */
    public final Prequest allGathervInit(
            @Nullable Object recvbuf, long[] recvcount, long[] displs, Datatype recvtype) throws MPIException {
        return allGathervCall(PERSISTENT, recvbuf, recvcount, displs, recvtype);
    }

    /** {@link #allGathervInit(Object, long[], long[], Datatype)} with hints, of which none is known. */
    public final Prequest allGathervInit(
            @Nullable Object recvbuf, long[] recvcount, long[] displs, Datatype recvtype,
            @Nullable Info info) throws MPIException {
        return allGathervInit(recvbuf, recvcount, displs, recvtype);
    }

    /** Prepares {@link #allGatherv(Object, int, Datatype, Object, int[], int[], Datatype)} for any number of starts. */
    public final Prequest allGathervInit(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, int[] recvcount,
            int[] displs, Datatype recvtype) throws MPIException {
        return allGathervCall(
                PERSISTENT, sendbuf, sendcount, sendtype, recvbuf, widen(recvcount), widen(displs), recvtype);
    }

    /**
     * {@link #allGathervInit(Object, long, Datatype, Object, int[], int[], Datatype)} with hints, of which none is
     * known.
     */
    public final Prequest allGathervInit(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, int[] recvcount,
            int[] displs, Datatype recvtype, @Nullable Info info) throws MPIException {
        return allGathervInit(sendbuf, sendcount, sendtype, recvbuf, recvcount, displs, recvtype);
    }

    /** {@link #allGathervInit(Object, long, Datatype, Object, int[], int[], Datatype)} of any number of elements. */
    public final Prequest allGathervInit(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, long[] recvcount,
            long[] displs, Datatype recvtype) throws MPIException {
        return allGathervCall(PERSISTENT, sendbuf, sendcount, sendtype, recvbuf, recvcount, displs, recvtype);
    }

    /**
     * {@link #allGathervInit(Object, long, Datatype, Object, long[], long[], Datatype)} with hints, of which none is
     * known.
     */
    public final Prequest allGathervInit(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, long[] recvcount,
            long[] displs, Datatype recvtype, @Nullable Info info) throws MPIException {
        return allGathervInit(sendbuf, sendcount, sendtype, recvbuf, recvcount, displs, recvtype);
    }

    /** Prepares {@link #allToAll(Object, int, Datatype)} for any number of starts. */
    public final Prequest allToAllInit(@Nullable Object buf, long count, Datatype type) throws MPIException {
        return allToAllCall(PERSISTENT, buf, count, type);
    }

    /** {@link #allToAllInit(Object, long, Datatype)} with hints, of which none is known. */
    public final Prequest allToAllInit(
            @Nullable Object buf, long count, Datatype type, @Nullable Info info) throws MPIException {
        return allToAllInit(buf, count, type);
    }

    /** Prepares {@link #allToAll(Object, int, Datatype, Object, int, Datatype)} for any number of starts. */
    public final Prequest allToAllInit(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, long recvcount,
            Datatype recvtype) throws MPIException {
        return allToAllCall(PERSISTENT, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype);
    }

    /** {@link #allToAllInit(Object, long, Datatype, Object, long, Datatype)} with hints, of which none is known. */
    public final Prequest allToAllInit(
            @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf, long recvcount,
            Datatype recvtype, @Nullable Info info) throws MPIException {
        return allToAllInit(sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype);
    }

    /** Prepares {@link #allToAllv(Object, int[], int[], Datatype)} for any number of starts. */
    public final Prequest allToAllvInit(
            @Nullable Object buf, int[] counts, int[] displs, Datatype type) throws MPIException {
        return allToAllvCall(PERSISTENT, buf, widen(counts), widen(displs), type);
    }

    /** {@link #allToAllvInit(Object, int[], int[], Datatype)} with hints, of which none is known. */
    public final Prequest allToAllvInit(
            @Nullable Object buf, int[] counts, int[] displs, Datatype type, @Nullable Info info) throws MPIException {
        return allToAllvInit(buf, counts, displs, type);
    }

    /** {@link #allToAllvInit(Object, int[], int[], Datatype)} of any number of elements. */
    public final Prequest allToAllvInit(
            @Nullable Object buf, long[] counts, long[] displs, Datatype type) throws MPIException {
        return allToAllvCall(PERSISTENT, buf, counts, displs, type);
    }

    /** {@link #allToAllvInit(Object, long[], long[], Datatype)} with hints, of which none is known. */
    public final Prequest allToAllvInit(
            @Nullable Object buf, long[] counts, long[] displs, Datatype type,
            @Nullable Info info) throws MPIException {
        return allToAllvInit(buf, counts, displs, type);
    }

    /**
     * Prepares {@link #allToAllv(Object, int[], int[], Datatype, Object, int[], int[], Datatype)} for any number of
     * starts.
     */
    public final Prequest allToAllvInit(
            @Nullable Object sendbuf, int[] sendcount, int[] sdispls, Datatype sendtype, @Nullable Object recvbuf,
            int[] recvcount, int[] rdispls, Datatype recvtype) throws MPIException {
        return allToAllvCall(
                PERSISTENT, sendbuf, widen(sendcount), widen(sdispls), sendtype, recvbuf, widen(recvcount),
                widen(rdispls), recvtype);
    }

    /**
     * {@link #allToAllvInit(Object, int[], int[], Datatype, Object, int[], int[], Datatype)} with hints, of which none
     * is known.
     */
    public final Prequest allToAllvInit(
            @Nullable Object sendbuf, int[] sendcount, int[] sdispls, Datatype sendtype, @Nullable Object recvbuf,
            int[] recvcount, int[] rdispls, Datatype recvtype, @Nullable Info info) throws MPIException {
        return allToAllvInit(sendbuf, sendcount, sdispls, sendtype, recvbuf, recvcount, rdispls, recvtype);
    }

    /**
     * {@link #allToAllvInit(Object, int[], int[], Datatype, Object, int[], int[], Datatype)} of any number of elements.
     */
    public final Prequest allToAllvInit(
            @Nullable Object sendbuf, long[] sendcount, long[] sdispls, Datatype sendtype, @Nullable Object recvbuf,
            long[] recvcount, long[] rdispls, Datatype recvtype) throws MPIException {
        return allToAllvCall(PERSISTENT, sendbuf, sendcount, sdispls, sendtype, recvbuf, recvcount, rdispls, recvtype);
    }

    /**
     * {@link #allToAllvInit(Object, long[], long[], Datatype, Object, long[], long[], Datatype)} with hints, of which
     * none is known.
     */
    public final Prequest allToAllvInit(
            @Nullable Object sendbuf, long[] sendcount, long[] sdispls, Datatype sendtype, @Nullable Object recvbuf,
            long[] recvcount, long[] rdispls, Datatype recvtype, @Nullable Info info) throws MPIException {
        return allToAllvInit(sendbuf, sendcount, sdispls, sendtype, recvbuf, recvcount, rdispls, recvtype);
    }

    /** Prepares {@link #allToAllw(Object, int[], int[], Datatype[])} for any number of starts. */
    public final Prequest allToAllwInit(
            @Nullable Object buf, int[] counts, int[] displs, Datatype[] types) throws MPIException {
        return allToAllwCall(PERSISTENT, buf, widen(counts), widen(displs), types);
    }

    /** {@link #allToAllwInit(Object, int[], int[], Datatype[])} with hints, of which none is known. */
    public final Prequest allToAllwInit(
            @Nullable Object buf, int[] counts, int[] displs, Datatype[] types,
            @Nullable Info info) throws MPIException {
        return allToAllwInit(buf, counts, displs, types);
    }

    /** {@link #allToAllwInit(Object, int[], int[], Datatype[])} of any number of elements. */
    public final Prequest allToAllwInit(
            @Nullable Object buf, long[] counts, long[] displs, Datatype[] types) throws MPIException {
        return allToAllwCall(PERSISTENT, buf, counts, displs, types);
    }

    /** {@link #allToAllwInit(Object, long[], long[], Datatype[])} with hints, of which none is known. */
    public final Prequest allToAllwInit(
            @Nullable Object buf, long[] counts, long[] displs, Datatype[] types,
            @Nullable Info info) throws MPIException {
        return allToAllwInit(buf, counts, displs, types);
    }

    /**
     * Prepares {@link #allToAllw(Object, int[], int[], Datatype[], Object, int[], int[], Datatype[])} for any number of
     * starts.
     */
    public final Prequest allToAllwInit(
            @Nullable Object sendbuf, int[] sendcount, int[] sdispls, Datatype[] sendtypes, @Nullable Object recvbuf,
            int[] recvcount, int[] rdispls, Datatype[] recvtypes) throws MPIException {
        return allToAllwCall(
                PERSISTENT, sendbuf, widen(sendcount), widen(sdispls), sendtypes, recvbuf, widen(recvcount),
                widen(rdispls), recvtypes);
    }

    /**
     * {@link #allToAllwInit(Object, int[], int[], Datatype[], Object, int[], int[], Datatype[])} with hints, of which
     * none is known.
     */
    public final Prequest allToAllwInit(
            @Nullable Object sendbuf, int[] sendcount, int[] sdispls, Datatype[] sendtypes, @Nullable Object recvbuf,
            int[] recvcount, int[] rdispls, Datatype[] recvtypes, @Nullable Info info) throws MPIException {
        return allToAllwInit(sendbuf, sendcount, sdispls, sendtypes, recvbuf, recvcount, rdispls, recvtypes);
    }

    /**
     * {@link #allToAllwInit(Object, int[], int[], Datatype[], Object, int[], int[], Datatype[])} of any number of
     * elements.
     */
    public final Prequest allToAllwInit(
            @Nullable Object sendbuf, long[] sendcount, long[] sdispls, Datatype[] sendtypes, @Nullable Object recvbuf,
            long[] recvcount, long[] rdispls, Datatype[] recvtypes) throws MPIException {
        return allToAllwCall(
                PERSISTENT, sendbuf, sendcount, sdispls, sendtypes, recvbuf, recvcount, rdispls, recvtypes);
    }

    /**
     * {@link #allToAllwInit(Object, long[], long[], Datatype[], Object, long[], long[], Datatype[])} with hints, of
     * which none is known.
     */
    public final Prequest allToAllwInit(
            @Nullable Object sendbuf, long[] sendcount, long[] sdispls, Datatype[] sendtypes, @Nullable Object recvbuf,
            long[] recvcount, long[] rdispls, Datatype[] recvtypes, @Nullable Info info) throws MPIException {
        return allToAllwInit(sendbuf, sendcount, sdispls, sendtypes, recvbuf, recvcount, rdispls, recvtypes);
    }

    /** Prepares {@link #reduce(Object, int, Datatype, Op, int)} for any number of starts. */
    public final Prequest reduceInit(
            @Nullable Object buf, long count, Datatype type, Op op, int root) throws MPIException {
        return reduceCall(PERSISTENT, buf, count, type, op, root);
    }

    /** {@link #reduceInit(Object, long, Datatype, Op, int)} with hints, of which none is known. */
    public final Prequest reduceInit(
            @Nullable Object buf, long count, Datatype type, Op op, int root, @Nullable Info info) throws MPIException {
        return reduceInit(buf, count, type, op, root);
    }

    /** Prepares {@link #reduce(Object, Object, int, Datatype, Op, int)} for any number of starts. */
    public final Prequest reduceInit(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op,
            int root) throws MPIException {
        return reduceCall(PERSISTENT, sendbuf, recvbuf, count, type, op, root);
    }

    /** {@link #reduceInit(Object, Object, long, Datatype, Op, int)} with hints, of which none is known. */
    public final Prequest reduceInit(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op, int root,
            @Nullable Info info) throws MPIException {
        return reduceInit(sendbuf, recvbuf, count, type, op, root);
    }

    /** Prepares {@link #allReduce(Object, int, Datatype, Op)} for any number of starts. */
    public final Prequest allReduceInit(@Nullable Object buf, long count, Datatype type, Op op) throws MPIException {
        return allReduceCall(PERSISTENT, buf, count, type, op);
    }

    /** {@link #allReduceInit(Object, long, Datatype, Op)} with hints, of which none is known. */
    public final Prequest allReduceInit(
            @Nullable Object buf, long count, Datatype type, Op op, @Nullable Info info) throws MPIException {
        return allReduceInit(buf, count, type, op);
    }

    /** Prepares {@link #allReduce(Object, Object, int, Datatype, Op)} for any number of starts. */
    public final Prequest allReduceInit(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op) throws MPIException {
        return allReduceCall(PERSISTENT, sendbuf, recvbuf, count, type, op);
    }

    /** {@link #allReduceInit(Object, Object, long, Datatype, Op)} with hints, of which none is known. */
    public final Prequest allReduceInit(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op,
            @Nullable Info info) throws MPIException {
        return allReduceInit(sendbuf, recvbuf, count, type, op);
    }

    /** Prepares {@link #reduceScatter(Object, int[], Datatype, Op)} for any number of starts. */
    public final Prequest reduceScatterInit(
            @Nullable Object buf, int[] counts, Datatype type, Op op) throws MPIException {
        return reduceScatterCall(PERSISTENT, buf, widen(counts), type, op);
    }

    /** {@link #reduceScatterInit(Object, int[], Datatype, Op)} with hints, of which none is known. */
    public final Prequest reduceScatterInit(
            @Nullable Object buf, int[] counts, Datatype type, Op op, @Nullable Info info) throws MPIException {
        return reduceScatterInit(buf, counts, type, op);
    }

    /** {@link #reduceScatterInit(Object, int[], Datatype, Op)} of any number of elements. */
    public final Prequest reduceScatterInit(
            @Nullable Object buf, long[] counts, Datatype type, Op op) throws MPIException {
        return reduceScatterCall(PERSISTENT, buf, counts, type, op);
    }

    /** {@link #reduceScatterInit(Object, long[], Datatype, Op)} with hints, of which none is known. */
    public final Prequest reduceScatterInit(
            @Nullable Object buf, long[] counts, Datatype type, Op op, @Nullable Info info) throws MPIException {
        return reduceScatterInit(buf, counts, type, op);
    }

    /** Prepares {@link #reduceScatter(Object, Object, int[], Datatype, Op)} for any number of starts. */
    public final Prequest reduceScatterInit(
            @Nullable Object sendbuf, @Nullable Object recvbuf, int[] recvcounts, Datatype type,
            Op op) throws MPIException {
        return reduceScatterCall(PERSISTENT, sendbuf, recvbuf, widen(recvcounts), type, op);
    }

    /** {@link #reduceScatterInit(Object, Object, int[], Datatype, Op)} with hints, of which none is known. */
    public final Prequest reduceScatterInit(
            @Nullable Object sendbuf, @Nullable Object recvbuf, int[] recvcounts, Datatype type, Op op,
            @Nullable Info info) throws MPIException {
        return reduceScatterInit(sendbuf, recvbuf, recvcounts, type, op);
    }

    /** {@link #reduceScatterInit(Object, Object, int[], Datatype, Op)} of any number of elements. */
    public final Prequest reduceScatterInit(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long[] recvcounts, Datatype type,
            Op op) throws MPIException {
        return reduceScatterCall(PERSISTENT, sendbuf, recvbuf, recvcounts, type, op);
    }

    /** {@link #reduceScatterInit(Object, Object, long[], Datatype, Op)} with hints, of which none is known. */
    public final Prequest reduceScatterInit(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long[] recvcounts, Datatype type, Op op,
            @Nullable Info info) throws MPIException {
        return reduceScatterInit(sendbuf, recvbuf, recvcounts, type, op);
    }

    /** Prepares {@link #reduceScatterBlock(Object, int, Datatype, Op)} for any number of starts. */
    public final Prequest reduceScatterBlockInit(
            @Nullable Object buf, long count, Datatype type, Op op) throws MPIException {
        return reduceScatterBlockCall(PERSISTENT, buf, count, type, op);
    }

    /** {@link #reduceScatterBlockInit(Object, long, Datatype, Op)} with hints, of which none is known. */
    public final Prequest reduceScatterBlockInit(
            @Nullable Object buf, long count, Datatype type, Op op, @Nullable Info info) throws MPIException {
        return reduceScatterBlockInit(buf, count, type, op);
    }

    /** Prepares {@link #reduceScatterBlock(Object, Object, int, Datatype, Op)} for any number of starts. */
    public final Prequest reduceScatterBlockInit(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long recvcount, Datatype type,
            Op op) throws MPIException {
        return reduceScatterBlockCall(PERSISTENT, sendbuf, recvbuf, recvcount, type, op);
    }

    /** {@link #reduceScatterBlockInit(Object, Object, long, Datatype, Op)} with hints, of which none is known. */
    public final Prequest reduceScatterBlockInit(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long recvcount, Datatype type, Op op,
            @Nullable Info info) throws MPIException {
        return reduceScatterBlockInit(sendbuf, recvbuf, recvcount, type, op);
    }
}
