package mpi;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import mpj.core.EngineException;
import mpj.core.coll.choice.Forced;
import mpj.core.comm.Communicator;
import mpj.core.comm.Making;
import org.jspecify.annotations.Nullable;

/**
 * A group of ranks that communicate in a context of their own, or two groups of which each talks to the other. MPI 5.0,
 * chapter 7.
 *
 * <p>Point-to-point calls are in {@link CommPointToPoint} and {@link CommPersistent}, collectives in {@link CommCollective}, both with objects in
 * {@link CommObjects} and {@link CommObjectCollectives}, rank, size, name and error handler in {@link CommHandle}.
 */
public class Comm extends CommObjectCollectives implements Freeable, Cloneable {
    /** Split type: ranks that can share memory. */
    public static final int TYPE_SHARED = 0;

    /** Split type: the largest kind of hardware of which several are under the communicator. */
    public static final int TYPE_HW_UNGUIDED = 12;

    /** Split type: the kind of hardware that the info names by {@code mpi_hw_resource_type}. */
    public static final int TYPE_HW_GUIDED = 13;

    /** Split type: as TYPE_HW_GUIDED, or the process set that the info names by {@code mpi_pset_name}. */
    public static final int TYPE_RESOURCE_GUIDED = 14;

    private volatile Map<String, String> hints = Map.of();
    /** Of {@link #iDup}; null in other communicators. */
    private @Nullable Request request;

    private static final Keyvals<Comm> KEYVALS = new Keyvals<>();

    private final Attributes<Comm> attributes = new Attributes<>(KEYVALS);

    Comm(String name) {
        super(name);
    }

    Comm(@Nullable Communicator core, CommHandle parent) {
        super(core, parent);
    }

    /** A new communicator of the same group, in a new context; all ranks call this. Hints go with it. */
    public Comm dup() throws MPIException {
        return inherit(new Comm(dupCore(), this));
    }

    /** {@link #dup} with hints of its own: of those for collective operations ({@code mpj_coll_...}) rank 0's hold. */
    public Comm dupWithInfo(Info info) throws MPIException {
        return inherit(new Comm(dupCore(info), this), info);
    }

    /**
     * Begins a {@link #dup}: the communicator may be used when its {@link #getRequest request} has been completed.
     * mpi4py returns both.
     */
    public Comm iDup() throws MPIException {
        return begin(inherit(new Comm(null, this)));
    }

    /** {@link #iDup} with hints of its own. */
    public Comm iDupWithInfo(Info info) throws MPIException {
        return begin(inherit(new Comm(null, this), info));
    }

    /** The same as {@link #dup}. */
    @Override
    public Comm clone() {
        return dup();
    }

    /** The engine's side of a duplicate. */
    final Communicator dupCore() {
        return dupCore(core().collectives().hints());
    }

    /** The engine's side of a duplicate with other hints. */
    final Communicator dupCore(@Nullable Info info) {
        return dupCore(forced("dupWithInfo", Info.pairs(info)));
    }

    private Communicator dupCore(Forced forced) {
        try {
            return core().dup(forced);
        } catch (EngineException e) {
            throw collectiveFailure("dup", e);
        }
    }

    /** The algorithms that hints force. */
    private static Forced forced(String operation, Map<String, String> pairs) {
        try {
            return Forced.of(pairs);
        } catch (EngineException e) {
            throw MPIException.argument(e.errorClass(), operation, String.valueOf(e.getMessage()));
        }
    }

    /** Gives a duplicate what it takes over beside the group and the error handler. */
    final <C extends Comm> C inherit(C copy) {
        copy.setHints(hints);
        try {
            attributes.copyTo(this, ((Comm) copy).attributes);
        } catch (Throwable e) {
            // one of the program's functions has failed: the others are not asked about a copy that nobody sees
            if (!copy.isNull()) {
                copy.release().free();
            }
            throw e;
        }
        return copy;
    }

    /** The same with other hints. */
    final <C extends Comm> C inherit(C copy, @Nullable Info info) {
        forced("dupWithInfo", Info.pairs(info));
        inherit(copy).setHints(Map.copyOf(Info.pairs(info)));
        return copy;
    }

    final void setHints(Map<String, String> pairs) {
        hints = pairs;
    }

    /** Begins to make a duplicate, whose handle is given. */
    final <C extends Comm> C begin(C copy) {
        Communicator core = core();
        Making making = core.idup(forced("iDup", ((Comm) copy).hints));
        copy.await(making);
        copy.setRequest(new Request(
                this, core.engine(), making.operation(), false, "iDup", MPI.UNDEFINED, MPI.UNDEFINED, -1));
        return copy;
    }

    final void setRequest(Request pending) {
        request = pending;
    }

    /** The request of a duplicate that {@link #iDup} has begun; null of other communicators. */
    public final @Nullable Request getRequest() {
        return request;
    }

    /** Frees the communicator; this handle is null afterwards, pending operations go on. All ranks call this. */
    @Override
    public final void free() throws MPIException {
        end("free").free();
    }

    /** Waits for all pending operations of this rank on the communicator, then frees it. All ranks call this. */
    public final void disconnect() throws MPIException {
        Communicator core = end("disconnect");
        try {
            core.disconnect();
        } catch (EngineException e) {
            throw collectiveFailure("disconnect", e);
        }
    }

    private Communicator end(String operation) {
        if (isPredefined()) {
            throw MPIException.argument(
                    MPI.ERR_COMM, operation, getName() + " is predefined and cannot be freed");
        }
        deleteAttributes();
        return release();
    }

