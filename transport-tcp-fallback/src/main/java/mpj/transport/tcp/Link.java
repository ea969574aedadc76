package mpj.transport.tcp;

import java.io.IOException;
import java.io.StreamCorruptedException;
import mpj.base.memory.BufferView;
import mpj.base.memory.RawMemory;
import mpj.transport.Capabilities;
import mpj.transport.Endpoint;
import mpj.transport.Reason;
import mpj.transport.RemoteKey;
import mpj.transport.Status;
import org.jspecify.annotations.Nullable;

/**
 * The way to one peer: nothing yet, a connection that is being made while messages wait, one that stands, or one that
 * has ended.
 */
final class Link implements Endpoint {
    /** Gets and puts under way at the same time; further ones get BUSY until one has ended. */
    private static final int MAX_OPERATIONS = 256;

    private final TcpTransport transport;
    private final int peer;
    private final long buffers;
    private final Outbox outbox;
    private final BufferView numberView = new BufferView();
    private @Nullable Dialer dialer;
    private @Nullable Wire wire;
    private @Nullable Inbox inbox;
    private int operations;
    private boolean closed;
    private boolean watchesRoom;
    private boolean queued;
    private boolean leaving;
    /** Whether the last attempt to send what waits has found no room for a byte. */
    private boolean stuck;

    /** Whether the peer's machine has not answered the last time that was asked, and since when. */
    private boolean silent;

    private long silentSinceNs;
    /** On which the peer listens. */
    private int peerPort;
    /** Whether a piece of the put that is being received could not be written. */
    private boolean putFailed;

    Link(TcpTransport transport, int peer) {
        this.transport = transport;
        this.peer = peer;
        this.buffers = transport.takeBuffers();
        this.outbox = new Outbox(this, buffers, transport.entries());
        numberView.setNative(transport.number(), Long.BYTES, null);
    }

    /** The memory of a link: what waits to be sent, and what has come. */
    static long bufferBytes() {
        return Frame.OUTBOX_BYTES + Frame.INBOX_BYTES;
    }

    // ---------------------------------------------------------------- the connection

    /** Begins to connect, unless there is a connection or an attempt already. */
    void dial(TcpCard to) {
        peerPort = to.port();
        if (wire == null && dialer == null && !closed) {
            Dialer attempt = new Dialer(transport, this, to);
            dialer = attempt;
            transport.watchTime();
            attempt.dial();
        }
    }

    boolean isDialing() {
        return dialer != null;
    }

    boolean isConnected() {
        return wire != null;
    }

    boolean isClosed() {
        return closed;
    }

    /** A connection stands, made by either side: what has been kept goes. */
    void open(Wire connected) throws IOException {
        Dialer attempt = dialer;
        if (attempt != null) {
            dialer = null;
            attempt.give();
        }
        wire = connected;
        inbox = new Inbox(this, connected, buffers + Frame.OUTBOX_BYTES);
        outbox.open(connected);
        connected.watch(this::onReady, false);
        transport.opened(this);
        flush();
    }

    /** What the attempt to connect has to do at this time. */
    void onTime(long nowNs) {
        Dialer attempt = dialer;
        if (attempt != null) {
            attempt.onTime(nowNs);
        }
    }

    /** Whether something waits for room, and found none the last time. */
    boolean isStuck() {
        return stuck && isPending();
    }

    /** A peer that computes may take nothing for as long as it likes, but its machine answers. */
    void checkSilence(long nowNs) {
        Wire to = wire;
        if (to == null || to.isAnswered(isStuck(), peerPort)) {
            silent = false;
        } else if (!silent) {
            silent = true;
            silentSinceNs = nowNs;
        } else if (nowNs - silentSinceNs > transport.timeoutNs()) {
            transport.loseLater(this, "timed out: its machine has not answered for " + transport.timeoutS() + " s");
        }
    }

    private int onReady() {
        if (outbox.isPending()) {
            flush();
        }
        int events = read();
        if (events > 0) {
            transport.prefer(this);
        }
        return events;
    }

    /** Reads what has come; the number of events. */
    int read() {
        Inbox from = inbox;
        if (from == null) {
            return 0;
        }
        try {
            return from.poll();
        } catch (IOException e) {
            transport.loseLater(this, Reason.of(e));
            return 1;
        }
    }

    /** Sends what waits, as far as there is room. */
    void flush() {
        try {
            stuck = !outbox.flush();
            silent &= stuck;
        } catch (IOException e) {
            transport.loseLater(this, Reason.of(e));
        }
        if (outbox.isPending()) {
            transport.flushLater(this);
        } else if (watchesRoom) {
            watchRoom();
        }
    }

    /** Whether something that was accepted is still to be sent. */
    boolean isPending() {
        return !closed && outbox.isPending();
    }

