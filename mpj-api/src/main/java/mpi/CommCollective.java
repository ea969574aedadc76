package mpi;

import mpj.core.EngineException;
import mpj.core.coll.Collectives;
import mpj.core.comm.Communicator;
import mpj.core.datatype.Layout;
import mpj.core.datatype.Reducer;
import org.jspecify.annotations.Nullable;

/**
 * Operations of all ranks of a communicator together. MPI 5.0, chapter 6.
 *
 * <p>All ranks call the same operation with matching arguments. Where a form has one buffer, it is MPI's in-place form:
 * all ranks call it. Displacements are counted in extents of the datatype.
 */
public abstract class CommCollective extends CommPersistent {
    CommCollective(String name) {
        super(name);
    }

    CommCollective(@Nullable Communicator core, CommHandle parent) {
        super(core, parent);
    }

    /** Waits until all ranks are here. */
    public final void barrier() throws MPIException {
        Communicator core = core();
        try {
            Collectives.barrier(core);
        } catch (EngineException e) {
            throw collectiveFailure("barrier", e);
        }
    }

    /** Gives the root's data to all. */
    public final void bcast(@Nullable Object buf, int count, Datatype type, int root) throws MPIException {
        bcast(buf, (long) count, type, root);
    }

    /** {@link #bcast(Object, int, Datatype, int)} of any number of elements. */
    public final void bcast(@Nullable Object buf, long count, Datatype type, int root) throws MPIException {
        Communicator core = core();
        Checks.root(this, core, "bcast", root);
        Layout layout = layout("bcast", "count", count, type);
        if (core.rank() == root) {
            Buffers.readable("bcast", "buf", buf, count, type, layout);
        } else {
            Buffers.writable("bcast", "buf", buf, count, type, layout);
        }
        try {
            Collectives.bcast(core, buf, 0, count, layout, root);
        } catch (EngineException e) {
            throw collectiveFailure("bcast", e, root, count);
        }
    }

    /** Gathers in place: the root's block is in its place in {@code buf}, the others' is at the start of theirs. */
    public final void gather(@Nullable Object buf, int count, Datatype type, int root) throws MPIException {
        gather(buf, (long) count, type, root);
    }

    /** {@link #gather(Object, int, Datatype, int)} of any number of elements. */
    public final void gather(@Nullable Object buf, long count, Datatype type, int root) throws MPIException {
        if (isRoot("gather", root)) {
            gather(Collectives.IN_PLACE, count, type, buf, count, type, root);
        } else {
            gather(buf, count, type, null, 0L, type, root);
        }
    }

    /** Gathers the blocks of all ranks in rank order at the root; the others' receive arguments do not matter. */
    public final void gather(
            @Nullable Object sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int recvcount,
            Datatype recvtype,
            int root)
            throws MPIException {
        gather(sendbuf, (long) sendcount, sendtype, recvbuf, (long) recvcount, recvtype, root);
    }

    /** {@link #gather(Object, int, Datatype, Object, int, Datatype, int)} of any number of elements. */
    public final void gather(
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long recvcount,
            Datatype recvtype,
            int root)
            throws MPIException {
        Communicator core = core();
        Checks.root(this, core, "gather", root);
        Layout sendLayout = source("gather", sendbuf, sendcount, sendtype);
        Layout recvLayout = Layout.BYTES;
        Object into = null;
        long each = 0;
        if (core.rank() == root) {
            recvLayout = layout("gather", "recvcount", recvcount, recvtype);
            Buffers.writable("gather", "recvbuf", recvbuf, recvcount * core.size(), recvtype, recvLayout);
            into = recvbuf;
            each = recvcount;
        }
        try {
            Collectives.gather(core, sendbuf, 0, sendcount, sendLayout, into, 0, each, recvLayout, root);
        } catch (EngineException e) {
            throw collectiveFailure("gather", e, root, sendcount);
        }
    }

    /** Gives a block to a root that calls the form with counts. */
    public final void gatherv(@Nullable Object sendbuf, int sendcount, Datatype sendtype, int root)
            throws MPIException {
        gatherv(sendbuf, (long) sendcount, sendtype, root);
    }