    /** The engine's side of a split; null for a rank that takes part in none. */
    final @Nullable Communicator splitCore(int colour, int key) {
        Communicator core = core();
        if (colour < 0 && colour != MPI.UNDEFINED) {
            throw MPIException.argument(
                    MPI.ERR_ARG,
                    call("split", "", MPI.UNDEFINED, MPI.UNDEFINED, -1),
                    "colour " + colour + " is negative and not MPI_UNDEFINED");
        }
        try {
            return core.split(colour, key);
        } catch (EngineException e) {
            throw collectiveFailure("split", e);
        }
    }

    /** The ranks in this communicator of a group's members. */
    final int[] ranks(String operation, Group group) {
        Group.members(operation, "the group", group);
        int[] ranks = new int[group.getSize()];
        Arrays.setAll(ranks, i -> i);
        ranks = Group.translateRanks(group, ranks, getGroup());
        for (int i = 0; i < ranks.length; i++) {
            if (ranks[i] == MPI.UNDEFINED) {
                throw MPIException.argument(
                        MPI.ERR_GROUP,
                        call(operation, "", MPI.UNDEFINED, MPI.UNDEFINED, -1),
                        "rank " + i + " of the group is not in the group of " + displayName());
            }
        }
        return ranks;
    }

    /** Whether the communicator is one between two groups. */
    public final boolean isInter() throws MPIException {
        return core().remoteSize() > 0;
    }

    /** Whether the communicator is one of one group. */
    public final boolean isIntra() throws MPIException {
        return !isInter();
    }

    /** The group; that of the caller's side of an intercommunicator. */
    public final Group getGroup() throws MPIException {
        Communicator core = core();
        return Group.of(core.engine(), sessionSpace(), core.members());
    }

    /**
     * Adds hints to those that the communicator has; all ranks call this with the same ones. Of those that force
     * algorithms of collective operations ({@code mpj_coll_allreduce} and so on) rank 0's hold.
     */
    public final void setInfo(Info info) throws MPIException {
        Map<String, String> all = new LinkedHashMap<>(hints);
        all.putAll(Info.pairs(info));
        hint("setInfo", all);
    }

    /** Has hints hold, on all ranks. */
    final void hint(String operation, Map<String, String> pairs) {
        Communicator core = core();
        Forced forced = forced(operation, pairs);
        try {
            core.hint(forced);
        } catch (EngineException e) {
            throw collectiveFailure(operation, e);
        }
        hints = pairs;
    }

    /** The hints that the communicator has. */
    public final Info getInfo() throws MPIException {
        core();
        return Info.of(hints);
    }

    /**
     * Makes an error handler of a function of the communicator and the error code. The call in which the error occurred
     * throws when the function has returned.
     */
    public static Errhandler createErrhandler(ObjIntConsumer<? super Comm> function) throws MPIException {
        return Errhandler.of(Comm.class, function);
    }

    /**
     * Makes an intercommunicator of the group of {@code localComm} and another one, all ranks of which call this, too.
     * This communicator is the one in which the two leaders can reach each other; it matters at the leaders alone.
     *
     * @param localLeader the rank in {@code localComm} of its leader
     * @param remoteLeader the rank in this communicator of the other group's leader
     * @param tag tells apart intercommunicators that are made at the same time
     */
    public final Intercomm createIntercomm(Comm localComm, int localLeader, int remoteLeader, int tag)
            throws MPIException {
        if (localComm == null || localComm.isInter()) {
            throw MPIException.argument(
                    MPI.ERR_COMM,
                    "createIntercomm",
                    "localComm is " + (localComm == null ? "a null reference" : "an intercommunicator"));
        }
        Communicator local = localComm.core();
        Checks.rank(localComm, local.size(), "createIntercomm", "localLeader", localLeader);
        Communicator peer = null;
        if (local.rank() == localLeader) {
            peer = core();
            Checks.rank(this, peer.peerCount(), "createIntercomm", "remoteLeader", remoteLeader);
            Checks.tag(this, "createIntercomm", tag);
        }
        try {
            return new Intercomm(local.createIntercomm(localLeader, peer, remoteLeader, tag), localComm);
        } catch (EngineException e) {
            throw localComm.collectiveFailure("createIntercomm", e);
        }
    }

    /**
     * Compares two communicators.
     *
     * @return {@link MPI#IDENT} for the same group (of an intercommunicator: groups) and context, {@link MPI#CONGRUENT} for the same group in the same
     *     order, {@link MPI#SIMILAR} for the same members, else {@link MPI#UNEQUAL}
     */
    public static int compare(Comm comm1, Comm comm2) throws MPIException {
        if (comm1 == null || comm2 == null) {
            throw MPIException.argument(
                    MPI.ERR_COMM, "compare", (comm1 == null ? "comm1" : "comm2") + " is a null reference");
        }
        Communicator core1 = comm1.core();
        Communicator core2 = comm2.core();
        int groups = Math.max(
                Group.compare(core1.members(), core2.members()),
                Group.compare(core1.remoteMembers(), core2.remoteMembers()));
        return groups == MPI.IDENT && core1.context() != core2.context() ? MPI.CONGRUENT : groups;
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
            case MPI.LASTUSEDCODE -> ErrorCodes.lastUsed();
            default -> attributes.get(keyval);
        };
    }

    /** Deletes an attribute. */
    public final void deleteAttr(int keyval) throws MPIException {
        core();
        attributes.delete(this, keyval);
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
