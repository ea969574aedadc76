package mpj.it.jobs;

/** Choices that look random and are the same on all ranks, which begin with the same seed. */
final class Draw {
    private long state;

    Draw(long seed) {
        state = seed;
    }

    int below(int bound) {
        return (int) Long.remainderUnsigned(next(), bound);
    }

    <T> T of(T[] values) {
        return values[below(values.length)];
    }

    /** SplitMix64. */
    private long next() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
