package mpj.transport.rdma;

import java.io.StreamCorruptedException;
import java.util.Arrays;
import mpj.base.memory.BufferView;
import mpj.base.memory.RawMemory;
import mpj.transport.Reason;
import mpj.transport.Status;
import mpj.transport.rdma.verbs.CompletionStatus;
import mpj.transport.rdma.verbs.Errno;
import mpj.transport.rdma.verbs.QueuePair;
import mpj.transport.rdma.verbs.ReceiveRequest;
import mpj.transport.rdma.verbs.SendRequest;
import org.jspecify.annotations.Nullable;

/**
 * A queue pair with its accounts: a ledger of what the adapter has been given to send, the receives posted for it, and
 * the credits of both sides.
 *
 * <p>A sender may use as many of the peer's receives as it has credits. They come back in the header of whatever goes
 * the other way, or, when half of them are due, in a message of their own. For those, and for the messages that make and
 * end a connection, there are {@link #RESERVE} receives beyond the credits: of messages with at least half of all
 * credits, two can be under way.
 */
final class Channel {
    /** Receives that no credit is given for. */
    static final int RESERVE = 4;
    /** Of so many messages that went with the request itself one makes a completion, in a queue that is long enough. */
    private static final int MOST_QUIET = 16;

    /** What a channel is for, and who hears of it. */
    interface Owner {
        /** It can be sent on. */
        void onConnected();

        /** A message has come that is not the engine's. */
        void onMessage(int kind, byte[] payload);

        /** It cannot be used any more; told once. */
        void onEnded(String reason);
    }

    private final Resources resources;
    private final QueuePair pair;
    private final SendRequest request;
    /** Null where receives are shared. */
    private final @Nullable ReceiveRequest receive;

    private final int number;
    private final Completer completer;
    private final int depth;
    private final int inlineMax;
    private final Posted[] ledger;
    private final int quietMax;
    private int head;
    private int tail;
    /** Messages since the last one that makes a completion: fewer than half of the queue, so that none is stuck. */
    private int quiet;

    private Slot[] receives = new Slot[0];
    private int window;
    private int credits;
    private int due;
    /** The place in the ledger after the last request that makes a completion. */
    private int signalled;

    /** The numbers of the next message in each direction. */
    private int nextSent;

    private int nextHeard;
    private @Nullable RingLink rings;
    private boolean owing;
    private boolean broken;
    private Owner owner;
    private @Nullable Connection connection;

    /**
     * @param number tells this channel's completions from those of earlier ones
     * @param completer where the queue pair's completions come
     */
    Channel(Resources resources, QueuePair pair, int number, Completer completer, Owner owner) {
        this.resources = resources;
        this.pair = pair;
        this.number = number;
        this.completer = completer;
        this.owner = owner;
        this.depth = resources.depth();
        this.quietMax = Math.min(MOST_QUIET, depth / 4);
        this.request = pair.newSendRequest();
        this.receive = resources.sharedReceives() == null ? pair.newReceiveRequest() : null;
        this.inlineMax = Math.min(pair.maxInline(), Resources.SCRATCH_BYTES);
        int size = Integer.highestOneBit(Math.max(1, depth - 1)) << 1;
        this.ledger = new Posted[size];
        for (int i = 0; i < size; i++) {
            ledger[i] = new Posted();
        }
    }

    QueuePair pair() {
        return pair;
    }

    int number() {
        return number;
    }

    Completer completer() {
        return completer;
    }

    Owner owner() {
        return owner;
    }

    /** The connection that this has become; null while the peer has not proven itself. */
    @Nullable
    Connection connection() {
        return connection;
    }

    boolean isBroken() {
        return broken;
    }

    /** From now on the engine's messages come and go. */
    void open(Connection proven, int peerWindow) {
        owner = proven;
        connection = proven;
        credits = peerWindow;
        rings = new RingLink(resources.rings(), this);
    }

