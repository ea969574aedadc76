package mpj.core.datatype;

import mpj.base.memory.BufferView;

/**
 * The shape of one element in memory: which bytes of its extent belong to it.
 *
 * <p>Immutable. Contiguous layouts (no holes) move as one run of bytes; the others are packed and unpacked.
 */
public final class Layout {
    /** One byte after the other. */
    public static final Layout BYTES = contiguous(1);

    private final long size;
    private final long extent;
    private final long[] runOffsets;
    private final long[] runLengths;
    private final boolean contiguous;

    private Layout(long size, long extent, long[] runOffsets, long[] runLengths) {
        this.size = size;
        this.extent = extent;
        this.runOffsets = runOffsets;
        this.runLengths = runLengths;
        this.contiguous = runOffsets.length == 1 && runOffsets[0] == 0 && size == extent;
    }

    /** An element of {@code size} bytes without holes. */
    public static Layout contiguous(long size) {
        return new Layout(size, size, new long[] {0}, new long[] {size});
    }

    /** An element made of runs of bytes, in the order in which they are sent. */
    public static Layout ofRuns(long extent, long[] offsets, long[] lengths) {
        long size = 0;
        for (long length : lengths) {
            size += length;
        }
        return new Layout(size, extent, offsets.clone(), lengths.clone());
    }

    /** Bytes of data in one element. */
    public long size() {
        return size;
    }

    /** Bytes from one element to the next. */
    public long extent() {
        return extent;
    }

    /** Whether consecutive elements form one run of bytes. */
    public boolean isContiguous() {
        return contiguous;
    }

    /** The bytes of the buffer that {@code count} elements span. */
    public long span(long count) {
        if (count == 0) {
            return 0;
        }
        long last = 0;
        for (int i = 0; i < runOffsets.length; i++) {
            last = Math.max(last, runOffsets[i] + runLengths[i]);
        }
        return (count - 1) * extent + last;
    }

    /** Gathers {@code count} elements that begin at {@code offset} in {@code from} at the native address {@code to}. */
    public void pack(BufferView from, long offset, long count, long to) {
        if (isContiguous()) {
            from.copyTo(offset, to, count * size);
            return;
        }
        long target = to;
        for (long i = 0; i < count; i++) {
            long element = offset + i * extent;
            for (int r = 0; r < runOffsets.length; r++) {
                from.copyTo(element + runOffsets[r], target, runLengths[r]);
                target += runLengths[r];
            }
        }
    }

    /** Spreads {@code bytes} packed bytes at the native address {@code from} over the elements at {@code offset}. */
    public void unpack(long from, BufferView to, long offset, long bytes) {
        if (isContiguous()) {
            to.copyFrom(from, offset, bytes);
            return;
        }
        long source = from;
        long left = bytes;
        for (long element = offset; left > 0; element += extent) {
            for (int r = 0; r < runOffsets.length && left > 0; r++) {
                long n = Math.min(left, runLengths[r]);
                to.copyFrom(source, element + runOffsets[r], n);
                source += n;
                left -= n;
            }
        }
    }
}
