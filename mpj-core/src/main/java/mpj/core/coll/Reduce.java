package mpj.core.coll;

import static mpj.core.coll.Schedule.RECEIVE;
import static mpj.core.coll.Schedule.SCRATCH;
import static mpj.core.coll.Schedule.SEND;

/** The combination of all ranks' elements at one rank. */
public final class Reduce {
    static final long NOTHING = -1;

    private Reduce() {}

    /**
     * Up a binomial tree, piece by piece, so that a long reduction needs little memory and the levels of the tree work at
     * the same time.
     *
     * <p>A node's operands always come from ranks that follow its own without a gap: a tree whose root is rank 0 keeps
     * the order that operations that do not commute need. Those use it, and rank 0 hands the result on.
     */
    public static Schedule binomial(int rank, int size, int root, Operands operands) {
        Schedule.Builder steps = new Schedule.Builder();
        int top = operands.commutes() ? root : 0;
        for (long first = 0; first < operands.count(); first += operands.piece()) {
            long n = operands.length(first);
            long at = operands.at(first);
            long result = tree(steps, rank, size, top, operands, first);
            if (rank == root && root == top) {
                steps.copy(operands.store(result, at, n));
            } else if (rank == top) {
                steps.send(root, SCRATCH, result, n, operands.layout()).await();
            } else if (rank == root) {
                steps.receive(top, RECEIVE, at, n, operands.layout()).await();
            }
        }
        return steps.build(operands, 2);
    }

    /**
     * Reduces one piece to {@code top}.
     *
     * @return at {@code top}, where in the scratch memory the result is: at 0 or at the operands' stride
     */
    static long tree(Schedule.Builder steps, int rank, int size, int top, Operands operands, long first) {
        long n = operands.length(first);
        int place = (rank + size - top) % size;
        if ((place & 1) != 0) {
            steps.send((place - 1 + top) % size, SEND, operands.at(first), n, operands.layout());
            steps.await();
            return 0;
        }
        long mine = 0;
        steps.copy(operands.load(operands.at(first), mine, n));
        for (int bit = 1; bit < size; bit <<= 1) {
            if ((place & bit) != 0) {
                steps.send((place - bit + top) % size, SCRATCH, mine, n, operands.layout()).await();
                break;
            }
            if (place + bit < size) {
                long theirs = operands.stride() - mine;
                steps.receive((place + bit + top) % size, SCRATCH, theirs, n, operands.layout());
                steps.reduce(mine, theirs, n);
                mine = theirs;
            }
        }
        return mine;
    }

    /** Not at the root, which is in another group. */
    public static Schedule toGroup(int root, Operands operands) {
        Schedule.Builder steps = new Schedule.Builder();
        give(steps, root, operands, 0, operands.count());
        return steps.build(0);
    }

    /** At the root, from another group. */
    public static Schedule fromGroup(int remoteSize, Operands operands) {
        Schedule.Builder steps = new Schedule.Builder();
        for (long first = 0; first < operands.count(); first += operands.piece()) {
            long n = operands.length(first);
            long result = collect(steps, remoteSize, operands, n, NOTHING);
            steps.copy(operands.store(result, operands.at(first), n));
        }
        return steps.build(operands, 2);
    }

    /** Sends elements to one who {@link #collect}s them. */
    static void give(Schedule.Builder steps, int dest, Operands operands, long first, long count) {
        for (long done = 0; done < count; done += operands.piece()) {
            long n = Math.min(operands.piece(), count - done);
            steps.send(dest, SEND, operands.at(first + done), n, operands.layout()).await();
        }
    }

    /**
     * Takes a piece from each rank of the other group, the last first, and combines them.
     *
     * @param own where the piece is that the first rank of the other group takes meanwhile, or {@link #NOTHING}: it gives
     *     its own and takes this one at the same time, or both would wait for each other
     * @return where the result is in the scratch memory
     */
    static long collect(Schedule.Builder steps, int remoteSize, Operands operands, long n, long own) {
        long next = operands.stride();
        for (int source = remoteSize - 1; source >= 0; source--) {
            boolean isFirst = source == remoteSize - 1;
            if (source == 0 && own != NOTHING) {
                steps.send(0, SEND, own, n, operands.layout());
            }
            steps.receive(source, SCRATCH, isFirst ? 0 : next, n, operands.layout()).await();
            if (!isFirst) {
                steps.reduce(next, 0, n);
            }
        }
        return 0;
    }
}
