package mpi;

import static mpi.CollectiveName.ALL_GATHER;
import static mpi.CollectiveName.ALL_GATHERV;
import static mpi.CollectiveName.ALL_REDUCE;
import static mpi.CollectiveName.ALL_TO_ALL;
import static mpi.CollectiveName.ALL_TO_ALLV;
import static mpi.CollectiveName.ALL_TO_ALLW;
import static mpi.CollectiveName.BARRIER;
import static mpi.CollectiveName.BCAST;
import static mpi.CollectiveName.EX_SCAN;
import static mpi.CollectiveName.GATHER;
import static mpi.CollectiveName.GATHERV;
import static mpi.CollectiveName.REDUCE;
import static mpi.CollectiveName.REDUCE_SCATTER;
import static mpi.CollectiveName.REDUCE_SCATTER_BLOCK;
import static mpi.CollectiveName.SCAN;
import static mpi.CollectiveName.SCATTER;
import static mpi.CollectiveName.SCATTERV;
import static mpi.RecordBuffer.memory;
import static mpj.core.coll.Collectives.IN_PLACE;

import mpj.core.EngineException;
import mpj.core.coll.Blocks;
import mpj.core.coll.Collective;
import mpj.core.comm.Communicator;
import mpj.core.datatype.Layout;
import mpj.core.datatype.Reducer;
import org.jspecify.annotations.Nullable;

/**
 * Each collective operation once: the checks of its arguments, what it reads and writes, and the call of the engine.
 * The public methods are these in a {@code Form}, with counts and displacements as they come.
 *
 * <p>Beside a buffer that is {@link MPI#IN_PLACE} count and datatype do not matter; the shorter methods, with one buffer,
 * put the marker where they have none.
 */
public abstract class CommCollectiveCalls extends CommPersistent {
    CommCollectiveCalls(String name) {
        super(name);
    }

    CommCollectiveCalls(@Nullable Communicator core, CommHandle parent) {
        super(core, parent);
    }

    // ---------------------------------------------------------------- barrier and bcast

    final <R extends @Nullable Object> R barrierCall(Form<R> form) {
        Collective call = form.take(core()).barrier();
        return form.perform(this, form.name(BARRIER), MPI.UNDEFINED, -1, call, null, null);
    }

    final <R extends @Nullable Object> R bcastCall(
            Form<R> form, @Nullable Object buf, long count, Datatype type, int root) {
        String name = form.name(BCAST);
        Communicator core = core();
        Checks.root(this, core, name, root);
        Layout layout = layout(name, "count", count, type);
        Object data = buf;
        if (isRoot(core, root)) {
            data = read(name, "buf", buf, count, type, layout);
        } else if (root != MPI.PROC_NULL) {
            data = written(name, "buf", buf, count, type, layout);
        }
        Collective call = form.take(core).bcast(memory(data), 0, count, layout, root);
        return form.perform(this, name, root, count, call, null, data);
    }

    // ---------------------------------------------------------------- gather and scatter

    /** In place at the root. */
    final <R extends @Nullable Object> R gatherCall(
            Form<R> form, @Nullable Object buf, long count, Datatype type, int root) {
        return isRoot(form.name(GATHER), root)
                ? gatherCall(form, IN_PLACE, count, type, buf, count, type, root)
                : gatherCall(form, buf, count, type, null, 0, type, root);
    }

    final <R extends @Nullable Object> R gatherCall(
            Form<R> form, @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf,
            long recvcount, Datatype recvtype, int root) {
        String name = form.name(GATHER);
        Communicator core = core();
        Checks.root(this, core, name, root);
        boolean inPlace = isInPlaceAtRoot(name, core, sendbuf, root);
        long given = inPlace ? recvcount : sendcount;
        Object out = null;
        Layout sendLayout = Layout.BYTES;
        if (gives(core, root)) {
            sendLayout = layout(name, "sendcount", given, inPlace ? recvtype : sendtype);
            out = inPlace ? sendbuf : read(name, "sendbuf", sendbuf, given, sendtype, sendLayout);
        }
        Object in = null;
        Layout recvLayout = Layout.BYTES;
        boolean gathers = isRoot(core, root);
        if (gathers) {
            recvLayout = layout(name, "recvcount", recvcount, recvtype);
            in = written(name, "recvbuf", recvbuf, recvcount * core.peerCount(), recvtype, recvLayout);
            readInPlace(out, in, core.rank() * recvcount, recvcount);
        }
        long each = gathers ? recvcount : 0;
        Collective call =
                form.take(core).gather(memory(out), 0, given, sendLayout, memory(in), 0, each, recvLayout, root);
        return form.perform(this, name, root, given, call, out, in);
    }