    /** Tells whose it is that it has ended. */
    void fail(String reason) {
        if (!broken) {
            broken = true;
            owner.onEnded(reason);
        }
    }

    // ---------------------------------------------------------------- receives

    /**
     * Posts receives for what is not paid by credits, and for a window of as many credits as there is memory for.
     *
     * @return whether there are enough to work with
     */
    boolean postReceives(int wantedWindow) {
        if (receive == null) {
            window = wantedWindow;
            return true;
        }
        int wanted = RESERVE + wantedWindow;
        Slot[] posted = new Slot[wanted];
        System.arraycopy(receives, 0, posted, 0, receives.length);
        int count = receives.length;
        while (count < wanted) {
            Slot slot = resources.pool().takeForReceive();
            if (slot == null) {
                break;
            }
            posted[count++] = slot;
            post(slot, receive);
        }
        receives = count == wanted ? posted : Arrays.copyOf(posted, count);
        window = Math.max(0, count - RESERVE);
        return count >= Math.min(wanted, RESERVE + 1);
    }

    /** How many credits the peer is given. */
    int window() {
        return window;
    }

    private void post(Slot slot, ReceiveRequest to) {
        int errno = to.id(Completer.receiveId(slot)).local(slot.address, slot.bytes, slot.localKey).post();
        if (errno != 0) {
            fail("a receive cannot be posted: " + Errno.describe(errno));
        }
    }

    /** A message has come into a slot; how many events that was. */
    int onReceived(Slot slot, int length) {
        if (broken) {
            resources.repostShared(slot);
            return 0;
        }
        int events = 1;
        boolean paid = false;
        if (length < Frame.HEADER_BYTES) {
            fail("it sends what is no message of ours");
        } else {
            long word = Frame.word(slot.address);
            int kind = Frame.kind(word);
            Connection proven = connection;
            paid = Frame.isPaid(kind);
            if (proven == null) {
                events = onEarly(kind, slot.address, length);
            } else {
                int heard = nextHeard;
                events = catchUp(word) ? hear(proven, word, slot.address, length) + nextHeard - heard - 1 : 0;
            }
        }
        afterReceive(slot, paid);
        return events;
    }

    /** The peer has written into this rank's memory, and tells so; how many events that was. */
    int onNote(Slot slot, int note) {
        Connection proven = connection;
        if (broken) {
            resources.repostShared(slot);
            return 0;
        }
        if (proven == null) {
            fail("it writes before it has proven who it is");
        } else {
            resources.handler().onNote(proven.peer(), note);
        }
        afterReceive(slot, proven != null);
        return 1;
    }

    /** Lets the slot take another message, and returns credits where enough are due. */
    private void afterReceive(Slot slot, boolean paid) {
        repost(slot);
        if (paid && ++due >= resources.creditsWorthAMessage(window)) {
            payLater();
        }
    }

    /** Takes what the peer has written into the ring before it sent this message: it has arrived, as that has. */
    private boolean catchUp(long word) {
        RingLink link = rings;
        boolean more = link != null;
        while (more && link != null && Frame.number(word) != nextHeard) {
            more = link.takeNext();
        }
        if (Frame.number(word) != nextHeard) {
            fail("a message is missing that it has written before another");
            return false;
        }
        return true;
    }

    /** Whether all messages before this one have been heard. */
    boolean isNext(long frame) {
        return Frame.number(Frame.word(frame)) == nextHeard;
    }

    /** The next message has come by the ring. */
    void onRecord(long frame, int length) {
        long word = Frame.word(frame);
        Connection proven = connection;
        if (proven != null && Frame.kind(word) < Frame.FIRST_OWN) {
            hear(proven, word, frame, length);
        } else {
            fail("it writes what is no message of ours");
        }
    }

