package mpj.core.coll.algo;

import mpj.core.coll.Algorithm;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/**
 * Down a k-nomial tree, of which the binomial one is the case of radix 2: in each round a rank that has the data gives
 * them to {@code radix - 1} others (Thakur, Rabenseifner, Gropp: Optimization of Collective Communication Operations in
 * MPICH, 2005).
 */
public record BcastKnomial(int radix) implements Algorithm {
    @Override
    public Kind kind() {
        return Kind.BCAST;
    }

    @Override
    public String name() {
        return radix == 2 ? "binomial" : "knomial-" + radix;
    }

    @Override
    public double cost(Facts f, CostModel m) {
        return Costs.tree(f, m, radix, f.data());
    }

    @Override
    public Schedule schedule(Task t) {
        Schedule.Builder steps = new Schedule.Builder();
        BcastHierarchical.down(steps, Team.all(t, t.root()), radix, t);
        return steps.build(0);
    }
}
