package mpj.core.datatype;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mpj.base.memory.BufferView;
import mpj.base.memory.RunCopy;

/**
 * Where the bytes of an element are, in the order in which they are packed: a small tree of loops over runs of bytes.
 *
 * <p>The factories normalise: runs that follow each other are one, equal distances become a loop, a loop over
 * back-to-back loops is one loop. A tree is as deep as the datatype is nested, so a position in the packed bytes is
 * found in as many steps, with a binary search where runs differ in length. Immutable.
 */
abstract sealed class Shape {
    /** No distance and no size is larger, so that sums of some of them do not overflow. */
    static final long MOST = 1L << 60;

    /** Bytes when packed. */
    final long size;

    /** The lowest byte, relative to the element's origin. */
    final long low;

    /** One more than the highest byte. */
    final long end;

    private Shape(long size, long low, long end) {
        if (size > MOST || low < -MOST || end > MOST) {
            throw new ArithmeticException("larger than 2^60 bytes");
        }
        this.size = size;
        this.low = low;
        this.end = end;
    }

    /**
     * Moves {@code n} of these, {@code step} bytes apart.
     *
     * @return the address after them in packed memory
     */
    abstract long move(RunCopy copy, BufferView view, long at, long n, long step, long wire);

    /** Moves the packed bytes {@code from} up to {@code to} of one of these. */
    abstract long part(RunCopy copy, BufferView view, long at, long from, long to, long wire);

    /** The same bytes, {@code by} bytes further on. */
    abstract Shape shifted(long by);

    /** Moves the packed bytes {@code from} up to {@code to} of a row of these, {@code step} bytes apart. */
    final long partOfRow(RunCopy copy, BufferView view, long at, long step, long from, long to, long wire) {
        long index = from / size;
        long inside = from % size;
        long left = to - from;
        long packed = wire;
        if (inside != 0) {
            long n = Math.min(left, size - inside);
            packed = part(copy, view, at + index * step, inside, inside + n, packed);
            left -= n;
            index++;
        }
        long whole = left / size;
        if (whole > 0) {
            packed = move(copy, view, at + index * step, whole, step, packed);
            left -= whole * size;
            index += whole;
        }
        return left > 0 ? part(copy, view, at + index * step, 0, left, packed) : packed;
    }

    // ---------------------------------------------------------------- factories

    static Shape run(long offset, long length) {
        return length == 0 ? empty() : new Run(offset, length);
    }

    /** No bytes. */
    static Shape empty() {
        return new Run(0, 0);
    }

    /** {@code n} shapes, {@code step} bytes apart. */
    static Shape row(Shape shape, long n, long step) {
        if (n == 0 || shape.size == 0) {
            return empty();
        }
        if (n == 1) {
            return shape;
        }
        if (shape instanceof Run run && step == run.size) {
            return run(run.low, Math.multiplyExact(n, step));
        }
        if (shape instanceof Row row && step == row.step * row.n) {
            return new Row(row.shape, Math.multiplyExact(n, row.n), row.step);
        }
        return new Row(shape, n, step);
    }

    /** Runs at given places; those without bytes are left out. */
    static Shape runs(long[] places, long[] lengths) {
        long[] at = new long[places.length];
        long[] length = new long[places.length];
        int n = 0;
        for (int i = 0; i < places.length; i++) {
            if (lengths[i] == 0) {
                continue;
            }
            if (n > 0 && at[n - 1] + length[n - 1] == places[i]) {
                length[n - 1] += lengths[i];
            } else {
                at[n] = places[i];
                length[n++] = lengths[i];
            }
        }
        return merged(Arrays.copyOf(at, n), Arrays.copyOf(length, n));
    }

    private static Shape merged(long[] places, long[] lengths) {
        int n = places.length;
        if (n < 2) {
            return n == 0 ? empty() : run(places[0], lengths[0]);
        }
        for (long length : lengths) {
            if (length != lengths[0]) {
                return Runs.of(places, lengths);
            }
        }
        return list(run(0, lengths[0]), places);
    }

    /** One shape at each of several places. */
    static Shape list(Shape shape, long[] places) {
        int n = places.length;
        if (n == 0 || shape.size == 0) {
            return empty();
        }
        Shape first = shape.shifted(places[0]);
        if (n == 1) {
            return first;
        }
        long step = places[1] - places[0];
        for (int i = 2; i < n; i++) {
            if (places[i] - places[i - 1] != step) {
                return new Listed(shape, places.clone());
            }
        }
        return row(first, n, step);
    }