    /** For ranks other than the root. */
    final <R extends @Nullable Object> R gathervCall(
            Form<R> form, @Nullable Object sendbuf, long sendcount, Datatype sendtype, int root) {
        checkWithoutCounts(form.name(GATHERV), root);
        return gathervCall(form, sendbuf, sendcount, sendtype, null, null, null, sendtype, root);
    }

    /** For the root, in place. */
    final <R extends @Nullable Object> R gathervCall(
            Form<R> form, @Nullable Object recvbuf, long @Nullable [] recvcount, long @Nullable [] displs,
            Datatype recvtype, int root) {
        checkWithCounts(form.name(GATHERV), root);
        return gathervCall(form, IN_PLACE, 0, recvtype, recvbuf, recvcount, displs, recvtype, root);
    }

    final <R extends @Nullable Object> R gathervCall(
            Form<R> form, @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf,
            long @Nullable [] recvcount, long @Nullable [] displs, Datatype recvtype, int root) {
        String name = form.name(GATHERV);
        Communicator core = core();
        Checks.root(this, core, name, root);
        boolean inPlace = isInPlaceAtRoot(name, core, sendbuf, root);
        long given = inPlace ? 0 : sendcount;
        Object out = null;
        Layout sendLayout = Layout.BYTES;
        if (gives(core, root)) {
            sendLayout = layout(name, "sendcount", given, inPlace ? recvtype : sendtype);
            out = inPlace ? sendbuf : read(name, "sendbuf", sendbuf, given, sendtype, sendLayout);
        }
        Object in = null;
        Blocks blocks = null;
        if (isRoot(core, root)) {
            in = RecordBuffer.of(this, name, recvbuf, recvtype);
            blocks = blocks(name, "recv", in, recvcount, displs, recvtype, core.peerCount(), true);
            RecordBuffer.writes(in, blocks, 0, core.peerCount());
            readInPlace(out, in, blocks, core.rank(), core.rank() + 1);
        }
        Collective call =
                form.take(core).gatherv(memory(out), 0, given, sendLayout, memory(in), 0, blocks, root);
        return form.perform(this, name, root, given, call, out, in);
    }

    /** At the root its own block stays in place. */
    final <R extends @Nullable Object> R scatterCall(
            Form<R> form, @Nullable Object buf, long count, Datatype type, int root) {
        return isRoot(form.name(SCATTER), root)
                ? scatterCall(form, buf, count, type, IN_PLACE, count, type, root)
                : scatterCall(form, null, 0, type, buf, count, type, root);
    }

    final <R extends @Nullable Object> R scatterCall(
            Form<R> form, @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf,
            long recvcount, Datatype recvtype, int root) {
        String name = form.name(SCATTER);
        Communicator core = core();
        Checks.root(this, core, name, root);
        boolean inPlace = isInPlaceAtRoot(name, core, recvbuf, root);
        long taken = inPlace ? sendcount : recvcount;
        Object in = null;
        Layout recvLayout = Layout.BYTES;
        if (gives(core, root)) {
            recvLayout = layout(name, "recvcount", taken, inPlace ? sendtype : recvtype);
            in = inPlace ? recvbuf : written(name, "recvbuf", recvbuf, taken, recvtype, recvLayout);
        }
        Object out = null;
        Layout sendLayout = Layout.BYTES;
        boolean deals = isRoot(core, root);
        if (deals) {
            sendLayout = layout(name, "sendcount", sendcount, sendtype);
            out = read(name, "sendbuf", sendbuf, sendcount * core.peerCount(), sendtype, sendLayout);
        }
        long each = deals ? sendcount : 0;
        Collective call =
                form.take(core).scatter(memory(out), 0, each, sendLayout, memory(in), 0, taken, recvLayout, root);
        return form.perform(this, name, root, taken, call, out, in);
    }

    /** For ranks other than the root. */
    final <R extends @Nullable Object> R scattervCall(
            Form<R> form, @Nullable Object recvbuf, long recvcount, Datatype recvtype, int root) {
        checkWithoutCounts(form.name(SCATTERV), root);
        return scattervCall(form, null, null, null, recvtype, recvbuf, recvcount, recvtype, root);
    }

