package mpj.core.coll;

import static mpj.core.coll.Schedule.SCRATCH;

/** The combination of the elements of each of two groups, a block of it at each rank of the other. */
public final class ReduceScatter {
    private ReduceScatter() {}

    /**
     * Of two groups, each of which gets the other's result, divided by counts that the other does not know: a rank gets
     * all of it and keeps its block.
     *
     * @param start the element of the result at which this rank's block begins
     * @param operands all elements
     */
    public static Schedule betweenGroups(int rank, int remoteSize, long start, long count, Operands operands) {
        Schedule.Builder steps = new Schedule.Builder().unlimited();
        long place = 2 * operands.stride();
        for (long first = 0; first < operands.count(); first += operands.piece()) {
            long n = operands.length(first);
            Allreduce.swap(steps, rank, remoteSize, operands, first);
            steps.receive(0, SCRATCH, place, n, operands.layout()).await();
            long from = Math.max(first, start);
            long kept = Math.min(first + n, start + count) - from;
            if (kept > 0) {
                steps.copy(operands.store(
                        place + operands.at(from - first), operands.at(from - start), kept));
            }
        }
        return steps.build(operands, 3);
    }
}
