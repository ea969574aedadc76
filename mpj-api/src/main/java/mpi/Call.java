package mpi;

import org.jspecify.annotations.Nullable;

/** What was being done when something failed. {@code peer} and {@code tag} are UNDEFINED, {@code count} -1: unknown. */
record Call(String operation, @Nullable CommHandle comm, String peerName, int peer, int tag, long count) {
    /** A call of which nothing but the name is known. */
    static Call of(String operation) {
        return of(null, operation);
    }

    /** A call of which nothing is known but the name and the communicator, null if there is none. */
    static Call of(@Nullable CommHandle comm, String operation) {
        return new Call(operation, comm, "", MPI.UNDEFINED, MPI.UNDEFINED, -1);
    }

    /** The communicator's name; null if none is involved. */
    @Nullable
    String communicator() {
        return comm == null ? null : comm.displayName();
    }

    /** The details in words, such as {@code (dest 1, tag 5, count 10, MPI_COMM_WORLD)}; empty if none is known. */
    String details() {
        StringBuilder text = new StringBuilder();
        if (peer != MPI.UNDEFINED) {
            text.append(", ").append(peerName).append(' ').append(peerText());
        }
        if (tag != MPI.UNDEFINED) {
            text.append(", tag ").append(tag == MPI.ANY_TAG ? "MPI_ANY_TAG" : Integer.toString(tag));
        }
        if (count >= 0) {
            text.append(", count ").append(count);
        }
        if (comm != null) {
            text.append(", ").append(communicator());
        }
        return text.isEmpty() ? "" : " (" + text.substring(2) + ")";
    }

    private String peerText() {
        return switch (peer) {
            case MPI.ANY_SOURCE -> "MPI_ANY_SOURCE";
            case MPI.PROC_NULL -> "MPI_PROC_NULL";
            default -> Integer.toString(peer);
        };
    }
}
