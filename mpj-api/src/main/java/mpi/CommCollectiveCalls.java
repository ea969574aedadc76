package mpi;

import mpj.core.EngineException;
import mpj.core.coll.Blocks;
import mpj.core.coll.Collective;
import mpj.core.coll.CollectiveState;
import mpj.core.coll.Collectives;
import mpj.core.comm.Communicator;
import mpj.core.datatype.Layout;
import mpj.core.datatype.Reducer;
import org.jspecify.annotations.Nullable;

/**
 * What the blocking, nonblocking and persistent forms of a collective operation have in common: the checks of the
 * arguments, and what is done with the call that they give.
 */
public abstract class CommCollectiveCalls extends CommPersistent {
    CommCollectiveCalls(String name) {
        super(name);
    }

    CommCollectiveCalls(@Nullable Communicator core, CommHandle parent) {
        super(core, parent);
    }

    /** How an operation is done. */
    enum Form {
        BLOCKING,
        NONBLOCKING,
        PERSISTENT
    }

    // ---------------------------------------------------------------- what is done with a call

    private static Collective take(Communicator core, Form form) {
        CollectiveState state = core.collectives();
        return switch (form) {
            case BLOCKING -> state.blocking();
            case NONBLOCKING -> state.nonblocking();
            case PERSISTENT -> state.persistent();
        };
    }

    /** Does a call; {@code root} and {@code count} are for the message of an error, UNDEFINED and -1 where unknown. */
    final void run(String name, int root, long count, Collective call) {
        try {
            call.run();
        } catch (EngineException e) {
            throw collectiveFailure(name, e, root, count);
        }
    }

    /** Begins a call. */
    final Request begin(String name, Collective call) {
        Communicator core = core();
        try {
            return new Request(
                    this, core.engine(), call.start(), false, name, MPI.UNDEFINED, MPI.UNDEFINED, -1);
        } catch (EngineException e) {
            throw collectiveFailure(name, e);
        }
    }

    /** Keeps a call to be started. */
    final Prequest keep(String name, Collective call) {
        return new Prequest(this, core().engine(), name, call::start);
    }

    // ---------------------------------------------------------------- the operations

    final Collective barrierCall(Form form) {
        return take(core(), form).barrier();
    }

    final Collective bcastCall(
            String name, Form form, @Nullable Object buf, long count, Datatype type, int root) {
        Communicator core = core();
        Checks.root(this, core, name, root);
        Layout layout = layout(name, "count", count, type);
        if (isRoot(core, root)) {
            Buffers.readable(name, "buf", buf, count, type, layout);
        } else if (root != MPI.PROC_NULL) {
            Buffers.writable(name, "buf", buf, count, type, layout);
        }
        return take(core, form).bcast(buf, 0, count, layout, root);
    }

    final Collective gatherCall(
            String name, Form form, @Nullable Object buf, long count, Datatype type, int root) {
        if (isRoot(name, root)) {
            return gatherCall(name, form, Collectives.IN_PLACE, count, type, buf, count, type, root);
        }
        return gatherCall(name, form, buf, count, type, null, 0L, type, root);
    }

    final Collective gatherCall(
            String name,
            Form form,
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long recvcount,
            Datatype recvtype,
            int root) {
        Communicator core = core();
        Checks.root(this, core, name, root);
        boolean gathers = isRoot(core, root);
        Layout sendLayout = gives(core, root) ? source(name, sendbuf, sendcount, sendtype) : Layout.BYTES;
        Layout recvLayout = Layout.BYTES;
        if (gathers) {
            recvLayout = layout(name, "recvcount", recvcount, recvtype);
            Buffers.writable(name, "recvbuf", recvbuf, recvcount * core.peerCount(), recvtype, recvLayout);
        }
        return take(core, form)
                .gather(
                        sendbuf,
                        0,
                        sendcount,
                        sendLayout,
                        gathers ? recvbuf : null,
                        0,
                        gathers ? recvcount : 0,
                        recvLayout,
                        root);
    }

    /** For ranks other than the root. */
    final Collective gathervCall(
            String name, Form form, @Nullable Object sendbuf, long sendcount, Datatype sendtype, int root) {
        if (isRoot(name, root)) {
            throw formOfOthers(name, root);
        }
        return gathervCall(name, form, sendbuf, sendcount, sendtype, null, null, null, sendtype, root);
    }

