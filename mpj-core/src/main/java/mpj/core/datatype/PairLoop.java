package mpj.core.datatype;

import static mpj.base.memory.RawMemory.ALL;

import java.lang.invoke.MethodHandles;
import mpj.base.memory.RawMemory;

/**
 * A value and its index: the pair with the least (greatest) value wins, of equal values the one with the smaller index;
 * where the values cannot be compared, {@code inOut} stays as it is. {@link LoopCopies} makes this anew for each
 * {@link Shape}.
 *
 * <p>Pairs of 8 bytes have the index at 4, pairs of 16 bytes at 8.
 */
final class PairLoop implements CommutativeReducer {
    /**
     * What a copy is for.
     *
     * @param kind of pairs, of {@link Reducers}
     * @param max whether the greatest value wins
     */
    record Shape(int kind, boolean max) {}

    // by the record's methods: a copy is no member of this class's nest
    private static final Shape SHAPE = LoopCopies.operator(MethodHandles.lookup(), Shape.class);
    private static final int KIND = SHAPE.kind();
    /** The sign of a comparison in which {@code in} wins. */
    private static final int WINS = SHAPE.max() ? 1 : -1;

    private static final int INDEX_AT = KIND == Reducers.LONG_INT || KIND == Reducers.DOUBLE_INT ? 8 : 4;
    /** What {@link #compare} says of values without an order. */
    private static final int UNORDERED = 2;

    PairLoop() {}

    @Override
    public void reduce(long in, long inOut, long count) {
        for (long i = 0; i < count; i++) {
            long x = in + i * 2 * INDEX_AT;
            long y = inOut + i * 2 * INDEX_AT;
            int order = compare(x, y);
            if (order == 0) {
                int smaller = Math.min(ALL.get(RawMemory.INT, x + INDEX_AT), ALL.get(RawMemory.INT, y + INDEX_AT));
                ALL.set(RawMemory.INT, y + INDEX_AT, smaller);
            } else if (order == WINS) {
                copyValue(x, y);
                ALL.set(RawMemory.INT, y + INDEX_AT, ALL.get(RawMemory.INT, x + INDEX_AT));
            }
        }
    }

    /** -1, 0 or 1 as the first value is less than, equal to or greater than the second. */
    private static int compare(long x, long y) {
        return switch (KIND) {
            case Reducers.SHORT_INT -> order(ALL.get(RawMemory.SHORT, x), ALL.get(RawMemory.SHORT, y));
            case Reducers.LONG_INT -> order(ALL.get(RawMemory.LONG, x), ALL.get(RawMemory.LONG, y));
            case Reducers.FLOAT_INT -> order(ALL.get(RawMemory.FLOAT, x), ALL.get(RawMemory.FLOAT, y));
            case Reducers.DOUBLE_INT -> order(ALL.get(RawMemory.DOUBLE, x), ALL.get(RawMemory.DOUBLE, y));
            default -> order(ALL.get(RawMemory.INT, x), ALL.get(RawMemory.INT, y));
        };
    }

    private static int order(long a, long b) {
        return a == b ? 0 : a < b ? -1 : 1;
    }

    /** As MPI compares: zeros are equal whatever their sign. */
    private static int order(double a, double b) {
        return a == b ? 0 : a < b ? -1 : a > b ? 1 : UNORDERED;
    }

    private static void copyValue(long from, long to) {
        if (KIND == Reducers.SHORT_INT) {
            ALL.set(RawMemory.SHORT, to, ALL.get(RawMemory.SHORT, from));
        } else if (INDEX_AT == Long.BYTES) {
            ALL.set(RawMemory.LONG, to, ALL.get(RawMemory.LONG, from));
        } else {
            ALL.set(RawMemory.INT, to, ALL.get(RawMemory.INT, from));
        }
    }
}