    /** For the root, whose own block stays in its place. */
    final <R extends @Nullable Object> R scattervCall(
            Form<R> form, @Nullable Object sendbuf, long @Nullable [] sendcount, long @Nullable [] displs,
            Datatype sendtype, int root) {
        checkWithCounts(form.name(SCATTERV), root);
        return scattervCall(form, sendbuf, sendcount, displs, sendtype, IN_PLACE, 0, sendtype, root);
    }

    final <R extends @Nullable Object> R scattervCall(
            Form<R> form, @Nullable Object sendbuf, long @Nullable [] sendcount, long @Nullable [] displs,
            Datatype sendtype, @Nullable Object recvbuf, long recvcount, Datatype recvtype, int root) {
        String name = form.name(SCATTERV);
        Communicator core = core();
        Checks.root(this, core, name, root);
        boolean inPlace = isInPlaceAtRoot(name, core, recvbuf, root);
        long taken = inPlace ? 0 : recvcount;
        Object in = null;
        Layout recvLayout = Layout.BYTES;
        if (gives(core, root)) {
            recvLayout = layout(name, "recvcount", taken, inPlace ? sendtype : recvtype);
            in = inPlace ? recvbuf : written(name, "recvbuf", recvbuf, taken, recvtype, recvLayout);
        }
        Object out = null;
        Blocks blocks = null;
        if (isRoot(core, root)) {
            out = RecordBuffer.of(this, name, sendbuf, sendtype);
            blocks = blocks(name, "send", out, sendcount, displs, sendtype, core.peerCount(), false);
            RecordBuffer.reads(out, blocks, 0, core.peerCount());
        }
        Collective call =
                form.take(core).scatterv(memory(out), 0, blocks, memory(in), 0, taken, recvLayout, root);
        return form.perform(this, name, root, taken, call, out, in);
    }

    // ---------------------------------------------------------------- all to all

    final <R extends @Nullable Object> R allGatherCall(
            Form<R> form, @Nullable Object buf, long count, Datatype type) {
        return allGatherCall(form, IN_PLACE, count, type, buf, count, type);
    }

    final <R extends @Nullable Object> R allGatherCall(
            Form<R> form, @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf,
            long recvcount, Datatype recvtype) {
        String name = form.name(ALL_GATHER);
        Communicator core = core();
        boolean inPlace = isInPlace(name, sendbuf);
        long given = inPlace ? recvcount : sendcount;
        Layout sendLayout = layout(name, "sendcount", given, inPlace ? recvtype : sendtype);
        Layout recvLayout = layout(name, "recvcount", recvcount, recvtype);
        Object out = inPlace ? sendbuf : read(name, "sendbuf", sendbuf, given, sendtype, sendLayout);
        Object in = written(name, "recvbuf", recvbuf, recvcount * core.peerCount(), recvtype, recvLayout);
        readInPlace(out, in, core.rank() * recvcount, recvcount);
        Collective call = form.take(core)
                .allgather(memory(out), 0, given, sendLayout, memory(in), 0, recvcount, recvLayout);
        return form.perform(this, name, MPI.UNDEFINED, given, call, out, in);
    }

    final <R extends @Nullable Object> R allGathervCall(
            Form<R> form, @Nullable Object recvbuf, long @Nullable [] recvcount, long @Nullable [] displs,
            Datatype recvtype) {
        return allGathervCall(form, IN_PLACE, 0, recvtype, recvbuf, recvcount, displs, recvtype);
    }

    final <R extends @Nullable Object> R allGathervCall(
            Form<R> form, @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf,
            long @Nullable [] recvcount, long @Nullable [] displs, Datatype recvtype) {
        String name = form.name(ALL_GATHERV);
        Communicator core = core();
        boolean inPlace = isInPlace(name, sendbuf);
        long given = inPlace ? 0 : sendcount;
        Layout sendLayout = layout(name, "sendcount", given, inPlace ? recvtype : sendtype);
        Object out = inPlace ? sendbuf : read(name, "sendbuf", sendbuf, given, sendtype, sendLayout);
        Object in = RecordBuffer.of(this, name, recvbuf, recvtype);
        Blocks blocks = blocks(name, "recv", in, recvcount, displs, recvtype, core.peerCount(), true);
        RecordBuffer.writes(in, blocks, 0, core.peerCount());
        readInPlace(out, in, blocks, core.rank(), core.rank() + 1);
        Collective call = form.take(core).allgatherv(memory(out), 0, given, sendLayout, memory(in), 0, blocks);
        return form.perform(this, name, MPI.UNDEFINED, given, call, out, in);
    }

