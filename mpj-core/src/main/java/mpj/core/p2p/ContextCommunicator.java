package mpj.core.p2p;

import java.lang.foreign.MemorySegment;
import mpj.base.memory.BufferView;
import mpj.core.Engine;
import mpj.core.EngineException;
import mpj.core.ErrorClass;
import mpj.core.coll.CollectiveState;
import mpj.core.coll.choice.Forced;
import mpj.core.comm.Channel;
import mpj.core.comm.Communicator;
import mpj.core.comm.Making;
import mpj.core.comm.Parts;
import mpj.core.comm.SendMode;
import mpj.core.datatype.Layout;
import mpj.core.match.Matcher;
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
final class ContextCommunicator implements Communicator {
    /** The bits by which the context in which others are made differs; contexts of communicators are not negative. */
    static final long MAKING_BITS = Long.MIN_VALUE | 1;

    /** Set in the contexts of a communicator's partitioned messages. */
    static final long PARTITIONED = 1L << 62;


    private final Engine engine;
    private final P2p p2p;
    private final Messaging messaging;
    private final Sends sends;
    private final Receives receives;
    private final Progress progress;
    private final long context;
    private final int[] members;
    private final int rank;
    /** The members that messages go to and come from. */
    private final int[] targets;

    private final @Nullable ContextCommunicator local;
    private final @Nullable Peer[] peers;
    private final Matcher matcher;
    private final BufferView scratch;
    private final @Nullable ContextCommunicator collective;
    private final SendBuffer sendBuffer;
    private @Nullable ContextCommunicator partitioned;
    private int[] partitionTags = {};
    private final CollectiveState collectives;
    private final Channel channel;
    private volatile @Nullable ContextCommunicator forMaking;
    /** Guarded by the engine lock. */
    private boolean freed;

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
        this.p2p = p2p;
        this.engine = p2p.engine();
        this.messaging = p2p.messaging();
        this.sends = messaging.sends();
        this.receives = messaging.receives();
        this.progress = messaging.progress();
        this.scratch = p2p.scratch();
        this.sendBuffer = p2p.newSendBuffer();
        this.context = context;
        this.members = members;
        this.rank = rank;
        this.targets = targets;
        this.local = local;
        this.peers = new Peer[targets.length];
        progress.lock();
        try {
            this.matcher = messaging.matchers().of(context);
            matcher.setMembers(targets);
        } finally {
            progress.unlock();
        }
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

    private Peer peer(int dest) {
        Peer peer = peers[dest];
        return peer != null ? peer : findPeer(dest);
    }

    private Peer findPeer(int dest) {
        Peer peer = p2p.directory().peer(targets[dest]);
        peers[dest] = peer;
        return peer;
    }

    // ---------------------------------------------------------------- sends

    @Override
    public void send(
            @Nullable Object buffer, long offset, long count, Layout layout, int dest, int tag, SendMode mode) {
        if (dest == PROC_NULL) {
            return;
        }
        progress.lock();
        try {
            if (mode == SendMode.BUFFERED) {
                // also for a message that needs none: whether there is room must not depend on the peer
                sendBuffer.room(layout.bytes(count));
            }
            if (mode != SendMode.SYNCHRONOUS && layout.isDense(count)) {
                long bytes = layout.bytes(count);
                view(scratch, buffer, offset + layout.trueLb(), bytes);
                boolean sent = sends.sendNow(peer(dest), context, rank, tag, scratch, bytes);
                scratch.clear();
                if (sent) {
                    return;
                }
            }
            SendOp op = startSend(buffer, offset, count, layout, dest, tag, mode, true);
            if (op != null) {
                progress.await(op);
                finishSend(op);
            }
        } finally {
            progress.unlock();
        }
    }

    @Override
    public void sendObject(Parts object, int dest, int tag, SendMode mode) {
        if (dest == PROC_NULL) {
            return;
        }
        progress.lock();
        try {
            SendOp op = startObject(object, dest, tag, mode, true);
            if (op != null) {
                progress.await(op);
                finishSend(op);
            }
        } finally {
            progress.unlock();
        }
    }

