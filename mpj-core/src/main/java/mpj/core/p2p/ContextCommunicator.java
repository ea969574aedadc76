package mpj.core.p2p;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import mpj.core.Engine;
import mpj.core.EngineException;
import mpj.core.ErrorClass;
import mpj.core.coll.CollectiveState;
import mpj.core.coll.choice.Forced;
import mpj.core.comm.Channel;
import mpj.core.comm.Communicator;
import mpj.core.comm.Making;
import mpj.core.comm.Parts;
import mpj.core.datatype.Layout;
import mpj.core.progress.Progress;
import mpj.core.request.Operation;
import mpj.core.request.PartitionedOperation;
import mpj.transport.RemoteKey;
import org.jspecify.annotations.Nullable;

/**
 * A communicator: members, a context, and the calls on them. Of an intercommunicator the targets of messages are the
 * members of the other group.
 *
 * <p>A context is 64 bits: the rank in the job of the process that made it, a counter of that rank's, and a last bit that
 * tells point-to-point from collective traffic. So no agreement is needed to make one unique; the maker tells the others,
 * on a third context of the parent's.
 */
final class ContextCommunicator extends ContextMessages {
    /** The bits by which the context in which others are made differs; contexts of communicators are not negative. */
    static final long MAKING_BITS = Long.MIN_VALUE | 1;

    /** Set in the contexts of a communicator's partitioned messages. */
    static final long PARTITIONED = 1L << 62;

    private final Engine engine;
    private final int[] members;
    private final @Nullable ContextCommunicator local;
    private final @Nullable ContextCommunicator collective;
    private @Nullable ContextCommunicator partitioned;
    private int[] partitionTags = {};
    private final CollectiveState collectives;
    private final Channel channel;
    private volatile @Nullable ContextCommunicator forMaking;
    /** Operations that are made of messages. Guarded by the engine lock. */
    private final List<Operation> underWay = new ArrayList<>(0);

    /** A communicator of one group. */
    ContextCommunicator(P2p p2p, long context, int[] members, int rank) {
        this(p2p, context, members, rank, members, null);
    }

    /** An intercommunicator between the group of {@code local} and the ranks {@code remote} of the job. */
    ContextCommunicator(P2p p2p, long context, ContextCommunicator local, int[] remote) {
        this(p2p, context, local.members, local.rank, remote, local);
    }