    /** For the root, in place. */
    final Collective gathervCall(
            String name,
            Form form,
            @Nullable Object recvbuf,
            long @Nullable [] recvcount,
            long @Nullable [] displs,
            Datatype recvtype,
            int root) {
        if (!isRoot(name, root)) {
            throw formOfRoot(name, root);
        }
        return gathervCall(
                name, form, Collectives.IN_PLACE, 0, recvtype, recvbuf, recvcount, displs, recvtype, root);
    }

    final Collective gathervCall(
            String name,
            Form form,
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long @Nullable [] recvcount,
            long @Nullable [] displs,
            Datatype recvtype,
            int root) {
        Communicator core = core();
        Checks.root(this, core, name, root);
        Layout sendLayout = gives(core, root) ? source(name, sendbuf, sendcount, sendtype) : Layout.BYTES;
        Blocks blocks = null;
        if (isRoot(core, root)) {
            blocks = blocks(name, "recv", recvbuf, recvcount, displs, recvtype, core.peerCount(), true);
        }
        return take(core, form)
                .gatherv(
                        sendbuf,
                        0,
                        sendcount,
                        sendLayout,
                        blocks == null ? null : recvbuf,
                        0,
                        blocks,
                        root);
    }

    final Collective scatterCall(
            String name, Form form, @Nullable Object buf, long count, Datatype type, int root) {
        if (isRoot(name, root)) {
            return scatterCall(name, form, buf, count, type, Collectives.IN_PLACE, count, type, root);
        }
        return scatterCall(name, form, null, 0L, type, buf, count, type, root);
    }

    final Collective scatterCall(
            String name,
            Form form,
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long recvcount,
            Datatype recvtype,
            int root) {
        Communicator core = core();
        Checks.root(this, core, name, root);
        boolean deals = isRoot(core, root);
        Layout recvLayout = gives(core, root) ? destination(name, recvbuf, recvcount, recvtype) : Layout.BYTES;
        Layout sendLayout = Layout.BYTES;
        if (deals) {
            sendLayout = layout(name, "sendcount", sendcount, sendtype);
            Buffers.readable(name, "sendbuf", sendbuf, sendcount * core.peerCount(), sendtype, sendLayout);
        }
        return take(core, form)
                .scatter(
                        deals ? sendbuf : null,
                        0,
                        deals ? sendcount : 0,
                        sendLayout,
                        recvbuf,
                        0,
                        recvcount,
                        recvLayout,
                        root);
    }

    /** For ranks other than the root. */
    final Collective scattervCall(
            String name, Form form, @Nullable Object recvbuf, long recvcount, Datatype recvtype, int root) {
        if (isRoot(name, root)) {
            throw formOfOthers(name, root);
        }
        return scattervCall(name, form, null, null, null, recvtype, recvbuf, recvcount, recvtype, root);
    }

    /** For the root, whose own block stays in its place. */
    final Collective scattervCall(
            String name,
            Form form,
            @Nullable Object sendbuf,
            long @Nullable [] sendcount,
            long @Nullable [] displs,
            Datatype sendtype,
            int root) {
        if (!isRoot(name, root)) {
            throw formOfRoot(name, root);
        }
        return scattervCall(
                name, form, sendbuf, sendcount, displs, sendtype, Collectives.IN_PLACE, 0, sendtype, root);
    }

    final Collective scattervCall(
            String name,
            Form form,
            @Nullable Object sendbuf,
            long @Nullable [] sendcount,
            long @Nullable [] displs,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long recvcount,
            Datatype recvtype,
            int root) {
        Communicator core = core();
        Checks.root(this, core, name, root);
        Layout recvLayout = gives(core, root) ? destination(name, recvbuf, recvcount, recvtype) : Layout.BYTES;
        Blocks blocks = null;
        if (isRoot(core, root)) {
            blocks = blocks(name, "send", sendbuf, sendcount, displs, sendtype, core.peerCount(), false);
        }
        return take(core, form)
                .scatterv(
                        blocks == null ? null : sendbuf,
                        0,
                        blocks,
                        recvbuf,
                        0,
                        recvcount,
                        recvLayout,
                        root);
    }

