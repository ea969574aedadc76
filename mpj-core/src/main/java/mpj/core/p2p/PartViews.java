package mpj.core.p2p;

import mpj.base.memory.BufferView;
import mpj.base.memory.RawMemory;
import mpj.core.comm.Parts;

/** The parts of an object as one run of bytes, for the length of one message. */
final class PartViews {
    private final BufferView[] views;
    /** Where each part begins, and where the last one ends. */
    private final long[] starts;
    /** The part of the last offset asked for; offsets mostly go up. */
    private int current;

    PartViews(Parts parts) {
        int n = parts.count();
        views = new BufferView[n];
        starts = new long[n + 1];
        for (int i = 0; i < n; i++) {
            views[i] = new BufferView();
            views[i].set(parts.array(i), parts.offset(i), parts.bytes(i));
            starts[i + 1] = starts[i] + parts.bytes(i);
        }
    }

    /** Turns to the part that holds the byte at {@code offset}. */
    private void turnTo(long offset) {
        if (offset < starts[current]) {
            current = 0;
        }
        while (offset >= starts[current + 1]) {
            current++;
        }
    }

    /** The part that holds the byte at {@code offset}. */
    BufferView at(long offset) {
        turnTo(offset);
        return views[current];
    }

    /** Where in its part the byte at {@code offset} is. */
    long within(long offset) {
        turnTo(offset);
        return offset - starts[current];
    }

    /** How many bytes of its part there are from {@code offset} on. */
    long room(long offset) {
        turnTo(offset);
        return starts[current + 1] - offset;
    }

    /** Copies bytes from native memory, into however many parts they belong. */
    void copyFrom(long address, long offset, long length) {
        for (long done = 0; done < length; ) {
            long n = Math.min(room(offset + done), length - done);
            at(offset + done).copyFrom(address + done, within(offset + done), n);
            done += n;
        }
    }

    /** Copies all parts, one after the other. */
    void copyTo(long address) {
        for (int i = 0; i < views.length; i++) {
            long length = views[i].length();
            if (length > 0) {
                views[i].copyTo(0, address + starts[i], length);
            }
        }
    }
}