    /** Whether the transport has been asked to flush this link. */
    boolean isQueued() {
        return queued;
    }

    void setQueued(boolean isQueued) {
        queued = isQueued;
    }

    /** Before a sleep: room in the socket is to end it where something waits for it. */
    void watchRoom() {
        Wire to = wire;
        boolean wanted = outbox.isPending();
        if (to != null && wanted != watchesRoom) {
            try {
                to.watch(this::onReady, wanted);
                watchesRoom = wanted;
            } catch (IOException e) {
                transport.loseLater(this, Reason.of(e));
            }
        }
    }

    /** Nothing goes through any more; what is under way stays until {@link #lose}. */
    void shut() {
        closed = true;
        Dialer attempt = dialer;
        if (attempt != null) {
            dialer = null;
            attempt.give();
        }
        Wire old = wire;
        if (old != null) {
            old.close();
            wire = null;
        }
        inbox = null;
    }

    /** The peer is gone: whatever was under way ends. */
    void lose() {
        shut();
        outbox.close();
        transport.endAll(this);
    }

    // ---------------------------------------------------------------- messages

    @Override
    public int peer() {
        return peer;
    }

    @Override
    public Capabilities capabilities() {
        return transport.capabilities();
    }

    @Override
    public int send(int kind, long h0, long h1, long h2, @Nullable BufferView payload, long offset, int length) {
        if (closed || leaving) {
            return Status.CLOSED;
        }
        if (wire == null) {
            // taken now, it would stay here if this rank went on to compute: the connection needs it to poll
            return Status.BUSY;
        }
        try {
            int status = outbox.send(kind, h0, h1, h2, payload, offset, length);
            if (outbox.isPending()) {
                transport.flushLater(this);
            }
            return status;
        } catch (IOException e) {
            transport.loseLater(this, Reason.of(e));
            return Status.CLOSED;
        }
    }

    /** A frame that is in the buffer as a whole. */
    void onFrame(long frame, int kind, int length) throws IOException {
        long h0 = Frame.h0(frame);
        long h1 = Frame.h1(frame);
        long payload = frame + Frame.HEADER_BYTES;
        if (kind < Frame.GET) {
            transport.handler().onMessage(peer, kind, h0, h1, Frame.h2(frame), payload, length);
            return;
        }
        switch (kind) {
            case Frame.GET -> serve(h0, h1, Frame.h2(frame), RawMemory.getLong(payload));
            case Frame.GET_DATA -> onPiece(frame, length);
            case Frame.PUT_DATA -> {
                Transfer to = target(frame, kind, length);
                if (to != null) {
                    to.view.copyFrom(payload, to.offset + h1, length);
                }
            }
            case Frame.PUT_END -> {
                boolean failed = putFailed || h1 != Status.OK;
                putFailed = false;
                answer(Frame.PUT_DONE, h0, failed ? Status.FAILED : Status.OK);
            }
            case Frame.PUT_DONE -> end(ours(h0), (int) h1);
            default -> transport.loseLater(this, "it has left");
        }
    }

    // ---------------------------------------------------------------- memory

    @Override
    public boolean export(BufferView view, RemoteKey key) {
        if (closed) {
            return false;
        }
        Transfer memory = transport.takeTransfer();
        memory.set(this, view, 0, view.length());
        key.set(0, transport.exports().add(memory));
        return true;
    }

    @Override
    public void unexport(RemoteKey key) {
        Transfer memory = transport.exports().get(key.access);
        if (memory != null && memory.link == this) {
            transport.exports().remove(memory);
            outbox.withdraw(key.access);
            Inbox from = inbox;
            if (from != null) {
                from.forget(memory);
            }
            transport.giveTransfer(memory);
        }
    }

    @Override
    public boolean canReach(RemoteKey key, BufferView local) {
        return true;
    }

    @Override
    public int get(BufferView local, long localOffset, RemoteKey key, long remoteOffset, long length, long token) {
        if (closed) {
            return Status.CLOSED;
        }
        if (operations == MAX_OPERATIONS) {
            return Status.BUSY;
        }
        Transfer transfer = begin(local, localOffset, length, token);
        RawMemory.putLong(numberView.address(), transfer.number);
        int status = send(Frame.GET, key.access, remoteOffset, length, numberView, 0, Long.BYTES);
        if (status == Status.OK) {
            return Status.PENDING;
        }
        operations--;
        transport.operations().remove(transfer);
        transport.giveTransfer(transfer);
        return status;
    }

