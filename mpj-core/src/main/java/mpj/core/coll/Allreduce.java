package mpj.core.coll;

import static mpj.core.coll.Schedule.RECEIVE;
import static mpj.core.coll.Schedule.SCRATCH;
import static mpj.core.coll.Schedule.SEND;

/** The combination of the elements of each of two groups at all ranks of the other. */
public final class Allreduce {
    private Allreduce() {}

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