    @Override
    public Operation isendObject(Parts object, int dest, int tag, SendMode mode) {
        progress.lock();
        try {
            SendOp op = dest == PROC_NULL ? null : startObject(object, dest, tag, mode, false);
            return op == null ? doneSend(dest, tag, false) : op;
        } finally {
            progress.unlock();
        }
    }

    /** Starts the send of an object; null where it is buffered and so over for the caller. */
    private @Nullable SendOp startObject(Parts object, int dest, int tag, SendMode mode, boolean pooled) {
        boolean buffered = mode == SendMode.BUFFERED;
        Peer peer = peer(dest);
        long bytes = object.bytes();
        SendBuffer.Space room = buffered ? sendBuffer.room(bytes) : null;
        SendOp op = sends.take(pooled || buffered);
        int origin = Kinds.origin(rank, object.content());
        op.start(peer, context, origin, dest, tag, mode == SendMode.SYNCHRONOUS, bytes);
        op.table = object.table();
        if (room != null) {
            sends.pack(op, new PartViews(object), bytes);
            op.buffer(room);
        } else if (op.table == null) {
            op.view.set(object.array(0), object.offset(0), bytes);
        } else {
            op.parts = new PartViews(object);
        }
        sends.start(op);
        return buffered ? null : op;
    }

    /** Gives a send back that was begun as a pooled one and is done; under the lock. */
    void releaseSend(SendOp op) {
        sends.release(op);
    }

    private void finishSend(SendOp op) {
        sends.release(op);
        op.check();
    }

    /** Starts a send; null where it is buffered and so over for the caller. */
    @Nullable
    SendOp startSend(
            @Nullable Object buffer,
            long offset,
            long count,
            Layout layout,
            int dest,
            int tag,
            SendMode mode,
            boolean pooled) {
        boolean buffered = mode == SendMode.BUFFERED;
        Peer peer = peer(dest);
        long bytes = layout.bytes(count);
        SendBuffer.Space room = buffered ? sendBuffer.room(bytes) : null;
        SendOp op = sends.take(pooled || buffered);
        op.start(peer, context, rank, dest, tag, mode == SendMode.SYNCHRONOUS, bytes);
        if (buffered) {
            view(scratch, buffer, offset, count, layout);
            sends.pack(op, scratch, count, layout);
            scratch.clear();
        } else if (layout.isDense(count)) {
            view(op.view, buffer, offset + layout.trueLb(), bytes);
        } else {
            view(op.view, buffer, offset, count, layout);
            op.layout = layout;
        }
        if (room != null) {
            op.buffer(room);
        }
        sends.start(op);
        return buffered ? null : op;
    }

    @Override
    public Operation isend(
            @Nullable Object buffer, long offset, long count, Layout layout, int dest, int tag, SendMode mode) {
        progress.lock();
        try {
            return beginSend(buffer, offset, count, layout, dest, tag, mode, false);
        } finally {
            progress.unlock();
        }
    }

    @Override
    public Operation sendAgain(
            @Nullable Operation used,
            @Nullable Object buffer,
            long offset,
            long count,
            Layout layout,
            int dest,
            int tag,
            SendMode mode) {
        progress.lock();
        try {
            if (used instanceof SendOp op) {
                sends.release(op);
            }
            return beginSend(buffer, offset, count, layout, dest, tag, mode, true);
        } finally {
            progress.unlock();
        }
    }

    /** Begins a send, or has one be over that needs nothing more; under the lock. */
    SendOp beginSend(
            @Nullable Object buffer,
            long offset,
            long count,
            Layout layout,
            int dest,
            int tag,
            SendMode mode,
            boolean pooled) {
        SendOp op = dest == PROC_NULL ? null : startSend(buffer, offset, count, layout, dest, tag, mode, pooled);
        return op == null ? doneSend(dest, tag, pooled) : op;
    }

