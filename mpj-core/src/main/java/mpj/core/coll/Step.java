package mpj.core.coll;

import mpj.core.datatype.Layout;

/**
 * What a rank does for a collective operation, as a schedule says it. Buffers are told by number, {@link Schedule#SEND},
 * {@link Schedule#RECEIVE} or {@link Schedule#SCRATCH}; offsets are bytes from where the call's part of them begins.
 */
public sealed interface Step {
    /**
     * A message to or from a rank.
     *
     * @param peer a rank of the communicator, of the other group's on an intercommunicator
     */
    record Message(boolean sends, int peer, int buffer, long offset, long count, Layout layout) implements Step {
        /** The bytes that travel. */
        public long bytes() {
            return count * layout.size();
        }
    }

    /** What needs no other rank. */
    sealed interface Local extends Step {}

    /** Moves elements; both sides are of the same number of bytes, unless the ranks' arguments disagree. */
    record Copy(
            int from,
            long fromOffset,
            long fromCount,
            Layout fromLayout,
            int to,
            long toOffset,
            long toCount,
            Layout toLayout)
            implements Local {}

    /** Combines elements in scratch memory: {@code inOut[i] = in[i] op inOut[i]}. */
    record Reduction(long in, long inOut, long count) implements Local {}
}