    /** {@link #gatherv(Object, int, Datatype, int)} of any number of elements. */
    public final void gatherv(@Nullable Object sendbuf, long sendcount, Datatype sendtype, int root)
            throws MPIException {
        if (isRoot("gatherv", root)) {
            throw formOfOthers("gatherv", root);
        }
        gathervAny(sendbuf, sendcount, sendtype, null, null, null, sendtype, root);
    }

    /** Gathers blocks of different lengths in place at the root, where its own lies already. */
    public final void gatherv(
            @Nullable Object recvbuf, int[] recvcount, int[] displs, Datatype recvtype, int root)
            throws MPIException {
        gatherv(recvbuf, Checks.widen(recvcount), Checks.widen(displs), recvtype, root);
    }

    /** {@link #gatherv(Object, int[], int[], Datatype, int)} of any number of elements. */
    public final void gatherv(
            @Nullable Object recvbuf,
            long @Nullable [] recvcount,
            long @Nullable [] displs,
            Datatype recvtype,
            int root)
            throws MPIException {
        if (!isRoot("gatherv", root)) {
            throw formOfRoot("gatherv", root);
        }
        gathervAny(Collectives.IN_PLACE, 0, recvtype, recvbuf, recvcount, displs, recvtype, root);
    }

    /**
     * Gathers blocks of different lengths at the root; the others' receive arguments do not matter.
     *
     * <p>For more elements than an int counts there are the two other forms; here a null for the arrays would be
     * ambiguous.
     */
    public final void gatherv(
            @Nullable Object sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int @Nullable [] recvcount,
            int @Nullable [] displs,
            Datatype recvtype,
            int root)
            throws MPIException {
        gathervAny(
                sendbuf,
                sendcount,
                sendtype,
                recvbuf,
                Checks.widen(recvcount),
                Checks.widen(displs),
                recvtype,
                root);
    }

    private void gathervAny(
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long @Nullable [] recvcount,
            long @Nullable [] displs,
            Datatype recvtype,
            int root) {
        Communicator core = core();
        Checks.root(this, core, "gatherv", root);
        Layout sendLayout = source("gatherv", sendbuf, sendcount, sendtype);
        Layout recvLayout = Layout.BYTES;
        Object into = null;
        long[] counts = null;
        long[] places = null;
        if (core.rank() == root) {
            recvLayout = Datatype.layoutOf("gatherv", recvtype);
            counts = Checks.counts(this, core, "gatherv", "recvcount", recvcount);
            places = Checks.displs(this, core, "gatherv", "displs", displs);
            Buffers.blocks("gatherv", "recvbuf", recvbuf, counts, places, core.size(), recvtype, recvLayout, true);
            into = recvbuf;
        }
        try {
            Collectives.gatherv(core, sendbuf, 0, sendcount, sendLayout, into, 0, counts, places, recvLayout, root);
        } catch (EngineException e) {
            throw collectiveFailure("gatherv", e, root, sendcount);
        }
    }

    /** Scatters in place: the root's block stays where it is in {@code buf}, others get theirs at the start. */
    public final void scatter(@Nullable Object buf, int count, Datatype type, int root) throws MPIException {
        scatter(buf, (long) count, type, root);
    }

    /** {@link #scatter(Object, int, Datatype, int)} of any number of elements. */
    public final void scatter(@Nullable Object buf, long count, Datatype type, int root) throws MPIException {
        if (isRoot("scatter", root)) {
            scatter(buf, count, type, Collectives.IN_PLACE, count, type, root);
        } else {
            scatter(null, 0L, type, buf, count, type, root);
        }
    }

    /** Gives each rank its block of the root's buffer; the others' send arguments do not matter. */
    public final void scatter(
            @Nullable Object sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int recvcount,
            Datatype recvtype,
            int root)
            throws MPIException {
        scatter(sendbuf, (long) sendcount, sendtype, recvbuf, (long) recvcount, recvtype, root);
    }

