package mpj.perf.bench;

import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Numbers to try: {@code N}, {@code N,M} or {@code N..M}, doubled from N and with M at the end. K, M and G mean 2^10,
 * 2^20 and 2^30.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Range(long... values) {
    private static final String UNITS = "KMG";

    static Range parse(String text) {
        return new Range(Stream.of(text.split(",", -1))
                .flatMapToLong(part -> Arrays.stream(part(part)))
                .toArray());
    }

    private static long[] part(String text) {
        int dots = text.indexOf("..");
        if (dots < 0) {
            return new long[] {number(text)};
        }
        long first = number(text.substring(0, dots));
        long last = number(text.substring(dots + 2));
        if (first > last) {
            throw new IllegalArgumentException(text);
        }
        LongStream doubled = LongStream.iterate(first, value -> value < last, value -> value == 0 ? 1 : 2 * value);
        return LongStream.concat(doubled, LongStream.of(last)).toArray();
    }

    private static long number(String text) {
        int unit = text.isEmpty() ? -1 : UNITS.indexOf(Character.toUpperCase(text.charAt(text.length() - 1)));
        long number = Long.parseLong(unit < 0 ? text : text.substring(0, text.length() - 1));
        if (number < 0 || number > Sizes.LIMIT) {
            throw new IllegalArgumentException(text);
        }
        return number << 10 * (unit + 1);
    }

    /** {@link #parse} for the command line. */
    static final class Parser implements ITypeConverter<Range> {
        Parser() {}

        @Override
        public Range convert(String text) {
            try {
                return parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + text + "' should be numbers as in 8, 8,64 or 16..100000");
            }
        }
    }
}
