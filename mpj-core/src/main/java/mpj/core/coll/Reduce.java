package mpj.core.coll;

import static mpj.core.coll.Schedule.SCRATCH;
import static mpj.core.coll.Schedule.SEND;

/** The combination of the elements of a group at one rank of another. */
public final class Reduce {
    static final long NOTHING = -1;

    private Reduce() {}

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