    final <R extends @Nullable Object> R allToAllCall(
            Form<R> form, @Nullable Object buf, long count, Datatype type) {
        return allToAllCall(form, IN_PLACE, count, type, buf, count, type);
    }

    final <R extends @Nullable Object> R allToAllCall(
            Form<R> form, @Nullable Object sendbuf, long sendcount, Datatype sendtype, @Nullable Object recvbuf,
            long recvcount, Datatype recvtype) {
        String name = form.name(ALL_TO_ALL);
        Communicator core = core();
        int peers = core.peerCount();
        boolean inPlace = isInPlace(name, sendbuf);
        long given = inPlace ? recvcount : sendcount;
        Layout sendLayout = layout(name, "sendcount", given, inPlace ? recvtype : sendtype);
        Layout recvLayout = layout(name, "recvcount", recvcount, recvtype);
        Object out = inPlace ? sendbuf : read(name, "sendbuf", sendbuf, given * peers, sendtype, sendLayout);
        Object in = written(name, "recvbuf", recvbuf, recvcount * peers, recvtype, recvLayout);
        readInPlace(out, in, 0, recvcount * peers);
        Collective call =
                form.take(core).alltoall(memory(out), 0, given, sendLayout, memory(in), 0, recvcount, recvLayout);
        return form.perform(this, name, MPI.UNDEFINED, given, call, out, in);
    }

    final <R extends @Nullable Object> R allToAllvCall(
            Form<R> form, @Nullable Object buf, long @Nullable [] counts, long @Nullable [] displs, Datatype type) {
        return allToAllvCall(form, IN_PLACE, counts, displs, type, buf, counts, displs, type);
    }

    final <R extends @Nullable Object> R allToAllvCall(
            Form<R> form, @Nullable Object sendbuf, long @Nullable [] sendcount, long @Nullable [] sdispls,
            Datatype sendtype, @Nullable Object recvbuf, long @Nullable [] recvcount, long @Nullable [] rdispls,
            Datatype recvtype) {
        String name = form.name(ALL_TO_ALLV);
        Communicator core = core();
        int peers = core.peerCount();
        Object in = RecordBuffer.of(this, name, recvbuf, recvtype);
        Blocks recv = blocks(name, "recv", in, recvcount, rdispls, recvtype, peers, true);
        if (isInPlace(name, sendbuf)) {
            return exchange(form, name, core, sendbuf, recv, in, recv);
        }
        Object out = RecordBuffer.of(this, name, sendbuf, sendtype);
        Blocks send = blocks(name, "send", out, sendcount, sdispls, sendtype, peers, false);
        return exchange(form, name, core, out, send, in, recv);
    }

    final <R extends @Nullable Object> R allToAllwCall(
            Form<R> form, @Nullable Object buf, long @Nullable [] counts, long @Nullable [] displs,
            Datatype @Nullable [] types) {
        return allToAllwCall(form, IN_PLACE, counts, displs, types, buf, counts, displs, types);
    }

    /** As {@link #allToAllvCall}, with a type for each block and displacements in bytes. */
    final <R extends @Nullable Object> R allToAllwCall(
            Form<R> form, @Nullable Object sendbuf, long @Nullable [] sendcount, long @Nullable [] sdispls,
            Datatype @Nullable [] sendtypes, @Nullable Object recvbuf, long @Nullable [] recvcount,
            long @Nullable [] rdispls, Datatype @Nullable [] recvtypes) {
        String name = form.name(ALL_TO_ALLW);
        Communicator core = core();
        int peers = core.peerCount();
        Object in = RecordBuffer.of(this, name, recvbuf);
        Blocks recv = typedBlocks(name, "recv", in, recvcount, rdispls, recvtypes, peers, true);
        if (isInPlace(name, sendbuf)) {
            return exchange(form, name, core, sendbuf, recv, in, recv);
        }
        Object out = RecordBuffer.of(this, name, sendbuf);
        Blocks send = typedBlocks(name, "send", out, sendcount, sdispls, sendtypes, peers, false);
        return exchange(form, name, core, out, send, in, recv);
    }

