package mpj.perf.bench;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import mpi.Comm;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * What is told of single calls besides their mean. A call begins when the one before it has ended, so one that was held
 * up holds up those after it, which are then not counted as late: these are figures of one call after another, not of
 * calls that are due at a rate.
 */
final class Spread {
    private static final String USUAL = "0,50,90,99,99.9,100";
    private static final int DIGITS = 3;

    @Option(
            names = {"-z", "--tail-lat"},
            arity = "0..1",
            paramLabel = "LIST",
            fallbackValue = USUAL,
            converter = Parser.class,
            description = "percentiles of single calls as well (without a list: " + USUAL + "), 0 being the least and"
                    + " 100 the greatest; each call begins when the one before it has ended, so those that a slow one"
                    + " delays do not count as late (coordinated omission)")
    @Nullable
    Percentiles percentiles;

    @Option(
            names = {"-f", "--full"},
            description = "all columns that OSU's benchmarks have: the least, the greatest and the iterations as well")
    boolean full;

    /** Percentiles in the order in which they were given. */
    record Percentiles(List<Double> all) {}

    /** Reads {@code P,P...}. */
    static final class Parser implements ITypeConverter<Percentiles> {
        Parser() {}

        @Override
        public Percentiles convert(String text) {
            try {
                List<Double> all =
                        Arrays.stream(text.split(",", -1)).map(Double::valueOf).toList();
                if (all.stream().allMatch(p -> p >= 0 && p <= 100)) {
                    return new Percentiles(all);
                }
            } catch (NumberFormatException e) {
                // as below
            }
            throw new TypeConversionException("'" + text + "' should be percentiles from 0 to 100: " + USUAL);
        }
    }

    boolean hasPercentiles() {
        return percentiles != null;
    }

    private List<Double> wanted() {
        return percentiles == null ? List.of() : percentiles.all();
    }

    /** The columns for {@link #values}. */
    List<String> columns(String unit) {
        List<String> columns = new ArrayList<>();
        for (double percentile : wanted()) {
            boolean isWhole = percentile == Math.rint(percentile);
            columns.add("P" + (isWhole ? Long.toString((long) percentile) : Double.toString(percentile)) + " " + unit);
        }
        return columns;
    }

    /**
     * What was recorded, in nanoseconds, as these columns.
     *
     * @param figure what is shown for so many nanoseconds
     */
    List<Double> values(Histogram recorded, LongToDoubleFunction figure) {
        return wanted().stream()
                .map(percentile -> figure.applyAsDouble(recorded.getValueAtPercentile(percentile)))
                .toList();
    }

    /** A histogram of nanoseconds. */
    static Histogram histogram() {
        return new Histogram(DIGITS);
    }

    /** All ranks' histograms in one at rank 0, at the others nothing of use; all ranks call it. */
    static Histogram gather(Comm world, Histogram mine) {
        ByteBuffer encoded = ByteBuffer.allocate(mine.getNeededByteBufferCapacity());
        mine.encodeIntoByteBuffer(encoded);
        Histogram all = histogram();
        List<byte[]> everyone = world.gather(Arrays.copyOf(encoded.array(), encoded.position()), 0);
        if (everyone != null) {
            everyone.forEach(one -> all.add(Histogram.decodeFromByteBuffer(ByteBuffer.wrap(one), 0)));
        }
        return all;
    }
}