    /** {@link #scatter(Object, int, Datatype, Object, int, Datatype, int)} of any number of elements. */
    public final void scatter(
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long recvcount,
            Datatype recvtype,
            int root)
            throws MPIException {
        Communicator core = core();
        Checks.root(this, core, "scatter", root);
        Layout recvLayout = destination("scatter", recvbuf, recvcount, recvtype);
        Layout sendLayout = Layout.BYTES;
        Object from = null;
        long each = 0;
        if (core.rank() == root) {
            sendLayout = layout("scatter", "sendcount", sendcount, sendtype);
            Buffers.readable("scatter", "sendbuf", sendbuf, sendcount * core.size(), sendtype, sendLayout);
            from = sendbuf;
            each = sendcount;
        }
        try {
            Collectives.scatter(core, from, 0, each, sendLayout, recvbuf, 0, recvcount, recvLayout, root);
        } catch (EngineException e) {
            throw collectiveFailure("scatter", e, root, recvcount);
        }
    }

    /** Takes a block from a root that calls the form with counts. */
    public final void scatterv(@Nullable Object recvbuf, int recvcount, Datatype recvtype, int root)
            throws MPIException {
        scatterv(recvbuf, (long) recvcount, recvtype, root);
    }

    /** {@link #scatterv(Object, int, Datatype, int)} of any number of elements. */
    public final void scatterv(@Nullable Object recvbuf, long recvcount, Datatype recvtype, int root)
            throws MPIException {
        if (isRoot("scatterv", root)) {
            throw formOfOthers("scatterv", root);
        }
        scattervAny(null, null, null, recvtype, recvbuf, recvcount, recvtype, root);
    }

    /** Scatters blocks of different lengths from the root, where its own stays in place. */
    public final void scatterv(
            @Nullable Object sendbuf, int[] sendcount, int[] displs, Datatype sendtype, int root)
            throws MPIException {
        scatterv(sendbuf, Checks.widen(sendcount), Checks.widen(displs), sendtype, root);
    }

    /** {@link #scatterv(Object, int[], int[], Datatype, int)} of any number of elements. */
    public final void scatterv(
            @Nullable Object sendbuf,
            long @Nullable [] sendcount,
            long @Nullable [] displs,
            Datatype sendtype,
            int root)
            throws MPIException {
        if (!isRoot("scatterv", root)) {
            throw formOfRoot("scatterv", root);
        }
        scattervAny(sendbuf, sendcount, displs, sendtype, Collectives.IN_PLACE, 0, sendtype, root);
    }

    /**
     * Scatters blocks of different lengths from the root; the others' send arguments do not matter.
     *
     * <p>For more elements than an int counts there are the two other forms; here a null for the arrays would be
     * ambiguous.
     */
    public final void scatterv(
            @Nullable Object sendbuf,
            int @Nullable [] sendcount,
            int @Nullable [] displs,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int recvcount,
            Datatype recvtype,
            int root)
            throws MPIException {
        scattervAny(
                sendbuf,
                Checks.widen(sendcount),
                Checks.widen(displs),
                sendtype,
                recvbuf,
                recvcount,
                recvtype,
                root);
    }

    private void scattervAny(
            @Nullable Object sendbuf,
            long @Nullable [] sendcount,
            long @Nullable [] displs,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long recvcount,
            Datatype recvtype,
            int root) {
        Communicator core = core();
        Checks.root(this, core, "scatterv", root);
        Layout recvLayout = destination("scatterv", recvbuf, recvcount, recvtype);
        Layout sendLayout = Layout.BYTES;
        Object from = null;
        long[] counts = null;
        long[] places = null;
        if (core.rank() == root) {
            sendLayout = Datatype.layoutOf("scatterv", sendtype);
            counts = Checks.counts(this, core, "scatterv", "sendcount", sendcount);
            places = Checks.displs(this, core, "scatterv", "displs", displs);
            Buffers.blocks("scatterv", "sendbuf", sendbuf, counts, places, core.size(), sendtype, sendLayout, false);
            from = sendbuf;
        }
        try {
            Collectives.scatterv(core, from, 0, counts, places, sendLayout, recvbuf, 0, recvcount, recvLayout, root);
        } catch (EngineException e) {
            throw collectiveFailure("scatterv", e, root, recvcount);
        }
    }

    /** Gathers the blocks of all ranks at all ranks in place: each rank's own block is in its place. */
    public final void allGather(@Nullable Object buf, int count, Datatype type) throws MPIException {
        allGather(Collectives.IN_PLACE, (long) count, type, buf, (long) count, type);
    }