    private <R extends @Nullable Object> R exchange(
            Form<R> form, String name, Communicator core, @Nullable Object out, Blocks send, @Nullable Object in,
            Blocks recv) {
        int peers = core.peerCount();
        RecordBuffer.reads(out, send, 0, peers);
        RecordBuffer.writes(in, recv, 0, peers);
        readInPlace(out, in, recv, 0, peers);
        Collective call = form.take(core).alltoallv(memory(out), 0, send, memory(in), 0, recv);
        return form.perform(this, name, MPI.UNDEFINED, -1, call, out, in);
    }

    // ---------------------------------------------------------------- reductions

    /** In place at the root, plainly elsewhere. */
    final <R extends @Nullable Object> R reduceCall(
            Form<R> form, @Nullable Object buf, long count, Datatype type, Op op, int root) {
        return isRoot(form.name(REDUCE), root)
                ? reduceCall(form, IN_PLACE, buf, count, type, op, root)
                : reduceCall(form, buf, null, count, type, op, root);
    }

    final <R extends @Nullable Object> R reduceCall(
            Form<R> form, @Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op,
            int root) {
        String name = form.name(REDUCE);
        Communicator core = core();
        Checks.root(this, core, name, root);
        Layout layout = layout(name, "count", count, type);
        isInPlaceAtRoot(name, core, sendbuf, root);
        Object out = gives(core, root) ? operand(name, sendbuf, count, type, layout) : null;
        Reducer reducer = Op.reducerOf(this, name, op, type, layout);
        Object in = isRoot(core, root) ? result(name, sendbuf, recvbuf, count, type, layout) : null;
        readInPlace(out, in, 0, count);
        Collective call = form.take(core).reduce(memory(out), 0, memory(in), 0, count, layout, reducer, root);
        return form.perform(this, name, root, count, call, out, in);
    }

    final <R extends @Nullable Object> R allReduceCall(
            Form<R> form, @Nullable Object buf, long count, Datatype type, Op op) {
        return allReduceCall(form, IN_PLACE, buf, count, type, op);
    }

    final <R extends @Nullable Object> R allReduceCall(
            Form<R> form, @Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op) {
        String name = form.name(ALL_REDUCE);
        Communicator core = core();
        Layout layout = layout(name, "count", count, type);
        Object out = operand(name, sendbuf, count, type, layout);
        Reducer reducer = Op.reducerOf(this, name, op, type, layout);
        Object in = result(name, sendbuf, recvbuf, count, type, layout);
        readInPlace(out, in, 0, count);
        Collective call = form.take(core).allreduce(memory(out), 0, memory(in), 0, count, layout, reducer);
        return form.perform(this, name, MPI.UNDEFINED, count, call, out, in);
    }

    final <R extends @Nullable Object> R reduceScatterCall(
            Form<R> form, @Nullable Object buf, long @Nullable [] counts, Datatype type, Op op) {
        return reduceScatterCall(form, IN_PLACE, buf, counts, type, op);
    }

    final <R extends @Nullable Object> R reduceScatterCall(
            Form<R> form, @Nullable Object sendbuf, @Nullable Object recvbuf, long @Nullable [] recvcounts,
            Datatype type, Op op) {
        String name = form.name(REDUCE_SCATTER);
        Communicator core = core();
        Layout layout = Datatype.layoutOf(this, name, type);
        int size = core.size();
        long[] counts = Checks.counts(this, size, name, "recvcounts", recvcounts);
        long all = 0;
        for (int i = 0; i < size; i++) {
            all += counts[i];
        }
        Reducer reducer = Op.reducerOf(this, name, op, type, layout);
        Object out = operand(name, sendbuf, all, type, layout);
        Object in = blockResult(name, sendbuf, recvbuf, all, counts[core.rank()], type, layout);
        Collective call = form.take(core).reduceScatter(memory(out), 0, memory(in), 0, counts, layout, reducer);
        return form.perform(this, name, MPI.UNDEFINED, -1, call, out, in);
    }

    final <R extends @Nullable Object> R reduceScatterBlockCall(
            Form<R> form, @Nullable Object buf, long count, Datatype type, Op op) {
        return reduceScatterBlockCall(form, IN_PLACE, buf, count, type, op);
    }

