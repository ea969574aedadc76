package mpi;

import java.util.function.BinaryOperator;
import mpj.core.coll.ObjectCollectives;
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
    private final int rank;
    private final int size;

    /** The operands combined so far; meaningless after a failure. */
    private @Nullable T result;

    private @Nullable CodingException failure;

    ObjectReduction(CommObjectCollectives comm, String operation, BinaryOperator<T> op, int root) {
        if (op == null) {
            throw MPIException.argument(MPI.ERR_OP, operation, "the operator is null");
        }
        comm.oneGroup(operation);
        this.comm = comm;
        this.operation = operation;
        this.op = op;
        this.root = root;
        this.rank = comm.getRank();
        this.size = comm.getSize();
    }

    /** The result at the root; elsewhere some part of it. */
    T reduce(T mine) {
        result = mine;
        combineAtZero();
        if (root != 0 && rank == 0) {
            send(root);
        } else if (root != 0 && rank == root) {
            replace(receive(0));
        }
        return result();
    }

    /** The result, at all ranks. */
    T allReduce(T mine) {
        result = mine;
        combineAtZero();
        Parts parts = rank == 0 && size > 1 ? encode() : null;
        if (size > 1) {
            Parts all = comm.move(operation, root, c -> ObjectCollectives.bcast(c, parts, 0));
            if (rank != 0) {
                replace(all);
            }
        }
        return result();
    }

    /** Up a binomial tree: after step k the ranks divisible by 2^k hold the result of 2^k ranks, from theirs on. */
    private void combineAtZero() {
        for (int bit = 1; bit < size; bit <<= 1) {
            if ((rank & bit) != 0) {
                send(rank - bit);
                return;
            }
            if (rank + bit < size) {
                append(receive(rank + bit));
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
        int dest = rank + distance < size ? rank + distance : -1;
        Parts operand = dest < 0 ? null : encode();
        return comm.<@Nullable Parts>move(
                operation, root, c -> ObjectCollectives.shiftOperand(c, operand, dest, rank - distance));
    }

    private void send(int dest) {
        Parts operand = encode();
        comm.run(operation, root, c -> ObjectCollectives.sendOperand(c, operand, dest));
    }

    private Parts receive(int source) {
        return comm.move(operation, root, c -> ObjectCollectives.receiveOperand(c, source));
    }

    private Parts encode() {
        CodingException why = failure;
        if (why == null) {
            try {
                return ObjectFormat.encode(result);
            } catch (CodingException e) {
                failure = e;
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