    /** {@link #allGather(Object, int, Datatype)} of any number of elements. */
    public final void allGather(@Nullable Object buf, long count, Datatype type) throws MPIException {
        allGather(Collectives.IN_PLACE, count, type, buf, count, type);
    }

    /** Gathers the blocks of all ranks in rank order at all ranks. */
    public final void allGather(
            @Nullable Object sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int recvcount,
            Datatype recvtype)
            throws MPIException {
        allGather(sendbuf, (long) sendcount, sendtype, recvbuf, (long) recvcount, recvtype);
    }

    /** {@link #allGather(Object, int, Datatype, Object, int, Datatype)} of any number of elements. */
    public final void allGather(
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long recvcount,
            Datatype recvtype)
            throws MPIException {
        Communicator core = core();
        Layout sendLayout = source("allGather", sendbuf, sendcount, sendtype);
        Layout recvLayout = layout("allGather", "recvcount", recvcount, recvtype);
        Buffers.writable("allGather", "recvbuf", recvbuf, recvcount * core.size(), recvtype, recvLayout);
        try {
            Collectives.allgather(core, sendbuf, 0, sendcount, sendLayout, recvbuf, 0, recvcount, recvLayout);
        } catch (EngineException e) {
            throw collectiveFailure("allGather", e);
        }
    }

    /** Gathers blocks of different lengths at all ranks in place: each rank's own block is in its place. */
    public final void allGatherv(@Nullable Object recvbuf, int[] recvcount, int[] displs, Datatype recvtype)
            throws MPIException {
        allGatherv(
                Collectives.IN_PLACE, 0L, recvtype, recvbuf, Checks.widen(recvcount), Checks.widen(displs), recvtype);
    }

    /** {@link #allGatherv(Object, int[], int[], Datatype)} of any number of elements. */
    public final void allGatherv(@Nullable Object recvbuf, long[] recvcount, long[] displs, Datatype recvtype)
            throws MPIException {
        allGatherv(Collectives.IN_PLACE, 0L, recvtype, recvbuf, recvcount, displs, recvtype);
    }

    /** Gathers blocks of different lengths at all ranks. */
    public final void allGatherv(
            @Nullable Object sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int[] recvcount,
            int[] displs,
            Datatype recvtype)
            throws MPIException {
        allGatherv(
                sendbuf,
                (long) sendcount,
                sendtype,
                recvbuf,
                Checks.widen(recvcount),
                Checks.widen(displs),
                recvtype);
    }

    /** {@link #allGatherv(Object, int, Datatype, Object, int[], int[], Datatype)} of any number of elements. */
    public final void allGatherv(
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long @Nullable [] recvcount,
            long @Nullable [] displs,
            Datatype recvtype)
            throws MPIException {
        Communicator core = core();
        Layout sendLayout = source("allGatherv", sendbuf, sendcount, sendtype);
        Layout recvLayout = Datatype.layoutOf("allGatherv", recvtype);
        long[] counts = Checks.counts(this, core, "allGatherv", "recvcount", recvcount);
        long[] places = Checks.displs(this, core, "allGatherv", "displs", displs);
        Buffers.blocks("allGatherv", "recvbuf", recvbuf, counts, places, core.size(), recvtype, recvLayout, true);
        try {
            Collectives.allgatherv(core, sendbuf, 0, sendcount, sendLayout, recvbuf, 0, counts, places, recvLayout);
        } catch (EngineException e) {
            throw collectiveFailure("allGatherv", e);
        }
    }

    /** Gives block i of each rank's buffer to rank i. */
    public final void allToAll(
            @Nullable Object sendbuf,
            int sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int recvcount,
            Datatype recvtype)
            throws MPIException {
        allToAll(sendbuf, (long) sendcount, sendtype, recvbuf, (long) recvcount, recvtype);
    }

    /** {@link #allToAll(Object, int, Datatype, Object, int, Datatype)} of any number of elements. */
    public final void allToAll(
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long recvcount,
            Datatype recvtype)
            throws MPIException {
        Communicator core = core();
        Layout sendLayout = layout("allToAll", "sendcount", sendcount, sendtype);
        Layout recvLayout = layout("allToAll", "recvcount", recvcount, recvtype);
        Buffers.readable("allToAll", "sendbuf", sendbuf, sendcount * core.size(), sendtype, sendLayout);
        Buffers.writable("allToAll", "recvbuf", recvbuf, recvcount * core.size(), recvtype, recvLayout);
        try {
            Collectives.alltoall(core, sendbuf, 0, sendcount, sendLayout, recvbuf, 0, recvcount, recvLayout);
        } catch (EngineException e) {
            throw collectiveFailure("allToAll", e);
        }
    }

