package mpi;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BinaryOperator;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import mpj.core.EngineException;
import mpj.core.coll.ObjectCollectives;
import mpj.core.comm.Communicator;
import mpj.core.comm.Parts;
import org.jspecify.annotations.Nullable;

/**
 * Collective operations on whole objects, one from each rank. mpi4py: the methods in lower case.
 *
 * <p>What {@link CommObjects} says of objects holds here. A rank's own object comes back as it is, not as a copy. Where
 * one rank's object cannot be written, or its operator throws, that rank and those that would have got the result throw;
 * the others go on.
 *
 * <p>On an intercommunicator objects go from one group to the other: root arguments are those of {@link CommCollective},
 * the root's own group gets null, lists have an object for or from each rank of the other group, and the result of
 * {@code allReduce} is that of the other group's objects.
 *
 * <p>Several threads may call the same operation on a communicator at the same time: one after the other takes its turn
 * on each rank, in any order. Different operations do not wait for each other.
 */
public abstract class CommObjectCollectives extends CommObjects {
    /** By operation; made when they are first needed. */
    private final ConcurrentHashMap<String, ReentrantLock> turns = new ConcurrentHashMap<>();

    CommObjectCollectives(String name) {
        super(name);
    }

    CommObjectCollectives(@Nullable Communicator core, CommHandle parent) {
        super(core, parent);
    }

    /** Gives the root's object to all; what others give does not matter. */
    @SuppressWarnings("NullAway") // null is what the root's group gets of an intercommunicator
    public final <T extends @Nullable Object> T bcast(T object, int root) throws MPIException {
        boolean gives = isRoot("bcast", root);
        boolean inGroup = !isBetweenGroups();
        Outgoing mine = new Outgoing("bcast", root, getRank());
        Parts parts = gives ? mine.encode(object) : null;
        Parts moved = this.<@Nullable Parts>move("bcast", root, c -> inGroup
                ? ObjectCollectives.bcast(c, parts, root)
                : ObjectCollectives.bcastBetweenGroups(c, parts, root));
        mine.check();
        if (gives && inGroup) {
            return object;
        }
        return moved == null ? null : decode("bcast", root, moved);
    }

    /** Gathers an object from each rank: at the root a list in the order of the ranks, null elsewhere. */
    public final <T extends @Nullable Object> @Nullable List<T> gather(T object, int root) throws MPIException {
        if (isRoot("gather", root)) {
            return all("gather", root, object, move("gather", root, ObjectCollectives::gather));
        }
        if (root != MPI.PROC_NULL) {
            Outgoing mine = new Outgoing("gather", root, getRank());
            Parts parts = mine.encode(object);
            run("gather", root, c -> ObjectCollectives.gatherSend(c, parts, root));
            mine.check();
        }
        return null;
    }

    /**
     * Gives each rank the object in its place of the root's list.
     *
     * @param objects at the root one for each rank; does not matter elsewhere
     */
    @SuppressWarnings("NullAway") // null is what the root's group gets of an intercommunicator
    public final <T extends @Nullable Object> T scatter(@Nullable List<? extends T> objects, int root)
            throws MPIException {
        if (!isRoot("scatter", root)) {
            return root == MPI.PROC_NULL
                    ? null
                    : decode("scatter", root, move("scatter", root, c -> ObjectCollectives.scatterReceive(c, root)));
        }
        List<? extends T> given = oneForEach("scatter", objects, core().peerCount(), "ranks");
        Outgoing mine = new Outgoing("scatter", root, getRank());
        run("scatter", root, c -> ObjectCollectives.scatter(c, rank -> mine.encode(given.get(rank))));
        mine.check();
        return isBetweenGroups() ? null : given.get(root);
    }

    /** Gathers an object from each rank at all ranks, in the order of the ranks. */
    public final <T extends @Nullable Object> List<T> allGather(T object) throws MPIException {
        Outgoing mine = new Outgoing("allGather", MPI.UNDEFINED, getRank());
        Parts parts = mine.encode(object);
        @Nullable Parts[] others = move("allGather", MPI.UNDEFINED, c -> ObjectCollectives.allgather(c, parts));
        mine.check();
        return all("allGather", MPI.UNDEFINED, object, others);
    }

