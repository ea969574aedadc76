package mpj.perf.bench;

import org.HdrHistogram.Histogram;

/** What the two ranks of a pair do over and over; both make the same calls. */
interface Exchange extends AutoCloseable {
    /** So many rounds. */
    void run(long rounds);

    /** So many, and records the nanoseconds of each, at the rank that leads. */
    void run(long rounds, Histogram singles);

    /** Some rounds after each of which the content of the messages is checked. */
    void validate();

    @Override
    void close();
}