    /** Shapes one after the other. */
    static Shape sequence(List<Shape> shapes) {
        List<Shape> joined = new ArrayList<>();
        List<Run> runs = new ArrayList<>();
        for (Shape shape : shapes) {
            if (shape instanceof Run run) {
                runs.add(run);
            } else {
                flush(runs, joined);
                joined.add(shape);
            }
        }
        flush(runs, joined);
        return switch (joined.size()) {
            case 0 -> empty();
            case 1 -> joined.getFirst();
            default -> new Sequence(joined.toArray(Shape[]::new));
        };
    }

    private static void flush(List<Run> runs, List<Shape> joined) {
        Shape shape = runs(
                runs.stream().mapToLong(r -> r.low).toArray(),
                runs.stream().mapToLong(r -> r.size).toArray());
        if (shape.size > 0) {
            joined.add(shape);
        }
        runs.clear();
    }

    // ---------------------------------------------------------------- the shapes

    /** Bytes one after the other. */
    static final class Run extends Shape {
        private Run(long offset, long length) {
            super(length, offset, Math.addExact(offset, length));
        }

        @Override
        long move(RunCopy copy, BufferView view, long at, long n, long step, long wire) {
            return n == 1
                    ? copy.run(view, at + low, size, wire)
                    : copy.rows(view, at + low, 1, 0, n, step, size, wire);
        }

        @Override
        long part(RunCopy copy, BufferView view, long at, long from, long to, long wire) {
            return copy.run(view, at + low + from, to - from, wire);
        }

        @Override
        Shape shifted(long by) {
            return run(Math.addExact(low, by), size);
        }
    }

    /** A shape several times at equal distances. */
    static final class Row extends Shape {
        private final Shape shape;
        private final long n;
        private final long step;

        private Row(Shape shape, long n, long step) {
            super(
                    Math.multiplyExact(shape.size, n),
                    Math.addExact(shape.low, Math.min(0, Math.multiplyExact(n - 1, step))),
                    Math.addExact(shape.end, Math.max(0, Math.multiplyExact(n - 1, step))));
            this.shape = shape;
            this.n = n;
            this.step = step;
        }

        @Override
        long move(RunCopy copy, BufferView view, long at, long count, long distance, long wire) {
            if (shape instanceof Run run) {
                return copy.rows(view, at + run.low, count, distance, n, step, run.size, wire);
            }
            long packed = wire;
            for (long i = 0; i < count; i++) {
                packed = shape.move(copy, view, at + i * distance, n, step, packed);
            }
            return packed;
        }

        @Override
        long part(RunCopy copy, BufferView view, long at, long from, long to, long wire) {
            return shape.partOfRow(copy, view, at, step, from, to, wire);
        }

        @Override
        Shape shifted(long by) {
            return new Row(shape.shifted(by), n, step);
        }
    }

    /** A shape at listed places. */
    static final class Listed extends Shape {
        private final Shape shape;
        private final long[] places;
        private final long bits;

        private Listed(Shape shape, long[] places) {
            super(
                    Math.multiplyExact(shape.size, (long) places.length),
                    Math.addExact(shape.low, Arrays.stream(places).min().orElse(0)),
                    Math.addExact(shape.end, Arrays.stream(places).max().orElse(0)));
            this.shape = shape;
            this.places = places;
            this.bits = Arrays.stream(places).reduce(0, (a, b) -> a | b);
        }

        @Override
        long move(RunCopy copy, BufferView view, long at, long n, long step, long wire) {
            long packed = wire;
            for (long i = 0; i < n; i++) {
                packed = some(copy, view, at + i * step, 0, places.length, packed);
            }
            return packed;
        }

        private long some(RunCopy copy, BufferView view, long at, int first, int past, long wire) {
            if (shape instanceof Run run) {
                return copy.list(view, at + run.low, places, first, past, bits, run.size, wire);
            }
            long packed = wire;
            for (int i = first; i < past; i++) {
                packed = shape.move(copy, view, at + places[i], 1, 0, packed);
            }
            return packed;
        }

