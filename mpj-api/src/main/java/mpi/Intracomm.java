package mpi;

import static mpi.Form.BLOCKING;
import static mpi.Form.NONBLOCKING;
import static mpi.Form.PERSISTENT;

import java.nio.Buffer;
import java.util.function.BinaryOperator;
import mpj.core.Engine;
import mpj.core.EngineException;
import mpj.core.coll.ObjectCollectives;
import mpj.core.comm.Communicator;
import org.jspecify.annotations.Nullable;

/** A communicator of one group, as opposed to one between two groups. */
public class Intracomm extends Comm {
    Intracomm(String name) {
        super(name);
    }

    Intracomm(@Nullable Communicator core, CommHandle parent) {
        super(core, parent);
    }

    @Override
    public Intracomm dup() throws MPIException {
        return inherit(new Intracomm(dupCore(), this));
    }

    @Override
    public Intracomm dupWithInfo(Info info) throws MPIException {
        return inherit(new Intracomm(dupCore(info), this), info);
    }

    @Override
    public Intracomm iDup() throws MPIException {
        return begin(inherit(new Intracomm(null, this)));
    }

    @Override
    public Intracomm iDupWithInfo(Info info) throws MPIException {
        return begin(inherit(new Intracomm(null, this), info));
    }

    @Override
    public Intracomm clone() {
        return dup();
    }

    /**
     * Splits the group: ranks that give the same colour get a communicator of their own, ordered by key, then by
     * rank.
     *
     * @param colour 0 or more, or {@link MPI#UNDEFINED} to take part in none: the result is null ({@link #isNull})
     */
    public final Intracomm split(int colour, int key) throws MPIException {
        return new Intracomm(splitCore(colour, key), this);
    }

    /**
     * Splits the group by the machines that the ranks run on, ordered by key, then by rank.
     *
     * <p>The kinds of hardware that an info may name are {@code mpi_shared_memory} and {@code mpj://host}, which are what
     * {@link #TYPE_SHARED} means, {@code mpj://package}, {@code mpj://numanode}, {@code mpj://l3cache} and
     * {@code mpj://core}, as far as the kernel tells of them. Ranks are together that may use processors of one and the
     * same only; the result is null for a rank that may use several, and where the kind is not known. The hints of a
     * communicator split by hardware name the kind.
     *
     * @param splitType {@link #TYPE_SHARED}, {@link #TYPE_HW_GUIDED}, {@link #TYPE_HW_UNGUIDED},
     *     {@link #TYPE_RESOURCE_GUIDED}, or {@link MPI#UNDEFINED} to take part in none
     */
    public final Intracomm splitType(int splitType, int key, @Nullable Info info) throws MPIException {
        return SplitTypes.split(this, splitType, key, Info.pairs(info));
    }

    /**
     * A communicator of the group's members, in the group's order; all ranks of this communicator call this. Ranks may
     * give different groups if those have no member in common.
     *
     * @return null ({@link #isNull}) for ranks that are not in the group that they give
     */
    public final Intracomm create(Group group) throws MPIException {
        Communicator core = core();
        int[] ranks = ranks("create", group);
        try {
            return new Intracomm(core.create(ranks), this);
        } catch (EngineException e) {
            throw collectiveFailure("create", e);
        }
    }

    /**
     * A communicator of the group's members, who alone call this.
     *
     * @param tag tells apart communicators that several threads make at the same time
     */
    public final Intracomm createGroup(Group group, int tag) throws MPIException {
        Communicator core = core();
        int[] ranks = ranks("createGroup", group);
        Checks.tag(this, "createGroup", tag);
        try {
            return new Intracomm(core.createGroup(ranks, tag), this);
        } catch (EngineException e) {
            throw collectiveFailure("createGroup", e);
        }
    }

