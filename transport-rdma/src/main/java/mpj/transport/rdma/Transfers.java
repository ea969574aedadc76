package mpj.transport.rdma;

import java.util.ArrayDeque;
import mpj.base.memory.BufferView;
import mpj.transport.Status;
import mpj.transport.rdma.verbs.LinkLayer;
import org.jspecify.annotations.Nullable;

/**
 * The gets, puts and atomics of one connection, in the order of their beginnings. Those on registered memory are one
 * request each, others go in pieces through the pool.
 *
 * <p>Over iWARP a write that has completed has left this machine, no more; but a request to read is delivered after all
 * before it has been placed (RFC 5040, Ordering and Completions). So there the last byte of a put is read back before it ends.
 */
final class Transfers {
    /** Under way at the same time; further ones get BUSY. */
    private static final int MOST = 256;
    /** Pieces of one transfer that are copied at the same time: while some travel others are copied. */
    private static final int PIECES = 4;
    /** The largest request, if the device can: lengths are of 31 bits. */
    private static final long REQUEST_BYTES = 1L << 30;

    private static final int WORD = Long.BYTES;

    private final Resources resources;
    private final RegisteredPool pool;
    private final RdmaCounters counters;
    private final long requestBytes;
    private final boolean readsBack;
    private final ArrayDeque<Transfer> spare = new ArrayDeque<>();
    private @Nullable Transfer first;
    private @Nullable Transfer last;
    /** The first that has pieces to be posted. */
    private @Nullable Transfer unposted;

    private int count;

    Transfers(Resources resources) {
        this.resources = resources;
        this.pool = resources.pool();
        this.counters = resources.counters();
        this.requestBytes = Math.min(REQUEST_BYTES, resources.device().limits().maxMessage());
        this.readsBack = resources.device().port().linkLayer() == LinkLayer.IWARP;
    }

    boolean isFull() {
        return count == MOST;
    }

    /** Begins one, behind all others; {@link #advance} hands it to the adapter. */
    Transfer begin(Transfer.Kind kind, @Nullable BufferView local, long offset, long length, long token) {
        Transfer transfer = spare.isEmpty() ? new Transfer() : spare.pop();
        transfer.kind = length == 0 ? Transfer.Kind.FLUSH : kind;
        transfer.offset = offset;
        transfer.length = length;
        transfer.posted = 0;
        transfer.done = 0;
        transfer.inFlight = 0;
        transfer.failed = false;
        transfer.unconfirmed = readsBack && transfer.kind.isPut();
        transfer.token = token;
        if (local != null) {
            transfer.view.set(local);
        }
        boolean whole = kind == Transfer.Kind.GET || kind.isPut();
        if (length > 0
                && whole
                && transfer.view.isNative()
                && resources.cache().isWorthwhile(transfer.view, offset, length, false)) {
            transfer.registration = resources.cache().acquire(transfer.view, offset, length, false);
        }
        append(transfer);
        return transfer;
    }

    private void append(Transfer transfer) {
        Transfer end = last;
        transfer.before = end;
        transfer.after = null;
        if (end == null) {
            first = transfer;
        } else {
            end.after = transfer;
        }
        last = transfer;
        if (unposted == null) {
            unposted = transfer;
        }
        count++;
    }

    /** Hands pieces to the adapter while it takes them; whether none are left. */
    boolean advance(Channel channel) {
        Transfer transfer = unposted;
        while (transfer != null && post(transfer, channel)) {
            transfer = transfer.after;
        }
        unposted = transfer;
        return transfer == null;
    }

    /** Whether it has been handed over as a whole. */
    private boolean post(Transfer transfer, Channel channel) {
        if (transfer.failed) {
            return true;
        }
        while (transfer.posted < transfer.length) {
            if (!channel.hasRoomForPiece(transfer)) {
                return false;
            }
            boolean handed = transfer.registration != null ? postDirect(transfer, channel) : postCopied(transfer, channel);
            if (!handed) {
                return transfer.failed;
            }
        }
        return !transfer.unconfirmed || postReadBack(transfer, channel);
    }

    private boolean postReadBack(Transfer transfer, Channel channel) {
        Slot slot = channel.hasRoomForPiece(transfer) ? pool.take(RegisteredPool.SMALL) : null;
        if (slot == null) {
            return false;
        }
        transfer.unconfirmed = !channel.postReadBack(transfer, slot);
        if (transfer.unconfirmed) {
            pool.give(slot);
        }
        return !transfer.unconfirmed;
    }

