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
}