    final Collective allGatherCall(
            String name,
            Form form,
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long recvcount,
            Datatype recvtype) {
        Communicator core = core();
        Layout sendLayout = source(name, sendbuf, sendcount, sendtype);
        Layout recvLayout = layout(name, "recvcount", recvcount, recvtype);
        Buffers.writable(name, "recvbuf", recvbuf, recvcount * core.peerCount(), recvtype, recvLayout);
        return take(core, form).allgather(sendbuf, 0, sendcount, sendLayout, recvbuf, 0, recvcount, recvLayout);
    }

    final Collective allGathervCall(
            String name,
            Form form,
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long @Nullable [] recvcount,
            long @Nullable [] displs,
            Datatype recvtype) {
        Communicator core = core();
        Layout sendLayout = source(name, sendbuf, sendcount, sendtype);
        Blocks blocks = blocks(name, "recv", recvbuf, recvcount, displs, recvtype, core.peerCount(), true);
        return take(core, form).allgatherv(sendbuf, 0, sendcount, sendLayout, recvbuf, 0, blocks);
    }

    final Collective allToAllCall(
            String name,
            Form form,
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long recvcount,
            Datatype recvtype) {
        Communicator core = core();
        int peers = core.peerCount();
        Layout sendLayout = layout(name, "sendcount", sendcount, sendtype);
        Layout recvLayout = layout(name, "recvcount", recvcount, recvtype);
        if (!isInPlace(name, sendbuf)) {
            Buffers.readable(name, "sendbuf", sendbuf, sendcount * peers, sendtype, sendLayout);
        }
        Buffers.writable(name, "recvbuf", recvbuf, recvcount * peers, recvtype, recvLayout);
        return take(core, form).alltoall(sendbuf, 0, sendcount, sendLayout, recvbuf, 0, recvcount, recvLayout);
    }

    /** In place where {@code sendbuf} is the marker; the other arguments for what is sent do not matter then. */
    final Collective allToAllvCall(
            String name,
            Form form,
            @Nullable Object sendbuf,
            long @Nullable [] sendcount,
            long @Nullable [] sdispls,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long @Nullable [] recvcount,
            long @Nullable [] rdispls,
            Datatype recvtype) {
        Communicator core = core();
        int peers = core.peerCount();
        Blocks recv = blocks(name, "recv", recvbuf, recvcount, rdispls, recvtype, peers, true);
        Blocks send = isInPlace(name, sendbuf)
                ? recv
                : blocks(name, "send", sendbuf, sendcount, sdispls, sendtype, peers, false);
        return take(core, form).alltoallv(sendbuf, 0, send, recvbuf, 0, recv);
    }

    /** As {@link #allToAllvCall}, with a type for each block and displacements in bytes. */
    final Collective allToAllwCall(
            String name,
            Form form,
            @Nullable Object sendbuf,
            long @Nullable [] sendcount,
            long @Nullable [] sdispls,
            Datatype @Nullable [] sendtypes,
            @Nullable Object recvbuf,
            long @Nullable [] recvcount,
            long @Nullable [] rdispls,
            Datatype @Nullable [] recvtypes) {
        Communicator core = core();
        int peers = core.peerCount();
        Blocks recv = typedBlocks(name, "recv", recvbuf, recvcount, rdispls, recvtypes, peers, true);
        Blocks send = isInPlace(name, sendbuf)
                ? recv
                : typedBlocks(name, "send", sendbuf, sendcount, sdispls, sendtypes, peers, false);
        return take(core, form).alltoallv(sendbuf, 0, send, recvbuf, 0, recv);
    }

    /** In place at the root, plainly elsewhere. */
    final Collective reduceCall(
            String name, Form form, @Nullable Object buf, long count, Datatype type, Op op, int root) {
        return isRoot(name, root)
                ? reduceCall(name, form, Collectives.IN_PLACE, buf, count, type, op, root)
                : reduceCall(name, form, buf, null, count, type, op, root);
    }

    final Collective reduceCall(
            String name,
            Form form,
            @Nullable Object sendbuf,
            @Nullable Object recvbuf,
            long count,
            Datatype type,
            Op op,
            int root) {
        Communicator core = core();
        Checks.root(this, core, name, root);
        Layout layout = layout(name, "count", count, type);
        if (gives(core, root)) {
            layout = source(name, sendbuf, count, type);
        }
        Reducer reducer = Op.reducerOf(name, op, type, layout);
        boolean reduces = isRoot(core, root);
        if (reduces) {
            checkResult(name, sendbuf, recvbuf, count, type, layout);
        }
        return take(core, form).reduce(sendbuf, 0, reduces ? recvbuf : null, 0, count, layout, reducer, root);
    }

