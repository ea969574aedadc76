package mpj.core.coll;

import static mpj.core.coll.Schedule.SCRATCH;

/** At each rank the combination of the elements of the ranks up to it. */
public final class Scan {
    private Scan() {}

    /**
     * By recursive doubling, piece by piece, in the order of the ranks. After the step of distance {@code bit} a rank
     * knows the combination of its block of {@code 2 bit} ranks (as far as they exist) and, as its result, of those of
     * the block that are not above it.
     *
     * @param exclusive whether a rank's own elements are left out; rank 0 has no result then
     */
    public static Schedule doubling(int rank, int size, Operands operands, boolean exclusive) {
        Schedule.Builder steps = new Schedule.Builder();
        long stride = operands.stride();
        for (long first = 0; first < operands.count(); first += operands.piece()) {
            long n = operands.length(first);
            long at = operands.at(first);
            // the result has a place of its own, the block's combination alternates between the two others
            steps.copy(operands.load(at, stride, n));
            if (!exclusive) {
                steps.copy(operands.move(stride, 0, n));
            }
            prefix(steps, rank, size, operands, n, !exclusive);
            if (!exclusive || rank > 0) {
                steps.copy(operands.store(0, at, n));
            }
        }
        return steps.build(operands, 3);
    }

    /**
     * Combines one piece.
     *
     * @param begun whether there is a result already, the rank's own operand
     */
    private static void prefix(
            Schedule.Builder steps, int rank, int size, Operands operands, long n, boolean begun) {
        boolean hasResult = begun;
        long mine = operands.stride();
        for (int bit = 1; bit < size; bit <<= 1) {
            int partner = rank ^ bit;
            if (partner >= size) {
                continue;
            }
            long theirs = 3 * operands.stride() - mine;
            steps.send(partner, SCRATCH, mine, n, operands.layout());
            steps.receive(partner, SCRATCH, theirs, n, operands.layout()).await();
            if (partner > rank) {
                steps.reduce(mine, theirs, n);
                mine = theirs;
                continue;
            }
            if (hasResult) {
                steps.reduce(theirs, 0, n);
            } else {
                steps.copy(operands.move(theirs, 0, n));
                hasResult = true;
            }
            steps.reduce(theirs, mine, n);
        }
    }
}
