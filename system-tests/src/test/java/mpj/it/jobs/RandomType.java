package mpj.it.jobs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mpi.Datatype;
import mpi.MPI;

/**
 * A random datatype made by the public constructors, and the places of its bytes in the order in which they are sent,
 * found by copying type maps as the standard describes.
 *
 * @param type the datatype
 * @param bytes where each byte is, relative to the item's origin
 * @param elements the basic elements in an item
 */
@SuppressWarnings("ArrayRecordComponent") // compared element by element
record RandomType(Datatype type, long[] bytes, int elements) {
    private static final int MAX_DEPTH = 4;
    private static final int MAX_BYTES = 2000;

    static RandomType draw(Draw draw) {
        return nested(draw, 1 + draw.below(MAX_DEPTH));
    }

    private static RandomType basic(Datatype type, int size) {
        long[] bytes = new long[size];
        Arrays.setAll(bytes, i -> i);
        return new RandomType(type, bytes, 1);
    }

    /** From one item to the next, in bytes. */
    long extent() {
        Datatype inBytes = Datatype.createStruct(new int[] {1}, new int[] {0}, new Datatype[] {type});
        try {
            return inBytes.getExtentLong();
        } finally {
            inBytes.free();
        }
    }

    /** Where the bytes of {@code count} items are. */
    long[] places(int count) {
        long extent = extent();
        long[] places = new long[count * bytes.length];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < bytes.length; j++) {
                places[i * bytes.length + j] = bytes[j] + i * extent;
            }
        }
        return places;
    }

    private static RandomType nested(Draw draw, int depth) {
        if (depth == 0) {
            return switch (draw.below(5)) {
                case 0 -> basic(MPI.BYTE, 1);
                case 1 -> basic(MPI.SHORT, 2);
                case 2 -> basic(MPI.INT, 4);
                case 3 -> basic(MPI.DOUBLE, 8);
                default -> basic(MPI.DOUBLE_COMPLEX, 16);
            };
        }
        RandomType old = nested(draw, depth - 1);
        if (old.bytes.length > MAX_BYTES) {
            return old;
        }
        return switch (draw.below(7)) {
            case 0 -> vector(draw, old, true);
            case 1 -> vector(draw, old, false);
            case 2 -> indexed(draw, old, true);
            case 3 -> indexed(draw, old, false);
            case 4 -> struct(draw, old, nested(draw, draw.below(depth)));
            case 5 -> subarray(draw, old);
            default -> resized(draw, old);
        };
    }

    private static int few(Draw draw) {
        return draw.below(8) == 0 ? 0 : 1 + draw.below(3);
    }

    /** The bytes of items at the given places. */
    private static RandomType of(Datatype type, RandomType old, List<Long> places) {
        long[] bytes = places.stream()
                .flatMapToLong(place -> Arrays.stream(old.bytes).map(b -> b + place))
                .toArray();
        return new RandomType(type, bytes, places.size() * old.elements);
    }

    private static void block(List<Long> places, RandomType old, int length, long at) {
        long extent = old.extent();
        for (int i = 0; i < length; i++) {
            places.add(at + i * extent);
        }
    }

    private static RandomType vector(Draw draw, RandomType old, boolean inBytes) {
        int count = few(draw);
        int length = few(draw);
        int stride = draw.below(9) - 3;
        long distance = stride * old.extent() + (inBytes ? draw.below(5) : 0);
        List<Long> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            block(places, old, length, i * distance);
        }
        Datatype type = inBytes
                ? Datatype.createHVector(count, length, (int) distance, old.type)
                : Datatype.createVector(count, length, stride, old.type);
        return of(type, old, places);
    }

    private static RandomType indexed(Draw draw, RandomType old, boolean inBytes) {
        int n = few(draw) * 2;
        int[] lengths = new int[n];
        int[] displacements = new int[n];
        List<Long> places = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < n; i++) {
            lengths[i] = few(draw);
            next += draw.below(4) - 1;
            displacements[i] = inBytes ? (int) (next * old.extent()) + draw.below(3) : next;
            block(places, old, lengths[i], inBytes ? displacements[i] : next * old.extent());
            next += lengths[i];
        }
        Datatype type = inBytes
                ? Datatype.createHIndexed(lengths, displacements, old.type)
                : Datatype.createIndexed(lengths, displacements, old.type);
        return of(type, old, places);
    }

    private static RandomType struct(Draw draw, RandomType first, RandomType second) {
        int[] lengths = {few(draw), few(draw)};
        long gap = draw.below(10);
        int[] displacements = {0, (int) (lengths[0] * first.extent() + gap)};
        List<Long> places = new ArrayList<>();
        block(places, first, lengths[0], 0);
        RandomType one = of(first.type, first, places);
        places.clear();
        block(places, second, lengths[1], displacements[1]);
        RandomType two = of(second.type, second, places);
        long[] bytes = Arrays.copyOf(one.bytes, one.bytes.length + two.bytes.length);
        System.arraycopy(two.bytes, 0, bytes, one.bytes.length, two.bytes.length);
        Datatype type = Datatype.createStruct(lengths, displacements, new Datatype[] {first.type, second.type});
        return new RandomType(type, bytes, one.elements + two.elements);
    }

    private static RandomType subarray(Draw draw, RandomType old) {
        int[] sizes = {1 + draw.below(4), 1 + draw.below(4)};
        int[] part = {1 + draw.below(sizes[0]), 1 + draw.below(sizes[1])};
        int[] from = {draw.below(sizes[0] - part[0] + 1), draw.below(sizes[1] - part[1] + 1)};
        List<Long> places = new ArrayList<>();
        for (int i = 0; i < part[0]; i++) {
            block(places, old, part[1], ((from[0] + i) * sizes[1] + from[1]) * old.extent());
        }
        return of(Datatype.createSubarray(sizes, part, from, MPI.ORDER_C, old.type), old, places);
    }

    private static RandomType resized(Draw draw, RandomType old) {
        int lb = draw.below(9) - 4;
        int extent = (int) old.extent() + draw.below(20);
        return new RandomType(Datatype.createResized(old.type, lb, extent), old.bytes, old.elements);
    }
}
