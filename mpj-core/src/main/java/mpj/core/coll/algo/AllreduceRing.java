package mpj.core.coll.algo;

import static mpj.core.coll.Schedule.RECEIVE;

import mpj.core.coll.Algorithm;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Operands;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/**
 * A reduce_scatter round a ring, in segments that stay in the caches, then an allgather round the ring (Patarasuk, Yuan:
 * Bandwidth Optimal All-reduce Algorithms for Clusters of Workstations, 2009).
 *
 * @param segment bytes of a block that are reduced at once; {@link Windows#BYTES} is a ring without segments
 */
public record AllreduceRing(long segment) implements Algorithm {
    /** Without segments, but for vectors that need too much scratch memory. */
    public static AllreduceRing whole() {
        return new AllreduceRing(Windows.BYTES);
    }

    @Override
    public Kind kind() {
        return Kind.ALLREDUCE;
    }

    @Override
    public String name() {
        return segment == Windows.BYTES ? "ring" : Segments.name("ring", segment);
    }

    @Override
    public boolean applies(Facts f) {
        return f.commutative();
    }

    @Override
    public double cost(Facts f, CostModel m) {
        double block = f.data() / f.ranks();
        return ReduceScatterRing.cost(f, m, segment) + (f.ranks() - 1) * m.bothWays(f).message(block);
    }

    @Override
    public Schedule schedule(Task t) {
        Shares shares = new Shares(t.operands().count(), t.size(), t.operands().layout());
        Operands operands = Rings.pieces(t, shares, segment);
        Schedule.Builder steps = new Schedule.Builder().sparse(true);
        Rings.reduceScatter(steps, t, shares, operands, shares.at(t.rank()));
        Exchanges.ring(steps, Team.all(t, 0), shares, RECEIVE, _ -> 1);
        return steps.build(operands, 2);
    }
}
