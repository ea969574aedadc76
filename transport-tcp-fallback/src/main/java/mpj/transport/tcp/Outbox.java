package mpj.transport.tcp;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import mpj.base.memory.BufferView;
import mpj.base.memory.RawMemory;
import mpj.transport.Status;
import org.jspecify.annotations.Nullable;

/**
 * What leaves by one connection: first the rest of a frame that was begun, then frames kept in a buffer for want of room
 * in the socket, then transfers, a frame at a time, so that messages overtake them.
 */
final class Outbox {
    /** Payloads up to this length are copied behind their header: that costs less than a second piece to gather. */
    private static final int COPY_MAX = 4 << 10;
    /** What one call sends of transfers at most: the other direction wants its turn. */
    private static final int BYTES_PER_CALL = 1 << 20;

    private final Link link;
    private final long buffer;
    private final long entries;
    private int head;
    private int tail;
    /** Where those of the kept bytes end that go before the direct ones. */
    private int front;

    private @Nullable Wire wire;

    /** The rest of a frame of the first transfer, straight from its memory: where in its view. */
    private long directAt;

    private int directLeft;
    private @Nullable Transfer first;
    private @Nullable Transfer last;
    private int transfers;

    /**
     * @param buffer of {@link Frame#OUTBOX_BYTES}
     * @param entries scratch memory for three entries of a gathering write
     */
    Outbox(Link link, long buffer, long entries) {
        this.link = link;
        this.buffer = buffer;
        this.entries = entries;
    }

    /** The connection stands; what has been kept so far may go. */
    void open(Wire connected) {
        wire = connected;
    }

    /** Whether anything has been accepted that is not in the socket yet. */
    boolean isPending() {
        return head < tail || directLeft > 0 || first != null;
    }

    int transfers() {
        return transfers;
    }

    /** Sends a frame, or keeps what the socket has no room for; BUSY where there is no room to keep it either. */
    int send(int kind, long h0, long h1, long h2, @Nullable BufferView payload, long offset, int length)
            throws IOException {
        int bytes = Frame.HEADER_BYTES + Frame.padded(length);
        if (head == tail) {
            head = 0;
            tail = 0;
            front = 0;
        } else if (tail + bytes > Frame.OUTBOX_BYTES) {
            compact();
            if (tail + bytes > Frame.OUTBOX_BYTES) {
                return Status.BUSY;
            }
        }
        boolean atOnce = head == tail && directLeft == 0 && wire != null;
        if (atOnce && length > COPY_MAX && payload != null && payload.isNative()) {
            gather(kind, h0, h1, h2, payload.address() + offset, length);
        } else {
            put(kind, h0, h1, h2, payload, offset, length);
            if (atOnce) {
                writeKept(tail);
            }
        }
        return Status.OK;
    }

    private void compact() {
        // frames stay aligned
        int shift = head & ~7;
        RawMemory.copy(buffer + head, buffer + head - shift, tail - head);
        tail -= shift;
        front = Math.max(0, front - shift);
        head -= shift;
    }

    private void put(int kind, long h0, long h1, long h2, @Nullable BufferView payload, long offset, int length) {
        long at = buffer + tail;
        Frame.putHeader(at, kind, h0, h1, h2, length);
        if (length > 0 && payload != null) {
            payload.copyTo(offset, at + Frame.HEADER_BYTES, length);
        }
        tail += Frame.HEADER_BYTES + Frame.padded(length);
    }

    /** Header and payload by one call; what does not fit into the socket is kept. */
    private void gather(int kind, long h0, long h1, long h2, long address, int length) throws IOException {
        Frame.putHeader(buffer, kind, h0, h1, h2, length);
        int padding = Frame.padded(length) - length;
        entry(0, buffer, Frame.HEADER_BYTES);
        entry(1, address, length);
        // any eight bytes do
        entry(2, entries, padding);
        long sent = written(padding == 0 ? 2 : 3);
        int total = Frame.HEADER_BYTES + length + padding;
        if (sent < total) {
            RawMemory.copy(address, buffer + Frame.HEADER_BYTES, length);
            head = (int) sent;
            tail = total;
        }
    }

    private void entry(int i, long address, long length) {
        RawMemory.putLong(entries + (long) i * Wire.ENTRY_BYTES, address);
        RawMemory.putLong(entries + (long) i * Wire.ENTRY_BYTES + Long.BYTES, length);
    }

    private long written(int count) throws IOException {
        Wire to = wire;
        return to == null ? 0 : to.gather(entries, count);
    }

    /** Puts a transfer behind those that wait. */
    void add(Transfer transfer) {
        Transfer before = last;
        if (before == null) {
            first = transfer;
        } else {
            before.next = transfer;
        }
        last = transfer;
        transfers++;
    }

    /** Writes as much as there is room for; false if there was none, although something waits. */
    boolean flush() throws IOException {
        int headBefore = head;
        int directBefore = directLeft;
        if (wire != null && !writeBegun()) {
            return head != headBefore || directLeft != directBefore;
        }
        writeTransfers();
        return true;
    }