    /** Gives the object in place i of each rank's list to rank i, and returns what the ranks have given to this one. */
    @SuppressWarnings("NullAway") // null where it is not used
    public final <T extends @Nullable Object> List<T> allToAll(List<? extends T> objects) throws MPIException {
        List<? extends T> given = oneForEach("allToAll", objects, core().peerCount(), "ranks");
        Outgoing mine = new Outgoing("allToAll", MPI.UNDEFINED, getRank());
        @Nullable Parts[] others = move(
                "allToAll",
                MPI.UNDEFINED,
                c -> ObjectCollectives.alltoall(c, rank -> mine.encode(given.get(rank))));
        mine.check();
        T own = isBetweenGroups() ? null : given.get(getRank());
        return all("allToAll", MPI.UNDEFINED, own, others);
    }

    /**
     * Gives an object to all neighbours in the topology, and gathers those of the neighbours, in their order; null from
     * beyond the border of a grid. mpi4py: {@code neighbor_allgather}.
     */
    public final <T extends @Nullable Object> List<T> neighborAllGather(T object) throws MPIException {
        String operation = "neighborAllGather";
        Neighbours neighbours = neighbours(operation);
        Outgoing mine = new Outgoing(operation, MPI.UNDEFINED, getRank());
        Parts parts = mine.encode(object);
        return exchange(operation, ObjectCollectives.NEIGHBOUR_ALLGATHER, neighbours, mine, _ -> parts);
    }

    /**
     * Gives the object in each place of the list to the neighbour in this place, and returns what the neighbours have
     * given to this one; null from beyond the border of a grid. mpi4py: {@code neighbor_alltoall}.
     */
    public final <T extends @Nullable Object> List<T> neighborAllToAll(List<? extends T> objects) throws MPIException {
        String operation = "neighborAllToAll";
        Neighbours neighbours = neighbours(operation);
        List<? extends T> given = oneForEach(operation, objects, neighbours.destinations().length, "neighbours");
        Outgoing mine = new Outgoing(operation, MPI.UNDEFINED, getRank());
        return exchange(
                operation,
                ObjectCollectives.NEIGHBOUR_ALLTOALL,
                neighbours,
                mine,
                place -> mine.encode(given.get(place)));
    }

    @SuppressWarnings("NullAway") // null comes from nobody
    private <T extends @Nullable Object> List<T> exchange(
            String operation, int tag, Neighbours neighbours, Outgoing mine, IntFunction<Parts> objects) {
        // the place in which the object for place i of the sender's arrives
        int[] places = new int[neighbours.sources().length];
        int[] sources = new int[places.length];
        for (int i = 0; i < places.length; i++) {
            int arrives = neighbours.arrivesAt(i);
            places[i] = arrives < 0 ? i : arrives;
            sources[i] = neighbours.sources()[places[i]];
        }
        @Nullable Parts[] parts = move(
                operation,
                MPI.UNDEFINED,
                c -> ObjectCollectives.neighbours(c, tag, sources, neighbours.destinations(), objects));
        mine.check();
        @Nullable Parts[] inPlace = new @Nullable Parts[parts.length];
        for (int i = 0; i < places.length; i++) {
            inPlace[places[i]] = parts[i];
        }
        return all(operation, MPI.UNDEFINED, null, inPlace);
    }

    /**
     * Combines the objects of all ranks, in their order: {@code (o0 op o1) op o2}, in any grouping.
     *
     * @param op associative; it need not commute, and it must not change its operands
     * @return the result at the root, null elsewhere
     */
    public final <T extends @Nullable Object> @Nullable T reduce(T object, BinaryOperator<T> op, int root)
            throws MPIException {
        boolean atRoot = isRoot("reduce", root);
        ObjectReduction<T> reduction = new ObjectReduction<>(this, "reduce", ObjectCollectives.REDUCE, op, root);
        return this.<@Nullable T>inTurn("reduce", () -> {
            if (isBetweenGroups()) {
                return reduction.reduceBetweenGroups(object);
            }
            T result = reduction.reduce(object);
            return atRoot ? result : null;
        });
    }