    private SendOp doneSend(int dest, int tag, boolean pooled) {
        SendOp op = sends.take(pooled);
        op.startNothing(dest, tag);
        op.setDone();
        return op;
    }

    private static void view(BufferView view, @Nullable Object buffer, long offset, long bytes) {
        try {
            view.set(buffer, offset, bytes);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw unusable(e);
        }
    }

    private static void view(
            BufferView view, @Nullable Object buffer, long offset, long count, Layout layout) {
        try {
            layout.open(view, buffer, offset, count);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw unusable(e);
        }
    }

    private static EngineException unusable(RuntimeException e) {
        return new EngineException(ErrorClass.BUFFER, String.valueOf(e.getMessage()), e);
    }

    // ---------------------------------------------------------------- receives

    /**
     * One long method on purpose: beyond 325 bytes of byte code HotSpot leaves it a call, so that the API's {@code recv}
     * stays small, is inlined into the user's loop, and the {@code Status} that nobody reads is never allocated.
     */
    @Override
    public Operation recv(@Nullable Object buffer, long offset, long count, Layout layout, int source, int tag) {
        Progress engineProgress = progress;
        Messaging engineMessaging = messaging;
        Receives engineReceives = receives;
        Matcher queue = matcher;
        engineProgress.lock();
        try {
            RecvOp op = engineReceives.take();
            long bytes = layout.bytes(count);
            op.start(queue, source, tag, layout, bytes);
            try {
                op.setBuffer(buffer, offset, count);
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                op.give();
                throw new EngineException(ErrorClass.BUFFER, String.valueOf(e.getMessage()), e);
            }
            if (source == PROC_NULL) {
                op.matchedNobody();
                op.view.clear();
                op.setDone();
                return op;
            }
            Unexpected kept = (Unexpected) queue.takeArrival(source, tag);
            if (kept != null) {
                engineReceives.receive(op, kept);
            } else {
                String lost = engineReceives.cannotCome(queue, source);
                if (lost != null) {
                    op.give();
                    throw new EngineException(
                            ErrorClass.PROC_ABORTED, "the " + op.describe() + " failed: " + lost);
                }
                queue.post(op, source, tag);
            }
            // the first looks are here and not in await, for a message that is nearly there
            for (int looks = engineProgress.firstLooks(); looks > 0 && !op.isDone(); looks--) {
                engineMessaging.poll();
            }
            if (!op.isDone()) {
                engineProgress.await(op);
            }
            int errorClass = op.errorClass();
            if (errorClass != 0) {
                String error = op.error();
                op.give();
                throw new EngineException(errorClass, error == null ? "receive failed" : error);
            }
            return op;
        } finally {
            engineProgress.unlock();
        }
    }

    private RecvOp checked(RecvOp op) {
        if (op.errorClass() != 0) {
            op.give();
        }
        op.check();
        return op;
    }

    RecvOp startReceive(
            RecvOp op, @Nullable Object buffer, long offset, long count, Layout layout, int source, int tag) {
        open(op, source, tag, buffer, offset, count, layout);
        return begin(op, source);
    }

    /** Prepares a receive; a pooled one is given back where the buffer cannot take the message. */
    private void open(
            RecvOp op, int source, int tag, @Nullable Object buffer, long offset, long count, Layout layout) {
        op.start(matcher, source, tag, layout, layout.bytes(count));
        try {
            op.setBuffer(buffer, offset, count);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            op.give();
            throw unusable(e);
        }
    }

    private RecvOp begin(RecvOp op, int source) {
        if (source == PROC_NULL) {
            op.matchedNobody();
            op.view.clear();
            op.setDone();
        } else {
            Matcher queue = matcher;
            if (freed) {
                // something that was under way goes on; the matcher may have gone, and another be there
                queue = messaging.retired(context, targets);
                op.matcher = queue;
            }
            receives.start(op, queue);
        }
        return op;
    }

