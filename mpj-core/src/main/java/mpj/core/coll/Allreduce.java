package mpj.core.coll;

import static mpj.core.coll.Schedule.RECEIVE;
import static mpj.core.coll.Schedule.SCRATCH;
import static mpj.core.coll.Schedule.SEND;

/** The combination of all ranks' elements at all ranks. */
public final class Allreduce {
    private Allreduce() {}

    /**
     * By recursive doubling. Both partners compute the same expression, the lower ranks' operand on the left: all ranks
     * get the same bits, and operations need not commute. Where the number of ranks is no power of two, the first ranks
     * join in pairs and take part as one (Thakur, Rabenseifner, Gropp: Optimization of Collective Communication
     * Operations in MPICH, 2005).
     */
    public static Schedule doubling(int rank, int size, Operands operands) {
        Schedule.Builder steps = new Schedule.Builder();
        for (long first = 0; first < operands.count(); first += operands.piece()) {
            doubling(steps, rank, size, operands, first);
        }
        return steps.build(operands, 2);
    }

    private static void doubling(Schedule.Builder steps, int rank, int size, Operands operands, long first) {
        long n = operands.length(first);
        long at = operands.at(first);
        int power = Integer.highestOneBit(size);
        int pairs = size - power;
        boolean paired = rank < 2 * pairs;
        if (paired && (rank & 1) == 0) {
            steps.send(rank + 1, SEND, at, n, operands.layout()).await();
            steps.receive(rank + 1, RECEIVE, at, n, operands.layout()).await();
            return;
        }
        steps.copy(operands.load(at, 0, n));
        if (paired) {
            steps.receive(rank - 1, SCRATCH, operands.stride(), n, operands.layout());
            steps.reduce(operands.stride(), 0, n);
        }
        int place = paired ? rank >> 1 : rank - pairs;
        long result = exchanges(steps, place, power, pairs, operands, n);
        if (paired) {
            steps.send(rank - 1, SCRATCH, result, n, operands.layout()).await();
        }
        steps.copy(operands.store(result, at, n));
    }

    /** The steps among a power of two of ranks; says where in the scratch memory the result is. */
    private static long exchanges(
            Schedule.Builder steps, int place, int power, int pairs, Operands operands, long n) {
        long mine = 0;
        for (int bit = 1; bit < power; bit <<= 1) {
            int partnerPlace = place ^ bit;
            int partner = partnerPlace < pairs ? 2 * partnerPlace + 1 : partnerPlace + pairs;
            long theirs = operands.stride() - mine;
            steps.send(partner, SCRATCH, mine, n, operands.layout());
            steps.receive(partner, SCRATCH, theirs, n, operands.layout());
            if (partnerPlace < place) {
                steps.reduce(theirs, mine, n);
            } else {
                steps.reduce(mine, theirs, n);
                mine = theirs;
            }
        }
        return mine;
    }

    /** Up a tree to rank 0 and down again, piece by piece. */
    public static Schedule upAndDown(int rank, int size, Operands operands) {
        Schedule.Builder steps = new Schedule.Builder();
        for (long first = 0; first < operands.count(); first += operands.piece()) {
            long n = operands.length(first);
            long at = operands.at(first);
            long result = Reduce.tree(steps, rank, size, 0, operands, first);
            if (rank == 0) {
                Bcast.binomial(steps, rank, size, 0, SCRATCH, result, n, operands.layout());
                steps.copy(operands.store(result, at, n));
            } else {
                Bcast.binomial(steps, rank, size, 0, RECEIVE, at, n, operands.layout());
            }
        }
        return steps.build(operands, 2);
    }

    /**
     * Of two groups, each of which gets the other's result: the first rank of each collects it, the two swap, and give to
     * the other group what is its own.
     */
    public static Schedule betweenGroups(int rank, int remoteSize, Operands operands) {
        Schedule.Builder steps = new Schedule.Builder().unlimited();
        for (long first = 0; first < operands.count(); first += operands.piece()) {
            swap(steps, rank, remoteSize, operands, first);
            steps.receive(0, RECEIVE, operands.at(first), operands.length(first), operands.layout());
            steps.await();
        }
        return steps.build(operands, 2);
    }

    /** One piece, but for the receive by which each rank gets it from the first of the other group. */
    static void swap(Schedule.Builder steps, int rank, int remoteSize, Operands operands, long first) {
        long n = operands.length(first);
        long stride = operands.stride();
        if (rank > 0) {
            steps.send(0, SEND, operands.at(first), n, operands.layout());
        } else {
            long result = Reduce.collect(steps, remoteSize, operands, n, operands.at(first));
            steps.send(0, SCRATCH, result, n, operands.layout());
            steps.receive(0, SCRATCH, stride - result, n, operands.layout()).await();
            for (int i = 0; i < remoteSize; i++) {
                steps.send(i, SCRATCH, stride - result, n, operands.layout());
            }
        }
    }
}
