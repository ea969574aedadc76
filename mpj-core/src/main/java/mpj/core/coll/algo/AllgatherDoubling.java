package mpj.core.coll.algo;

import static mpj.core.coll.Schedule.RECEIVE;

import mpj.core.coll.Algorithm;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/**
 * By recursive doubling, of a power of two of ranks (Thakur, Rabenseifner, Gropp: Optimization of Collective
 * Communication Operations in MPICH, 2005).
 */
public record AllgatherDoubling() implements Algorithm {
    @Override
    public Kind kind() {
        return Kind.ALLGATHER;
    }

    @Override
    public String name() {
        return "doubling";
    }

    @Override
    public boolean applies(Facts f) {
        return Costs.isPowerOfTwo(f.ranks());
    }

    @Override
    public double cost(Facts f, CostModel m) {
        return Costs.halves(f, m, f.data() * f.ranks(), false) + f.data() * m.host().copy(f.data());
    }

    @Override
    public Schedule schedule(Task t) {
        Schedule.Builder steps = new Schedule.Builder();
        Own.place(steps, t);
        Exchanges.doubling(steps, Team.all(t, 0), t.receive(), RECEIVE, _ -> 1);
        return steps.build(0);
    }
}