    /** Handles the next message; how many events for the engine it is. */
    private int hear(Connection proven, long word, long frame, int length) {
        nextHeard++;
        credits += Frame.credits(word);
        return deliver(proven, Frame.kind(word), frame, length);
    }

    private int deliver(Connection proven, int kind, long frame, int length) {
        if (kind < Frame.FIRST_OWN) {
            resources.handler().onMessage(
                    proven.peer(),
                    kind,
                    Frame.h0(frame),
                    Frame.h1(frame),
                    Frame.h2(frame),
                    frame + Frame.HEADER_BYTES,
                    length - Frame.HEADER_BYTES);
            return 1;
        }
        if (kind >= Frame.FIRST_PAID) {
            onWords(proven, kind, Frame.payload(frame, length));
        } else if (kind != Frame.CREDIT) {
            proven.onMessage(kind, Frame.payload(frame, length));
            return 1;
        }
        return 0;
    }

    private void onWords(Connection proven, int kind, byte[] payload) {
        RingLink link = rings;
        try {
            if (kind == Frame.KEYS) {
                proven.onKeys(payload);
            } else if (link != null) {
                link.onMessage(kind, payload);
            }
        } catch (StreamCorruptedException e) {
            fail(Reason.of(e));
        }
    }

    private int onEarly(int kind, long frame, int length) {
        if (kind < Frame.FIRST_OWN || length > Frame.MAX_OWN_BYTES) {
            fail("it speaks before it has proven who it is");
        } else {
            owner.onMessage(kind, Frame.payload(frame, length));
        }
        return 1;
    }

    private void repost(Slot slot) {
        ReceiveRequest own = receive;
        if (own == null) {
            resources.repostShared(slot);
        } else if (!broken) {
            post(slot, own);
        }
    }

    /** Has {@link #payOwed} called at the end of this poll. */
    void payLater() {
        if (!owing) {
            owing = true;
            resources.payLater(this);
        }
    }

    /** Sends the credits that are due, and what is to be said of rings; false if there is no place for that now. */
    boolean payOwed() {
        RingLink link = rings;
        if (!broken && (!returnCredits() || link != null && !link.pay())) {
            return false;
        }
        owing = false;
        return true;
    }

    private boolean returnCredits() {
        if (due >= resources.creditsWorthAMessage(window)) {
            if (sendOwn(Frame.CREDIT, Frame.EMPTY) == Status.BUSY) {
                return false;
            }
            resources.counters().creditMessages++;
        }
        return true;
    }

    // ---------------------------------------------------------------- messages

    /** Sends a message of the engine's: into the peer's ring where that takes it, else for a credit. */
    int send(int kind, long h0, long h1, long h2, @Nullable BufferView payload, long offset, int length) {
        RingLink link = rings;
        OutRing ring = link == null ? null : link.ringFor(length);
        if (ring != null) {
            return post(kind, h0, h1, h2, payload, offset, length, ring);
        }
        if (credits == 0) {
            resources.counters().stalls++;
            return Status.BUSY;
        }
        int status = post(kind, h0, h1, h2, payload, offset, length, null);
        if (status == Status.OK) {
            credits--;
            if (link != null) {
                link.onSent(length);
            }
        }
        return status;
    }

    /** Sends a message of the transport's own, which no credit is needed for. */
    int sendOwn(int kind, byte[] payload) {
        BufferView view = resources.ownView();
        view.set(payload, 0, payload.length);
        return post(kind, 0, 0, 0, view, 0, payload.length, null);
    }

    /** Sends a message of the transport's own for a credit. */
    int sendPaid(int kind, byte[] payload) {
        int status = credits == 0 ? Status.BUSY : sendOwn(kind, payload);
        credits -= status == Status.OK ? 1 : 0;
        return status;
    }

