package mpj.core.datatype;

import java.util.ArrayList;
import java.util.List;
import mpj.base.memory.BufferView;
import mpj.base.memory.RunCopy;
import org.jspecify.annotations.Nullable;

/**
 * What one element looks like in memory: which bytes around its origin belong to it, in which order they are sent, and
 * how far it is to the next element.
 *
 * <p>The compiled form of any datatype: the bytes are loops over runs ({@link Shape}), whatever the datatype was built
 * of. All numbers are bytes. Immutable. Contiguous layouts (no holes) move as one run of bytes, the others are packed
 * and unpacked, at any position of the packed bytes.
 */
public final class Layout {
    /** One byte after the other. */
    public static final Layout BYTES = contiguous(1);

    private final Shape shape;
    private final long size;
    private final long lb;
    private final long extent;
    /** Whether lb and extent were given, by {@link #resized}, rather than found. */
    private final boolean resized;

    private final int alignment;
    private final boolean contiguous;

    private Layout(Shape shape, long lb, long extent, boolean resized, int alignment) {
        if (Math.abs(lb) > Shape.MOST || Math.abs(extent) > Shape.MOST) {
            throw new ArithmeticException("larger than 2^60 bytes");
        }
        this.shape = shape;
        this.size = shape.size;
        this.lb = lb;
        this.extent = extent;
        this.resized = resized;
        this.alignment = alignment;
        this.contiguous = shape instanceof Shape.Run && shape.low == 0 && size == extent;
    }

    // ---------------------------------------------------------------- factories

    /** An element of {@code size} bytes without holes. */
    public static Layout contiguous(long size) {
        return basic(size, 1);
    }

    /** An element of {@code size} bytes without holes, whose place in a structure is a multiple of a number of bytes. */
    public static Layout basic(long size, int alignment) {
        return new Layout(Shape.run(0, size), 0, size, false, alignment);
    }

    /** An element made of runs of bytes, in the order in which they are sent. */
    public static Layout ofRuns(long extent, long[] offsets, long[] lengths) {
        return new Layout(Shape.runs(offsets, lengths), 0, extent, false, 1);
    }

    /**
     * {@code count} blocks, {@code stride} bytes apart, of {@code blockLength} elements.
     *
     * @throws ArithmeticException if it is larger than 2^60 bytes
     */
    public static Layout vector(long count, long blockLength, long stride, Layout element) {
        if (count == 0 || blockLength == 0) {
            return empty();
        }
        Shape block = Shape.row(element.shape, blockLength, element.extent);
        Bounds bounds = new Bounds();
        bounds.add(element, blockLength, 0);
        bounds.add(element, blockLength, Math.multiplyExact(count - 1, stride));
        return bounds.layout(Shape.row(block, count, stride));
    }

    /** Blocks of {@code lengths[i]} elements at {@code places[i]} bytes. */
    public static Layout indexed(long[] lengths, long[] places, Layout element) {
        Bounds bounds = new Bounds();
        for (int i = 0; i < lengths.length; i++) {
            bounds.add(element, lengths[i], places[i]);
        }
        return bounds.layout(blocks(lengths, places, element));
    }

    private static Shape blocks(long[] lengths, long[] places, Layout element) {
        if (element.contiguous) {
            long[] bytes = new long[lengths.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = Math.multiplyExact(lengths[i], element.size);
            }
            return Shape.runs(places, bytes);
        }
        boolean equal = lengths.length > 0;
        for (long length : lengths) {
            equal &= length == lengths[0];
        }
        if (equal) {
            return Shape.list(Shape.row(element.shape, lengths[0], element.extent), places);
        }
        List<Shape> shapes = new ArrayList<>(lengths.length);
        for (int i = 0; i < lengths.length; i++) {
            shapes.add(Shape.row(element.shape, lengths[i], element.extent).shifted(places[i]));
        }
        return Shape.sequence(shapes);
    }

    /** Blocks of {@code lengths[i]} elements of layout {@code elements[i]} at {@code places[i]} bytes. */
    public static Layout struct(long[] lengths, long[] places, Layout[] elements) {
        Bounds bounds = new Bounds();
        List<Shape> shapes = new ArrayList<>(lengths.length);
        for (int i = 0; i < lengths.length; i++) {
            bounds.add(elements[i], lengths[i], places[i]);
            shapes.add(Shape.row(elements[i].shape, lengths[i], elements[i].extent).shifted(places[i]));
        }
        return bounds.layout(Shape.sequence(shapes));
    }

    /** The same bytes with another lower bound and extent. */
    public Layout resized(long newLb, long newExtent) {
        return new Layout(shape, newLb, newExtent, true, alignment);
    }

    private static Layout empty() {
        return new Layout(Shape.empty(), 0, 0, false, 1);
    }

    /** The bounds of a datatype made of others. Given ones count alone; found ones are padded to the alignment. */
    private static final class Bounds {
        private boolean any;
        private boolean given;
        private long lb;
        private long ub;
        private int alignment = 1;