    /**
     * A communicator of the members of a group, such as that of a {@link Session}'s process set, without one that they
     * have in common; the members call this.
     *
     * @param stringTag tells apart communicators that several threads make at the same time
     * @param info hints, may be null
     * @param errhandler the error handler; null for {@link MPI#ERRORS_ARE_FATAL}
     */
    public static Intracomm createFromGroup(
            Group group, String stringTag, @Nullable Info info, @Nullable Errhandler errhandler) throws MPIException {
        int[] members = Group.members("createFromGroup", "the group", group);
        Engine engine = group.engine();
        if (members.length == 0 || engine == null) {
            return new Intracomm(null, MPI.COMM_SELF);
        }
        FromGroups.check("createFromGroup", group, stringTag);
        try {
            Intracomm made = new Intracomm(engine.createFromGroup(members, stringTag), MPI.COMM_SELF);
            return FromGroups.complete(made, "createFromGroup", group, info, errhandler);
        } catch (EngineException e) {
            throw MPIException.failure(e.errorClass(), Call.of("createFromGroup"), e.getMessage(), e);
        }
    }

    /** Combines the elements of ranks 0 to the caller's, in place. */
    public final void scan(@Nullable Object recvbuf, int count, Datatype type, Op op) throws MPIException {
        scanCall(BLOCKING, recvbuf, count, type, op);
    }

    /** {@link #scan(Object, int, Datatype, Op)} of any number of elements. */
    public final void scan(@Nullable Object recvbuf, long count, Datatype type, Op op) throws MPIException {
        scanCall(BLOCKING, recvbuf, count, type, op);
    }

    /** Combines the elements of ranks 0 to the caller's. */
    public final void scan(
            @Nullable Object sendbuf, @Nullable Object recvbuf, int count, Datatype type, Op op) throws MPIException {
        scanCall(BLOCKING, sendbuf, recvbuf, count, type, op);
    }

    /** {@link #scan(Object, Object, int, Datatype, Op)} of any number of elements. */
    public final void scan(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op) throws MPIException {
        scanCall(BLOCKING, sendbuf, recvbuf, count, type, op);
    }

    /** Combines the elements of the ranks below the caller's, in place; rank 0's buffer stays as it is. */
    public final void exScan(@Nullable Object buf, int count, Datatype type, Op op) throws MPIException {
        exScanCall(BLOCKING, buf, count, type, op);
    }

    /** {@link #exScan(Object, int, Datatype, Op)} of any number of elements. */
    public final void exScan(@Nullable Object buf, long count, Datatype type, Op op) throws MPIException {
        exScanCall(BLOCKING, buf, count, type, op);
    }

    /** Combines the elements of the ranks below the caller's; rank 0's {@code recvbuf} stays as it is. */
    public final void exScan(
            @Nullable Object sendbuf, @Nullable Object recvbuf, int count, Datatype type, Op op) throws MPIException {
        exScanCall(BLOCKING, sendbuf, recvbuf, count, type, op);
    }

    /** {@link #exScan(Object, Object, int, Datatype, Op)} of any number of elements. */
    public final void exScan(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op) throws MPIException {
        exScanCall(BLOCKING, sendbuf, recvbuf, count, type, op);
    }

    /** Begins {@link #scan(Object, int, Datatype, Op)}. */
    public final Request iScan(@Nullable Buffer recvbuf, int count, Datatype type, Op op) throws MPIException {
        return scanCall(NONBLOCKING, recvbuf, count, type, op);
    }

    /** {@link #iScan(Buffer, int, Datatype, Op)} with any buffers, of any number of elements. */
    public final Request iScan(@Nullable Object recvbuf, long count, Datatype type, Op op) throws MPIException {
        return scanCall(NONBLOCKING, recvbuf, count, type, op);
    }

    /** Begins {@link #scan(Object, Object, int, Datatype, Op)}. */
    public final Request iScan(
            @Nullable Buffer sendbuf, @Nullable Buffer recvbuf, int count, Datatype type, Op op) throws MPIException {
        return scanCall(NONBLOCKING, sendbuf, recvbuf, count, type, op);
    }

    /** {@link #iScan(Buffer, Buffer, int, Datatype, Op)} with any buffers, of any number of elements. */
    public final Request iScan(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op) throws MPIException {
        return scanCall(NONBLOCKING, sendbuf, recvbuf, count, type, op);
    }

