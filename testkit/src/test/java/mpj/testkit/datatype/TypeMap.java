package mpj.testkit.datatype;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import mpj.core.datatype.Layout;

/**
 * A layout and, made independently of it, the list of its bytes in the order in which they are sent: what MPI calls
 * the type map, interpreted copy by copy.
 *
 * @param layout the layout under test
 * @param bytes where each byte is, relative to the origin
 * @param lb the lower bound
 * @param ub the upper bound
 * @param given whether the bounds were given rather than found
 * @param alignment the largest of the basic elements
 */
@SuppressWarnings("ArrayRecordComponent") // compared by tests, element by element
public record TypeMap(Layout layout, long[] bytes, long lb, long ub, boolean given, int alignment) {
    private static final int MAX_DEPTH = 4;
    /** A nested type can become no larger than this many bytes. */
    private static final int MAX_BYTES = 4000;

    /** A copy of a type at a place. */
    private record Copy(TypeMap type, long at) {}

    private static TypeMap basic(int size) {
        long[] bytes = new long[size];
        Arrays.setAll(bytes, i -> i);
        return new TypeMap(Layout.basic(size, size), bytes, 0, size, false, size);
    }

    private static TypeMap of(Layout layout, List<Copy> copies) {
        long[] bytes = copies.stream()
                .flatMapToLong(c -> Arrays.stream(c.type.bytes).map(b -> b + c.at))
                .toArray();
        boolean anyGiven = copies.stream().anyMatch(c -> c.type.given);
        List<Copy> bounding =
                copies.stream().filter(c -> c.type.given || !anyGiven).toList();
        long lb = bounding.stream().mapToLong(c -> c.at + c.type.lb).min().orElse(0);
        long ub = bounding.stream().mapToLong(c -> c.at + c.type.ub).max().orElse(0);
        int alignment = copies.stream().mapToInt(c -> c.type.alignment).max().orElse(1);
        if (!anyGiven) {
            while ((ub - lb) % alignment != 0) {
                ub++;
            }
        }
        return new TypeMap(layout, bytes, lb, ub, anyGiven, alignment);
    }

    /** Bytes from one item to the next. */
    public long extent() {
        return ub - lb;
    }

    /** Where the bytes of {@code count} items are. */
    public long[] places(int count) {
        long[] places = new long[count * bytes.length];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < bytes.length; j++) {
                places[i * bytes.length + j] = bytes[j] + i * extent();
            }
        }
        return places;
    }

    /** Whether no byte is there twice, so that it can be received into. */
    public static boolean isDisjoint(long[] places) {
        long[] sorted = places.clone();
        Arrays.sort(sorted);
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] == sorted[i - 1]) {
                return false;
            }
        }
        return true;
    }

    // ---------------------------------------------------------------- random ones

    /** A random type, nested up to four levels. */
    public static TypeMap random(Random random) {
        return random(random, 1 + random.nextInt(MAX_DEPTH));
    }

    private static TypeMap random(Random random, int depth) {
        if (depth == 0) {
            return basic(1 << random.nextInt(4));
        }
        TypeMap old = random(random, depth - 1);
        if (old.bytes.length > MAX_BYTES) {
            return old;
        }
        return switch (random.nextInt(6)) {
            case 0 -> vector(random, old);
            case 1 -> indexed(random, old, false);
            case 2 -> indexed(random, old, true);
            case 3 -> struct(random, old, random(random, random.nextInt(depth)));
            case 4 -> resized(random, old);
            default -> contiguous(random, old);
        };
    }

    /** Mostly small, sometimes nothing. */
    private static int few(Random random) {
        return random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(4);
    }

    /** A distance of some items, sometimes back or odd. */
    private static long distance(Random random, TypeMap old) {
        int items = random.nextInt(9) - 3;
        int more = random.nextInt(4) == 0 ? random.nextInt(9) - 4 : 0;
        return items * old.extent() + more;
    }

    private static void block(List<Copy> copies, TypeMap old, long length, long at) {
        for (int i = 0; i < length; i++) {
            copies.add(new Copy(old, at + i * old.extent()));
        }
    }

    private static TypeMap contiguous(Random random, TypeMap old) {
        int n = few(random);
        List<Copy> copies = new ArrayList<>();
        block(copies, old, n, 0);
        return of(Layout.vector(1, n, 0, old.layout), copies);
    }

    private static TypeMap vector(Random random, TypeMap old) {
        int count = few(random);
        int length = few(random);
        long stride = distance(random, old);
        List<Copy> copies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            block(copies, old, length, i * stride);
        }
        return of(Layout.vector(count, length, stride, old.layout), copies);
    }

    private static TypeMap indexed(Random random, TypeMap old, boolean equal) {
        int n = few(random) * 2;
        int length = few(random);
        long[] lengths = new long[n];
        long[] places = new long[n];
        List<Copy> copies = new ArrayList<>();
        long place = 0;
        for (int i = 0; i < n; i++) {
            lengths[i] = equal ? length : few(random);
            place += distance(random, old) + lengths[i] * old.extent();
            places[i] = place;
            block(copies, old, lengths[i], places[i]);
        }
        return of(Layout.indexed(lengths, places, old.layout), copies);
    }

    private static TypeMap struct(Random random, TypeMap first, TypeMap second) {
        int n = 1 + random.nextInt(4);
        long[] lengths = new long[n];
        long[] places = new long[n];
        Layout[] layouts = new Layout[n];
        List<Copy> copies = new ArrayList<>();
        long place = 0;
        for (int i = 0; i < n; i++) {
            TypeMap type = random.nextBoolean() ? first : second;
            lengths[i] = few(random);
            layouts[i] = type.layout;
            places[i] = place + random.nextInt(3);
            place = places[i] + lengths[i] * type.extent();
            block(copies, type, lengths[i], places[i]);
        }
        return of(Layout.struct(lengths, places, layouts), copies);
    }

    private static TypeMap resized(Random random, TypeMap old) {
        int lb = random.nextInt(20) - 10;
        int more = random.nextInt(35) - 5;
        long extent = random.nextBoolean() ? old.extent() + Math.max(0, more) : more;
        return new TypeMap(old.layout.resized(lb, extent), old.bytes, lb, lb + extent, true, old.alignment);
    }
}
