package mpj.core.p2p;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mpj.core.ErrorClass;
import mpj.core.match.Matcher;
import mpj.core.progress.Progress;
import mpj.core.request.Operation;
import mpj.transport.Endpoint;
import mpj.transport.RemoteKey;
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
    private final List<Transfer> gets = new ArrayList<>();
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
            Transfer transfer = op.transfer(peer);
            transfer.key.set(message.key.address, message.key.access);
            transfer.hasKey = message.hasKey;
            request(transfer, source, tag, message.content, message.bytes, message.table, message.sendId);
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

    /** A request to send, whose key is in the transfer already, has met its receive. */
    void request(
            Transfer transfer,
            int source,
            int tag,
            int content,
            long total,
            long @Nullable [] partTable,
            int sendId) {
        RecvOp op = transfer.op;
        match(op, transfer.peer, source, tag, content, total, partTable);
        transfer.sendId = sendId;
        transfer.wanted = op.bytes();
        transfer.received = 0;
        if (transfer.wanted == 0 || !op.view.checkAlive()) {
            if (transfer.wanted > 0) {
                op.failArenaClosed();
            }
            finishSend(transfer);
            finish(op);
            return;
        }
        // of no bytes where there are several parts
        transfer.target.set(op.view);
        transfer.id = table.add(op);
        if (!canGet(transfer) || !tryGet(transfer)) {
            clearToSend(transfer, true);
        }
    }

    private static boolean canGet(Transfer transfer) {
        Endpoint endpoint = transfer.peer.endpoint;
        return transfer.hasKey
                && transfer.op.layout.isContiguous()
                && endpoint.canReach(transfer.key, transfer.target)
                && endpoint.prefersRemote(transfer.key, transfer.wanted);
    }

    /** Tells the sender that its message is not needed any more. */
    private void finishSend(Transfer transfer) {
        answers.send(transfer.peer, Kinds.FIN, transfer.sendId);
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
    private boolean tryGet(Transfer transfer) {
        int status = get(transfer);
        progress.wakeLeader();
        if (status == Status.BUSY) {
            gets.add(transfer);
            backlog.add();
            return true;
        }
        return status == Status.PENDING;
    }

    private static int get(Transfer transfer) {
        return transfer.peer.endpoint.get(
                transfer.target, 0, transfer.key, 0, transfer.wanted, transfer.id);
    }

    boolean hasWaitingGets() {
        return !gets.isEmpty();
    }

    /** Starts gets that found no room; returns how many. */
    int retryGets() {
        int events = 0;
        for (int i = 0; i < gets.size(); i++) {
            Transfer transfer = gets.get(i);
            int status = get(transfer);
            if (status != Status.BUSY) {
                gets.remove(i--);
                events++;
                if (status != Status.PENDING) {
                    onGot(transfer, status);
                }
            }
        }
        return events;
    }

    /** A get has ended. */
    void onGot(RecvOp op, int status) {
        Transfer transfer = op.moving();
        if (transfer != null) {
            onGot(transfer, status);
        }
    }

    private void onGot(Transfer transfer, int status) {
        RecvOp op = transfer.op;
        if (status == Status.OK) {
            finishSend(transfer);
            finish(op);
        } else if (status == Status.CLOSED) {
            fail(op, transfer.peer.gone());
        } else if (!transfer.target.checkAlive()) {
            op.failArenaClosed();
            finishSend(transfer);
            finish(op);
        } else {
            // the memory could not be reached after all: have it sent
            clearToSend(transfer, false);
        }
    }

    private void clearToSend(Transfer transfer, boolean offerKey) {
        RecvOp op = transfer.op;
        Endpoint endpoint = transfer.peer.endpoint;
        RemoteKey key = transfer.exportKey;
        boolean hasKey = offerKey
                && op.partViews == null
                && op.layout.isContiguous()
                && endpoint.isWorthExporting(transfer.target, true)
                && endpoint.export(transfer.target, key);
        transfer.exported = hasKey;
        answers.send(
                transfer.peer,
                Kinds.CTS,
                Kinds.word(transfer.sendId, transfer.id),
                transfer.wanted,
                hasKey ? Kinds.HAS_KEY : 0,
                hasKey ? key.address : 0,
                hasKey ? key.access : 0,
                Kinds.CTS_BYTES);
    }

    /** A fragment has come. */
    void onData(int receiveId, long offset, long address, int length) {
        if (!(table.get(receiveId) instanceof RecvOp op)) {
            return;
        }
        Transfer transfer = op.moving();
        if (transfer == null) {
            return;
        }
        PartViews parts = op.partViews;
        if (parts != null) {
            parts.copyFrom(address, offset, length);
        } else if (transfer.target.checkAlive()) {
            op.layout.unpack(address, transfer.target, 0, offset, length);
        } else {
            op.failArenaClosed();
        }
        transfer.received += length;
        if (transfer.received >= transfer.wanted) {
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
        Transfer transfer = op.moving();
        if (transfer != null) {
            end(transfer);
        }
        op.view.clear();
        op.partViews = null;
        progress.complete(op);
    }

    private void end(Transfer transfer) {
        if (transfer.exported) {
            transfer.exported = false;
            transfer.peer.endpoint.unexport(transfer.exportKey);
        }
        table.remove(transfer.id);
        transfer.id = 0;
        transfer.target.clear();
    }

    /** Ends a receive to which nothing comes any more. */
    void fail(RecvOp op, String why) {
        op.fail(ErrorClass.PROC_ABORTED, "the " + op.describe() + " failed: " + why);
        finish(op);
    }

    /** Ends all receives that have met a message of a peer that is gone. */
    void failAll(Peer peer) {
        for (Operation operation : table.all()) {
            if (operation instanceof RecvOp op) {
                Transfer transfer = op.moving();
                if (transfer != null && transfer.peer == peer) {
                    gets.remove(transfer);
                    fail(op, peer.gone());
                }
            }
        }
    }
}