    /** Begins {@link #exScan(Object, int, Datatype, Op)}. */
    public final Request iExScan(@Nullable Buffer buf, int count, Datatype type, Op op) throws MPIException {
        return exScanCall(NONBLOCKING, buf, count, type, op);
    }

    /** {@link #iExScan(Buffer, int, Datatype, Op)} with any buffers, of any number of elements. */
    public final Request iExScan(@Nullable Object buf, long count, Datatype type, Op op) throws MPIException {
        return exScanCall(NONBLOCKING, buf, count, type, op);
    }

    /** Begins {@link #exScan(Object, Object, int, Datatype, Op)}. */
    public final Request iExScan(
            @Nullable Buffer sendbuf, @Nullable Buffer recvbuf, int count, Datatype type, Op op) throws MPIException {
        return exScanCall(NONBLOCKING, sendbuf, recvbuf, count, type, op);
    }

    /** {@link #iExScan(Buffer, Buffer, int, Datatype, Op)} with any buffers, of any number of elements. */
    public final Request iExScan(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op) throws MPIException {
        return exScanCall(NONBLOCKING, sendbuf, recvbuf, count, type, op);
    }

    /** Prepares {@link #scan(Object, int, Datatype, Op)} for any number of starts. */
    public final Prequest scanInit(@Nullable Object recvbuf, long count, Datatype type, Op op) throws MPIException {
        return scanCall(PERSISTENT, recvbuf, count, type, op);
    }

    /** {@link #scanInit(Object, long, Datatype, Op)} with hints, of which none is known. */
    public final Prequest scanInit(
            @Nullable Object recvbuf, long count, Datatype type, Op op, @Nullable Info info) throws MPIException {
        return scanInit(recvbuf, count, type, op);
    }

    /** Prepares {@link #scan(Object, Object, int, Datatype, Op)} for any number of starts. */
    public final Prequest scanInit(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op) throws MPIException {
        return scanCall(PERSISTENT, sendbuf, recvbuf, count, type, op);
    }

    /** {@link #scanInit(Object, Object, long, Datatype, Op)} with hints, of which none is known. */
    public final Prequest scanInit(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op,
            @Nullable Info info) throws MPIException {
        return scanInit(sendbuf, recvbuf, count, type, op);
    }

    /** Prepares {@link #exScan(Object, int, Datatype, Op)} for any number of starts. */
    public final Prequest exScanInit(@Nullable Object buf, long count, Datatype type, Op op) throws MPIException {
        return exScanCall(PERSISTENT, buf, count, type, op);
    }

    /** {@link #exScanInit(Object, long, Datatype, Op)} with hints, of which none is known. */
    public final Prequest exScanInit(
            @Nullable Object buf, long count, Datatype type, Op op, @Nullable Info info) throws MPIException {
        return exScanInit(buf, count, type, op);
    }

    /** Prepares {@link #exScan(Object, Object, int, Datatype, Op)} for any number of starts. */
    public final Prequest exScanInit(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op) throws MPIException {
        return exScanCall(PERSISTENT, sendbuf, recvbuf, count, type, op);
    }

    /** {@link #exScanInit(Object, Object, long, Datatype, Op)} with hints, of which none is known. */
    public final Prequest exScanInit(
            @Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op,
            @Nullable Info info) throws MPIException {
        return exScanInit(sendbuf, recvbuf, count, type, op);
    }

    /** Combines the objects of ranks 0 to the caller's, in their order; see {@link #reduce(Object, BinaryOperator, int)}. */
    public final <T extends @Nullable Object> T scan(T object, BinaryOperator<T> op) throws MPIException {
        ObjectReduction<T> reduction =
                new ObjectReduction<>(this, "scan", ObjectCollectives.SCAN, op, MPI.UNDEFINED);
        return inTurn("scan", () -> reduction.scan(object));
    }

    /** {@link #scan(Object, BinaryOperator)} by a predefined operation, on what it is defined for. */
    public final <T extends @Nullable Object> T scan(T object, Op op) throws MPIException {
        return scan(object, ObjectOps.<T>of("scan", op));
    }

