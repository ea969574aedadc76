package mpj.transport;

import org.jspecify.annotations.Nullable;

/** The cards that the ranks of the job have published. */
public interface Cards {
    /** The job's number of ranks. */
    int size();

    /** The card of a rank's transport; null where the rank could not open that. */
    byte @Nullable [] card(int rank, Transport transport);
}