    private ContextCommunicator(
            P2p p2p, long context, int[] members, int rank, int[] targets, @Nullable ContextCommunicator local) {
        super(p2p, context, rank, targets);
        this.engine = p2p.engine();
        this.members = members;
        this.local = local;
        this.collective = (context & 1) == 0
                ? new ContextCommunicator(p2p, context | 1, members, rank, targets, local)
                : null;
        this.collectives = new CollectiveState(this);
        this.channel = new MessageChannel(this, messaging);
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public int size() {
        return members.length;
    }

    @Override
    public int[] members() {
        return members.clone();
    }

    @Override
    public int[] remoteMembers() {
        return local == null ? new int[0] : targets.clone();
    }

    @Override
    public int remoteSize() {
        return local == null ? 0 : targets.length;
    }

    @Override
    public int peerCount() {
        return targets.length;
    }

    @Override
    public ContextCommunicator local() {
        return local == null ? this : local;
    }

    @Override
    public long context() {
        return context;
    }

    @Override
    public SendBuffer sendBuffer() {
        return sendBuffer;
    }

    @Override
    public ContextCommunicator collective() {
        return collective == null ? this : collective;
    }

    @Override
    public CollectiveState collectives() {
        return collectives;
    }

    @Override
    public Channel channel() {
        return channel;
    }

    // ---------------------------------------------------------------- partitioned messages

    /** The contexts of partitioned messages, which match nothing but each other. */
    private synchronized ContextCommunicator partitioned() {
        ContextCommunicator made = partitioned;
        if (made == null) {
            made = new ContextCommunicator(p2p, context | PARTITIONED, members, rank, targets, local);
            partitioned = made;
        }
        return made;
    }

    @Override
    public PartitionedOperation psendInit(
            @Nullable Object buffer, int partitions, long count, Layout layout, int dest, int tag) {
        ContextCommunicator channel = partitioned();
        progress.lock();
        try {
            return new PartitionedSend(progress, channel, buffer, partitions, count, layout, dest, tag);
        } finally {
            progress.unlock();
        }
    }

    @Override
    public PartitionedOperation precvInit(
            @Nullable Object buffer, int partitions, long count, Layout layout, int source, int tag) {
        ContextCommunicator channel = partitioned();
        progress.lock();
        try {
            return new PartitionedReceive(progress, channel, buffer, partitions, count, layout, source, tag);
        } finally {
            progress.unlock();
        }
    }

    /** A number for each partition of a new operation to {@code dest}, of which this is the first. Under the lock. */
    int newPartitionTags(int dest, int partitions) {
        if (partitionTags.length == 0) {
            partitionTags = new int[targets.length];
        }
        int first = partitionTags[dest];
        if (first > TAG_UB - partitions) {
            throw new EngineException(
                    ErrorClass.OTHER, "more than " + TAG_UB + " partitions have been made for rank " + dest);
        }
        partitionTags[dest] += partitions;
        return first;
    }

    // ---------------------------------------------------------------- probes

    @Override
    public Operation probe(int source, int tag) {
        return waitProbe(source, tag, false);
    }

    @Override
    public Operation mprobe(int source, int tag) {
        return waitProbe(source, tag, true);
    }

    private Operation waitProbe(int source, int tag, boolean take) {
        ProbeOp probe = new ProbeOp(source, tag, take);
        progress.lock();
        try {
            if (!probeNow(probe)) {
                String why = receives.cannotCome(matcher, source);
                if (why != null) {
                    throw new EngineException(
                            ErrorClass.PROC_ABORTED, "the " + probe.describe() + " failed: " + why);
                }
                matcher.probes().add(probe);
                progress.await(probe);
                probe.check();
            }
            return probe;
        } finally {
            progress.unlock();
        }
    }

    private boolean probeNow(ProbeOp probe) {
        if (probe.wantedSource == PROC_NULL) {
            probe.foundNobody();
            probe.setDone();
            return true;
        }
        boolean found = probe.look(matcher);
        if (found) {
            probe.setDone();
        }
        return found;
    }

    @Override
    public @Nullable Operation iprobe(int source, int tag) {
        return tryProbe(source, tag, false);
    }

    @Override
    public @Nullable Operation improbe(int source, int tag) {
        return tryProbe(source, tag, true);
    }

    private @Nullable Operation tryProbe(int source, int tag, boolean take) {
        ProbeOp probe = new ProbeOp(source, tag, take);
        progress.lock();
        try {
            if (probeNow(probe)) {
                return probe;
            }
            messaging.poll();
            if (probeNow(probe)) {
                return probe;
            }
        } finally {
            progress.unlock();
        }
        Progress.letVirtualThreadsRun();
        return null;
    }

    @Override
    public Operation imrecv(Operation message, @Nullable Object buffer, long offset, long count, Layout layout) {
        progress.lock();
        try {
            RecvOp op = new RecvOp();
            open(op, message.source(), message.tag(), buffer, offset, count, layout);
            return receive(op, message);
        } finally {
            progress.unlock();
        }
    }

    @Override
    public Operation imrecvObject(Operation message, Parts into) {
        progress.lock();
        try {
            RecvOp op = new RecvOp();
            op.start(matcher, message.source(), message.tag(), Layout.BYTES, 0);
            op.expectObject(into);
            return receive(op, message);
        } finally {
            progress.unlock();
        }
    }

    private RecvOp receive(RecvOp op, Operation message) {
        if (!(message instanceof ProbeOp probe)) {
            throw new EngineException(ErrorClass.REQUEST, "imrecv: the message does not come from a matched probe");
        }
        Unexpected taken = probe.message;
        if (probe.wantedSource == PROC_NULL) {
            op.matchedNobody();
            op.setDone();
        } else if (taken == null) {
            throw new EngineException(ErrorClass.REQUEST, "imrecv: the message has been received already");
        } else {
            probe.message = null;
            receives.receive(op, taken);
        }
        return op;
    }

    // ---------------------------------------------------------------- communicators

    P2p p2p() {
        return p2p;
    }

    /** The same members in the context in which communicators are made; most never need it. */
    synchronized ContextCommunicator forMaking() {
        ContextCommunicator made = forMaking;
        if (made == null) {
            made = new ContextCommunicator(p2p, context | MAKING_BITS, members, rank, targets, local);
            forMaking = made;
        }
        return made;
    }

    /** Waits for an operation of a communicator and throws the error with which it ended. */
    static void finish(ContextCommunicator c, Operation operation) {
        c.p2p.await(operation);
        operation.check();
    }

    @Override
    public Communicator dup(Forced hints) {
        if (local == null) {
            return Intracomms.dup(this, hints);
        }
        Making making = Intercomms.idup(this);
        finish(this, making.operation());
        return making.result().get();
    }

    @Override
    public Making idup(Forced hints) {
        return local == null ? Intracomms.idup(this, hints) : Intercomms.idup(this);
    }

    @Override
    public void hint(Forced hints) {
        if (local == null) {
            collectives.hint(Forced.of(Words.bcast(this, 0, hints.words()), 0));
        }
    }

    @Override
    public @Nullable Communicator split(int colour, int key) {
        return local == null ? Intracomms.split(this, colour, key) : Intercomms.split(this, colour, key);
    }

    @Override
    public @Nullable Communicator create(int[] ranks) {
        return local == null ? Intracomms.create(this, ranks, Intracomms.MAKING) : Intercomms.create(this, ranks);
    }

    @Override
    public @Nullable Communicator createGroup(int[] ranks, int tag) {
        return Intracomms.create(this, ranks, tag);
    }

    @Override
    public Communicator createIntercomm(int localLeader, @Nullable Communicator peer, int remoteLeader, int tag) {
        return Intercomms.create(this, localLeader, (ContextCommunicator) peer, remoteLeader, tag);
    }

    @Override
    public Communicator merge(boolean high) {
        return Intercomms.merge(this, high);
    }

    @Override
    public void disconnect() {
        progress.lock();
        try {
            for (Operation pending = pending(); pending != null; pending = pending()) {
                progress.await(pending);
            }
        } finally {
            progress.unlock();
        }
        free();
    }

    /** An operation that is not over, of this communicator or of those that serve it; null if there is none. */
    private @Nullable Operation pending() {
        if (!underWay.isEmpty()) {
            return underWay.getFirst();
        }
        Operation pending = messaging.pendingIn(context);
        for (@Nullable ContextCommunicator twin : new @Nullable ContextCommunicator[] {collective, forMaking, local}) {
            if (pending == null && twin != null) {
                pending = twin.pending();
            }
        }
        // what else waits there are announcements of operations that are not active
        return pending == null && partitioned != null ? partitioned.collective().firstUnderWay() : pending;
    }

    private @Nullable Operation firstUnderWay() {
        return underWay.isEmpty() ? null : underWay.getFirst();
    }

    /** Notes an operation that is made of messages and may for a time be under way without any; under the lock. */
    void begun(Operation operation) {
        underWay.add(operation);
    }

    /** Such an operation is over; under the lock. */
    void complete(Operation operation) {
        underWay.remove(operation);
        progress.complete(operation);
    }

    @Override
    public boolean export(MemorySegment memory, int member, RemoteKey key) {
        progress.lock();
        try {
            scratch.set(memory, 0, memory.byteSize());
            return peer(member).endpoint.export(scratch, key);
        } finally {
            scratch.clear();
            progress.unlock();
        }
    }

    @Override
    public long map(int member, RemoteKey key) {
        progress.lock();
        try {
            return peer(member).endpoint.map(key);
        } finally {
            progress.unlock();
        }
    }

    @Override
    public void free() {
        collectives.free();
        progress.lock();
        try {
            retire();
        } finally {
            progress.unlock();
        }
        if (local != null) {
            local.free();
        }
    }

    private void retire() {
        freed = true;
        messaging.retire(matcher);
        for (@Nullable ContextCommunicator twin : new @Nullable ContextCommunicator[] {collective, forMaking, partitioned}) {
            if (twin != null) {
                twin.retire();
            }
        }
    }
}