    private boolean postDirect(Transfer transfer, Channel channel) {
        Registration registration = transfer.registration;
        if (registration == null) {
            return false;
        }
        long local = transfer.view.address() + transfer.offset + transfer.posted;
        long most = Math.min(requestBytes, registration.cut().reach(local));
        int bytes = (int) Math.min(most, transfer.nextBytes());
        return channel.postPiece(transfer, null, local, bytes, registration.localKey(local));
    }

    private boolean postCopied(Transfer transfer, Channel channel) {
        boolean word = transfer.kind.isAtomic();
        Slot slot = transfer.inFlight == PIECES ? null : pool.take(word ? RegisteredPool.SMALL : RegisteredPool.BOUNCE);
        if (slot == null) {
            return false;
        }
        int bytes = word ? WORD : (int) Math.min(slot.bytes, transfer.nextBytes());
        if (transfer.kind.isPut()) {
            if (!transfer.view.checkAlive()) {
                pool.give(slot);
                fail(transfer);
                return false;
            }
            transfer.view.copyTo(transfer.offset + transfer.posted, slot.address, bytes);
            counters.bounceBytes += bytes;
        }
        if (!channel.postPiece(transfer, slot, slot.address, bytes, slot.localKey)) {
            pool.give(slot);
            return false;
        }
        return true;
    }

    private static void fail(Transfer transfer) {
        transfer.failed = true;
        transfer.unconfirmed = false;
        transfer.length = transfer.posted;
    }

    /** The adapter has done with a piece; how many transfers have ended by that. */
    int ended(Transfer transfer, @Nullable Slot slot, long from, int bytes) {
        transfer.inFlight--;
        transfer.done += bytes;
        if (slot != null) {
            if (!transfer.kind.isPut()) {
                take(transfer, slot, from, bytes);
            }
            pool.give(slot);
        }
        return endIfDone(transfer);
    }

    private void take(Transfer transfer, Slot slot, long from, int bytes) {
        if (!transfer.view.checkAlive()) {
            fail(transfer);
        } else if (transfer.kind == Transfer.Kind.GET) {
            transfer.view.copyFrom(slot.address, transfer.offset + from, bytes);
            counters.bounceBytes += bytes;
        } else {
            transfer.view.copyFrom(slot.address, transfer.offset, WORD);
        }
    }

    private int endIfDone(Transfer transfer) {
        if (transfer.done < transfer.length || transfer.inFlight > 0 || transfer.unconfirmed) {
            return 0;
        }
        // once the peer has been told, the engine has to look itself
        boolean told = transfer.kind == Transfer.Kind.NOTED_PUT && !transfer.failed;
        boolean gone = transfer.failed || !told && !transfer.view.checkAlive();
        end(transfer, gone ? Status.FAILED : Status.OK);
        return 1 + settle();
    }

    /** Ends what has nothing left to wait for; how many these were. */
    int settle() {
        int events = 0;
        Transfer transfer = first;
        while (transfer != null
                && (transfer.kind == Transfer.Kind.FLUSH || transfer.failed && transfer.inFlight == 0)) {
            end(transfer, transfer.failed ? Status.FAILED : Status.OK);
            events++;
            transfer = first;
        }
        return events;
    }

    /** Whether {@link #settle} would find something. */
    boolean hasSettled() {
        Transfer transfer = first;
        return transfer != null
                && (transfer.kind == Transfer.Kind.FLUSH || transfer.failed && transfer.inFlight == 0);
    }

    private void end(Transfer transfer, int status) {
        Transfer before = transfer.before;
        Transfer after = transfer.after;
        if (before == null) {
            first = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.before = before;
        }
        if (unposted == transfer) {
            unposted = after;
        }
        count--;
        Registration registration = transfer.registration;
        if (registration != null) {
            transfer.registration = null;
            resources.cache().release(registration);
        }
        transfer.view.clear();
        spare.push(transfer);
        resources.handler().onCompletion(transfer.token, status);
    }

    /** Ends all; nothing of them is with the adapter any more. */
    void endAll() {
        for (Transfer transfer = first; transfer != null; transfer = first) {
            end(transfer, Status.CLOSED);
        }
    }

    /** Whether nothing is under way. */
    boolean isEmpty() {
        return count == 0;
    }
}