        @Override
        long part(RunCopy copy, BufferView view, long at, long from, long to, long wire) {
            int index = (int) (from / shape.size);
            long inside = from % shape.size;
            long left = to - from;
            long packed = wire;
            if (inside != 0) {
                long n = Math.min(left, shape.size - inside);
                packed = shape.part(copy, view, at + places[index++], inside, inside + n, packed);
                left -= n;
            }
            int whole = (int) (left / shape.size);
            packed = some(copy, view, at, index, index + whole, packed);
            left -= whole * shape.size;
            return left > 0 ? shape.part(copy, view, at + places[index + whole], 0, left, packed) : packed;
        }

        @Override
        Shape shifted(long by) {
            return by == 0 ? this : new Listed(shape.shifted(by), places);
        }
    }

    /** Runs of different lengths. */
    static final class Runs extends Shape {
        private final long[] places;
        /** Where each run begins in packed memory, and where the last one ends. */
        private final long[] starts;

        static Runs of(long[] places, long[] lengths) {
            long bytes = 0;
            long lowest = Long.MAX_VALUE;
            long highest = Long.MIN_VALUE;
            long[] begin = new long[places.length + 1];
            for (int i = 0; i < places.length; i++) {
                bytes = Math.addExact(bytes, lengths[i]);
                begin[i + 1] = bytes;
                lowest = Math.min(lowest, places[i]);
                highest = Math.max(highest, Math.addExact(places[i], lengths[i]));
            }
            return new Runs(places, begin, bytes, lowest, highest);
        }

        private Runs(long[] places, long[] starts, long bytes, long lowest, long highest) {
            super(bytes, lowest, highest);
            this.places = places;
            this.starts = starts;
        }

        @Override
        long move(RunCopy copy, BufferView view, long at, long n, long step, long wire) {
            long packed = wire;
            for (long i = 0; i < n; i++) {
                long origin = at + i * step;
                for (int j = 0; j < places.length; j++) {
                    packed = copy.run(view, origin + places[j], starts[j + 1] - starts[j], packed);
                }
            }
            return packed;
        }

        @Override
        long part(RunCopy copy, BufferView view, long at, long from, long to, long wire) {
            long packed = wire;
            int i = indexOf(starts, from);
            for (long done = from; done < to; i++) {
                long n = Math.min(to, starts[i + 1]) - done;
                packed = copy.run(view, at + places[i] + (done - starts[i]), n, packed);
                done += n;
            }
            return packed;
        }

        @Override
        Shape shifted(long by) {
            long[] moved = Arrays.stream(places).map(p -> Math.addExact(p, by)).toArray();
            return new Runs(moved, starts, size, low + by, end + by);
        }
    }

    /** Different shapes one after the other. */
    static final class Sequence extends Shape {
        private final Shape[] shapes;
        private final long[] starts;

        private Sequence(Shape[] shapes) {
            super(
                    Arrays.stream(shapes).mapToLong(s -> s.size).reduce(0, Math::addExact),
                    Arrays.stream(shapes).mapToLong(s -> s.low).min().orElse(0),
                    Arrays.stream(shapes).mapToLong(s -> s.end).max().orElse(0));
            this.shapes = shapes;
            starts = new long[shapes.length + 1];
            for (int i = 0; i < shapes.length; i++) {
                starts[i + 1] = starts[i] + shapes[i].size;
            }
        }

        @Override
        long move(RunCopy copy, BufferView view, long at, long n, long step, long wire) {
            long packed = wire;
            for (long i = 0; i < n; i++) {
                for (Shape shape : shapes) {
                    packed = shape.move(copy, view, at + i * step, 1, 0, packed);
                }
            }
            return packed;
        }

        @Override
        long part(RunCopy copy, BufferView view, long at, long from, long to, long wire) {
            long packed = wire;
            int i = indexOf(starts, from);
            for (long done = from; done < to; i++) {
                long past = Math.min(to, starts[i + 1]);
                packed = shapes[i].part(copy, view, at, done - starts[i], past - starts[i], packed);
                done = past;
            }
            return packed;
        }

        @Override
        Shape shifted(long by) {
            return by == 0
                    ? this
                    : new Sequence(
                            Arrays.stream(shapes).map(s -> s.shifted(by)).toArray(Shape[]::new));
        }
    }

    /** The piece that holds the packed byte {@code from}; the starts are strictly increasing. */
    private static int indexOf(long[] starts, long from) {
        int found = Arrays.binarySearch(starts, from);
        return found >= 0 ? found : -found - 2;
    }
}
