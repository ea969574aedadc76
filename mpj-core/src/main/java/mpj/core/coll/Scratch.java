package mpj.core.coll;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import mpj.base.memory.BufferView;
import org.jspecify.annotations.Nullable;

/**
 * Native memory for the time of one collective, with the two views that copying into and out of it needs.
 *
 * <p>Taken from shelves by size, which all threads (and all ranks of a JVM) share; what does not fit on a shelf is left
 * to the garbage collector. It is given back at the end of a collective that went well and only then: after an error,
 * a message may still be reading or writing it.
 */
final class Scratch {
    private static final int SMALLEST_BITS = 12;
    private static final int LARGEST_BITS = 23;
    private static final int ALIGNMENT = 64;
    private static final Shelf[] SHELVES = shelves();

    final BufferView source = new BufferView();
    final BufferView target = new BufferView();
    /** The memory as a buffer of messages. */
    final MemorySegment memory;
    /** Its first byte; a multiple of 64. */
    final long address;

    private final @Nullable Shelf shelf;

    private Scratch(long bytes, @Nullable Shelf shelf) {
        // collected rather than closed: closing a shared arena stops all threads
        this.memory = Arena.ofAuto().allocate(bytes, ALIGNMENT);
        this.address = memory.address();
        this.shelf = shelf;
    }

    /** Memory of at least so many bytes, with any content. */
    static Scratch take(long bytes) {
        int bits = Math.max(SMALLEST_BITS, Long.SIZE - Long.numberOfLeadingZeros(bytes - 1));
        if (bits > LARGEST_BITS) {
            return new Scratch(bytes, null);
        }
        Shelf shelf = SHELVES[bits - SMALLEST_BITS];
        Scratch kept = shelf.pop();
        return kept != null ? kept : new Scratch(1L << bits, shelf);
    }

    /** The distance at which several areas of so many bytes keep their alignment in one scratch. */
    static long stride(long bytes) {
        return (bytes + ALIGNMENT - 1) & -ALIGNMENT;
    }

    void giveBack() {
        source.clear();
        target.clear();
        if (shelf != null) {
            shelf.push(this);
        }
    }

    private static Shelf[] shelves() {
        Shelf[] shelves = new Shelf[LARGEST_BITS - SMALLEST_BITS + 1];
        for (int i = 0; i < shelves.length; i++) {
            shelves[i] = new Shelf(SMALLEST_BITS + i);
        }
        return shelves;
    }

    /** A stack of a few scratches of one size. */
    private static final class Shelf {
        private static final int MOST_BITS = 4;
        private static final int MOST_BYTES_BITS = 24;

        private final @Nullable Scratch[] kept;
        private int size;

        Shelf(int bits) {
            kept = new @Nullable Scratch[1 << Math.min(MOST_BITS, MOST_BYTES_BITS - bits)];
        }

        synchronized @Nullable Scratch pop() {
            if (size == 0) {
                return null;
            }
            Scratch top = kept[--size];
            kept[size] = null;
            return top;
        }

        synchronized void push(Scratch scratch) {
            if (size < kept.length) {
                kept[size++] = scratch;
            }
        }
    }
}
