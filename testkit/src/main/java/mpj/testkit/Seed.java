package mpj.testkit;

import java.security.SecureRandom;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * Randomness that can be replayed: the seed is that of {@code -Dmpj.seed=N} or a fresh one, and a failure names it.
 */
public final class Seed {
    /** The system property with the seed to replay. */
    public static final String PROPERTY = "mpj.seed";

    private Seed() {}

    /** A part of a test that draws everything random from {@code seed}. */
    @FunctionalInterface
    public interface Body {
        void run(long seed) throws Throwable;
    }

    /** Runs {@code body}; what it throws comes back in an {@link AssertionError} that says how to replay it. */
    public static void run(Body body) {
        run(LongUnaryOperator.identity(), body);
    }

    /** The same where several processes must have the same seed: {@code agreed} makes this one's proposal theirs. */
    public static void run(LongUnaryOperator agreed, Body body) {
        long seed = agreed.applyAsLong(choose(System.getProperty(PROPERTY)));
        try {
            body.run(seed);
        } catch (TestAbortedException e) {
            // not a failure: what the test needs is not there
            throw e;
        } catch (Throwable t) {
            throw new AssertionError("with seed " + seed + " (replay with -D" + PROPERTY + "=" + seed + "): " + t, t);
        }
    }

    private static long choose(@Nullable String property) {
        return property == null || property.isBlank()
                ? new SecureRandom().nextInt() & 0xffff_ffffL
                : Long.parseLong(property.trim());
    }
}
