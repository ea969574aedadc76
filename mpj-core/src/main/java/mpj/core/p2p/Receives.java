package mpj.core.p2p;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mpj.core.ErrorClass;
import mpj.core.match.Matcher;
import mpj.core.progress.Progress;
import mpj.core.request.Operation;
import mpj.transport.Status;
import org.jspecify.annotations.Nullable;

/**
 * The receiver's side of the protocols, from the moment when a receive has met its message. The bytes of an eager
 * message are there; those of a requested one are got, or put by the sender, or come in fragments, the first of these
 * that the two endpoints can. Elements with holes come in fragments, each unpacked straight to its places.
 */
final class Receives {
    private final Progress progress;
    private final OpTable table;
    private final PeerDirectory directory;
    private final UnexpectedStore unexpected;
    private final Answers answers;
    private final Backlog backlog;
    private final List<RecvOp> gets = new ArrayList<>();
    private RecvOp[] blocking = {new RecvOp()};

    Receives(
            Progress progress,
            OpTable table,
            PeerDirectory directory,
            UnexpectedStore unexpected,
            Answers answers,
            Backlog backlog) {
        this.progress = progress;
        this.table = table;
        this.directory = directory;
        this.unexpected = unexpected;
        this.answers = answers;
        this.backlog = backlog;
    }

    // ---------------------------------------------------------------- what callers do

    /** The operation of a blocking receive: there are as many as threads that received at the same time. */
    RecvOp take() {
        RecvOp op = blocking[0];
        return op.take() ? op : takeOther();
    }

    private RecvOp takeOther() {
        for (RecvOp op : blocking) {
            if (op.take()) {
                return op;
            }
        }
        int n = blocking.length;
        blocking = Arrays.copyOf(blocking, n + 1);
        RecvOp op = new RecvOp();
        op.take();
        blocking[n] = op;
        return op;
    }

    /** Matches the receive with a message that is there, or posts it. */
    void start(RecvOp op, Matcher matcher) {
        Unexpected kept = (Unexpected) matcher.takeArrival(op.wantedSource, op.wantedTag);
        if (kept != null) {
            receive(op, kept);
            return;
        }
        String why = cannotCome(matcher, op.wantedSource);
        if (why != null) {
            fail(op, why);
            return;
        }
        matcher.post(op, op.wantedSource, op.wantedTag);
    }

    /** Why no message from there can come any more; null if one can. */
    @Nullable
    String cannotCome(Matcher matcher, int source) {
        int[] members = matcher.members();
        if (source < 0 || members == null) {
            return null;
        }
        Peer peer = directory.known(members[source]);
        return peer == null || peer.lost == null ? null : peer.gone();
    }

    /** Has the receive take a message that was kept. */
    void receive(RecvOp op, Unexpected message) {
        Peer peer = message.peer;
        if (peer == null) {
            throw new IllegalStateException("a message without a sender");
        }
        int source = message.source();
        int tag = message.tag();
        if (message.kind == Kinds.EAGER) {
            deliver(op, peer, source, tag, message.content, message.address, (int) message.bytes, message.sendId);
        } else {
            op.key.set(message.key.address, message.key.access);
            op.hasKey = message.hasKey;
            request(op, peer, source, tag, message.content, message.bytes, message.table, message.sendId);
        }
        unexpected.drop(message);
    }

    /** Takes a receive back that has no message yet; one that has goes on. */
    void cancel(RecvOp op) {
        if (op.isQueued() && op.matcher != null) {
            op.matcher.unpost(op);
            op.cancelled();
            finish(op);
        }
    }

    // ---------------------------------------------------------------- a message has met its receive

    /** An eager message has met its receive; {@code ackId} is the send to acknowledge that to, 0 if none. */
    void deliver(RecvOp op, Peer peer, int source, int tag, int content, long address, int length, int ackId) {
        match(op, peer, source, tag, content, length, null);
        long n = op.bytes();
        if (n > 0) {
            if (!op.view.checkAlive()) {
                op.failArenaClosed();
            } else {
                op.layout.unpack(address, op.view, 0, n);
            }
        }
        if (ackId != 0) {
            answers.send(peer, Kinds.ACK, ackId);
        }
        finish(op);
        answers.credit(peer, length);
    }

    /** A request to send has met its receive, in which its key is already. */
    void request(
            RecvOp op,
            Peer peer,
            int source,
            int tag,
            int content,
            long total,
            long @Nullable [] partTable,
            int sendId) {
        match(op, peer, source, tag, content, total, partTable);
        op.peer = peer;
        op.sendId = sendId;
        op.wanted = op.bytes();
        op.received = 0;
        if (op.wanted == 0 || !op.view.checkAlive()) {
            if (op.wanted > 0) {
                op.failArenaClosed();
            }
            answers.send(peer, Kinds.FIN, sendId);
            finish(op);
            return;
        }
        // of no bytes where there are several parts
        op.target.set(op.view);
        op.id = table.add(op);
        if (!canGet(op, peer) || !tryGet(op, peer)) {
            clearToSend(op, peer, true);
        }
    }