    /** Gives block i, of any length, of each rank's buffer to rank i. */
    public final void allToAllv(
            @Nullable Object sendbuf,
            int[] sendcount,
            int[] sdispls,
            Datatype sendtype,
            @Nullable Object recvbuf,
            int[] recvcount,
            int[] rdispls,
            Datatype recvtype)
            throws MPIException {
        allToAllv(
                sendbuf,
                Checks.widen(sendcount),
                Checks.widen(sdispls),
                sendtype,
                recvbuf,
                Checks.widen(recvcount),
                Checks.widen(rdispls),
                recvtype);
    }

    /** {@link #allToAllv(Object, int[], int[], Datatype, Object, int[], int[], Datatype)} of any number of elements. */
    public final void allToAllv(
            @Nullable Object sendbuf,
            long @Nullable [] sendcount,
            long @Nullable [] sdispls,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long @Nullable [] recvcount,
            long @Nullable [] rdispls,
            Datatype recvtype)
            throws MPIException {
        Communicator core = core();
        Layout sendLayout = Datatype.layoutOf("allToAllv", sendtype);
        Layout recvLayout = Datatype.layoutOf("allToAllv", recvtype);
        int size = core.size();
        long[] sends = Checks.counts(this, core, "allToAllv", "sendcount", sendcount);
        long[] from = Checks.displs(this, core, "allToAllv", "sdispls", sdispls);
        long[] receives = Checks.counts(this, core, "allToAllv", "recvcount", recvcount);
        long[] to = Checks.displs(this, core, "allToAllv", "rdispls", rdispls);
        Buffers.blocks("allToAllv", "sendbuf", sendbuf, sends, from, size, sendtype, sendLayout, false);
        Buffers.blocks("allToAllv", "recvbuf", recvbuf, receives, to, size, recvtype, recvLayout, true);
        try {
            Collectives.alltoallv(core, sendbuf, 0, sends, from, sendLayout, recvbuf, 0, receives, to, recvLayout);
        } catch (EngineException e) {
            throw collectiveFailure("allToAllv", e);
        }
    }

    /** Reduces in place: the root's {@code buf} takes the result, the others' stays as it is. */
    public final void reduce(@Nullable Object buf, int count, Datatype type, Op op, int root) throws MPIException {
        reduce(buf, (long) count, type, op, root);
    }

    /** {@link #reduce(Object, int, Datatype, Op, int)} of any number of elements. */
    public final void reduce(@Nullable Object buf, long count, Datatype type, Op op, int root) throws MPIException {
        if (isRoot("reduce", root)) {
            reduce(Collectives.IN_PLACE, buf, count, type, op, root);
        } else {
            reduce(buf, null, count, type, op, root);
        }
    }

    /** Combines the elements of all ranks at the root; the others' {@code recvbuf} does not matter. */
    public final void reduce(
            @Nullable Object sendbuf, @Nullable Object recvbuf, int count, Datatype type, Op op, int root)
            throws MPIException {
        reduce(sendbuf, recvbuf, (long) count, type, op, root);
    }

    /** {@link #reduce(Object, Object, int, Datatype, Op, int)} of any number of elements. */
    public final void reduce(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op, int root)
            throws MPIException {
        Communicator core = core();
        Checks.root(this, core, "reduce", root);
        Layout layout = source("reduce", sendbuf, count, type);
        Reducer reducer = Op.reducerOf("reduce", op, type, layout);
        Object into = null;
        if (core.rank() == root) {
            checkResult("reduce", sendbuf, recvbuf, count, type, layout);
            into = recvbuf;
        }
        try {
            Collectives.reduce(core, sendbuf, 0, into, 0, count, layout, reducer, root);
        } catch (EngineException e) {
            throw collectiveFailure("reduce", e, root, count);
        }
    }