    /** {@link #reduce(Object, BinaryOperator, int)} by a predefined operation, on what it is defined for. */
    public final <T extends @Nullable Object> @Nullable T reduce(T object, Op op, int root) throws MPIException {
        return reduce(object, ObjectOps.<T>of("reduce", op), root);
    }

    /** Combines the objects of all ranks at all ranks; see {@link #reduce(Object, BinaryOperator, int)}. */
    public final <T extends @Nullable Object> T allReduce(T object, BinaryOperator<T> op) throws MPIException {
        ObjectReduction<T> reduction =
                new ObjectReduction<>(this, "allReduce", ObjectCollectives.ALLREDUCE, op, MPI.UNDEFINED);
        return inTurn(
                "allReduce",
                () -> isBetweenGroups() ? reduction.allReduceBetweenGroups(object) : reduction.allReduce(object));
    }

    /** {@link #allReduce(Object, BinaryOperator)} by a predefined operation, on what it is defined for. */
    public final <T extends @Nullable Object> T allReduce(T object, Op op) throws MPIException {
        return allReduce(object, ObjectOps.<T>of("allReduce", op));
    }

    /** A step of the engine's; what it throws gets the details of the call. */
    interface Move<R extends @Nullable Object> {
        /** Does it. */
        R in(Communicator core);
    }

    /** A {@link Move} without a result. */
    interface Step {
        /** Does it. */
        void in(Communicator core);
    }

    final boolean isBetweenGroups() {
        return core().remoteSize() > 0;
    }

    /** The threads of this rank take turns, for the messages of an operation must not mix. */
    final <R extends @Nullable Object> R inTurn(String operation, Supplier<R> body) {
        ReentrantLock turn = turns.computeIfAbsent(operation, _ -> new ReentrantLock());
        turn.lock();
        try {
            return body.get();
        } finally {
            turn.unlock();
        }
    }

    final <R extends @Nullable Object> R move(String operation, int root, Move<R> move) {
        Communicator core = core();
        try {
            return inTurn(operation, () -> move.in(core));
        } catch (EngineException e) {
            throw collectiveFailure(operation, e, root, -1);
        }
    }

    final void run(String operation, int root, Step step) {
        this.<@Nullable Void>move(operation, root, c -> {
            step.in(c);
            return null;
        });
    }

    private <T extends @Nullable Object> List<? extends T> oneForEach(
            String operation, @Nullable List<? extends T> objects, int others, String name) {
        if (objects == null || objects.size() != others) {
            throw MPIException.argument(
                    MPI.ERR_COUNT,
                    call(operation),
                    (objects == null ? "the list is null" : "the list has " + objects.size() + " objects")
                            + ", one for each of the " + others + " " + name + " is needed");
        }
        return objects;
    }

    /** The objects of all ranks: the others' are read, this rank's is there. The first that cannot be read is told. */
    @SuppressWarnings("unchecked") // the program says what it receives
    private <T extends @Nullable Object> List<T> all(String operation, int root, T mine, @Nullable Parts[] others) {
        List<T> objects = new ArrayList<>(others.length);
        for (Parts parts : others) {
            objects.add(parts == null ? mine : (T) decode(operation, root, parts));
        }
        return objects;
    }

    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"}) // the program says what it receives
    private <T extends @Nullable Object> T decode(String operation, int root, Parts parts) {
        try {
            return (T) ObjectFormat.decode(parts);
        } catch (CodingException e) {
            throw e.in(call(operation, "root", root, MPI.UNDEFINED, -1));
        }
    }

    /** What a rank gives to a collective operation; others wait for it, so it gives something in any case. */
    private final class Outgoing {
        private final String operation;
        private final int root;
        private final int rank;
        private @Nullable CodingException failure;

        Outgoing(String operation, int root, int rank) {
            this.operation = operation;
            this.root = root;
            this.rank = rank;
        }

        Parts encode(@Nullable Object object) {
            try {
                return ObjectFormat.encode(object);
            } catch (CodingException e) {
                failure = e;
                return ObjectFormat.failure(rank, e);
            }
        }

        /** Throws, after the operation is over, why an object could not be given. */
        void check() {
            CodingException e = failure;
            if (e != null) {
                throw e.in(call(operation, "root", root, MPI.UNDEFINED, -1));
            }
        }
    }
}
