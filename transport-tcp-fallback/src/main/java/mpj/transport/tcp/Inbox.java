package mpj.transport.tcp;

import java.io.IOException;
import java.io.StreamCorruptedException;
import java.lang.foreign.MemorySegment;
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
    /** Whether they are read there straight, and not through the buffer. */
    private boolean straight;

    /** Whether another long piece is likely next: its payload is not to be read into the buffer. */
    private boolean afterLong;

    Inbox(Link link, Wire wire, long buffer) {
        this.link = link;
        this.wire = wire;
        this.buffer = buffer;
    }

    /** Reads what is there; the number of events. An exception ends the connection. */
    int poll() throws IOException {
        int events = 0;
        for (int i = 0; i < READS_PER_CALL; i++) {
            int room = room();
            int n = directLeft > 0 ? readDirect(room) : wire.read(buffer + filled, room);
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

    /** How many bytes the next read may take. */
    private int room() {
        if (directLeft > 0) {
            straight = goesStraight(target);
            return straight ? directLeft : Math.min(directLeft, Frame.INBOX_BYTES);
        }
        if (afterLong && filled < Frame.HEADER_BYTES) {
            return Frame.HEADER_BYTES - filled;
        }
        return Frame.INBOX_BYTES - filled;
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
        afterLong = false;
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

    private boolean goesStraight(@Nullable Transfer to) {
        return to != null
                && to.view.checkAlive()
                && (to.view.isNative() || wire instanceof ArrayWire && to.view.inArray(0, 0) != null);
    }

    private int readDirect(int room) throws IOException {
        Transfer to = target;
        if (to == null || !straight) {
            return wire.read(buffer, room);
        }
        MemorySegment array = to.view.inArray(targetAt, room);
        return wire instanceof ArrayWire arrays && array != null
                ? arrays.read(array)
                : wire.read(to.view.address() + targetAt, room);
    }

    private int tookDirect(int n) {
        Transfer to = target;
        if (to != null && !straight && to.view.checkAlive()) {
            to.view.copyFrom(buffer, targetAt, n);
        }
        advance(n);
        return 1;
    }

    private void advance(int n) {
        targetAt += n;
        directLeft -= n;
        Transfer to = target;
        if (directLeft == 0) {
            afterLong = true;
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
