package mpi;

import mpj.core.coll.Collectives;
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
        return keep("barrierInit", barrierCall(Form.PERSISTENT));
    }

    /** Prepares {@link #bcast(Object, int, Datatype, int)} for any number of starts. */
    public final Prequest bcastInit(@Nullable Object buf, int count, Datatype type, int root) throws MPIException {
        return keep("bcastInit", bcastCall("bcastInit", Form.PERSISTENT, buf, count, type, root));
    }

    /** {@link #bcastInit(Object, int, Datatype, int)} of any number of elements. */
    public final Prequest bcastInit(@Nullable Object buf, long count, Datatype type, int root) throws MPIException {
        return keep("bcastInit", bcastCall("bcastInit", Form.PERSISTENT, buf, count, type, root));
    }

    /** Prepares {@link #gather(Object, int, Datatype, int)} for any number of starts. */
    public final Prequest gatherInit(@Nullable Object buf, int count, Datatype type, int root) throws MPIException {
        return keep("gatherInit", gatherCall("gatherInit", Form.PERSISTENT, buf, count, type, root));
    }

    /** {@link #gatherInit(Object, int, Datatype, int)} of any number of elements. */
    public final Prequest gatherInit(@Nullable Object buf, long count, Datatype type, int root) throws MPIException {
        return keep("gatherInit", gatherCall("gatherInit", Form.PERSISTENT, buf, count, type, root));
    }

    /** Prepares {@link #gather(Object, int, Datatype, Object, int, Datatype, int)} for any number of starts. */
    public final Prequest gatherInit(
            @Nullable Object sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int recvcount,
            Datatype recvtype,
            int root)
            throws MPIException {
        return keep("gatherInit", gatherCall(
                "gatherInit", Form.PERSISTENT, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype, root));
    }

    /** {@link #gatherInit(Object, int, Datatype, Object, int, Datatype, int)} of any number of elements. */
    public final Prequest gatherInit(
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long recvcount,
            Datatype recvtype,
            int root)
            throws MPIException {
        return keep("gatherInit", gatherCall(
                "gatherInit", Form.PERSISTENT, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype, root));
    }

    /** Prepares {@link #gatherv(Object, int, Datatype, int)} for any number of starts. */
    public final Prequest gathervInit(@Nullable Object sendbuf, int sendcount, Datatype sendtype, int root)
            throws MPIException {
        return keep("gathervInit", gathervCall("gathervInit", Form.PERSISTENT, sendbuf, sendcount, sendtype, root));
    }

    /** {@link #gathervInit(Object, int, Datatype, int)} of any number of elements. */
    public final Prequest gathervInit(@Nullable Object sendbuf, long sendcount, Datatype sendtype, int root)
            throws MPIException {
        return keep("gathervInit", gathervCall("gathervInit", Form.PERSISTENT, sendbuf, sendcount, sendtype, root));
    }

    /** Prepares {@link #gatherv(Object, int[], int[], Datatype, int)} for any number of starts. */
    public final Prequest gathervInit(
            @Nullable Object recvbuf, int[] recvcount, int[] displs, Datatype recvtype, int root) throws MPIException {
        return keep("gathervInit", gathervCall(
                "gathervInit",
                Form.PERSISTENT,
                recvbuf,
                Checks.widen(recvcount),
                Checks.widen(displs),
                recvtype,
                root));
    }

    /** {@link #gathervInit(Object, int[], int[], Datatype, int)} of any number of elements. */
    public final Prequest gathervInit(
            @Nullable Object recvbuf, long[] recvcount, long[] displs, Datatype recvtype, int root)
            throws MPIException {
        return keep("gathervInit", gathervCall(
                "gathervInit", Form.PERSISTENT, recvbuf, recvcount, displs, recvtype, root));
    }

    /**
     * Prepares {@link #gatherv(Object, int, Datatype, Object, int[], int[], Datatype, int)} for any number of starts.
     */
    public final Prequest gathervInit(
            @Nullable Object sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int @Nullable [] recvcount,
            int @Nullable [] displs,
            Datatype recvtype,
            int root)
            throws MPIException {
        return keep("gathervInit", gathervCall(
                "gathervInit",
                Form.PERSISTENT,
                sendbuf,
                sendcount,
                sendtype,
                recvbuf,
                Checks.widen(recvcount),
                Checks.widen(displs),
                recvtype,
                root));
    }

    /** Prepares {@link #scatter(Object, int, Datatype, int)} for any number of starts. */
    public final Prequest scatterInit(@Nullable Object buf, int count, Datatype type, int root) throws MPIException {
        return keep("scatterInit", scatterCall("scatterInit", Form.PERSISTENT, buf, count, type, root));
    }

    /** {@link #scatterInit(Object, int, Datatype, int)} of any number of elements. */
    public final Prequest scatterInit(@Nullable Object buf, long count, Datatype type, int root) throws MPIException {
        return keep("scatterInit", scatterCall("scatterInit", Form.PERSISTENT, buf, count, type, root));
    }

    /** Prepares {@link #scatter(Object, int, Datatype, Object, int, Datatype, int)} for any number of starts. */
    public final Prequest scatterInit(
            @Nullable Object sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int recvcount,
            Datatype recvtype,
            int root)
            throws MPIException {
        return keep("scatterInit", scatterCall(
                "scatterInit", Form.PERSISTENT, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype, root));
    }

    /** {@link #scatterInit(Object, int, Datatype, Object, int, Datatype, int)} of any number of elements. */
    public final Prequest scatterInit(
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long recvcount,
            Datatype recvtype,
            int root)
            throws MPIException {
        return keep("scatterInit", scatterCall(
                "scatterInit", Form.PERSISTENT, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype, root));
    }

    /** Prepares {@link #scatterv(Object, int, Datatype, int)} for any number of starts. */
    public final Prequest scattervInit(@Nullable Object recvbuf, int recvcount, Datatype recvtype, int root)
            throws MPIException {
        return keep("scattervInit", scattervCall("scattervInit", Form.PERSISTENT, recvbuf, recvcount, recvtype, root));
    }

    /** {@link #scattervInit(Object, int, Datatype, int)} of any number of elements. */
    public final Prequest scattervInit(@Nullable Object recvbuf, long recvcount, Datatype recvtype, int root)
            throws MPIException {
        return keep("scattervInit", scattervCall("scattervInit", Form.PERSISTENT, recvbuf, recvcount, recvtype, root));
    }

    /** Prepares {@link #scatterv(Object, int[], int[], Datatype, int)} for any number of starts. */
    public final Prequest scattervInit(
            @Nullable Object sendbuf, int[] sendcount, int[] displs, Datatype sendtype, int root) throws MPIException {
        return keep("scattervInit", scattervCall(
                "scattervInit",
                Form.PERSISTENT,
                sendbuf,
                Checks.widen(sendcount),
                Checks.widen(displs),
                sendtype,
                root));
    }

    /** {@link #scattervInit(Object, int[], int[], Datatype, int)} of any number of elements. */
    public final Prequest scattervInit(
            @Nullable Object sendbuf, long[] sendcount, long[] displs, Datatype sendtype, int root)
            throws MPIException {
        return keep("scattervInit", scattervCall(
                "scattervInit", Form.PERSISTENT, sendbuf, sendcount, displs, sendtype, root));
    }

    /**
     * Prepares {@link #scatterv(Object, int[], int[], Datatype, Object, int, Datatype, int)} for any number of starts.
     */
    public final Prequest scattervInit(
            @Nullable Object sendbuf,
            int @Nullable [] sendcount,
            int @Nullable [] displs,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int recvcount,
            Datatype recvtype,
            int root)
            throws MPIException {
        return keep("scattervInit", scattervCall(
                "scattervInit",
                Form.PERSISTENT,
                sendbuf,
                Checks.widen(sendcount),
                Checks.widen(displs),
                sendtype,
                recvbuf,
                recvcount,
                recvtype,
                root));
    }

    /** Prepares {@link #allGather(Object, int, Datatype)} for any number of starts. */
    public final Prequest allGatherInit(@Nullable Object buf, int count, Datatype type) throws MPIException {
        return keep("allGatherInit", allGatherCall(
                "allGatherInit", Form.PERSISTENT, Collectives.IN_PLACE, count, type, buf, count, type));
    }

    /** {@link #allGatherInit(Object, int, Datatype)} of any number of elements. */
    public final Prequest allGatherInit(@Nullable Object buf, long count, Datatype type) throws MPIException {
        return keep("allGatherInit", allGatherCall(
                "allGatherInit", Form.PERSISTENT, Collectives.IN_PLACE, count, type, buf, count, type));
    }

    /** Prepares {@link #allGather(Object, int, Datatype, Object, int, Datatype)} for any number of starts. */
    public final Prequest allGatherInit(
            @Nullable Object sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int recvcount,
            Datatype recvtype)
            throws MPIException {
        return keep("allGatherInit", allGatherCall(
                "allGatherInit", Form.PERSISTENT, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype));
    }

    /** {@link #allGatherInit(Object, int, Datatype, Object, int, Datatype)} of any number of elements. */
    public final Prequest allGatherInit(
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long recvcount,
            Datatype recvtype)
            throws MPIException {
        return keep("allGatherInit", allGatherCall(
                "allGatherInit", Form.PERSISTENT, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype));
    }

    /** Prepares {@link #allGatherv(Object, int[], int[], Datatype)} for any number of starts. */
    public final Prequest allGathervInit(@Nullable Object recvbuf, int[] recvcount, int[] displs, Datatype recvtype)
            throws MPIException {
        return keep("allGathervInit", allGathervCall(
                "allGathervInit",
                Form.PERSISTENT,
                Collectives.IN_PLACE,
                0,
                recvtype,
                recvbuf,
                Checks.widen(recvcount),
                Checks.widen(displs),
                recvtype));
    }

    /** {@link #allGathervInit(Object, int[], int[], Datatype)} of any number of elements. */
    public final Prequest allGathervInit(@Nullable Object recvbuf, long[] recvcount, long[] displs, Datatype recvtype)
            throws MPIException {
        return keep("allGathervInit", allGathervCall(
                "allGathervInit",
                Form.PERSISTENT,
                Collectives.IN_PLACE,
                0,
                recvtype,
                recvbuf,
                recvcount,
                displs,
                recvtype));
    }

    /** Prepares {@link #allGatherv(Object, int, Datatype, Object, int[], int[], Datatype)} for any number of starts. */
    public final Prequest allGathervInit(
            @Nullable Object sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int[] recvcount,
            int[] displs,
            Datatype recvtype)
            throws MPIException {
        return keep("allGathervInit", allGathervCall(
                "allGathervInit",
                Form.PERSISTENT,
                sendbuf,
                sendcount,
                sendtype,
                recvbuf,
                Checks.widen(recvcount),
                Checks.widen(displs),
                recvtype));
    }

    /** {@link #allGathervInit(Object, int, Datatype, Object, int[], int[], Datatype)} of any number of elements. */
    public final Prequest allGathervInit(
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long[] recvcount,
            long[] displs,
            Datatype recvtype)
            throws MPIException {
        return keep("allGathervInit", allGathervCall(
                "allGathervInit", Form.PERSISTENT, sendbuf, sendcount, sendtype, recvbuf, recvcount, displs, recvtype));
    }

    /** Prepares {@link #allToAll(Object, int, Datatype)} for any number of starts. */
    public final Prequest allToAllInit(@Nullable Object buf, int count, Datatype type) throws MPIException {
        return keep("allToAllInit", allToAllCall(
                "allToAllInit", Form.PERSISTENT, Collectives.IN_PLACE, count, type, buf, count, type));
    }

    /** {@link #allToAllInit(Object, int, Datatype)} of any number of elements. */
    public final Prequest allToAllInit(@Nullable Object buf, long count, Datatype type) throws MPIException {
        return keep("allToAllInit", allToAllCall(
                "allToAllInit", Form.PERSISTENT, Collectives.IN_PLACE, count, type, buf, count, type));
    }

    /** Prepares {@link #allToAll(Object, int, Datatype, Object, int, Datatype)} for any number of starts. */
    public final Prequest allToAllInit(
            @Nullable Object sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int recvcount,
            Datatype recvtype)
            throws MPIException {
        return keep("allToAllInit", allToAllCall(
                "allToAllInit", Form.PERSISTENT, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype));
    }

    /** {@link #allToAllInit(Object, int, Datatype, Object, int, Datatype)} of any number of elements. */
    public final Prequest allToAllInit(
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long recvcount,
            Datatype recvtype)
            throws MPIException {
        return keep("allToAllInit", allToAllCall(
                "allToAllInit", Form.PERSISTENT, sendbuf, sendcount, sendtype, recvbuf, recvcount, recvtype));
    }

    /** Prepares {@link #allToAllv(Object, int[], int[], Datatype)} for any number of starts. */
    public final Prequest allToAllvInit(@Nullable Object buf, int[] counts, int[] displs, Datatype type)
            throws MPIException {
        return keep("allToAllvInit", allToAllvCall(
                "allToAllvInit",
                Form.PERSISTENT,
                Collectives.IN_PLACE,
                Checks.widen(counts),
                Checks.widen(displs),
                type,
                buf,
                Checks.widen(counts),
                Checks.widen(displs),
                type));
    }

    /** {@link #allToAllvInit(Object, int[], int[], Datatype)} of any number of elements. */
    public final Prequest allToAllvInit(@Nullable Object buf, long[] counts, long[] displs, Datatype type)
            throws MPIException {
        return keep("allToAllvInit", allToAllvCall(
                "allToAllvInit",
                Form.PERSISTENT,
                Collectives.IN_PLACE,
                counts,
                displs,
                type,
                buf,
                counts,
                displs,
                type));
    }

    /**
     * Prepares {@link #allToAllv(Object, int[], int[], Datatype, Object, int[], int[], Datatype)} for any number of
     * starts.
     */
    public final Prequest allToAllvInit(
            @Nullable Object sendbuf,
            int[] sendcount,
            int[] sdispls,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int[] recvcount,
            int[] rdispls,
            Datatype recvtype)
            throws MPIException {
        return keep("allToAllvInit", allToAllvCall(
                "allToAllvInit",
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
     * {@link #allToAllvInit(Object, int[], int[], Datatype, Object, int[], int[], Datatype)} of any number of elements.
     */
    public final Prequest allToAllvInit(
            @Nullable Object sendbuf,
            long[] sendcount,
            long[] sdispls,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long[] recvcount,
            long[] rdispls,
            Datatype recvtype)
            throws MPIException {
        return keep("allToAllvInit", allToAllvCall(
                "allToAllvInit",
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

    /** Prepares {@link #allToAllw(Object, int[], int[], Datatype[])} for any number of starts. */
    public final Prequest allToAllwInit(@Nullable Object buf, int[] counts, int[] displs, Datatype[] types)
            throws MPIException {
        return keep("allToAllwInit", allToAllwCall(
                "allToAllwInit",
                Form.PERSISTENT,
                Collectives.IN_PLACE,
                Checks.widen(counts),
                Checks.widen(displs),
                types,
                buf,
                Checks.widen(counts),
                Checks.widen(displs),
                types));
    }

    /** {@link #allToAllwInit(Object, int[], int[], Datatype[])} of any number of elements. */
    public final Prequest allToAllwInit(@Nullable Object buf, long[] counts, long[] displs, Datatype[] types)
            throws MPIException {
        return keep("allToAllwInit", allToAllwCall(
                "allToAllwInit",
                Form.PERSISTENT,
                Collectives.IN_PLACE,
                counts,
                displs,
                types,
                buf,
                counts,
                displs,
                types));
    }

    /**
     * Prepares {@link #allToAllw(Object, int[], int[], Datatype[], Object, int[], int[], Datatype[])} for any number of
     * starts.
     */
    public final Prequest allToAllwInit(
            @Nullable Object sendbuf,
            int[] sendcount,
            int[] sdispls,
            Datatype[] sendtypes,
            @Nullable Object recvbuf,
            int[] recvcount,
            int[] rdispls,
            Datatype[] recvtypes)
            throws MPIException {
        return keep("allToAllwInit", allToAllwCall(
                "allToAllwInit",
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
     * {@link #allToAllwInit(Object, int[], int[], Datatype[], Object, int[], int[], Datatype[])} of any number of
     * elements.
     */
    public final Prequest allToAllwInit(
            @Nullable Object sendbuf,
            long[] sendcount,
            long[] sdispls,
            Datatype[] sendtypes,
            @Nullable Object recvbuf,
            long[] recvcount,
            long[] rdispls,
            Datatype[] recvtypes)
            throws MPIException {
        return keep("allToAllwInit", allToAllwCall(
                "allToAllwInit",
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

    /** Prepares {@link #reduce(Object, int, Datatype, Op, int)} for any number of starts. */
    public final Prequest reduceInit(@Nullable Object buf, int count, Datatype type, Op op, int root)
            throws MPIException {
        return keep("reduceInit", reduceCall("reduceInit", Form.PERSISTENT, buf, count, type, op, root));
    }

    /** {@link #reduceInit(Object, int, Datatype, Op, int)} of any number of elements. */
    public final Prequest reduceInit(@Nullable Object buf, long count, Datatype type, Op op, int root)
            throws MPIException {
        return keep("reduceInit", reduceCall("reduceInit", Form.PERSISTENT, buf, count, type, op, root));
    }

    /** Prepares {@link #reduce(Object, Object, int, Datatype, Op, int)} for any number of starts. */
    public final Prequest reduceInit(
            @Nullable Object sendbuf, @Nullable Object recvbuf, int count, Datatype type, Op op, int root)
            throws MPIException {
        return keep("reduceInit", reduceCall("reduceInit", Form.PERSISTENT, sendbuf, recvbuf, count, type, op, root));
    }

    /** {@link #reduceInit(Object, Object, int, Datatype, Op, int)} of any number of elements. */
    public final Prequest reduceInit(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op, int root)
            throws MPIException {
        return keep("reduceInit", reduceCall("reduceInit", Form.PERSISTENT, sendbuf, recvbuf, count, type, op, root));
    }

    /** Prepares {@link #allReduce(Object, int, Datatype, Op)} for any number of starts. */
    public final Prequest allReduceInit(@Nullable Object buf, int count, Datatype type, Op op) throws MPIException {
        return keep("allReduceInit", allReduceCall(
                "allReduceInit", Form.PERSISTENT, Collectives.IN_PLACE, buf, count, type, op));
    }

    /** {@link #allReduceInit(Object, int, Datatype, Op)} of any number of elements. */
    public final Prequest allReduceInit(@Nullable Object buf, long count, Datatype type, Op op) throws MPIException {
        return keep("allReduceInit", allReduceCall(
                "allReduceInit", Form.PERSISTENT, Collectives.IN_PLACE, buf, count, type, op));
    }

    /** Prepares {@link #allReduce(Object, Object, int, Datatype, Op)} for any number of starts. */
    public final Prequest allReduceInit(
            @Nullable Object sendbuf, @Nullable Object recvbuf, int count, Datatype type, Op op) throws MPIException {
        return keep("allReduceInit", allReduceCall(
                "allReduceInit", Form.PERSISTENT, sendbuf, recvbuf, count, type, op));
    }

    /** {@link #allReduceInit(Object, Object, int, Datatype, Op)} of any number of elements. */
    public final Prequest allReduceInit(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op) throws MPIException {
        return keep("allReduceInit", allReduceCall(
                "allReduceInit", Form.PERSISTENT, sendbuf, recvbuf, count, type, op));
    }

    /** Prepares {@link #reduceScatter(Object, int[], Datatype, Op)} for any number of starts. */
    public final Prequest reduceScatterInit(@Nullable Object buf, int[] counts, Datatype type, Op op)
            throws MPIException {
        return keep("reduceScatterInit", reduceScatterCall(
                "reduceScatterInit", Form.PERSISTENT, Collectives.IN_PLACE, buf, Checks.widen(counts), type, op));
    }

    /** {@link #reduceScatterInit(Object, int[], Datatype, Op)} of any number of elements. */
    public final Prequest reduceScatterInit(@Nullable Object buf, long[] counts, Datatype type, Op op)
            throws MPIException {
        return keep("reduceScatterInit", reduceScatterCall(
                "reduceScatterInit", Form.PERSISTENT, Collectives.IN_PLACE, buf, counts, type, op));
    }

    /** Prepares {@link #reduceScatter(Object, Object, int[], Datatype, Op)} for any number of starts. */
    public final Prequest reduceScatterInit(
            @Nullable Object sendbuf, @Nullable Object recvbuf, int[] recvcounts, Datatype type, Op op)
            throws MPIException {
        return keep("reduceScatterInit", reduceScatterCall(
                "reduceScatterInit", Form.PERSISTENT, sendbuf, recvbuf, Checks.widen(recvcounts), type, op));
    }

    /** {@link #reduceScatterInit(Object, Object, int[], Datatype, Op)} of any number of elements. */
    public final Prequest reduceScatterInit(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long[] recvcounts, Datatype type, Op op)
            throws MPIException {
        return keep("reduceScatterInit", reduceScatterCall(
                "reduceScatterInit", Form.PERSISTENT, sendbuf, recvbuf, recvcounts, type, op));
    }

    /** Prepares {@link #reduceScatterBlock(Object, int, Datatype, Op)} for any number of starts. */
    public final Prequest reduceScatterBlockInit(@Nullable Object buf, int count, Datatype type, Op op)
            throws MPIException {
        return keep("reduceScatterBlockInit", reduceScatterBlockCall(
                "reduceScatterBlockInit", Form.PERSISTENT, Collectives.IN_PLACE, buf, count, type, op));
    }

    /** {@link #reduceScatterBlockInit(Object, int, Datatype, Op)} of any number of elements. */
    public final Prequest reduceScatterBlockInit(@Nullable Object buf, long count, Datatype type, Op op)
            throws MPIException {
        return keep("reduceScatterBlockInit", reduceScatterBlockCall(
                "reduceScatterBlockInit", Form.PERSISTENT, Collectives.IN_PLACE, buf, count, type, op));
    }

    /** Prepares {@link #reduceScatterBlock(Object, Object, int, Datatype, Op)} for any number of starts. */
    public final Prequest reduceScatterBlockInit(
            @Nullable Object sendbuf, @Nullable Object recvbuf, int recvcount, Datatype type, Op op)
            throws MPIException {
        return keep("reduceScatterBlockInit", reduceScatterBlockCall(
                "reduceScatterBlockInit", Form.PERSISTENT, sendbuf, recvbuf, recvcount, type, op));
    }

    /** {@link #reduceScatterBlockInit(Object, Object, int, Datatype, Op)} of any number of elements. */
    public final Prequest reduceScatterBlockInit(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long recvcount, Datatype type, Op op)
            throws MPIException {
        return keep("reduceScatterBlockInit", reduceScatterBlockCall(
                "reduceScatterBlockInit", Form.PERSISTENT, sendbuf, recvbuf, recvcount, type, op));
    }
}
