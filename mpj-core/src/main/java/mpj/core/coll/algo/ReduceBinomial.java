package mpj.core.coll.algo;

import static mpj.core.coll.Schedule.RECEIVE;
import static mpj.core.coll.Schedule.SCRATCH;

import mpj.core.coll.Algorithm;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Operands;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/**
 * Up a binomial tree, piece by piece, so that a long reduction needs little memory and the levels of the tree work at the
 * same time (Thakur, Rabenseifner, Gropp: Optimization of Collective Communication Operations in MPICH, 2005).
 *
 * <p>A tree whose root is rank 0 keeps the order that operations that do not commute need. Those use it, and rank 0
 * hands the result on.
 */
public record ReduceBinomial() implements Algorithm {
    @Override
    public Kind kind() {
        return Kind.REDUCE;
    }

    @Override
    public String name() {
        return "binomial";
    }

    @Override
    public double cost(Facts f, CostModel m) {
        double handOn = f.commutative() ? 0 : m.level(f).message(f.data());
        int rounds = Costs.rounds(f.ranks(), 2);
        return handOn + Costs.inPieces(f.data(), n -> Costs.tree(f, m, 2, n) + rounds * n * m.host().reduce(n));
    }

    @Override
    public Schedule schedule(Task t) {
        Operands operands = t.operands();
        Team team = Team.all(t, top(t));
        Schedule.Builder steps = new Schedule.Builder();
        for (long first = 0; first < operands.count(); first += operands.piece()) {
            finish(steps, t, operands, first, Trees.reduce(steps, team, operands, first, Trees.UNLOADED));
        }
        return steps.build(operands, 2);
    }

    /** The rank from which all are counted so that their order is kept, if it matters. */
    static int top(Task t) {
        return t.operands().commutes() ? t.root() : 0;
    }

    /** Brings a piece of the result from scratch memory at {@link #top} to the root. */
    static void finish(Schedule.Builder steps, Task t, Operands operands, long first, long result) {
        int top = top(t);
        long n = operands.length(first);
        long at = operands.at(first);
        if (t.rank() == t.root() && t.root() == top) {
            steps.copy(operands.store(result, at, n));
        } else if (t.rank() == top) {
            steps.send(t.root(), SCRATCH, result, n, operands.layout()).await();
        } else if (t.rank() == t.root()) {
            steps.receive(top, RECEIVE, at, n, operands.layout()).await();
        }
    }
}
