package mpj.perf.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Message sizes, doubled from the least to the greatest, or each given by itself.
 *
 * @param min bytes; -1 where only the greatest was given
 * @param max bytes
 * @param listed the sizes in rising order where they were given; empty where they double
 */
record Sizes(long min, long max, List<Long> listed) {
    /** What a Java array can hold. */
    static final long LIMIT = 1L << 30;

    private static final long UNSET = -1;

    Sizes(long min, long max) {
        this(min, max, List.of());
    }

    /** The same sizes, with this minimum where none was given. */
    Sizes withMinimum(long least) {
        return min == UNSET ? new Sizes(Math.min(least, max), max) : this;
    }

    /** All sizes in order; 0 is followed by 1. */
    long[] toArray() {
        return toArray(2);
    }

    /** As {@link #toArray()}, with another factor between neighbours where they are not listed. */
    long[] toArray(int factor) {
        if (!listed.isEmpty()) {
            return listed.stream().mapToLong(Long::longValue).toArray();
        }
        return LongStream.iterate(min, size -> size <= max, size -> size == 0 ? 1 : factor * size)
                .toArray();
    }

    /** Reads {@code MAX}, {@code MIN:MAX} or {@code SIZE,SIZE...}. */
    static Sizes parse(String text) {
        return text.indexOf(',') < 0 ? parseRange(text) : parseList(text);
    }

    private static Sizes parseRange(String text) {
        int colon = text.indexOf(':');
        long max = Long.parseLong(text, colon + 1, text.length(), 10);
        long min = colon < 0 ? UNSET : Long.parseLong(text, 0, colon, 10);
        if (max < 0 || max > LIMIT || colon >= 0 && (min < 0 || min > max)) {
            throw new IllegalArgumentException(text);
        }
        return new Sizes(min, max);
    }

    private static Sizes parseList(String text) {
        List<Long> sizes =
                Arrays.stream(text.split(",", -1)).map(Long::valueOf).sorted().distinct().toList();
        if (sizes.getFirst() < 0 || sizes.getLast() > LIMIT) {
            throw new IllegalArgumentException(text);
        }
        return new Sizes(sizes.getFirst(), sizes.getLast(), sizes);
    }

    /** {@link #parse} for the command line. */
    static final class Parser implements ITypeConverter<Sizes> {
        Parser() {}

        @Override
        public Sizes convert(String text) {
            try {
                return parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(
                        "'" + text + "' should be MAX, MIN:MAX or SIZE,SIZE... with 0 <= MIN <= MAX <= " + LIMIT);
            }
        }
    }
}