    @Override
    public Operation irecvArray(Parts into, int source, int tag) {
        progress.lock();
        try {
            RecvOp op = new RecvOp();
            op.start(matcher, source, tag, Layout.BYTES, 0);
            op.expects = into.content();
            op.capacity = into.bytes();
            op.view.set(into.array(0), into.offset(0), op.capacity);
            return begin(op, source);
        } finally {
            progress.unlock();
        }
    }

    @Override
    public Operation irecvObject(Parts into, int source, int tag) {
        progress.lock();
        try {
            RecvOp op = new RecvOp();
            op.start(matcher, source, tag, Layout.BYTES, 0);
            op.expectObject(into);
            return begin(op, source);
        } finally {
            progress.unlock();
        }
    }

    @Override
    public Operation irecv(
            @Nullable Object buffer, long offset, long count, Layout layout, int source, int tag) {
        progress.lock();
        try {
            return startReceive(new RecvOp(), buffer, offset, count, layout, source, tag);
        } finally {
            progress.unlock();
        }
    }

    @Override
    public Operation receiveAgain(
            @Nullable Operation used,
            @Nullable Object buffer,
            long offset,
            long count,
            Layout layout,
            int source,
            int tag) {
        progress.lock();
        try {
            RecvOp op = used instanceof RecvOp kept ? kept : new RecvOp();
            return startReceive(op, buffer, offset, count, layout, source, tag);
        } finally {
            progress.unlock();
        }
    }

    @Override
    public Operation sendRecv(
            @Nullable Object sendBuffer,
            long sendOffset,
            long sendCount,
            Layout sendLayout,
            int dest,
            int sendTag,
            @Nullable Object recvBuffer,
            long recvOffset,
            long recvCount,
            Layout recvLayout,
            int source,
            int recvTag) {
        progress.lock();
        try {
            if (dest != PROC_NULL) {
                // before anything is started: neither half may be left behind alone
                view(scratch, sendBuffer, sendOffset, sendCount, sendLayout);
                scratch.clear();
            }
            RecvOp receive = startReceive(
                    receives.take(), recvBuffer, recvOffset, recvCount, recvLayout, source, recvTag);
            SendOp send = dest == PROC_NULL
                    ? null
                    : startSend(sendBuffer, sendOffset, sendCount, sendLayout, dest, sendTag, SendMode.STANDARD, true);
            if (send != null) {
                progress.await(send);
            }
            progress.await(receive);
            if (send != null) {
                if (send.errorClass() != 0) {
                    receive.give();
                }
                finishSend(send);
            }
            return checked(receive);
        } finally {
            progress.unlock();
        }
    }

    @Override
    public Operation isendRecv(
            @Nullable Object sendBuffer,
            long sendOffset,
            long sendCount,
            Layout sendLayout,
            int dest,
            int sendTag,
            @Nullable Object recvBuffer,
            long recvOffset,
            long recvCount,
            Layout recvLayout,
            int source,
            int recvTag) {
        progress.lock();
        try {
            if (dest != PROC_NULL) {
                // before anything is started: neither half may be left behind alone
                view(scratch, sendBuffer, sendOffset, sendCount, sendLayout);
                scratch.clear();
            }
            RecvOp receive =
                    startReceive(new RecvOp(), recvBuffer, recvOffset, recvCount, recvLayout, source, recvTag);
            SendOp send =
                    beginSend(sendBuffer, sendOffset, sendCount, sendLayout, dest, sendTag, SendMode.STANDARD, false);
            return new ExchangeOp(progress, receive, send);
        } finally {
            progress.unlock();
        }
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
            return probeNow(probe) ? probe : null;
        } finally {
            progress.unlock();
        }
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

    private @Nullable Operation pending() {
        Operation pending = messaging.pendingIn(context);
        return pending == null ? messaging.pendingIn(context | 1) : pending;
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
