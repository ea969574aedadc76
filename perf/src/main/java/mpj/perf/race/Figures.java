package mpj.perf.race;

import java.util.Arrays;
import java.util.Locale;
import mpj.perf.bench.Median;

/**
 * What several rounds have given.
 *
 * @param median of the rounds that have a figure, as the others; NaN if none has
 */
record Figures(double median, double least, double most) {
    /** Of these, of which NaN are missing. */
    static Figures of(double[] rounds) {
        double[] there = Arrays.stream(rounds).filter(figure -> !Double.isNaN(figure)).toArray();
        return there.length == 0
                ? new Figures(Double.NaN, Double.NaN, Double.NaN)
                : new Figures(
                        Median.of(there),
                        Arrays.stream(there).min().getAsDouble(),
                        Arrays.stream(there).max().getAsDouble());
    }

    boolean isMissing() {
        return Double.isNaN(median);
    }

    /** The median and, in parentheses, the least and the most; "-" where nothing is there. */
    @Override
    public String toString() {
        return isMissing() ? "-" : number(median) + " (" + number(least) + " - " + number(most) + ")";
    }

    /** A number with three digits that tell something. */
    static String number(double value) {
        double size = Math.abs(value);
        String format = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }
}