    final Collective allReduceCall(
            String name,
            Form form,
            @Nullable Object sendbuf,
            @Nullable Object recvbuf,
            long count,
            Datatype type,
            Op op) {
        Communicator core = core();
        Layout layout = source(name, sendbuf, count, type);
        Reducer reducer = Op.reducerOf(name, op, type, layout);
        checkResult(name, sendbuf, recvbuf, count, type, layout);
        return take(core, form).allreduce(sendbuf, 0, recvbuf, 0, count, layout, reducer);
    }

    final Collective reduceScatterCall(
            String name,
            Form form,
            @Nullable Object sendbuf,
            @Nullable Object recvbuf,
            long @Nullable [] recvcounts,
            Datatype type,
            Op op) {
        Communicator core = core();
        Layout layout = Datatype.layoutOf(name, type);
        int size = core.size();
        long[] counts = Checks.counts(this, size, name, "recvcounts", recvcounts);
        long all = 0;
        for (int i = 0; i < size; i++) {
            all += counts[i];
        }
        Reducer reducer = Op.reducerOf(name, op, type, layout);
        checkBlockResult(name, sendbuf, recvbuf, all, counts[core.rank()], type, layout);
        return take(core, form).reduceScatter(sendbuf, 0, recvbuf, 0, counts, layout, reducer);
    }

    final Collective reduceScatterBlockCall(
            String name,
            Form form,
            @Nullable Object sendbuf,
            @Nullable Object recvbuf,
            long recvcount,
            Datatype type,
            Op op) {
        Communicator core = core();
        Layout layout = layout(name, "recvcount", recvcount, type);
        Reducer reducer = Op.reducerOf(name, op, type, layout);
        checkBlockResult(name, sendbuf, recvbuf, recvcount * core.size(), recvcount, type, layout);
        return take(core, form).reduceScatterBlock(sendbuf, 0, recvbuf, 0, recvcount, layout, reducer);
    }

    /** In place the operand of all blocks is where the result of one comes to. */
    private void checkBlockResult(
            String name,
            @Nullable Object sendbuf,
            @Nullable Object recvbuf,
            long all,
            long mine,
            Datatype type,
            Layout layout) {
        if (isInPlace(name, sendbuf)) {
            Buffers.writable(name, "buf", recvbuf, all, type, layout);
        } else {
            Buffers.readable(name, "sendbuf", sendbuf, all, type, layout);
            checkResult(name, sendbuf, recvbuf, mine, type, layout);
        }
    }

    final Collective scanCall(
            String name,
            Form form,
            @Nullable Object sendbuf,
            @Nullable Object recvbuf,
            long count,
            Datatype type,
            Op op) {
        Communicator core = core();
        Layout layout = source(name, sendbuf, count, type);
        Reducer reducer = Op.reducerOf(name, op, type, layout);
        checkResult(name, sendbuf, recvbuf, count, type, layout);
        return take(core, form).scan(sendbuf, 0, recvbuf, 0, count, layout, reducer);
    }

    final Collective exScanCall(
            String name,
            Form form,
            @Nullable Object sendbuf,
            @Nullable Object recvbuf,
            long count,
            Datatype type,
            Op op) {
        Communicator core = core();
        Layout layout = source(name, sendbuf, count, type);
        Reducer reducer = Op.reducerOf(name, op, type, layout);
        if (core.rank() > 0 || isInPlace(sendbuf)) {
            checkResult(name, sendbuf, recvbuf, count, type, layout);
        }
        return take(core, form).exscan(sendbuf, 0, recvbuf, 0, count, layout, reducer);
    }

    // ---------------------------------------------------------------- neighbours

    final Collective neighborAllGatherCall(
            String name,
            Form form,
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long recvcount,
            Datatype recvtype) {
        Neighbours near = neighbours(name);
        Layout sendLayout = layout(name, "sendcount", sendcount, sendtype);
        Layout recvLayout = layout(name, "recvcount", recvcount, recvtype);
        if (near.destinations().length > 0) {
            Buffers.readable(name, "sendbuf", sendbuf, sendcount, sendtype, sendLayout);
        }
        Buffers.writable(name, "recvbuf", recvbuf, recvcount * near.sources().length, recvtype, recvLayout);
        Blocks send = Blocks.same(sendcount, sendLayout);
        return exchange(form, near, sendbuf, send, recvbuf, Blocks.uniform(recvcount, recvLayout));
    }