    private static boolean canGet(RecvOp op, Peer peer) {
        return op.hasKey
                && op.layout.isContiguous()
                && peer.endpoint.canReach(op.key, op.target)
                && peer.endpoint.prefersRemote(op.key, op.wanted);
    }

    /** Prepares a receive and its message for each other, and sets what the receive says of the message. */
    private static void match(
            RecvOp op, Peer peer, int source, int tag, int content, long total, long @Nullable [] partTable) {
        if ((content | op.expects) != 0) {
            op.open(source, tag, content, total, partTable);
        }
        op.matched(source, tag, total);
        peer.receivedBytes += total;
        if (total > op.bytes()) {
            truncated(op, total);
        }
    }

    private static void truncated(RecvOp op, long total) {
        op.fail(
                ErrorClass.TRUNCATE,
                "message truncated: " + total + " bytes from rank " + op.source() + " with tag " + op.tag()
                        + " came for a receive of at most " + op.capacity + " bytes");
    }

    // ---------------------------------------------------------------- the bytes of a requested message

    /** Starts the get, now or when there is room; false if it will never work. */
    private boolean tryGet(RecvOp op, Peer peer) {
        int status = get(op, peer);
        progress.wakeLeader();
        if (status == Status.BUSY) {
            gets.add(op);
            backlog.add();
            return true;
        }
        return status == Status.PENDING;
    }

    private static int get(RecvOp op, Peer peer) {
        return peer.endpoint.get(op.target, 0, op.key, 0, op.wanted, op.id);
    }

    boolean hasWaitingGets() {
        return !gets.isEmpty();
    }

    /** Starts gets that found no room; returns how many. */
    int retryGets() {
        int events = 0;
        for (int i = 0; i < gets.size(); i++) {
            RecvOp op = gets.get(i);
            Peer peer = op.peer;
            if (peer == null) {
                continue;
            }
            int status = get(op, peer);
            if (status != Status.BUSY) {
                gets.remove(i--);
                events++;
                if (status != Status.PENDING) {
                    onGot(op, status);
                }
            }
        }
        return events;
    }

    /** A get has ended. */
    void onGot(RecvOp op, int status) {
        Peer peer = op.peer;
        if (peer == null) {
            return;
        }
        if (status == Status.OK) {
            answers.send(peer, Kinds.FIN, op.sendId);
            finish(op);
        } else if (status == Status.CLOSED) {
            fail(op, peer.gone());
        } else if (!op.target.checkAlive()) {
            op.failArenaClosed();
            answers.send(peer, Kinds.FIN, op.sendId);
            finish(op);
        } else {
            // the memory could not be reached after all: have it sent
            clearToSend(op, peer, false);
        }
    }

    private void clearToSend(RecvOp op, Peer peer, boolean offerKey) {
        boolean hasKey = offerKey
                && op.partViews == null
                && op.layout.isContiguous()
                && peer.endpoint.isWorthExporting(op.target, true)
                && peer.endpoint.export(op.target, op.exportKey);
        op.exported = hasKey;
        answers.send(
                peer,
                Kinds.CTS,
                Kinds.word(op.sendId, op.id),
                op.wanted,
                hasKey ? Kinds.HAS_KEY : 0,
                hasKey ? op.exportKey.address : 0,
                hasKey ? op.exportKey.access : 0,
                Kinds.CTS_BYTES);
    }

    /** A fragment has come. */
    void onData(int receiveId, long offset, long address, int length) {
        if (!(table.get(receiveId) instanceof RecvOp op)) {
            return;
        }
        PartViews parts = op.partViews;
        if (parts != null) {
            parts.copyFrom(address, offset, length);
        } else if (op.target.checkAlive()) {
            op.layout.unpack(address, op.target, 0, offset, length);
        } else {
            op.failArenaClosed();
        }
        op.received += length;
        if (op.received >= op.wanted) {
            finish(op);
        }
    }

    /** The sender has put all bytes. */
    void onPut(int receiveId) {
        if (table.get(receiveId) instanceof RecvOp op) {
            finish(op);
        }
    }

    // ---------------------------------------------------------------- ends

    /** The receive is over. */
    private void finish(RecvOp op) {
        Peer peer = op.peer;
        if (op.exported && peer != null) {
            op.exported = false;
            peer.endpoint.unexport(op.exportKey);
        }
        if (op.id != 0) {
            table.remove(op.id);
            op.id = 0;
            op.target.clear();
        }
        op.view.clear();
        op.partViews = null;
        progress.complete(op);
    }

    /** Ends a receive to which nothing comes any more. */
    void fail(RecvOp op, String why) {
        op.fail(ErrorClass.PROC_ABORTED, "the " + op.describe() + " failed: " + why);
        finish(op);
    }

    /** Ends all receives that have met a message of a peer that is gone. */
    void failAll(Peer peer) {
        for (Operation operation : table.all()) {
            if (operation instanceof RecvOp op && op.peer == peer) {
                gets.remove(op);
                fail(op, peer.gone());
            }
        }
    }
}
