package mpi;

import java.util.Arrays;
import mpj.core.EngineException;
import mpj.core.comm.Communicator;
import org.jspecify.annotations.Nullable;

/**
 * A group of ranks that communicate in a context of their own. MPI 5.0, chapter 7.
 *
 * <p>Point-to-point calls are in {@link CommPointToPoint}, collectives in {@link CommCollective}, both with objects in
 * {@link CommObjects} and {@link CommObjectCollectives}, rank, size, name and error handler in {@link CommHandle}.
 */
public class Comm extends CommObjectCollectives implements Freeable, Cloneable {
    /** Split type: ranks that can share memory. */
    public static final int TYPE_SHARED = 0;

    private static final Keyvals<Comm> KEYVALS = new Keyvals<>();

    private final Attributes<Comm> attributes = new Attributes<>(KEYVALS);

    Comm(String name) {
        super(name);
    }

    Comm(@Nullable Communicator core, CommHandle parent) {
        super(core, parent);
    }

    /** A new communicator of the same group, in a new context; all ranks call this. */
    public Comm dup() throws MPIException {
        return withAttributes(new Comm(dupCore(), this));
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
        deleteAttributes();
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

    /** The kind of topology: {@link MPI#CART}, {@link MPI#GRAPH}, {@link MPI#DIST_GRAPH} or {@link MPI#UNDEFINED}. */
    public final int getTopology() throws MPIException {
        core();
        return topology();
    }

    /** The kind of topology, of a communicator that is not null. */
    int topology() {
        return MPI.UNDEFINED;
    }

    /**
     * A new key for attributes of communicators, whose values are kept as serialized copies: {@link #getAttr} gives a new
     * one each time, and duplicates have them, too. MPI 5.0, section 7.7.
     */
    public static int createKeyval() throws MPIException {
        return KEYVALS.create();
    }

    /**
     * A new key for attributes of communicators, whose values are references to any objects.
     *
     * @param copy what a duplicate gets; null: duplicates get nothing
     * @param delete what happens when an attribute is deleted; null: nothing
     */
    public static int createKeyval(@Nullable AttributeCopy<Comm> copy, @Nullable AttributeDelete<Comm> delete)
            throws MPIException {
        return KEYVALS.create(copy, delete);
    }

    /** Gives a key up: nothing can be set under it any more; what is set lives on. */
    public static void freeKeyval(int keyval) throws MPIException {
        KEYVALS.free(keyval);
    }

    /** Sets an attribute; where there is one under this key, it is deleted first. */
    public final void setAttr(int keyval, @Nullable Object value) throws MPIException {
        core();
        attributes.set(this, keyval, value);
    }

    /**
     * The value of an attribute; null if there is none. Of the predefined ones {@link MPI#WTIME_IS_GLOBAL} is a
     * {@code Boolean}, the others are {@code Integer}s: {@link MPI#TAG_UB}, {@link MPI#HOST}, {@link MPI#IO},
     * {@link MPI#APPNUM}, {@link MPI#UNIVERSE_SIZE}, {@link MPI#LASTUSEDCODE}.
     */
    public final @Nullable Object getAttr(int keyval) throws MPIException {
        Communicator core = core();
        return switch (keyval) {
            case MPI.TAG_UB -> Communicator.TAG_UB;
            case MPI.HOST -> MPI.PROC_NULL;
            case MPI.IO -> MPI.ANY_SOURCE;
            case MPI.WTIME_IS_GLOBAL -> core.engine().manager().localSize()
                    == core.engine().manager().size();
            case MPI.APPNUM -> core.engine().manager().appNumber();
            case MPI.UNIVERSE_SIZE -> core.engine().manager().size();
            case MPI.LASTUSEDCODE -> MPI.ERR_LASTCODE;
            default -> attributes.get(keyval);
        };
    }

    /** Deletes an attribute. */
    public final void deleteAttr(int keyval) throws MPIException {
        core();
        attributes.delete(this, keyval);
    }

    /** A fresh duplicate with what it is to have of this communicator's attributes. */
    final <C extends Comm> C withAttributes(C duplicate) {
        try {
            attributes.copyTo(this, ((Comm) duplicate).attributes);
            return duplicate;
        } catch (Throwable e) {
            // without the program's functions, one of which has just failed
            duplicate.release().free();
            throw e;
        }
    }

    /** Deletes all attributes, the last one first, as before the communicator is freed. */
    final void deleteAttributes() {
        attributes.deleteAll(this);
    }

    /** {@link Op#reduceLocal}: combines {@code inOutBuf[i] = inBuf[i] op inOutBuf[i]} without communication. */
    public static void reduceLocal(
            @Nullable Object inBuf, @Nullable Object inOutBuf, int count, Datatype type, Op op) throws MPIException {
        reduceLocal(inBuf, inOutBuf, (long) count, type, op);
    }

    /** {@link #reduceLocal(Object, Object, int, Datatype, Op)} of any number of elements. */
    public static void reduceLocal(
            @Nullable Object inBuf, @Nullable Object inOutBuf, long count, Datatype type, Op op) throws MPIException {
        if (op == null) {
            throw MPIException.argument(MPI.ERR_OP, "reduceLocal", "the operation is null");
        }
        op.reduceLocal(inBuf, inOutBuf, count, type);
    }
}
