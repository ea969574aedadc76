package mpj.core.coll;

import static mpj.core.coll.Schedule.SCRATCH;
import static mpj.core.coll.Schedule.SEND;

import mpj.core.datatype.Layout;

/** The combination of all ranks' elements, a block of it at each rank. */
public final class ReduceScatter {
    private ReduceScatter() {}

    /** The elements of a piece, of which each rank's is in memory at once. */
    public static Operands operands(long count, Layout layout, int ranks, boolean commutes) {
        return new Operands(count, layout, Operands.piece(count, layout, ranks), commutes);
    }

    /**
     * A rank gets its block from each of the others, in pairs as of an alltoall, and combines them in the order of the
     * ranks. The blocks follow each other; the pieces of all ranks' blocks go the same way, so that in place no result
     * is stored where there is still something to send.
     */
    public static Schedule pairwise(int rank, int size, long[] counts, Operands operands) {
        Schedule.Builder steps = new Schedule.Builder();
        long[] starts = starts(counts, size);
        long stride = operands.stride();
        long longest = longest(counts, size);
        for (long first = 0; first < longest; first += operands.piece()) {
            long mine = length(operands, counts[rank], first);
            for (int step = 1; step < size; step++) {
                int dest = (rank + step) % size;
                int source = (rank + size - step) % size;
                long theirs = length(operands, counts[dest], first);
                if (theirs > 0) {
                    steps.send(dest, SEND, operands.at(starts[dest] + first), theirs, operands.layout());
                }
                if (mine > 0) {
                    steps.receive(source, SCRATCH, source * stride, mine, operands.layout());
                }
                steps.await();
            }
            if (mine > 0) {
                steps.copy(operands.load(operands.at(starts[rank] + first), rank * stride, mine));
                long result = combine(steps, size, stride, mine);
                steps.copy(operands.store(result, operands.at(first), mine));
            }
        }
        return steps.build(operands, size);
    }

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

    /** Combines one operand of each rank, the last first; says where the result is. */
    private static long combine(Schedule.Builder steps, int ranks, long stride, long n) {
        long result = (ranks - 1) * stride;
        for (int i = ranks - 2; i >= 0; i--) {
            steps.reduce(i * stride, result, n);
        }
        return result;
    }

    private static long length(Operands operands, long count, long first) {
        return Math.clamp(count - first, 0, operands.piece());
    }

    private static long longest(long[] counts, int ranks) {
        long longest = 0;
        for (int i = 0; i < ranks; i++) {
            longest = Math.max(longest, counts[i]);
        }
        return longest;
    }

    private static long[] starts(long[] counts, int ranks) {
        long[] starts = new long[ranks];
        for (int i = 1; i < ranks; i++) {
            starts[i] = starts[i - 1] + counts[i - 1];
        }
        return starts;
    }
}
