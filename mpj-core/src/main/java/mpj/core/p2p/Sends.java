package mpj.core.p2p;

import java.util.ArrayList;
import java.util.List;
import mpj.base.memory.BufferView;
import mpj.base.memory.NativePool;
import mpj.base.memory.RawMemory;
import mpj.core.ErrorClass;
import mpj.core.datatype.Layout;
import mpj.core.progress.Progress;
import mpj.core.request.Operation;
import mpj.transport.Status;
import org.jspecify.annotations.Nullable;

/**
 * The sender's side of the protocols. A message leaves eager - at once, whether its receive is there or not - or a
 * request to send leaves in its place, and when the receiver answers, its bytes are put there or sent in fragments,
 * unless the receiver gets them itself. Elements with holes are packed fragment by fragment, as these leave.
 */
final class Sends {
    /** Fragments of one message sent in one poll. */
    private static final int FRAGMENTS_PER_POLL = 4;

    private final Progress progress;
    private final OpTable table;
    private final NativePool memory;
    private final Answers answers;
    private final Backlog backlog;
    private final List<SendOp> streams = new ArrayList<>();
    private final long requestAddress;
    private final BufferView request = new BufferView();
    /** The piece that is being sent of a message with holes. */
    private final BufferView packed = new BufferView();
    private @Nullable SendOp free;

    Sends(Progress progress, OpTable table, NativePool memory, Answers answers, Backlog backlog) {
        this.progress = progress;
        this.table = table;
        this.memory = memory;
        this.answers = answers;
        this.backlog = backlog;
        requestAddress = memory.take(Rts.MOST_BYTES);
        request.setNative(requestAddress, Rts.MOST_BYTES, null);
    }

    // ---------------------------------------------------------------- what callers do

    /** Sends at once if that is possible without keeping anything: the hot path of every small message. */
    boolean sendNow(Peer peer, long context, int source, int tag, BufferView view, long length) {
        if (length > eagerLimit(peer, view) || !peer.waiting.isEmpty() || !peer.hasCredit(length)) {
            return false;
        }
        int status = peer.endpoint.send(
                Kinds.EAGER,
                context,
                Kinds.word((int) peer.sendSequence, tag),
                Kinds.word(source, 0),
                view,
                0,
                (int) length);
        if (status != Status.OK) {
            return false;
        }
        peer.sendSequence++;
        peer.sentBytes += length;
        peer.unacknowledged += length + Peer.OVERHEAD;
        if (peer.isSelf) {
            progress.wakeLeader();
        }
        return true;
    }

    private static int eagerLimit(Peer peer, SendOp op) {
        return op.layout == null ? eagerLimit(peer, op.view) : peer.capabilities.eagerCopyMax();
    }

    private static int eagerLimit(Peer peer, BufferView view) {
        return view.isNative() ? peer.capabilities.eagerMax() : peer.capabilities.eagerCopyMax();
    }

    /** An operation for a send; a pooled one is to be given back by {@link #release}. */
    SendOp take(boolean pooled) {
        SendOp op = pooled ? free : null;
        if (op == null) {
            op = new SendOp();
        } else {
            free = op.link;
            op.link = null;
        }
        op.pooled = pooled;
        return op;
    }

    /** Gives the operation of a blocking or buffered send back. */
    void release(SendOp op) {
        if (op.pooled) {
            op.link = free;
            free = op;
        }
    }

    /** Packs a buffered message into memory of the send's own; {@code view} spans the elements. */
    void pack(SendOp op, BufferView view, long count, Layout layout) {
        layout.pack(view, 0, count, stage(op, layout.bytes(count)));
    }

    /** Packs the parts of a buffered object. */
    void pack(SendOp op, PartViews parts, long bytes) {
        parts.copyTo(stage(op, bytes));
    }

    /** The bytes of a message with holes from {@code from} on, packed; once, however often they find no room. */
    private BufferView packed(SendOp op, Layout layout, long from, int n) {
        if (op.stagingBytes < n) {
            giveStaging(op);
            op.stagingBytes = n;
            op.staging = memory.take(n);
        }
        if (op.packedFrom != from || op.packedBytes != n) {
            layout.pack(op.view, 0, from, n, op.staging);
            op.packedFrom = from;
            op.packedBytes = n;
        }
        packed.setNative(op.staging, n, null);
        return packed;
    }

    private void giveStaging(SendOp op) {
        if (op.staging != 0) {
            memory.give(op.staging, op.stagingBytes);
            op.staging = 0;
            op.stagingBytes = 0;
        }
    }

