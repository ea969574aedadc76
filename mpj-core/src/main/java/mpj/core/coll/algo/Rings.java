package mpj.core.coll.algo;

import static mpj.core.coll.Schedule.SCRATCH;
import static mpj.core.coll.Schedule.SEND;

import mpj.core.coll.Blocks;
import mpj.core.coll.Operands;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/**
 * A reduce_scatter round a ring: each block goes once round, from the rank after its owner to the owner, and every rank
 * adds its own. Operations must commute. Takes two pieces of scratch memory.
 */
final class Rings {
    private Rings() {}

    /** The task's operands in pieces as long as a segment or, if that is less, the longest block. */
    static Operands pieces(Task t, Blocks blocks, long segment) {
        return t.operands().cut(Math.min(segment, longest(t, blocks) * t.operands().layout().size()));
    }

    private static long longest(Task t, Blocks blocks) {
        long longest = 0;
        for (int i = 0; i < t.size(); i++) {
            longest = Math.max(longest, blocks.count(i));
        }
        return longest;
    }

    /**
     * Segment by segment of the blocks, as long as the operands' pieces.
     *
     * @param blocks how the operands are divided among the ranks
     * @param result the byte of {@link Schedule#RECEIVE} at which the rank's result begins
     */
    static void reduceScatter(Schedule.Builder steps, Task t, Blocks blocks, Operands operands, long result) {
        long longest = operands.count() == 0 ? 0 : longest(t, blocks);
        for (long first = 0; first < longest; first += operands.piece()) {
            long mine = segment(steps, t, blocks, operands, first);
            if (mine > 0) {
                steps.await();
                steps.copy(operands.store(0, result + operands.at(first), mine));
            }
        }
    }

    /** The result of one segment of the rank's block comes to the beginning of the scratch memory. */
    private static long segment(Schedule.Builder steps, Task t, Blocks blocks, Operands operands, long first) {
        int size = t.size();
        int block = (t.rank() + size - 1) % size;
        long n = length(operands, blocks, block, first);
        if (size == 1 && n > 0) {
            steps.copy(operands.load(operands.at(first), 0, n));
        }
        for (int step = 1; step < size; step++) {
            int dest = (t.rank() + 1) % size;
            boolean isFirst = step == 1;
            long from = isFirst ? blocks.at(block) + operands.at(first) : 0;
            steps.send(dest, isFirst ? SEND : SCRATCH, from, n, operands.layout());
            block = (block + size - 1) % size;
            n = length(operands, blocks, block, first);
            int source = (t.rank() + size - 1) % size;
            steps.receive(source, SCRATCH, operands.stride(), n, operands.layout());
            steps.await();
            if (n > 0) {
                steps.copy(operands.load(blocks.at(block) + operands.at(first), 0, n));
                steps.reduce(operands.stride(), 0, n);
            }
        }
        return n;
    }

    private static long length(Operands operands, Blocks blocks, int block, long first) {
        return Math.clamp(blocks.count(block) - first, 0, operands.piece());
    }
}