    private void writeTransfers() throws IOException {
        long budget = BYTES_PER_CALL;
        while (wire != null && first != null && writeBegun()) {
            Transfer transfer = first;
            if (transfer.ended) {
                // in any case before the peer's answer is read, which ends a put
                leave(transfer);
            } else if (budget <= 0) {
                return;
            } else {
                long before = transfer.done;
                step(transfer);
                budget -= transfer.done - before + Frame.HEADER_BYTES;
            }
        }
    }

    /** Everything but further frames of transfers; true if it is all in the socket. */
    private boolean writeBegun() throws IOException {
        return (directLeft == 0 || writeKept(front) && writeDirect()) && writeKept(tail);
    }

    private boolean writeKept(int end) throws IOException {
        while (head < end) {
            Wire to = wire;
            int n = to == null ? 0 : to.write(buffer + head, end - head);
            if (n <= 0) {
                return false;
            }
            head += n;
        }
        return true;
    }

    private boolean writeDirect() throws IOException {
        while (directLeft > 0) {
            Wire to = wire;
            int n = to == null ? 0 : writeDirect(to);
            if (n <= 0) {
                return false;
            }
            directAt += n;
            directLeft -= n;
        }
        return true;
    }

    private int writeDirect(Wire to) throws IOException {
        BufferView view = first == null ? null : first.view;
        if (view == null || !view.checkAlive()) {
            // the peer counts bytes: where ours are gone it gets whatever
            return to.write(buffer, Math.min(directLeft, Frame.MAX_STAGED));
        }
        MemorySegment array = view.inArray(directAt, directLeft);
        return to instanceof ArrayWire arrays && array != null
                ? arrays.write(array)
                : to.write(view.address() + directAt, directLeft);
    }

    /** Sends the next frame of the first transfer. The buffer is empty. */
    private void step(Transfer transfer) throws IOException {
        long left = transfer.length - transfer.done;
        boolean isData = transfer.kind == Frame.GET_DATA || transfer.kind == Frame.PUT_DATA;
        if (!isData) {
            send(transfer.kind, transfer.peerNumber, transfer.status, 0, null, 0, 0);
            transfer.ended = true;
        } else if (transfer.status != Status.OK || !transfer.view.checkAlive()) {
            abandon(transfer);
        } else if (left > Frame.MAX_STAGED && goesDirect(transfer.view)) {
            sendDirect(transfer, (int) Math.min(left & ~7L, Frame.MAX_DIRECT));
        } else {
            int length = (int) Math.min(left, Frame.MAX_STAGED);
            sendStaged(transfer, length < Frame.DIRECT_FROM ? length : length & ~7);
        }
        if (isData && transfer.done == transfer.length) {
            finish(transfer);
        }
    }

    private boolean goesDirect(BufferView view) {
        return view.isNative() || wire instanceof ArrayWire && view.inArray(0, 0) != null;
    }

    private void sendStaged(Transfer transfer, int length) throws IOException {
        long at = transfer.done;
        transfer.done += length;
        send(
                transfer.kind,
                transfer.peerNumber,
                transfer.peerOffset + at,
                Status.OK,
                transfer.view,
                transfer.offset + at,
                length);
    }

    /** A frame that is too long for the buffer: what does not fit into the socket stays where it is. */
    private void sendDirect(Transfer transfer, int length) throws IOException {
        Frame.putHeader(
                buffer, transfer.kind, transfer.peerNumber, transfer.peerOffset + transfer.done, Status.OK, length);
        long sent = 0;
        if (transfer.view.isNative()) {
            entry(0, buffer, Frame.HEADER_BYTES);
            entry(1, transfer.view.address() + transfer.offset + transfer.done, length);
            sent = written(2);
        }
        front = Frame.HEADER_BYTES;
        tail = Frame.HEADER_BYTES;
        head = (int) Math.min(sent, Frame.HEADER_BYTES);
        long ofPayload = sent - head;
        directAt = transfer.offset + transfer.done + ofPayload;
        directLeft = (int) (length - ofPayload);
        transfer.done += length;
    }

    /** The memory is gone: the peer is told, by the next frame or by the end that follows. */
    private void abandon(Transfer transfer) throws IOException {
        if (transfer.kind == Frame.GET_DATA) {
            send(Frame.GET_DATA, transfer.peerNumber, 0, Status.FAILED, null, 0, 0);
        }
        transfer.status = Status.FAILED;
        transfer.done = transfer.length;
    }

    private static void finish(Transfer transfer) {
        if (transfer.kind == Frame.PUT_DATA) {
            transfer.kind = Frame.PUT_END;
            transfer.peerNumber = transfer.number;
        } else {
            transfer.ended = true;
        }
    }

    private void leave(Transfer transfer) {
        first = transfer.next;
        transfer.next = null;
        if (first == null) {
            last = null;
        }
        transfers--;
        link.sent(transfer);
    }

    /** Has answers from memory that is no longer exported fail. */
    void withdraw(long source) {
        for (Transfer t = first; t != null; t = t.next) {
            if (t.source == source) {
                t.status = Status.FAILED;
            }
        }
    }

    /** Lets go of everything. */
    void close() {
        wire = null;
        head = 0;
        tail = 0;
        front = 0;
        directLeft = 0;
        while (first != null) {
            leave(first);
        }
    }
}