    private long stage(SendOp op, long n) {
        op.stagingBytes = Math.max(1, n);
        op.staging = memory.take(op.stagingBytes);
        op.view.setNative(op.staging, n, null);
        return op.staging;
    }

    /** Gives the operation its place in the order to the peer and starts it. */
    void start(SendOp op) {
        Peer peer = peerOf(op);
        op.sequence = (int) peer.sendSequence++;
        peer.sentBytes += op.length;
        if (peer.isSelf) {
            progress.wakeLeader();
        }
        if (peer.lost != null) {
            fail(op, peer);
        } else if (!peer.waiting.isEmpty() || !trySend(op, peer)) {
            peer.refusals++;
            peer.waiting.add(op);
            backlog.add(peer);
        }
    }

    // ---------------------------------------------------------------- first messages

    private static Peer peerOf(SendOp op) {
        Peer peer = op.peer;
        if (peer == null) {
            throw new IllegalStateException("a send without a peer");
        }
        return peer;
    }

    /** Sends the message or its request; false where there is no room now. */
    private boolean trySend(SendOp op, Peer peer) {
        if (!op.view.checkAlive()) {
            op.failArenaClosed();
            // the peer counts messages: an empty one must take this one's number
            op.length = 0;
            op.layout = null;
            op.view.clear();
        }
        boolean eager =
                op.table == null && op.length <= eagerLimit(peer, op) && peer.hasCredit(op.length);
        int status = eager ? sendEager(op, peer) : sendRequest(op, peer);
        if (status == Status.BUSY) {
            return false;
        }
        if (status == Status.CLOSED) {
            fail(op, peer);
        } else if (eager) {
            peer.unacknowledged += op.length + Peer.OVERHEAD;
            if (!op.synchronous) {
                finish(op);
            }
        }
        return true;
    }

    private int sendEager(SendOp op, Peer peer) {
        if (op.synchronous && op.id == 0) {
            op.id = table.add(op);
        }
        Layout layout = op.layout;
        return peer.endpoint.send(
                Kinds.EAGER,
                op.context,
                Kinds.word(op.sequence, op.tag()),
                Kinds.word(op.origin(), op.id),
                layout == null ? op.view : packed(op, layout, 0, (int) op.length),
                0,
                (int) op.length);
    }

    private int sendRequest(SendOp op, Peer peer) {
        if (op.id == 0) {
            op.id = table.add(op);
            op.exported = op.table == null
                    && op.layout == null
                    && peer.endpoint.isWorthExporting(op.view, false)
                    && peer.endpoint.exportToRead(op.view, op.key);
        }
        return peer.endpoint.send(
                Kinds.RTS,
                op.context,
                Kinds.word(op.sequence, op.tag()),
                Kinds.word(op.origin(), op.id),
                request,
                0,
                Rts.write(requestAddress, op));
    }

    /** Sends waiting messages while there is room; returns how many. */
    int flush(Peer peer) {
        int events = 0;
        for (SendOp op = peer.waiting.peek(); op != null; op = peer.waiting.peek()) {
            if (!trySend(op, peer)) {
                return events;
            }
            peer.waiting.remove();
            events++;
        }
        return events;
    }

    // ---------------------------------------------------------------- answers of the receiver

    /** The receiver is there and says how it wants the bytes. */
    void onClearToSend(Peer peer, int sendId, int receiveId, long wanted, long flags, long payload) {
        if (!(table.get(sendId) instanceof SendOp op)) {
            return;
        }
        op.receiveId = receiveId;
        op.wanted = wanted;
        op.sent = 0;
        if (!op.view.checkAlive()) {
            op.failArenaClosed();
        }
        if ((flags & Kinds.HAS_KEY) != 0 && op.layout == null) {
            op.peerKey.set(RawMemory.getLong(payload), RawMemory.getLong(payload + 8));
            if (put(op, peer) == Status.PENDING) {
                progress.wakeLeader();
                return;
            }
        }
        streamLater(op);
    }

    /** Puts the bytes to where the receiver wants them; PENDING, or they have to be sent. */
    private static int put(SendOp op, Peer peer) {
        if (!peer.endpoint.canReach(op.peerKey, op.view) || !peer.endpoint.prefersRemote(op.peerKey, op.wanted)) {
            return Status.FAILED;
        }
        int status = peer.endpoint.putWithNote(op.view, 0, op.peerKey, 0, op.wanted, op.receiveId, op.id);
        op.noted = status == Status.PENDING;
        return status == Status.FAILED
                ? peer.endpoint.put(op.view, 0, op.peerKey, 0, op.wanted, op.id)
                : status;
    }