    /** Combines the objects of the ranks below the caller's; null at rank 0. */
    public final <T extends @Nullable Object> @Nullable T exScan(T object, BinaryOperator<T> op) throws MPIException {
        ObjectReduction<T> reduction =
                new ObjectReduction<>(this, "exScan", ObjectCollectives.EXSCAN, op, MPI.UNDEFINED);
        return this.<@Nullable T>inTurn("exScan", () -> reduction.exScan(object));
    }

    /** {@link #exScan(Object, BinaryOperator)} by a predefined operation, on what it is defined for. */
    public final <T extends @Nullable Object> @Nullable T exScan(T object, Op op) throws MPIException {
        return exScan(object, ObjectOps.<T>of("exScan", op));
    }

    /**
     * A grid of this communicator's ranks; the null handle at those that are left over. Collective. MPI 5.0, section
     * 8.5.1.
     *
     * @param dims the sides of the grid
     * @param periods for each dimension, whether its last place borders on its first
     * @param reorder whether ranks may change so that neighbours share a node
     */
    public final CartComm createCart(int[] dims, boolean[] periods, boolean reorder) throws MPIException {
        return Topologies.grid(this, dims, periods, reorder);
    }

    /**
     * A graph of this communicator's ranks, known to all; the null handle at those that are left over. Collective. MPI
     * 5.0, section 8.5.3.
     *
     * @param index for each node, the number of edges of all nodes up to this one
     * @param edges the nodes at which the edges end, those of node 0 first
     * @param reorder whether ranks may change so that neighbours share a node
     */
    public final GraphComm createGraph(int[] index, int[] edges, boolean reorder) throws MPIException {
        return Topologies.graph(this, index, edges, reorder);
    }

    /** {@link #createDistGraph(int[], int[], int[], int[], Info, boolean)} without weights. */
    public final GraphComm createDistGraph(
            int[] sources, int[] degrees, int[] destinations, @Nullable Info info, boolean reorder)
            throws MPIException {
        return createDistGraph(sources, degrees, destinations, MPI.UNWEIGHTED, info, reorder);
    }

    /**
     * A graph of this communicator's ranks, to which each rank gives any of its edges. Collective. MPI 5.0, section
     * 8.5.4.
     *
     * @param sources ranks at which edges begin
     * @param degrees the number of edges given here that begin at each source
     * @param destinations where the edges end, those of the first source first
     * @param weights of the edges, none negative; {@link MPI#UNWEIGHTED} at all ranks or at none
     * @param info hints, which the new communicator has; may be null
     * @param reorder whether ranks may change so that neighbours share a node, those with the heaviest edges first
     */
    public final GraphComm createDistGraph(
            int[] sources,
            int[] degrees,
            int[] destinations,
            int[] weights,
            @Nullable Info info,
            boolean reorder)
            throws MPIException {
        return Topologies.distributedGraph(this, sources, degrees, destinations, weights, info, reorder);
    }

    /** {@link #createDistGraphAdjacent(int[], int[], int[], int[], Info, boolean)} without weights. */
    public final GraphComm createDistGraphAdjacent(
            int[] sources, int[] destinations, @Nullable Info info, boolean reorder) throws MPIException {
        return createDistGraphAdjacent(sources, MPI.UNWEIGHTED, destinations, MPI.UNWEIGHTED, info, reorder);
    }

    /**
     * A graph of this communicator's ranks, of which each rank gives the edges that end and begin at it. Collective. MPI
     * 5.0, section 8.5.4.
     *
     * @param sources ranks from which edges come
     * @param sourceWeights of those edges, none negative; {@link MPI#UNWEIGHTED} at all ranks or at none
     * @param destinations ranks to which edges go
     * @param destWeights likewise
     * @param info hints, which the new communicator has; may be null
     * @param reorder whether ranks may change so that neighbours share a node, those with the heaviest edges first
     */
    public final GraphComm createDistGraphAdjacent(
            int[] sources,
            int[] sourceWeights,
            int[] destinations,
            int[] destWeights,
            @Nullable Info info,
            boolean reorder)
            throws MPIException {
        return Topologies.adjacentGraph(this, sources, sourceWeights, destinations, destWeights, info, reorder);
    }
}
