package mpj.core.coll.algo;

import mpj.core.coll.Algorithm;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/**
 * A reduce_scatter by recursive halving, then an allgather by recursive doubling (Rabenseifner: Optimization of
 * Collective Reduction Operations, 2004).
 */
public record AllreduceRabenseifner() implements Algorithm {
    @Override
    public Kind kind() {
        return Kind.ALLREDUCE;
    }

    @Override
    public String name() {
        return "rabenseifner";
    }

    @Override
    public double cost(Facts f, CostModel m) {
        return Costs.halvesAndBack(f, m);
    }

    @Override
    public Schedule schedule(Task t) {
        return Halving.schedule(t, Halving::allgather);
    }
}