    /** A put has ended. */
    void onPut(SendOp op, int status) {
        Peer peer = peerOf(op);
        if (status == Status.OK) {
            if (!op.noted) {
                answers.send(peer, Kinds.DONE, op.receiveId);
            } else if (!op.view.checkAlive()) {
                // what the receiver has been told of may be anything
                op.failArenaClosed();
            }
            finish(op);
        } else if (status == Status.CLOSED) {
            fail(op, peer);
        } else {
            streamLater(op);
        }
    }

    /** The receiver has got the bytes. */
    void onGot(int sendId) {
        if (table.get(sendId) instanceof SendOp op) {
            if (!op.view.checkAlive()) {
                // what the receiver has read may be anything
                op.failArenaClosed();
            }
            finish(op);
        }
    }

    /** An eager synchronous send has been matched. */
    void onMatched(int sendId) {
        if (table.get(sendId) instanceof SendOp op) {
            finish(op);
        }
    }

    // ---------------------------------------------------------------- fragments

    private void streamLater(SendOp op) {
        streams.add(op);
        backlog.add();
    }

    boolean isStreaming() {
        return !streams.isEmpty();
    }

    /** Sends some fragments of each message that travels in fragments; returns how many messages went on. */
    int advanceStreams() {
        int events = 0;
        for (int i = 0; i < streams.size(); i++) {
            SendOp op = streams.get(i);
            long before = op.sent;
            if (stream(op)) {
                streams.remove(i--);
                events++;
            } else if (op.sent != before) {
                events++;
            }
        }
        return events;
    }

    /** Sends some fragments of a message; true when all are on their way. */
    private boolean stream(SendOp op) {
        Peer peer = peerOf(op);
        int fragment = peer.capabilities.fragment();
        boolean alive = op.view.checkAlive();
        if (!alive) {
            op.failArenaClosed();
        }
        for (int i = 0; i < FRAGMENTS_PER_POLL && op.sent < op.wanted; i++) {
            int n = (int) Math.min(fragment, op.wanted - op.sent);
            BufferView from = op.view;
            long offset = op.sent;
            PartViews parts = op.parts;
            Layout layout = op.layout;
            if (parts != null) {
                n = (int) Math.min(n, parts.room(offset));
                from = parts.at(offset);
                offset = parts.within(offset);
            } else if (!alive) {
                // the receiver counts bytes: where ours are gone it gets whatever, and this send its error
                from = zeros(n);
                offset = 0;
            } else if (layout != null) {
                from = packed(op, layout, offset, n);
                offset = 0;
            }
            int status = peer.endpoint.send(Kinds.DATA, op.receiveId, op.sent, 0, from, offset, n);
            if (status == Status.BUSY) {
                return false;
            }
            if (status == Status.CLOSED) {
                fail(op, peer);
                return true;
            }
            op.sent += n;
        }
        if (op.sent < op.wanted) {
            return false;
        }
        finish(op);
        return true;
    }

    private static BufferView zeros(int bytes) {
        BufferView view = new BufferView();
        view.set(new byte[bytes], 0, bytes);
        return view;
    }

    // ---------------------------------------------------------------- ends

    /** The send is over: gives everything back and tells whoever waits. */
    private void finish(SendOp op) {
        Peer peer = peerOf(op);
        if (op.exported) {
            peer.endpoint.unexport(op.key);
            op.exported = false;
        }
        if (op.id != 0) {
            table.remove(op.id);
            op.id = 0;
        }
        giveStaging(op);
        SendBuffer.Space space = op.space;
        if (space != null) {
            op.space = null;
            space.end(op.spaceNumber, op.bytes());
        }
        op.view.clear();
        op.layout = null;
        op.parts = null;
        // who is told of the end may use the operation again at once
        boolean detached = op.detached;
        progress.complete(op);
        if (detached) {
            release(op);
        }
    }

    private void fail(SendOp op, Peer peer) {
        op.fail(ErrorClass.PROC_ABORTED, "the " + op.describe() + " failed: " + peer.gone());
        finish(op);
    }

    /** Ends all sends to a peer that is gone. */
    void failAll(Peer peer) {
        for (SendOp op = peer.waiting.poll(); op != null; op = peer.waiting.poll()) {
            fail(op, peer);
        }
        for (Operation operation : table.all()) {
            if (operation instanceof SendOp op && op.peer == peer) {
                streams.remove(op);
                fail(op, peer);
            }
        }
    }
}