        void add(Layout element, long length, long place) {
            if (length == 0) {
                return;
            }
            alignment = Math.max(alignment, element.alignment);
            if (given && !element.resized) {
                return;
            }
            long last = Math.multiplyExact(length - 1, element.extent);
            long first = Math.addExact(place, element.lb);
            long low = Math.addExact(first, Math.min(0, last));
            long high = Math.addExact(Math.addExact(first, element.extent), Math.max(0, last));
            boolean replace = !any || element.resized && !given;
            lb = replace ? low : Math.min(lb, low);
            ub = replace ? high : Math.max(ub, high);
            any = true;
            given |= element.resized;
        }

        Layout layout(Shape shape) {
            long extent = Math.subtractExact(ub, lb);
            if (!given) {
                extent = Math.addExact(extent, Math.floorMod(-extent, (long) alignment));
            }
            return new Layout(shape, lb, extent, given, alignment);
        }
    }

    // ---------------------------------------------------------------- measures

    /** Bytes of data in one element. */
    public long size() {
        return size;
    }

    /** Bytes from one element to the next. */
    public long extent() {
        return extent;
    }

    /** Where an element begins, relative to its origin. */
    public long lb() {
        return lb;
    }

    /** The first byte of data, relative to the origin. */
    public long trueLb() {
        return shape.low;
    }

    /** Bytes from the first to the last byte of data. */
    public long trueExtent() {
        return shape.end - shape.low;
    }

    /** The largest alignment of the basic elements. */
    public int alignment() {
        return alignment;
    }

    /** Whether consecutive elements form one run of bytes that begins at the first one's origin. */
    public boolean isContiguous() {
        return contiguous;
    }

    /** Whether {@code count} elements are one run of bytes, which begins at {@link #trueLb()}; not where they are none. */
    public boolean isDense(long count) {
        return contiguous || shape instanceof Shape.Run && count > 0 && (count == 1 || size == extent);
    }

    /** Bytes of data in {@code count} elements; 2^60 where there are more. */
    public long bytes(long count) {
        return times(count, size);
    }

    /** The lowest byte of {@code count} elements, relative to the origin of the first one; not below -2^61. */
    public long low(long count) {
        return count == 0 || size == 0 ? 0 : shape.low + Math.min(0, times(count - 1, extent));
    }

    /** The bytes that {@code count} elements need from the origin of the first one on, at most 2^61. */
    public long span(long count) {
        return count == 0 || size == 0 ? 0 : Math.max(0, shape.end + Math.max(0, times(count - 1, extent)));
    }

    /** The product, or what no memory has where it is larger: a check of bounds will fail rather than overflow. */
    private static long times(long count, long distance) {
        if ((count | distance) >>> 31 == 0) {
            return count * distance;
        }
        long product = count * distance;
        boolean fits = Math.multiplyHigh(count, distance) == product >> 63 && Math.abs(product) <= Shape.MOST;
        return fits ? product : distance < 0 ? -Shape.MOST : Shape.MOST;
    }

    // ---------------------------------------------------------------- memory

    /**
     * Opens a view of the {@code count} elements that begin at the byte {@code origin} of a buffer; the origin has
     * offset 0 in it.
     *
     * @throws IllegalArgumentException if the object is no buffer
     * @throws IndexOutOfBoundsException if it does not hold them
     */
    public void open(BufferView view, @Nullable Object buffer, long origin, long count) {
        if (contiguous) {
            view.set(buffer, origin, bytes(count));
        } else {
            view.setAround(buffer, origin, low(count), span(count));
        }
    }

    /** Gathers {@code count} elements that begin at {@code offset} in {@code from} at the native address {@code to}. */
    public void pack(BufferView from, long offset, long count, long to) {
        if (contiguous) {
            from.copyTo(offset, to, count * size);
        } else if (count > 0 && size > 0) {
            shape.move(RunCopy.PACK, from, offset, count, extent, to);
        }
    }

    /**
     * Gathers a part of the packed bytes of elements.
     *
     * @param offset where the first element's origin is in {@code from}
     * @param position the first packed byte
     * @param bytes how many
     * @param to the native address where they come to
     */
    public void pack(BufferView from, long offset, long position, long bytes, long to) {
        move(RunCopy.PACK, from, offset, position, bytes, to);
    }

    /** Spreads {@code bytes} packed bytes at the native address {@code from} over the elements at {@code offset}. */
    public void unpack(long from, BufferView to, long offset, long bytes) {
        move(RunCopy.UNPACK, to, offset, 0, bytes, from);
    }

    /** Spreads a part of the packed bytes of elements, as {@link #pack(BufferView, long, long, long, long)}. */
    public void unpack(long from, BufferView to, long offset, long position, long bytes) {
        move(RunCopy.UNPACK, to, offset, position, bytes, from);
    }

    private void move(RunCopy copy, BufferView view, long offset, long position, long bytes, long wire) {
        if (contiguous) {
            copy.run(view, offset + position, bytes, wire);
        } else if (bytes > 0) {
            shape.partOfRow(copy, view, offset, extent, position, position + bytes, wire);
        }
    }
}