    final Collective neighborAllGathervCall(
            String name,
            Form form,
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long @Nullable [] recvcount,
            long @Nullable [] displs,
            Datatype recvtype) {
        Neighbours near = neighbours(name);
        Layout sendLayout = layout(name, "sendcount", sendcount, sendtype);
        if (near.destinations().length > 0) {
            Buffers.readable(name, "sendbuf", sendbuf, sendcount, sendtype, sendLayout);
        }
        Blocks recv = blocks(name, "recv", recvbuf, recvcount, displs, recvtype, near.sources().length, true);
        return exchange(form, near, sendbuf, Blocks.same(sendcount, sendLayout), recvbuf, recv);
    }

    final Collective neighborAllToAllCall(
            String name,
            Form form,
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long recvcount,
            Datatype recvtype) {
        Neighbours near = neighbours(name);
        Layout sendLayout = layout(name, "sendcount", sendcount, sendtype);
        Layout recvLayout = layout(name, "recvcount", recvcount, recvtype);
        Buffers.readable(name, "sendbuf", sendbuf, sendcount * near.destinations().length, sendtype, sendLayout);
        Buffers.writable(name, "recvbuf", recvbuf, recvcount * near.sources().length, recvtype, recvLayout);
        Blocks send = Blocks.uniform(sendcount, sendLayout);
        return exchange(form, near, sendbuf, send, recvbuf, Blocks.uniform(recvcount, recvLayout));
    }

    final Collective neighborAllToAllvCall(
            String name,
            Form form,
            @Nullable Object sendbuf,
            long @Nullable [] sendcount,
            long @Nullable [] sdispls,
            Datatype sendtype,
            @Nullable Object recvbuf,
            long @Nullable [] recvcount,
            long @Nullable [] rdispls,
            Datatype recvtype) {
        Neighbours near = neighbours(name);
        int targets = near.destinations().length;
        Blocks send = blocks(name, "send", sendbuf, sendcount, sdispls, sendtype, targets, false);
        Blocks recv = blocks(name, "recv", recvbuf, recvcount, rdispls, recvtype, near.sources().length, true);
        return exchange(form, near, sendbuf, send, recvbuf, recv);
    }

    final Collective neighborAllToAllwCall(
            String name,
            Form form,
            @Nullable Object sendbuf,
            long @Nullable [] sendcount,
            long @Nullable [] sdispls,
            Datatype @Nullable [] sendtypes,
            @Nullable Object recvbuf,
            long @Nullable [] recvcount,
            long @Nullable [] rdispls,
            Datatype @Nullable [] recvtypes) {
        Neighbours near = neighbours(name);
        int targets = near.destinations().length;
        int sources = near.sources().length;
        Blocks send = typedBlocks(name, "send", sendbuf, sendcount, sdispls, sendtypes, targets, false);
        Blocks recv = typedBlocks(name, "recv", recvbuf, recvcount, rdispls, recvtypes, sources, true);
        return exchange(form, near, sendbuf, send, recvbuf, recv);
    }

    /** Receives are matched in the order in which the other side's blocks leave. */
    private Collective exchange(
            Form form,
            Neighbours near,
            @Nullable Object sendbuf,
            Blocks send,
            @Nullable Object recvbuf,
            Blocks recv) {
        int[] sources = near.sources().clone();
        int[] places = new int[sources.length];
        for (int i = 0; i < places.length; i++) {
            int place = near.arrivesAt(i);
            places[i] = place < 0 ? i : place;
            sources[i] = near.sources()[places[i]];
        }
        return take(core(), form)
                .neighbours(sources, near.destinations(), places, sendbuf, 0, send, recvbuf, 0, recv);
    }

    // ---------------------------------------------------------------- checks

    /** Whether the caller is the root, after a check of the argument. */
    final boolean isRoot(String operation, int root) {
        Communicator core = core();
        Checks.root(this, core, operation, root);
        return isRoot(core, root);
    }

    private static boolean isRoot(Communicator core, int root) {
        return core.remoteSize() > 0 ? root == MPI.ROOT : core.rank() == root;
    }