    /** Combines the elements of all ranks at all ranks, in place. */
    public final void allReduce(@Nullable Object buf, int count, Datatype type, Op op) throws MPIException {
        allReduce(Collectives.IN_PLACE, buf, (long) count, type, op);
    }

    /** {@link #allReduce(Object, int, Datatype, Op)} of any number of elements. */
    public final void allReduce(@Nullable Object buf, long count, Datatype type, Op op) throws MPIException {
        allReduce(Collectives.IN_PLACE, buf, count, type, op);
    }

    /** Combines the elements of all ranks at all ranks. */
    public final void allReduce(
            @Nullable Object sendbuf, @Nullable Object recvbuf, int count, Datatype type, Op op) throws MPIException {
        allReduce(sendbuf, recvbuf, (long) count, type, op);
    }

    /** {@link #allReduce(Object, Object, int, Datatype, Op)} of any number of elements. */
    public final void allReduce(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op)
            throws MPIException {
        Communicator core = core();
        Layout layout = source("allReduce", sendbuf, count, type);
        Reducer reducer = Op.reducerOf("allReduce", op, type, layout);
        checkResult("allReduce", sendbuf, recvbuf, count, type, layout);
        try {
            Collectives.allreduce(core, sendbuf, 0, recvbuf, 0, count, layout, reducer);
        } catch (EngineException e) {
            throw collectiveFailure("allReduce", e, MPI.UNDEFINED, count);
        }
    }

    /** Whether the caller is the root, after a check of the argument. */
    final boolean isRoot(String operation, int root) {
        Communicator core = core();
        Checks.root(this, core, operation, root);
        return core.rank() == root;
    }

    private MPIException formOfRoot(String operation, int root) {
        return MPIException.argument(
                MPI.ERR_ARG,
                call(operation, "root", root, MPI.UNDEFINED, -1),
                "rank " + getRank() + " called the form with counts, which is for root " + root + " alone");
    }

    private MPIException formOfOthers(String operation, int root) {
        return MPIException.argument(
                MPI.ERR_ARG,
                call(operation, "root", root, MPI.UNDEFINED, -1),
                "root " + root + " called the form without counts, which is for the other ranks");
    }

    /** Checks count and datatype. */
    final Layout layout(String operation, String argument, long count, Datatype type) {
        Checks.count(this, operation, argument, count);
        return Datatype.layoutOf(operation, type);
    }

    /** Checks what is sent from a buffer that may be the marker of the in-place forms. */
    final Layout source(String operation, @Nullable Object sendbuf, long count, Datatype type) {
        Layout layout = layout(operation, "count", count, type);
        if (!isInPlace(sendbuf)) {
            Buffers.readable(operation, "sendbuf", sendbuf, count, type, layout);
        }
        return layout;
    }

    private Layout destination(String operation, @Nullable Object recvbuf, long count, Datatype type) {
        Layout layout = layout(operation, "recvcount", count, type);
        if (!isInPlace(recvbuf)) {
            Buffers.writable(operation, "recvbuf", recvbuf, count, type, layout);
        }
        return layout;
    }

    /** Whether a buffer is the marker of the in-place forms. */
    @SuppressWarnings("ReferenceEquality")
    static boolean isInPlace(@Nullable Object buffer) {
        return buffer == Collectives.IN_PLACE;
    }

    /** Checks the buffer of a reduction's result, which must not be that of the operands. */
    @SuppressWarnings("ReferenceEquality")
    static void checkResult(
            String operation,
            @Nullable Object sendbuf,
            @Nullable Object recvbuf,
            long count,
            Datatype type,
            Layout layout) {
        Buffers.writable(operation, "recvbuf", recvbuf, count, type, layout);
        if (sendbuf == recvbuf && count > 0) {
            throw MPIException.argument(
                    MPI.ERR_BUFFER, operation, "sendbuf and recvbuf are the same; use the form with one buffer");
        }
    }

    final MPIException collectiveFailure(String operation, EngineException e) {
        return failure(e, call(operation, "", MPI.UNDEFINED, MPI.UNDEFINED, -1));
    }

    final MPIException collectiveFailure(String operation, EngineException e, int root, long count) {
        return failure(e, call(operation, "root", root, MPI.UNDEFINED, count));
    }
}