    private int post(
            int kind,
            long h0,
            long h1,
            long h2,
            @Nullable BufferView payload,
            long offset,
            int length,
            @Nullable OutRing ring) {
        if (broken) {
            return Status.CLOSED;
        }
        int bytes = ring == null ? Frame.HEADER_BYTES + length : RingRecord.bytes(length);
        Slot slot = bytes > inlineMax ? slotFor(bytes) : null;
        if (tail - head >= depth || bytes > inlineMax && slot == null) {
            if (slot != null) {
                resources.pool().give(slot);
            }
            resources.counters().stalls++;
            return Status.BUSY;
        }
        long at = slot == null ? resources.scratch() : slot.address;
        int returned = Math.min(due, Frame.MOST_CREDITS);
        if (ring != null) {
            RingRecord.pad(at, length);
        }
        Frame.write(at, kind, returned, nextSent, h0, h1, h2);
        if (length > 0 && payload != null) {
            payload.copyTo(offset, at + Frame.HEADER_BYTES, length);
        }
        request.local(at, bytes, slot == null ? 0 : slot.localKey);
        if (ring == null) {
            request.send();
        } else {
            RingRecord.seal(at, length, ring.place());
            request.write(ring.remote(bytes), ring.key());
        }
        if (!hand(request, sendFlags(kind, slot), slot)) {
            return Status.CLOSED;
        }
        due -= returned;
        nextSent += connection == null ? 0 : 1;
        count(ring, slot);
        return Status.OK;
    }

    private @Nullable Slot slotFor(int bytes) {
        return resources.pool().take(bytes <= RegisteredPool.SMALL_BYTES ? RegisteredPool.SMALL : RegisteredPool.FRAME);
    }

    private void count(@Nullable OutRing ring, @Nullable Slot slot) {
        RdmaCounters counters = resources.counters();
        if (ring != null) {
            ring.advance();
            counters.ring++;
        } else if (slot != null) {
            counters.eager++;
        } else {
            counters.inline++;
        }
    }

    /** Whoever holds a slot is told when it is free, and who leaves when all has gone; of the others, some. */
    private int sendFlags(int kind, @Nullable Slot slot) {
        if (slot != null) {
            return SendRequest.SIGNALED;
        }
        return ++quiet < quietMax && kind != Frame.BYE ? SendRequest.INLINE : SendRequest.INLINE | SendRequest.SIGNALED;
    }

    /** Hands the prepared request over; false, and the channel is broken, where the adapter does not take it. */
    private boolean hand(SendRequest prepared, int flags, @Nullable Slot slot) {
        int errno = prepared.flags(flags).id(Completer.sendId(number, tail)).post();
        if (errno != 0) {
            if (slot != null) {
                resources.pool().give(slot);
            }
            fail("a request cannot be posted: " + Errno.describe(errno));
            return false;
        }
        ledger[tail & ledger.length - 1].slot = slot;
        tail++;
        if ((flags & SendRequest.SIGNALED) != 0) {
            quiet = 0;
            signalled = tail;
        }
        return true;
    }

    // ---------------------------------------------------------------- the peer's memory

    /**
     * Whether a piece of a transfer may be posted: half of the queue stays for messages, and so does a credit, which a
     * note takes as they do.
     */
    boolean hasRoomForPiece(Transfer transfer) {
        return !broken && tail - head < depth / 2 && (transfer.kind != Transfer.Kind.NOTED_PUT || credits > 1);
    }

    /** Posts the next piece of a transfer; false if the adapter does not take it. */
    boolean postPiece(Transfer transfer, @Nullable Slot slot, long local, int bytes, int localKey) {
        long remote = transfer.nextRemote();
        int key = transfer.nextRemoteKey();
        request.local(local, bytes, localKey);
        switch (transfer.kind) {
            case GET -> {
                request.read(remote, key);
                resources.counters().reads++;
            }
            case PUT -> {
                request.write(remote, key);
                resources.counters().writes++;
            }
            case NOTED_PUT -> {
                if (transfer.endsWithNote(bytes)) {
                    request.writeImmediate(remote, key, (int) transfer.operand);
                    credits--;
                    resources.counters().notes++;
                } else {
                    request.write(remote, key);
                }
                resources.counters().writes++;
            }
            case ADD -> {
                request.fetchAdd(remote, key, transfer.operand);
                resources.counters().atomics++;
            }
            case SWAP -> {
                request.compareSwap(remote, key, transfer.operand, transfer.desired);
                resources.counters().atomics++;
            }
            case FLUSH -> throw new IllegalStateException("a flush has no pieces");
        }
        return handPiece(transfer, slot, bytes);
    }

