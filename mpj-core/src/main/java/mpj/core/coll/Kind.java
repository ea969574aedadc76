package mpj.core.coll;

import java.util.Locale;

/** The collective operations that several algorithms exist for. */
public enum Kind {
    BARRIER,
    BCAST,
    GATHER,
    SCATTER,
    ALLGATHER,
    ALLTOALL,
    REDUCE,
    ALLREDUCE,
    REDUCE_SCATTER,
    SCAN,
    EXSCAN;

    /** The name in options and tuning files, such as {@code reduce_scatter}. */
    public String option() {
        return name().toLowerCase(Locale.ROOT);
    }
}
