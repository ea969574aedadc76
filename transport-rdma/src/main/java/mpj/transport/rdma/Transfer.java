package mpj.transport.rdma;

import mpj.base.memory.BufferView;
import org.jspecify.annotations.Nullable;

/** A get, put or atomic under way. Reused. */
final class Transfer {
    enum Kind {
        GET,
        PUT,
        /** A put whose last piece tells the peer the operand, for a credit. */
        NOTED_PUT,
        ADD,
        SWAP,
        /** Nothing to move: ends after all that was begun before it. */
        FLUSH;

        boolean isPut() {
            return this == PUT || this == NOTED_PUT;
        }

        boolean isAtomic() {
            return this == ADD || this == SWAP;
        }
    }

    Kind kind = Kind.FLUSH;
    final BufferView view = new BufferView();
    /** Where in the view the bytes are, and how many. */
    long offset;

    long length;
    /** How many are with the adapter or done, and how many done. */
    long posted;

    long done;
    long remote;
    int remoteKey;
    /** In place of the key, where the peer's memory is several regions. */
    @Nullable
    RemoteKeys remoteKeys;
    /** Of an atomic: the summand, or what is expected and what is desired. Of a put: its note. */
    long operand;

    long desired;
    /** What the engine calls it. */
    long token;
    /** Of the view's memory; null where the bytes are copied. */
    @Nullable
    Registration registration;

    int inFlight;
    /** Whether the end of a put has still to be read back. */
    boolean unconfirmed;
    /** Whether the view's memory went away meanwhile. */
    boolean failed;

    /** The one begun before, and the one begun after. */
    @Nullable
    Transfer before;

    @Nullable
    Transfer after;

    /** Whether a piece of so many bytes tells the peer that all are there. */
    boolean endsWithNote(int bytes) {
        return kind == Kind.NOTED_PUT && posted + bytes == length;
    }

    /** Where in the peer's memory the next piece is. */
    long nextRemote() {
        return remote + posted;
    }

    /** The key for that. */
    int nextRemoteKey() {
        RemoteKeys several = remoteKeys;
        return several == null ? remoteKey : several.keyAt(nextRemote());
    }

    /** Where in the peer's memory the last byte is. */
    long lastRemote() {
        return remote + length - 1;
    }

    /** The key for that. */
    int lastRemoteKey() {
        RemoteKeys several = remoteKeys;
        return several == null ? remoteKey : several.keyAt(lastRemote());
    }

    /** How many bytes the next piece may have of those that are left, as the peer's memory is cut. */
    long nextBytes() {
        RemoteKeys several = remoteKeys;
        long left = length - posted;
        return several == null ? left : Math.min(left, several.cut().reach(nextRemote()));
    }
}
