package mpj.it.jobs;

import java.util.function.Supplier;

/** Checks of the programs. */
final class Check {
    private Check() {}

    static void that(boolean condition, Supplier<String> message) {
        if (!condition) {
            throw new AssertionError(message.get());
        }
    }

    static void equal(long expected, long actual, Supplier<String> what) {
        if (expected != actual) {
            throw new AssertionError(what.get() + ": expected " + expected + ", got " + actual);
        }
    }

    /** A number that looks random and is the same on all ranks: the finaliser of SplitMix64. */
    static long mix(long value) {
        long z = value * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