    /** Reads the last byte of a put, which has arrived when that has; false if the adapter does not take it. */
    boolean postReadBack(Transfer transfer, Slot slot) {
        request.local(slot.address, 1, slot.localKey).read(transfer.lastRemote(), transfer.lastRemoteKey());
        resources.counters().reads++;
        return handPiece(transfer, slot, 0);
    }

    private boolean handPiece(Transfer transfer, @Nullable Slot slot, int bytes) {
        Posted entry = ledger[tail & ledger.length - 1];
        if (!hand(request, SendRequest.SIGNALED, null)) {
            return false;
        }
        entry.slot = slot;
        entry.transfer = transfer;
        entry.from = transfer.posted;
        entry.bytes = bytes;
        transfer.posted += bytes;
        transfer.inFlight++;
        return true;
    }

    /**
     * Writes a word into memory that the peer keeps for this.
     *
     * @return OK, BUSY or CLOSED
     */
    int writeWord(long remote, int remoteKey, long value) {
        if (broken) {
            return Status.CLOSED;
        }
        boolean inline = inlineMax >= Long.BYTES;
        Slot slot = inline ? null : resources.pool().take(RegisteredPool.SMALL);
        if (tail - head >= depth || !inline && slot == null) {
            if (slot != null) {
                resources.pool().give(slot);
            }
            return Status.BUSY;
        }
        long at = slot == null ? resources.scratch() : slot.address;
        RawMemory.putLong(at, value);
        request.local(at, Long.BYTES, slot == null ? 0 : slot.localKey).write(remote, remoteKey);
        int flags = slot == null ? SendRequest.SIGNALED | SendRequest.INLINE : SendRequest.SIGNALED;
        return hand(request, flags, slot) ? Status.OK : Status.CLOSED;
    }

    // ---------------------------------------------------------------- completions

    /** The requests up to this one have completed; how many transfers have ended by that. */
    int onSent(int last) {
        int events = 0;
        while (last - head >= 0 && head != tail) {
            Posted entry = ledger[head & ledger.length - 1];
            head++;
            Slot slot = entry.slot;
            Transfer transfer = entry.transfer;
            entry.clear();
            if (transfer != null) {
                Connection proven = connection;
                events += proven == null ? 0 : proven.transfers().ended(transfer, slot, entry.from, entry.bytes);
            } else if (slot != null) {
                resources.pool().give(slot);
            }
        }
        return events;
    }

    /** Something that was posted has failed. */
    void onError(int status) {
        fail(CompletionStatus.describe(status));
    }

    /** Whether a request is under way that makes a completion. */
    boolean awaitsCompletion() {
        return signalled - head > 0;
    }

    /** Whether the adapter has done with all that it was given. */
    boolean isIdle() {
        return head == tail;
    }

    /** Frees the queue pair, and then what it held; transfers are left to their connection. */
    void close() {
        broken = true;
        pair.close();
        RingLink link = rings;
        if (link != null) {
            link.close();
        }
        while (head != tail) {
            Posted entry = ledger[head & ledger.length - 1];
            head++;
            Slot slot = entry.slot;
            if (slot != null) {
                resources.pool().give(slot);
            }
            entry.clear();
        }
        for (Slot slot : receives) {
            resources.pool().give(slot);
        }
        receives = new Slot[0];
    }
}
