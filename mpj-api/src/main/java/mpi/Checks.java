package mpi;

import mpj.core.comm.Communicator;
import org.jspecify.annotations.Nullable;

/** Checks of ranks, tags and counts. What throws is out of line: the callers' quick checks are all that runs mostly. */
final class Checks {
    /** Counts have fewer bits, so that the bytes of all ranks' blocks never overflow a long. */
    static final int COUNT_BITS = 44;

    static final long MAX_COUNT = (1L << COUNT_BITS) - 1;

    private Checks() {}

    /** The arguments of a send, after a quick check did not find them plain; returns if they are right after all. */
    static void send(CommHandle comm, Communicator core, String operation, long count, int dest, int tag) {
        Call call = comm.call(operation, "dest", dest, tag, count);
        count(call, "count", count);
        if (dest != MPI.PROC_NULL) {
            rank(call, "dest", core.peerCount(), dest);
        }
        if (tag < 0) {
            throw badTag(call, tag);
        }
    }

    /** The arguments of a receive or probe, likewise. */
    static void receive(CommHandle comm, Communicator core, String operation, long count, int source, int tag) {
        Call call = comm.call(operation, "source", source, tag, count);
        count(call, "count", count);
        if (source != MPI.PROC_NULL && source != MPI.ANY_SOURCE) {
            rank(call, "source", core.peerCount(), source);
        }
        if (tag < MPI.ANY_TAG) {
            throw MPIException.argument(
                    MPI.ERR_TAG, call, "tag " + tag + " is neither MPI_ANY_TAG nor in 0.." + Communicator.TAG_UB);
        }
    }

    /** A rank that is none of a message's: of so many there must be one. */
    static void rank(CommHandle comm, int ranks, String operation, String argument, int rank) {
        rank(comm.call(operation, argument, rank, MPI.UNDEFINED, -1), argument, ranks, rank);
    }

    /** The tag of a call that sends no message of the program's. */
    static void tag(CommHandle comm, String operation, int tag) {
        if (tag < 0) {
            throw badTag(comm.call(operation, "", MPI.UNDEFINED, tag, -1), tag);
        }
    }

    private static MPIException badTag(Call call, int tag) {
        return MPIException.argument(MPI.ERR_TAG, call, "tag " + tag + " is outside 0.." + Communicator.TAG_UB);
    }

    private static void rank(Call call, String argument, int ranks, int rank) {
        if (rank < 0 || rank >= ranks) {
            throw MPIException.argument(MPI.ERR_RANK, call, outside(call, argument, ranks, rank));
        }
    }

    private static String outside(Call call, String argument, int ranks, int rank) {
        return argument + " " + rank + " is outside 0.." + (ranks - 1) + " of " + call.communicator();
    }

    /** The root of a collective; on an intercommunicator a rank of the other group, ROOT or PROC_NULL. */
    static void root(CommHandle comm, Communicator core, String operation, int root) {
        if (root < 0 || root >= core.peerCount()) {
            boolean inGroup = core.remoteSize() > 0 && (root == MPI.ROOT || root == MPI.PROC_NULL);
            if (!inGroup) {
                Call call = comm.call(operation, "root", root, MPI.UNDEFINED, -1);
                throw MPIException.argument(MPI.ERR_ROOT, call, outside(call, "root", core.peerCount(), root));
            }
        }
    }

    /** A count of a collective. */
    static void count(CommHandle comm, String operation, String argument, long count) {
        if (count >>> COUNT_BITS != 0) {
            count(comm.call(operation, "", MPI.UNDEFINED, MPI.UNDEFINED, count), argument, count);
        }
    }

    /** A count of any call. */
    static void count(Call call, String argument, long count) {
        if (count < 0) {
            throw MPIException.argument(MPI.ERR_COUNT, call, argument + " " + count + " is negative");
        }
        if (count > MAX_COUNT) {
            throw MPIException.argument(
                    MPI.ERR_COUNT, call, argument + " " + count + " is larger than " + MAX_COUNT);
        }
    }

    /** The counts of a vector collective: one for each rank, none negative. */
    static long[] counts(
            CommHandle comm, int ranks, String operation, String argument, long @Nullable [] counts) {
        long[] checked = array(comm, ranks, MPI.ERR_COUNT, operation, argument, counts);
        for (int i = 0; i < ranks; i++) {
            if (checked[i] >>> COUNT_BITS != 0) {
                count(comm, operation, argument + "[" + i + "]", checked[i]);
            }
        }
        return checked;
    }

    /** The displacements of a vector collective: one for each rank. */
    static long[] displs(
            CommHandle comm, int ranks, String operation, String argument, long @Nullable [] displs) {
        return array(comm, ranks, MPI.ERR_ARG, operation, argument, displs);
    }

    private static long[] array(
            CommHandle comm,
            int ranks,
            int errorClass,
            String operation,
            String argument,
            long @Nullable [] values) {
        if (values == null && ranks == 0) {
            return new long[0];
        }
        if (values == null || values.length < ranks) {
            throw MPIException.argument(
                    errorClass,
                    comm.call(operation, "", MPI.UNDEFINED, MPI.UNDEFINED, -1),
                    argument + (values == null ? " is null" : " has " + values.length + " elements")
                            + ", one for each of the " + ranks + " ranks is needed");
        }
        return values;
    }

    /** The values of an array of ints, null for null. */
    static long @Nullable [] widen(int @Nullable [] values) {
        if (values == null) {
            return null;
        }
        long[] wide = new long[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }
}