    @Override
    public int put(BufferView local, long localOffset, RemoteKey key, long remoteOffset, long length, long token) {
        if (closed) {
            return Status.CLOSED;
        }
        if (operations == MAX_OPERATIONS) {
            return Status.BUSY;
        }
        Transfer transfer = begin(local, localOffset, length, token);
        transfer.kind = Frame.PUT_DATA;
        transfer.peerNumber = key.access;
        transfer.peerOffset = remoteOffset;
        outbox.add(transfer);
        transport.flushLater(this);
        return Status.PENDING;
    }

    private Transfer begin(BufferView local, long localOffset, long length, long token) {
        Transfer transfer = transport.takeTransfer();
        transfer.set(this, local, localOffset, length);
        transfer.token = token;
        transport.operations().add(transfer);
        operations++;
        return transfer;
    }

    /** The peer asks for memory of ours. */
    private void serve(long key, long offset, long length, long peerNumber) throws IOException {
        if (outbox.transfers() > 2 * MAX_OPERATIONS) {
            throw new StreamCorruptedException("it asks for too much at the same time");
        }
        Transfer memory = exported(key, offset, length);
        Transfer answer = transport.takeTransfer();
        answer.set(this, memory == null ? numberView : memory.view, offset, memory == null ? 0 : length);
        answer.status = memory == null ? Status.FAILED : Status.OK;
        answer.kind = Frame.GET_DATA;
        answer.peerNumber = peerNumber;
        answer.peerOffset = 0;
        answer.source = key;
        outbox.add(answer);
        flush();
    }

    private void answer(int kind, long peerNumber, int status) {
        Transfer answer = transport.takeTransfer();
        answer.set(this, numberView, 0, 0);
        answer.kind = kind;
        answer.peerNumber = peerNumber;
        answer.status = status;
        outbox.add(answer);
        flush();
    }

    /** The exported memory, if all of the piece lies in it and it is exported to this peer. */
    private @Nullable Transfer exported(long key, long offset, long length) {
        Transfer memory = transport.exports().get(key);
        boolean fits = memory != null
                && memory.link == this
                && offset >= 0
                && length >= 0
                && offset <= memory.length - length;
        return fits ? memory : null;
    }

    /** The operation of ours that the peer answers. */
    private Transfer ours(long number) throws StreamCorruptedException {
        Transfer transfer = transport.operations().get(number);
        if (transfer == null || transfer.link != this) {
            throw new StreamCorruptedException("it answers what was not asked");
        }
        return transfer;
    }

    /** Where the payload of a piece of data goes; null if nowhere. */
    @Nullable
    Transfer target(long frame, int kind, int length) throws StreamCorruptedException {
        if (kind == Frame.PUT_DATA) {
            Transfer memory = exported(Frame.h0(frame), Frame.h1(frame), length);
            boolean can = memory != null && memory.view.checkAlive();
            putFailed |= !can;
            return can ? memory : null;
        }
        Transfer transfer = ours(Frame.h0(frame));
        if (Frame.h1(frame) != transfer.done || length > transfer.length - transfer.done) {
            throw new StreamCorruptedException("it sends more than was asked, or in another order");
        }
        return transfer;
    }

    private void onPiece(long frame, int length) throws IOException {
        if (Frame.h2(frame) != Status.OK) {
            end(ours(Frame.h0(frame)), Status.FAILED);
            return;
        }
        Transfer transfer = target(frame, Frame.GET_DATA, length);
        if (transfer != null) {
            if (transfer.view.checkAlive()) {
                transfer.view.copyFrom(frame + Frame.HEADER_BYTES, transfer.offset + transfer.done, length);
            }
            transfer.done += length;
            endIfComplete(transfer);
        }
    }

    /** A long piece has been read where it belongs. */
    void filled(Transfer transfer, int length) {
        if (transport.operations().get(transfer.number) == transfer) {
            transfer.done += length;
            endIfComplete(transfer);
        }
    }

    private void endIfComplete(Transfer transfer) {
        if (transfer.done == transfer.length) {
            end(transfer, transfer.view.checkAlive() ? Status.OK : Status.FAILED);
        }
    }

    /** Tells the engine that a get or put has ended. */
    void end(Transfer transfer, int status) {
        operations--;
        transport.operations().remove(transfer);
        long token = transfer.token;
        transport.giveTransfer(transfer);
        transport.handler().onCompletion(token, status);
    }

    /** The outbox has done with a transfer; those of puts go on until the peer has answered. */
    void sent(Transfer transfer) {
        if (transfer.kind == Frame.GET_DATA || transfer.kind == Frame.PUT_DONE) {
            transport.giveTransfer(transfer);
        }
    }

    /** Tells the peer that this rank leaves. */
    @Override
    public void close() {
        if (wire != null) {
            send(Frame.BYE, 0, 0, 0, null, 0, 0);
        }
        leaving = true;
    }
}
