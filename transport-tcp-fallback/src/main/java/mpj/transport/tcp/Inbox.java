package mpj.transport.tcp;

import java.io.IOException;
import java.io.StreamCorruptedException;
import mpj.base.memory.BufferView;
import mpj.base.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * What comes by one connection. Frames are read many at a time into a buffer and handled there; the payload of a long
 * piece of data is read where it belongs.
 */
final class Inbox {
    /** How often one call reads at most: others want their turn. */
    private static final int READS_PER_CALL = 8;

    private final Link link;
    private final Wire wire;
    private final long buffer;
    private int filled;

    // the rest of a long piece of data; the target is null where the bytes are not wanted
    private int directLeft;
    private int directLength;
    private @Nullable Transfer target;
    private long targetAt;
    private long targetAddress;

    Inbox(Link link, Wire wire, long buffer) {
        this.link = link;
        this.wire = wire;
        this.buffer = buffer;
    }

    /** Reads what is there; the number of events. An exception ends the connection. */
    int poll() throws IOException {
        int events = 0;
        for (int i = 0; i < READS_PER_CALL; i++) {
            int room;
            int n;
            if (directLeft > 0) {
                room = directRoom();
                n = wire.read(targetAddress, room);
            } else {
                room = Frame.INBOX_BYTES - filled;
                n = wire.read(buffer + filled, room);
            }
            if (n <= 0) {
                if (n < 0) {
                    throw new IOException("the connection has ended without a farewell");
                }
                return events;
            }
            events += directLeft > 0 ? tookDirect(n) : took(n);
            if (n < room || link.isClosed()) {
                // the socket was empty then: another attempt would be a system call for nothing
                return events;
            }
        }
        return events;
    }

    private int took(int n) throws IOException {
        filled += n;
        int at = 0;
        int events = 0;
        while (filled - at >= Frame.HEADER_BYTES && !link.isClosed()) {
            int used = handle(buffer + at, filled - at);
            if (used == 0) {
                break;
            }
            at += used;
            events++;
        }
        filled -= at;
        if (at > 0 && filled > 0) {
            RawMemory.copy(buffer + at, buffer, filled);
        }
        // a part of a frame is an event, too: there is more to come
        return Math.max(1, events);
    }

    /** Handles a frame; the bytes it took of those that are there, 0 if it is not there as a whole. */
    private int handle(long frame, int there) throws IOException {
        int kind = Frame.kind(frame);
        int length = Frame.length(frame);
        if (!Frame.isLawful(kind, length)) {
            throw new StreamCorruptedException("it sent a frame of kind " + kind + " and " + length + " bytes");
        }
        if (length >= Frame.DIRECT_FROM && (kind == Frame.GET_DATA || kind == Frame.PUT_DATA)) {
            return Frame.HEADER_BYTES + beginDirect(frame, kind, length, there - Frame.HEADER_BYTES);
        }
        int bytes = Frame.HEADER_BYTES + Frame.padded(length);
        if (bytes > there) {
            return 0;
        }
        link.onFrame(frame, kind, length);
        return bytes;
    }

    /** The payload goes to its memory: first what is in the buffer, then what will be read. */
    private int beginDirect(long frame, int kind, int length, int there) throws IOException {
        int n = Math.min(length, there);
        Transfer to = link.target(frame, kind, length);
        target = to;
        targetAt = to == null ? 0 : kind == Frame.PUT_DATA ? to.offset + Frame.h1(frame) : to.offset + to.done;
        directLength = length;
        directLeft = length;
        if (n > 0) {
            if (to != null && to.view.checkAlive()) {
                to.view.copyFrom(frame + Frame.HEADER_BYTES, targetAt, n);
            }
            advance(n);
        }
        return n;
    }

    /** Chooses where the next bytes are read to, and how many may be. */
    private int directRoom() {
        Transfer to = target;
        if (to != null && to.view.isNative() && to.view.checkAlive()) {
            targetAddress = to.view.address() + targetAt;
            return directLeft;
        }
        targetAddress = buffer;
        return Math.min(directLeft, Frame.INBOX_BYTES);
    }

    private int tookDirect(int n) {
        Transfer to = target;
        BufferView view = to == null ? null : to.view;
        if (view != null && !view.isNative() && view.checkAlive()) {
            view.copyFrom(buffer, targetAt, n);
        }
        advance(n);
        return 1;
    }

    private void advance(int n) {
        targetAt += n;
        directLeft -= n;
        Transfer to = target;
        if (directLeft == 0) {
            target = null;
            if (to != null) {
                link.filled(to, directLength);
            }
        }
    }

    /** Lets the bytes that are still to come for this memory go to nowhere. */
    void forget(Transfer transfer) {
        if (target == transfer) {
            target = null;
        }
    }
}
