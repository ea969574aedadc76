package mpj.core.p2p;

import mpj.base.memory.BufferView;
import mpj.core.EngineException;
import mpj.core.ErrorClass;
import mpj.core.comm.Communicator;
import mpj.core.comm.Parts;
import mpj.core.comm.SendMode;
import mpj.core.datatype.Layout;
import mpj.core.match.Matcher;
import mpj.core.progress.Progress;
import mpj.core.request.Operation;
import org.jspecify.annotations.Nullable;

/** Sends and receives in one context: hands them to {@link Sends} and {@link Receives}, and waits. */
abstract class ContextMessages implements Communicator {
    final P2p p2p;
    final Messaging messaging;
    final Receives receives;
    final Progress progress;
    final long context;
    final int rank;
    /** The members that messages go to and come from. */
    final int[] targets;

    final Matcher matcher;
    final SendBuffer sendBuffer;
    /** For a buffer that is looked at under the engine lock, and cleared after. */
    final BufferView scratch;
    /** Guarded by the engine lock. */
    boolean freed;

    private final Sends sends;
    private final @Nullable Peer[] peers;

    ContextMessages(P2p p2p, long context, int rank, int[] targets) {
        this.p2p = p2p;
        this.messaging = p2p.messaging();
        this.sends = messaging.sends();
        this.receives = messaging.receives();
        this.progress = messaging.progress();
        this.scratch = p2p.scratch();
        this.sendBuffer = p2p.newSendBuffer();
        this.context = context;
        this.rank = rank;
        this.targets = targets;
        this.peers = new Peer[targets.length];
        progress.lock();
        try {
            this.matcher = messaging.matchers().of(context);
            matcher.setMembers(targets);
        } finally {
            progress.unlock();
        }
    }

    final Peer peer(int dest) {
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
    public final void send(
            @Nullable Object buffer, long offset, long count, Layout layout, int dest, int tag, SendMode mode) {
        if (dest == PROC_NULL) {
            return;
        }
        progress.lock();
        try {
            if (sendNow(buffer, offset, count, layout, dest, tag, mode)) {
                return;
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

    /** Sends at once if nothing has to be kept for it; false where an operation is needed. Under the lock. */
    private boolean sendNow(
            @Nullable Object buffer, long offset, long count, Layout layout, int dest, int tag, SendMode mode) {
        if (mode == SendMode.BUFFERED) {
            // also for a message that needs none: whether there is room must not depend on the peer
            sendBuffer.room(layout.bytes(count));
        }
        if (mode == SendMode.SYNCHRONOUS || !layout.isDense(count)) {
            return false;
        }
        long bytes = layout.bytes(count);
        view(scratch, buffer, offset + layout.trueLb(), bytes);
        boolean sent = sends.sendNow(peer(dest), context, rank, tag, scratch, bytes);
        scratch.clear();
        return sent;
    }

    @Override
    public final void sendObject(Parts object, int dest, int tag, SendMode mode) {
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
    public final Operation isendObject(Parts object, int dest, int tag, SendMode mode) {
        progress.lock();
        try {
            SendOp op = dest == PROC_NULL ? null : startObject(object, dest, tag, mode, false);
            return op == null ? SentOp.INSTANCE : op;
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
    final void releaseSend(@Nullable Operation send) {
        if (send instanceof SendOp op) {
            sends.release(op);
        }
    }

    private void finishSend(SendOp op) {
        sends.release(op);
        op.check();
    }

    /** Starts a send; null where it is buffered and so over for the caller. */
    final @Nullable SendOp startSend(
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
    public final Operation isend(
            @Nullable Object buffer, long offset, long count, Layout layout, int dest, int tag, SendMode mode) {
        progress.lock();
        try {
            return beginSend(buffer, offset, count, layout, dest, tag, mode, false);
        } finally {
            progress.unlock();
        }
    }

    @Override
    public final Operation sendAgain(
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
            releaseSend(used);
            return beginSend(buffer, offset, count, layout, dest, tag, mode, true);
        } finally {
            progress.unlock();
        }
    }

    /** Begins a send, or has one be over that needs nothing more; under the lock. */
    final Operation beginSend(
            @Nullable Object buffer,
            long offset,
            long count,
            Layout layout,
            int dest,
            int tag,
            SendMode mode,
            boolean pooled) {
        if (dest == PROC_NULL || sendNow(buffer, offset, count, layout, dest, tag, mode)) {
            return SentOp.INSTANCE;
        }
        SendOp op = startSend(buffer, offset, count, layout, dest, tag, mode, pooled);
        return op == null ? SentOp.INSTANCE : op;
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
    public final Operation recv(@Nullable Object buffer, long offset, long count, Layout layout, int source, int tag) {
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

    final RecvOp startReceive(
            RecvOp op, @Nullable Object buffer, long offset, long count, Layout layout, int source, int tag) {
        open(op, source, tag, buffer, offset, count, layout);
        return begin(op, source);
    }

    /** Prepares a receive; a pooled one is given back where the buffer cannot take the message. */
    final void open(
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
    public final Operation irecvArray(Parts into, int source, int tag) {
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
    public final Operation irecvObject(Parts into, int source, int tag) {
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
    public final Operation irecv(
            @Nullable Object buffer, long offset, long count, Layout layout, int source, int tag) {
        progress.lock();
        try {
            return startReceive(new RecvOp(), buffer, offset, count, layout, source, tag);
        } finally {
            progress.unlock();
        }
    }

    @Override
    public final Operation receiveAgain(
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
    public final Operation sendRecv(
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
    public final Operation isendRecv(
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
            Operation send =
                    beginSend(sendBuffer, sendOffset, sendCount, sendLayout, dest, sendTag, SendMode.STANDARD, false);
            return new ExchangeOp(progress, receive, send);
        } finally {
            progress.unlock();
        }
    }
}
