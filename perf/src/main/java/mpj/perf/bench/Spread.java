package mpj.perf.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * What is told of single round trips besides their mean. They are measured anew, each by itself, which adds two looks at
 * the clock. A message that was held up holds up those after it, which are then not counted as late: these are figures of
 * one message after another, not of messages that arrive at a rate.
 */
final class Spread {
    private static final String USUAL = "50,90,99,99.9";

    @Option(
            names = {"-z", "--tail-lat"},
            arity = "0..1",
            paramLabel = "LIST",
            fallbackValue = USUAL,
            converter = Parser.class,
            description = "percentiles as well (without a list: " + USUAL + ")")
    @Nullable
    Percentiles percentiles;

    @Option(
            names = {"-f", "--full"},
            description = "the least and the greatest as well")
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
                if (all.stream().allMatch(p -> p > 0 && p <= 100)) {
                    return new Percentiles(all);
                }
            } catch (NumberFormatException e) {
                // as below
            }
            throw new TypeConversionException("'" + text + "' should be percentiles over 0 and up to 100: " + USUAL);
        }
    }

    boolean isWanted() {
        return full || percentiles != null;
    }

    private List<Double> wanted() {
        return percentiles == null ? List.of() : percentiles.all();
    }

    /** The columns for {@link #values}. */
    List<String> columns() {
        List<String> columns = new ArrayList<>();
        if (full) {
            columns.addAll(List.of("Min (us)", "Max (us)"));
        }
        for (double percentile : wanted()) {
            boolean isWhole = percentile == Math.rint(percentile);
            columns.add("P" + (isWhole ? Long.toString((long) percentile) : Double.toString(percentile)) + " (us)");
        }
        return columns;
    }

    /** What was recorded, in nanoseconds, as these columns. */
    List<Double> values(Histogram recorded) {
        List<Double> values = new ArrayList<>();
        if (full) {
            values.add(recorded.getMinValue() / 1e3);
            values.add(recorded.getMaxValue() / 1e3);
        }
        wanted().forEach(percentile -> values.add(recorded.getValueAtPercentile(percentile) / 1e3));
        return values;
    }
}
