package mpj.perf.bench;

import org.HdrHistogram.Histogram;

/** An exchange by one thread of each rank. */
abstract class Rounds implements Exchange {
    final Pair pair;
    private final boolean rewrite;

    /** @param rewrite whether senders write their buffers anew before each send */
    Rounds(Pair pair, boolean rewrite) {
        this.pair = pair;
        this.rewrite = rewrite;
    }

    /** A round of the rank that leads. */
    abstract void lead(boolean rewrites, long round);

    /** A round of the other. */
    abstract void follow(boolean rewrites, long round);

    @Override
    public final void run(long rounds) {
        run(rounds, rewrite);
    }

    /** The same, whatever was said of rewriting. */
    final void run(long rounds, boolean rewrites) {
        if (pair.leads()) {
            for (long i = 0; i < rounds; i++) {
                lead(rewrites, i);
            }
        } else {
            for (long i = 0; i < rounds; i++) {
                follow(rewrites, i);
            }
        }
    }

    @Override
    public final void run(long rounds, Histogram singles) {
        if (!pair.leads()) {
            run(rounds);
            return;
        }
        for (long i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            lead(rewrite, i);
            singles.recordValue(System.nanoTime() - start);
        }
    }
}