    /** Whether the caller has a block for or from the root; the root of an intercommunicator has none. */
    private static boolean gives(Communicator core, int root) {
        return core.remoteSize() == 0 || root >= 0;
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
    private Layout layout(String operation, String argument, long count, Datatype type) {
        Checks.count(this, operation, argument, count);
        return Datatype.layoutOf(operation, type);
    }

    /** Checks what is sent from a buffer that may be the marker of the in-place forms. */
    private Layout source(String operation, @Nullable Object sendbuf, long count, Datatype type) {
        Layout layout = layout(operation, "count", count, type);
        if (!isInPlace(operation, sendbuf)) {
            Buffers.readable(operation, "sendbuf", sendbuf, count, type, layout);
        }
        return layout;
    }

    private Layout destination(String operation, @Nullable Object recvbuf, long count, Datatype type) {
        Layout layout = layout(operation, "recvcount", count, type);
        if (!isInPlace(operation, recvbuf)) {
            Buffers.writable(operation, "recvbuf", recvbuf, count, type, layout);
        }
        return layout;
    }

    /** Checks blocks of one type; {@code side} is "send" or "recv". */
    private Blocks blocks(
            String operation,
            String side,
            @Nullable Object buffer,
            long @Nullable [] counts,
            long @Nullable [] displs,
            Datatype type,
            int blocks,
            boolean written) {
        Layout layout = Datatype.layoutOf(operation, type);
        long[] lengths = Checks.counts(this, blocks, operation, side + "count", counts);
        long[] places = Checks.displs(this, blocks, operation, displsName(side, operation), displs);
        Buffers.blocks(operation, side + "buf", buffer, lengths, places, blocks, type, layout, written);
        return Blocks.varying(lengths, places, layout);
    }

    /** Checks blocks with a type each. */
    private Blocks typedBlocks(
            String operation,
            String side,
            @Nullable Object buffer,
            long @Nullable [] counts,
            long @Nullable [] displs,
            Datatype @Nullable [] types,
            int blocks,
            boolean written) {
        long[] lengths = Checks.counts(this, blocks, operation, side + "count", counts);
        long[] places = Checks.displs(this, blocks, operation, displsName(side, operation), displs);
        if (types == null || types.length < blocks) {
            throw MPIException.argument(
                    MPI.ERR_TYPE,
                    call(operation, "", MPI.UNDEFINED, MPI.UNDEFINED, -1),
                    side + "types" + (types == null ? " is null" : " has " + types.length + " elements")
                            + ", one for each of the " + blocks + " blocks is needed");
        }
        Layout[] layouts = new Layout[blocks];
        for (int i = 0; i < blocks; i++) {
            layouts[i] = Datatype.layoutOf(operation, types[i]);
        }
        Buffers.typedBlocks(operation, side + "buf", buffer, lengths, places, types, layouts, written);
        return Blocks.typed(lengths, places, layouts);
    }

    /** As the operations' parameters are named: those with two arrays of displacements tell them apart. */
    private static String displsName(String side, String operation) {
        return operation.contains("oAll") ? side.charAt(0) + "displs" : "displs";
    }

    /** Whether a buffer is the marker of the in-place forms, which intercommunicators do not have. */
    private boolean isInPlace(String operation, @Nullable Object buffer) {
        boolean inPlace = isInPlace(buffer);
        if (inPlace && core().remoteSize() > 0) {
            throw MPIException.argument(
                    MPI.ERR_ARG,
                    call(operation, "", MPI.UNDEFINED, MPI.UNDEFINED, -1),
                    "the form in place is not for intercommunicators");
        }
        return inPlace;
    }

    @SuppressWarnings("ReferenceEquality") // the marker is known by its identity
    private static boolean isInPlace(@Nullable Object buffer) {
        return buffer == Collectives.IN_PLACE;
    }

    /** Checks the buffer of a reduction's result, which must not be that of the operands. */
    @SuppressWarnings("ReferenceEquality")
    private static void checkResult(
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
        return collectiveFailure(operation, e, MPI.UNDEFINED, -1);
    }

    final MPIException collectiveFailure(String operation, EngineException e, int root, long count) {
        return failure(e, call(operation, root == MPI.UNDEFINED ? "" : "root", root, MPI.UNDEFINED, count));
    }
}
