package mpj.core.coll.algo;

import mpj.core.coll.Algorithm;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Operands;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/**
 * A reduce_scatter by recursive halving, then a gather up a binomial tree (Rabenseifner: Optimization of Collective
 * Reduction Operations, 2004).
 */
public record ReduceRabenseifner() implements Algorithm {
    @Override
    public Kind kind() {
        return Kind.REDUCE;
    }

    @Override
    public String name() {
        return "rabenseifner";
    }

    @Override
    public double cost(Facts f, CostModel m) {
        double reduced = f.data() * (1 - 1.0 / f.ranks());
        return 2 * Costs.halves(f, m, f.data(), true)
                + reduced * m.reducePerByte()
                + f.data() * m.copyPerByte()
                + Costs.fold(f, m, f.data(), f.data());
    }

    @Override
    public Schedule schedule(Task t) {
        Operands operands = Windows.of(t.operands());
        Team team = Team.all(t, 0);
        Schedule.Builder steps = new Schedule.Builder().sparse(true);
        for (long first = 0; first < operands.count(); first += operands.piece()) {
            Halving halving = new Halving(steps, team, operands, first);
            halving.reduceScatter();
            halving.gather(t.root());
        }
        return steps.build(operands, 2);
    }
}
