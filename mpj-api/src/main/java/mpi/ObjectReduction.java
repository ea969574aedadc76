package mpi;

import java.util.function.BinaryOperator;
import mpj.core.coll.ObjectCollectives;
import mpj.core.comm.Communicator;
import mpj.core.comm.Parts;
import org.jspecify.annotations.Nullable;

/**
 * A reduction of objects, by trees that keep the order of the ranks. Where an object cannot be written or read or the
 * operator throws, the reason takes the place of the result, up to all who wait for it.
 *
 * @param <T> the class of the objects
 */
final class ObjectReduction<T extends @Nullable Object> {
    private final CommObjectCollectives comm;
    private final String operation;
    private final BinaryOperator<T> op;
    private final int root;
    private final int tag;
    private final int rank;
    private final int size;

    /** The operands combined so far; meaningless after a failure. */
    private @Nullable T result;

    private @Nullable CodingException failure;
    /** Whether it is this rank's object that could not be written, or its operator that threw. */
    private boolean failedHere;

    /**
     * One that is to be done once.
     *
     * @param tag what marks its messages, so that those of other reductions are not taken for them
     */
    ObjectReduction(CommObjectCollectives comm, String operation, int tag, BinaryOperator<T> op, int root) {
        if (op == null) {
            throw MPIException.argument(MPI.ERR_OP, comm.call(operation), "the operator is null");
        }
        this.comm = comm;
        this.operation = operation;
        this.op = op;
        this.root = root;
        this.tag = tag;
        this.rank = comm.getRank();
        this.size = comm.getSize();
    }

    /** The result at the root; elsewhere some part of it. */
    T reduce(T mine) {
        result = mine;
        combineAtZero();
        if (root != 0 && rank == 0) {
            send(comm.core(), root);
        } else if (root != 0 && rank == root) {
            replace(receive(comm.core(), 0));
        }
        return result();
    }

    /** Between groups: what the ranks of the other group give, at the root; null elsewhere. */
    @Nullable T reduceBetweenGroups(T mine) {
        if (root == MPI.ROOT) {
            replace(receive(comm.core(), 0));
            return resultOrNull();
        } else if (root != MPI.PROC_NULL) {
            result = mine;
            combineAtZero();
            if (rank == 0) {
                send(comm.core(), root);
            }
            checkOwn();
        }
        return null;
    }

    /** The result, at all ranks. */
    T allReduce(T mine) {
        result = mine;
        combineAtZero();
        if (size > 1) {
            Parts all = spread(rank == 0 ? encode() : null);
            if (rank != 0) {
                replace(all);
            }
        }
        return result();
    }

    /** The result of the other group, at all ranks. */
    T allReduceBetweenGroups(T mine) {
        result = mine;
        combineAtZero();
        Parts theirs = null;
        if (rank == 0) {
            Parts ours = encode();
            theirs = comm.move(operation, root, c -> ObjectCollectives.exchangeOperands(c, tag, ours));
        }
        Parts all = spread(theirs);
        checkOwn();
        // what another rank of this group could not give is told to the other group
        failure = null;
        replace(all);
        return result();
    }

    private Parts spread(@Nullable Parts parts) {
        return comm.move(operation, root, c -> ObjectCollectives.spread(c, tag, parts));
    }

    /** Up a binomial tree: after step k the ranks divisible by 2^k hold the result of 2^k ranks, from theirs on. */
    private void combineAtZero() {
        for (int bit = 1; bit < size; bit <<= 1) {
            if ((rank & bit) != 0) {
                send(comm.core().local(), rank - bit);
                return;
            }
            if (rank + bit < size) {
                append(receive(comm.core().local(), rank + bit));
            }
        }
    }

    /** The result of the ranks up to this one: in step k each adds what 2^k ranks further down have combined. */
    T scan(T mine) {
        combineBelow(mine);
        return result();
    }

    /** The result of the ranks below this one; null at rank 0. */
    @Nullable T exScan(T mine) {
        combineBelow(mine);
        Parts below = shift(1);
        result = null;
        if (below != null) {
            replace(below);
        }
        return resultOrNull();
    }

    private void combineBelow(T mine) {
        result = mine;
        for (int bit = 1; bit < size; bit <<= 1) {
            Parts below = shift(bit);
            if (below != null) {
                prepend(below);
            }
        }
    }

    private @Nullable Parts shift(int distance) {
        int dest = rank + distance;
        int source = rank < distance ? MPI.PROC_NULL : rank - distance;
        Parts operand = dest < size ? encode() : null;
        return comm.<@Nullable Parts>move(
                operation, root, c -> ObjectCollectives.shiftOperand(c, tag, operand, dest, source));
    }

    /** On the communicator, or that of the caller's group. */
    private void send(Communicator way, int dest) {
        Parts operand = encode();
        comm.run(operation, root, _ -> ObjectCollectives.sendOperand(way, tag, operand, dest));
    }

    private Parts receive(Communicator way, int source) {
        return comm.move(operation, root, _ -> ObjectCollectives.receiveOperand(way, tag, source));
    }

    private Parts encode() {
        CodingException why = failure;
        if (why == null) {
            try {
                return ObjectFormat.encode(result);
            } catch (CodingException e) {
                failure = e;
                failedHere = true;
                why = e;
            }
        }
        return ObjectFormat.failure(rank, why);
    }

    private void append(Parts higher) {
        combine(higher, true);
    }

    private void prepend(Parts lower) {
        combine(lower, false);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // null is an object, too
    private void combine(Parts other, boolean isHigher) {
        if (failure != null) {
            // the first is told, and this rank's own with its cause
            return;
        }
        try {
            T operand = (T) ObjectFormat.decode(other);
            result = isHigher ? op.apply(result, operand) : op.apply(operand, result);
        } catch (CodingException e) {
            failure = e;
        } catch (Throwable e) {
            failure = CodingException.of("the operator failed on rank " + rank, e);
            failedHere = true;
        }
    }

    @SuppressWarnings("unchecked") // the program says what it reduces
    private void replace(Parts received) {
        if (failure != null) {
            return;
        }
        try {
            result = (T) ObjectFormat.decode(received);
        } catch (CodingException e) {
            failure = e;
        }
    }

    /** Throws what failed on this rank, though the result is the other group's. */
    private void checkOwn() {
        if (failedHere) {
            result();
        }
    }

    @SuppressWarnings("NullAway") // null is an object, too
    private T result() {
        return resultOrNull();
    }

    private @Nullable T resultOrNull() {
        CodingException why = failure;
        if (why != null) {
            throw why.in(comm.call(operation, "root", root, MPI.UNDEFINED, -1));
        }
        return result;
    }
}