    final <R extends @Nullable Object> R reduceScatterBlockCall(
            Form<R> form, @Nullable Object sendbuf, @Nullable Object recvbuf, long recvcount, Datatype type, Op op) {
        String name = form.name(REDUCE_SCATTER_BLOCK);
        Communicator core = core();
        Layout layout = layout(name, "recvcount", recvcount, type);
        Reducer reducer = Op.reducerOf(this, name, op, type, layout);
        Object out = operand(name, sendbuf, recvcount * core.size(), type, layout);
        Object in = blockResult(name, sendbuf, recvbuf, recvcount * core.size(), recvcount, type, layout);
        Collective call =
                form.take(core).reduceScatterBlock(memory(out), 0, memory(in), 0, recvcount, layout, reducer);
        return form.perform(this, name, MPI.UNDEFINED, recvcount, call, out, in);
    }

    /** In place the operand of all blocks is where the result of one comes to. */
    private @Nullable Object blockResult(
            String name, @Nullable Object sendbuf, @Nullable Object recvbuf, long all, long mine, Datatype type,
            Layout layout) {
        if (!isInPlace(sendbuf)) {
            return result(name, sendbuf, recvbuf, mine, type, layout);
        }
        Object in = RecordBuffer.of(this, name, recvbuf, type);
        Buffers.writable(this, name, "buf", in, all, type, layout);
        RecordBuffer.reads(in, 0, all);
        RecordBuffer.writes(in, 0, mine);
        return in;
    }

    final <R extends @Nullable Object> R scanCall(
            Form<R> form, @Nullable Object buf, long count, Datatype type, Op op) {
        return scanCall(form, IN_PLACE, buf, count, type, op);
    }

    final <R extends @Nullable Object> R scanCall(
            Form<R> form, @Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op) {
        String name = form.name(SCAN);
        Communicator core = core();
        Layout layout = layout(name, "count", count, type);
        Object out = operand(name, sendbuf, count, type, layout);
        Reducer reducer = Op.reducerOf(this, name, op, type, layout);
        Object in = result(name, sendbuf, recvbuf, count, type, layout);
        readInPlace(out, in, 0, count);
        Collective call = form.take(core).scan(memory(out), 0, memory(in), 0, count, layout, reducer);
        return form.perform(this, name, MPI.UNDEFINED, count, call, out, in);
    }

    final <R extends @Nullable Object> R exScanCall(
            Form<R> form, @Nullable Object buf, long count, Datatype type, Op op) {
        return exScanCall(form, IN_PLACE, buf, count, type, op);
    }

    /** Rank 0 has no result: the second buffer does not matter there unless it is the first one, too. */
    final <R extends @Nullable Object> R exScanCall(
            Form<R> form, @Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op) {
        String name = form.name(EX_SCAN);
        Communicator core = core();
        Layout layout = layout(name, "count", count, type);
        Object out = operand(name, sendbuf, count, type, layout);
        Reducer reducer = Op.reducerOf(this, name, op, type, layout);
        Object in = null;
        if (core.rank() > 0 || isInPlace(sendbuf)) {
            in = result(name, sendbuf, recvbuf, count, type, layout);
            readInPlace(out, in, 0, count);
        }
        Collective call = form.take(core).exscan(memory(out), 0, memory(in), 0, count, layout, reducer);
        return form.perform(this, name, MPI.UNDEFINED, count, call, out, in);
    }

    // ---------------------------------------------------------------- roots

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

    private void checkWithCounts(String operation, int root) {
        if (!isRoot(operation, root)) {
            throw MPIException.argument(
                    MPI.ERR_ARG,
                    call(operation, "root", root, MPI.UNDEFINED, -1),
                    "rank " + getRank() + " called the form with counts, which is for root " + root + " alone");
        }
    }

    private void checkWithoutCounts(String operation, int root) {
        if (isRoot(operation, root)) {
            throw MPIException.argument(
                    MPI.ERR_ARG,
                    call(operation, "root", root, MPI.UNDEFINED, -1),
                    "root " + root + " called the form without counts, which is for the other ranks");
        }
    }

    // ---------------------------------------------------------------- buffers

    /** Checks count and datatype. */
    final Layout layout(String operation, String argument, long count, Datatype type) {
        Checks.count(this, operation, argument, count);
        return Datatype.layoutOf(this, operation, type);
    }

