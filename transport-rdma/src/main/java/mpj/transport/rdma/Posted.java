package mpj.transport.rdma;

import org.jspecify.annotations.Nullable;

/** What a request that was handed to the adapter holds until it has completed. An entry of a {@link Channel}'s ledger. */
final class Posted {
    /** Where its bytes are, if not in the program's memory or the request itself. */
    @Nullable
    Slot slot;

    /** The get, put or atomic that it is a piece of. */
    @Nullable
    Transfer transfer;

    /** Where in the transfer's bytes the piece begins. */
    long from;

    int bytes;

    void clear() {
        slot = null;
        transfer = null;
    }
}
