package mpi;

import java.util.function.BinaryOperator;
import mpj.core.EngineException;
import mpj.core.coll.Collectives;
import mpj.core.comm.Communicator;
import mpj.core.datatype.Layout;
import mpj.core.datatype.Reducer;
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
        return withAttributes(new Intracomm(dupCore(), this));
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
        Communicator core = core();
        if (colour < 0 && colour != MPI.UNDEFINED) {
            throw MPIException.argument(
                    MPI.ERR_ARG,
                    call("split", "", MPI.UNDEFINED, MPI.UNDEFINED, -1),
                    "colour " + colour + " is negative and not MPI_UNDEFINED");
        }
        try {
            return new Intracomm(core.split(colour, key), this);
        } catch (EngineException e) {
            throw collectiveFailure("split", e);
        }
    }

    /** Combines the elements of ranks 0 to the caller's, in place. */
    public final void scan(@Nullable Object recvbuf, int count, Datatype type, Op op) throws MPIException {
        scan(Collectives.IN_PLACE, recvbuf, (long) count, type, op);
    }

    /** {@link #scan(Object, int, Datatype, Op)} of any number of elements. */
    public final void scan(@Nullable Object recvbuf, long count, Datatype type, Op op) throws MPIException {
        scan(Collectives.IN_PLACE, recvbuf, count, type, op);
    }

    /** Combines the elements of ranks 0 to the caller's. */
    public final void scan(@Nullable Object sendbuf, @Nullable Object recvbuf, int count, Datatype type, Op op)
            throws MPIException {
        scan(sendbuf, recvbuf, (long) count, type, op);
    }

    /** {@link #scan(Object, Object, int, Datatype, Op)} of any number of elements. */
    public final void scan(@Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op)
            throws MPIException {
        Communicator core = core();
        Layout layout = source("scan", sendbuf, count, type);
        Reducer reducer = Op.reducerOf("scan", op, type, layout);
        checkResult("scan", sendbuf, recvbuf, count, type, layout);
        try {
            Collectives.scan(core, sendbuf, 0, recvbuf, 0, count, layout, reducer);
        } catch (EngineException e) {
            throw collectiveFailure("scan", e, MPI.UNDEFINED, count);
        }
    }

    /** Combines the elements of the ranks below the caller's, in place; rank 0's buffer stays as it is. */
    public final void exScan(@Nullable Object buf, int count, Datatype type, Op op) throws MPIException {
        exScan(Collectives.IN_PLACE, buf, (long) count, type, op);
    }

    /** {@link #exScan(Object, int, Datatype, Op)} of any number of elements. */
    public final void exScan(@Nullable Object buf, long count, Datatype type, Op op) throws MPIException {
        exScan(Collectives.IN_PLACE, buf, count, type, op);
    }

    /** Combines the elements of the ranks below the caller's; rank 0's {@code recvbuf} stays as it is. */
    public final void exScan(@Nullable Object sendbuf, @Nullable Object recvbuf, int count, Datatype type, Op op)
            throws MPIException {
        exScan(sendbuf, recvbuf, (long) count, type, op);
    }

    /** {@link #exScan(Object, Object, int, Datatype, Op)} of any number of elements. */
    public final void exScan(@Nullable Object sendbuf, @Nullable Object recvbuf, long count, Datatype type, Op op)
            throws MPIException {
        Communicator core = core();
        Layout layout = source("exScan", sendbuf, count, type);
        Reducer reducer = Op.reducerOf("exScan", op, type, layout);
        if (core.rank() > 0 || isInPlace(sendbuf)) {
            checkResult("exScan", sendbuf, recvbuf, count, type, layout);
        }
        try {
            Collectives.exscan(core, sendbuf, 0, recvbuf, 0, count, layout, reducer);
        } catch (EngineException e) {
            throw collectiveFailure("exScan", e, MPI.UNDEFINED, count);
        }
    }

    /** Combines the objects of ranks 0 to the caller's, in their order; see {@link #reduce(Object, BinaryOperator, int)}. */
    public final <T extends @Nullable Object> T scan(T object, BinaryOperator<T> op) throws MPIException {
        return new ObjectReduction<>(this, "scan", op, MPI.UNDEFINED).scan(object);
    }

    /** {@link #scan(Object, BinaryOperator)} by a predefined operation, on what it is defined for. */
    public final <T extends @Nullable Object> T scan(T object, Op op) throws MPIException {
        return scan(object, ObjectOps.<T>of("scan", op));
    }

    /** Combines the objects of the ranks below the caller's; null at rank 0. */
    public final <T extends @Nullable Object> @Nullable T exScan(T object, BinaryOperator<T> op) throws MPIException {
        return new ObjectReduction<>(this, "exScan", op, MPI.UNDEFINED).exScan(object);
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
     * @param info hints, of which none are known
     * @param reorder whether ranks may change so that neighbours share a node
     */
    public final GraphComm createDistGraph(
            int[] sources,
            int[] degrees,
            int[] destinations,
            int[] weights,
            @Nullable Info info,
            boolean reorder)
            throws MPIException {
        return Topologies.distributedGraph(this, sources, degrees, destinations, weights, reorder);
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
     * @param info hints, of which none are known
     * @param reorder whether ranks may change so that neighbours share a node
     */
    public final GraphComm createDistGraphAdjacent(
            int[] sources,
            int[] sourceWeights,
            int[] destinations,
            int[] destWeights,
            @Nullable Info info,
            boolean reorder)
            throws MPIException {
        return Topologies.adjacentGraph(this, sources, sourceWeights, destinations, destWeights, reorder);
    }
}
