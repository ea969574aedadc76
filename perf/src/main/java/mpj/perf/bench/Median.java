package mpj.perf.bench;

import java.util.Arrays;

/** The middle of some figures. */
public final class Median {
    private Median() {}

    /** Of an even number the mean of the middle two. */
    public static double of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
