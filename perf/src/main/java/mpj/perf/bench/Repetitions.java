package mpj.perf.bench;

import org.jspecify.annotations.Nullable;

/**
 * How often a message of some size is sent: the full number up to 8 KiB, then in inverse proportion to the size down to
 * a least number. OSU's fixed 100 warm-up iterations are too few for a JIT compiler.
 *
 * @param iterations measured, for small messages
 * @param leastIterations for large ones
 * @param warmup before measuring, for small messages
 * @param leastWarmup for large ones
 */
record Repetitions(long iterations, long leastIterations, long warmup, long leastWarmup) {
    private static final long LARGE_BYTES = 8192;

    /** The same for all sizes where a number has been given. */
    Repetitions overriddenBy(@Nullable Integer fixedIterations, @Nullable Integer fixedWarmup) {
        long i = fixedIterations == null ? iterations : fixedIterations;
        long leastI = fixedIterations == null ? leastIterations : i;
        long x = fixedWarmup == null ? warmup : fixedWarmup;
        long leastX = fixedWarmup == null ? leastWarmup : x;
        return new Repetitions(i, leastI, x, leastX);
    }

    long iterations(long size) {
        return scaled(iterations, leastIterations, size);
    }

    long warmup(long size) {
        return scaled(warmup, leastWarmup, size);
    }

    private static long scaled(long base, long least, long size) {
        return Math.max(least, size <= LARGE_BYTES ? base : base * LARGE_BYTES / size);
    }
}
