package mpi;

import java.util.Arrays;
import mpj.core.EngineException;
import mpj.core.comm.Communicator;
import org.jspecify.annotations.Nullable;

/**
 * A group of ranks that communicate in a context of their own. MPI 5.0, chapter 7.
 *
 * <p>Point-to-point calls are in {@link CommPointToPoint} and {@link CommPersistent}, collectives in {@link CommCollective}, both with objects in
 * {@link CommObjects} and {@link CommObjectCollectives}, rank, size, name and error handler in {@link CommHandle}.
 */
public class Comm extends CommObjectCollectives implements Freeable, Cloneable {
    /** Split type: ranks that can share memory. */
    public static final int TYPE_SHARED = 0;

    Comm(String name) {
        super(name);
    }

    Comm(@Nullable Communicator core, CommHandle parent) {
        super(core, parent);
    }

    /** A new communicator of the same group, in a new context; all ranks call this. */
    public Comm dup() throws MPIException {
        return new Comm(dupCore(), this);
    }

    /** The same as {@link #dup}. */
    @Override
    public Comm clone() {
        return dup();
    }

    /** The engine's side of a duplicate. */
    final Communicator dupCore() {
        try {
            return core().dup();
        } catch (EngineException e) {
            throw collectiveFailure("dup", e);
        }
    }

    /** Frees the communicator; this handle is null afterwards, pending operations go on. */
    @Override
    public final void free() throws MPIException {
        if (isPredefined()) {
            throw MPIException.argument(MPI.ERR_COMM, "free", getName() + " is predefined and cannot be freed");
        }
        try {
            release().free();
        } catch (EngineException e) {
            throw collectiveFailure("free", e);
        }
    }

    /**
     * Compares two communicators.
     *
     * @return {@link MPI#IDENT} for the same group and context, {@link MPI#CONGRUENT} for the same group in the same
     *     order, {@link MPI#SIMILAR} for the same members, else {@link MPI#UNEQUAL}
     */
    public static int compare(Comm comm1, Comm comm2) throws MPIException {
        if (comm1 == null || comm2 == null) {
            throw MPIException.argument(
                    MPI.ERR_COMM, "compare", (comm1 == null ? "comm1" : "comm2") + " is a null reference");
        }
        Communicator core1 = comm1.core();
        Communicator core2 = comm2.core();
        int[] members1 = core1.members();
        int[] members2 = core2.members();
        if (Arrays.equals(members1, members2)) {
            return core1.context() == core2.context() ? MPI.IDENT : MPI.CONGRUENT;
        }
        int[] sorted1 = members1.clone();
        int[] sorted2 = members2.clone();
        Arrays.sort(sorted1);
        Arrays.sort(sorted2);
        return Arrays.equals(sorted1, sorted2) ? MPI.SIMILAR : MPI.UNEQUAL;
    }
}