    /** What a rank gives, or the marker: what it gives is in the other buffer. */
    private @Nullable Object operand(
            String operation, @Nullable Object sendbuf, long count, Datatype type, Layout layout) {
        return isInPlace(operation, sendbuf) ? sendbuf : read(operation, "sendbuf", sendbuf, count, type, layout);
    }

    /** The result of a reduction, which must not come to where the operands are. */
    @SuppressWarnings("ReferenceEquality")
    private @Nullable Object result(
            String operation, @Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type,
            Layout layout) {
        Object in = written(operation, "recvbuf", recvbuf, count, type, layout);
        if (sendbuf == recvbuf && count > 0) {
            throw MPIException.argument(
                    MPI.ERR_BUFFER,
                    call(operation),
                    "sendbuf and recvbuf are the same; use the form with one buffer");
        }
        return in;
    }

    /** Notes that what is given in place is read from the second buffer. */
    private static void readInPlace(@Nullable Object out, @Nullable Object in, long first, long count) {
        if (isInPlace(out)) {
            RecordBuffer.reads(in, first, count);
        }
    }

    /** Likewise, of some blocks. */
    private static void readInPlace(
            @Nullable Object out, @Nullable Object in, Blocks blocks, int firstBlock, int endBlock) {
        if (isInPlace(out)) {
            RecordBuffer.reads(in, blocks, firstBlock, endBlock);
        }
    }

    /** Checks blocks of one type; {@code side} is "send" or "recv". */
    final Blocks blocks(
            String operation, String side, @Nullable Object buffer, long @Nullable [] counts,
            long @Nullable [] displs, Datatype type, int blocks, boolean written) {
        Layout layout = Datatype.layoutOf(this, operation, type);
        long[] lengths = Checks.counts(this, blocks, operation, side + "count", counts);
        long[] places = Checks.displs(this, blocks, operation, displsName(side, operation), displs);
        Buffers.blocks(this, operation, side + "buf", buffer, lengths, places, blocks, type, layout, written);
        return Blocks.varying(lengths, places, layout);
    }

    /** Checks blocks with a type each. */
    final Blocks typedBlocks(
            String operation, String side, @Nullable Object buffer, long @Nullable [] counts,
            long @Nullable [] displs, Datatype @Nullable [] types, int blocks, boolean written) {
        long[] lengths = Checks.counts(this, blocks, operation, side + "count", counts);
        long[] places = Checks.displs(this, blocks, operation, displsName(side, operation), displs);
        Datatype[] given = types == null && blocks == 0 ? new Datatype[0] : types;
        if (given == null || given.length < blocks) {
            throw MPIException.argument(
                    MPI.ERR_TYPE,
                    call(operation),
                    side + "types" + (given == null ? " is null" : " has " + given.length + " elements")
                            + ", one for each of the " + blocks + " blocks is needed");
        }
        Layout[] layouts = new Layout[blocks];
        for (int i = 0; i < blocks; i++) {
            layouts[i] = Datatype.layoutOf(this, operation, given[i]);
        }
        Buffers.typedBlocks(this, operation, side + "buf", buffer, lengths, places, given, layouts, written);
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
                    MPI.ERR_ARG, call(operation), "the form in place is not for intercommunicators");
        }
        return inPlace;
    }

    /** Likewise of an operation with a root, which alone may give the marker. */
    private boolean isInPlaceAtRoot(String operation, Communicator core, @Nullable Object buffer, int root) {
        boolean inPlace = gives(core, root) && isInPlace(operation, buffer);
        if (inPlace && !isRoot(core, root)) {
            throw MPIException.argument(
                    MPI.ERR_BUFFER,
                    call(operation, "root", root, MPI.UNDEFINED, -1),
                    "MPI_IN_PLACE is for root " + root + " alone");
        }
        return inPlace;
    }

    @SuppressWarnings("ReferenceEquality") // the marker is known by its identity
    private static boolean isInPlace(@Nullable Object buffer) {
        return buffer == IN_PLACE;
    }

    final MPIException collectiveFailure(String operation, EngineException e) {
        return collectiveFailure(operation, e, MPI.UNDEFINED, -1);
    }

    final MPIException collectiveFailure(String operation, EngineException e, int root, long count) {
        return failure(e, call(operation, root == MPI.UNDEFINED ? "" : "root", root, MPI.UNDEFINED, count));
    }
}
