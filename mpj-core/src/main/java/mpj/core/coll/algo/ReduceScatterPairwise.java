package mpj.core.coll.algo;

import static mpj.core.coll.Schedule.SCRATCH;
import static mpj.core.coll.Schedule.SEND;

import mpj.core.coll.Algorithm;
import mpj.core.coll.Blocks;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Operands;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/**
 * A rank gets its block from each of the others, in pairs as of an alltoall, and combines them in the order of the ranks
 * (pairwise exchange of Thakur, Rabenseifner, Gropp: Optimization of Collective Communication Operations in MPICH, 2005;
 * the order needs all operands of a piece at once).
 *
 * <p>The pieces of all ranks' blocks go the same way, so that in place no result is stored where there is still something
 * to send.
 */
public record ReduceScatterPairwise() implements Algorithm {
    /** Of all ranks' operands of a piece: they fit into a core's second cache. */
    private static final long TOGETHER_BYTES = 256 << 10;

    @Override
    public Kind kind() {
        return Kind.REDUCE_SCATTER;
    }

    @Override
    public String name() {
        return "pairwise";
    }

    @Override
    public boolean takesVarying() {
        return true;
    }

    @Override
    public double cost(Facts f, CostModel m) {
        double block = f.data() / f.ranks();
        double pieces = Math.max(1, Math.ceil(f.data() / TOGETHER_BYTES));
        double round = pieces * m.exchange(f, f.ranksPerNode()).message(block / pieces);
        return (f.ranks() - 1) * (round + block * m.host().reduce(block / pieces)) + block * m.host().copy(block / pieces);
    }

    @Override
    public Schedule schedule(Task t) {
        Operands operands = t.operands().cut(TOGETHER_BYTES / t.size());
        Blocks blocks = t.receive();
        long longest = 0;
        for (int i = 0; i < t.size() && operands.count() > 0; i++) {
            longest = Math.max(longest, blocks.count(i));
        }
        Schedule.Builder steps = new Schedule.Builder().sparse(true);
        for (long first = 0; first < longest; first += operands.piece()) {
            exchange(steps, t, operands, first);
            long mine = length(t, operands, t.rank(), first);
            if (mine > 0) {
                long result = combine(steps, t.size(), operands.stride(), mine);
                steps.copy(operands.store(result, operands.at(first), mine));
            }
        }
        return steps.build(operands, t.size());
    }

    private static void exchange(Schedule.Builder steps, Task t, Operands operands, long first) {
        Blocks blocks = t.receive();
        long mine = length(t, operands, t.rank(), first);
        long stride = operands.stride();
        if (mine > 0) {
            steps.copy(operands.load(blocks.at(t.rank()) + operands.at(first), t.rank() * stride, mine));
        }
        for (int step = 1; step < t.size(); step++) {
            int dest = (t.rank() + step) % t.size();
            int source = (t.rank() + t.size() - step) % t.size();
            long theirs = length(t, operands, dest, first);
            steps.send(dest, SEND, blocks.at(dest) + operands.at(first), theirs, operands.layout());
            steps.receive(source, SCRATCH, source * stride, mine, operands.layout());
            steps.await();
        }
    }

    /** Combines one operand of each rank, the last first; says where the result is. */
    private static long combine(Schedule.Builder steps, int ranks, long stride, long n) {
        long result = (ranks - 1) * stride;
        for (int i = ranks - 2; i >= 0; i--) {
            steps.reduce(i * stride, result, n);
        }
        return result;
    }

    private static long length(Task t, Operands operands, int rank, long first) {
        return Math.clamp(t.receive().count(rank) - first, 0, operands.piece());
    }
}
