package mpj.core.coll.algo;

import mpj.core.coll.Algorithm;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Operands;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/**
 * Each block once round a ring, in segments (Patarasuk, Yuan: Bandwidth Optimal All-reduce Algorithms for Clusters of
 * Workstations, 2009).
 *
 * <p>A segment's results are stored when every rank has sent all its operands of this segment; in place, that is where
 * operands of this segment or an earlier one were, so nothing is overwritten that is still to be sent.
 *
 * @param segment bytes
 */
public record ReduceScatterRing(long segment) implements Algorithm {
    @Override
    public Kind kind() {
        return Kind.REDUCE_SCATTER;
    }

    @Override
    public String name() {
        return Segments.name("ring", segment);
    }

    @Override
    public boolean applies(Facts f) {
        return f.commutative();
    }

    @Override
    public boolean takesVarying() {
        return true;
    }

    @Override
    public double cost(Facts f, CostModel m) {
        return cost(f, m, segment);
    }

    static double cost(Facts f, CostModel m, long segment) {
        double block = f.data() / f.ranks();
        double segments = Math.max(1, Math.ceil(block / segment));
        double each = block / segments;
        double round = m.bothWays(f).message(each) + each * (m.host().copy(each) + m.host().reduce(each));
        return segments * (f.ranks() - 1) * round;
    }

    @Override
    public Schedule schedule(Task t) {
        Operands operands = Rings.pieces(t, t.receive(), segment);
        Schedule.Builder steps = new Schedule.Builder().sparse(true);
        Rings.reduceScatter(steps, t, t.receive(), operands, 0);
        return steps.build(operands, 2);
    }
}
