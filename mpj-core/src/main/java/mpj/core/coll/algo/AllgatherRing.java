package mpj.core.coll.algo;

import static mpj.core.coll.Schedule.RECEIVE;

import mpj.core.coll.Algorithm;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/**
 * Round a ring: in each step a rank passes on the block that it got in the last (Thakur, Rabenseifner, Gropp: Optimization
 * of Collective Communication Operations in MPICH, 2005).
 */
public record AllgatherRing() implements Algorithm {
    @Override
    public Kind kind() {
        return Kind.ALLGATHER;
    }

    @Override
    public String name() {
        return "ring";
    }

    @Override
    public boolean takesVarying() {
        return true;
    }

    @Override
    public double cost(Facts f, CostModel m) {
        return (f.ranks() - 1) * m.bothWays(f).message(f.data()) + f.data() * m.host().copy(f.data());
    }

    @Override
    public Schedule schedule(Task t) {
        Schedule.Builder steps = new Schedule.Builder().sparse(t.varying());
        Own.place(steps, t);
        Exchanges.ring(steps, Team.all(t, 0), t.receive(), RECEIVE, _ -> 1);
        return steps.build(0);
    }
}
