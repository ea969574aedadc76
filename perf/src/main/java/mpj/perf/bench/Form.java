package mpj.perf.bench;

import java.util.Locale;

/** How an operation is called. */
enum Form {
    BLOCKING,
    NONBLOCKING,
    PERSISTENT,
    PARTITIONED;

    /** Behind the name of a benchmark of this form. */
    String suffix() {
        return "-" + this;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
