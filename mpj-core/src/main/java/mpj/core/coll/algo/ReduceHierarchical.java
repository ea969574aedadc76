package mpj.core.coll.algo;

import mpj.core.coll.Algorithm;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Operands;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/**
 * Within each node to its leader, and from the leaders to the root, which is its node's leader: a node sends one vector
 * (Karonis, de Supinski, Foster, Gropp, Lusk, Bresnahan: Exploiting Hierarchy in Parallel Computer Networks to Optimize
 * Collective Operation Performance, 2000).
 */
public record ReduceHierarchical() implements Algorithm {
    @Override
    public Kind kind() {
        return Kind.REDUCE;
    }

    @Override
    public String name() {
        return "hierarchical";
    }

    /** Ranks of a node need not follow each other, so the order of the operands is lost. */
    @Override
    public boolean applies(Facts f) {
        return f.commutative();
    }

    @Override
    public double cost(Facts f, CostModel m) {
        int inside = Costs.rounds(f.ranksPerNode(), 2);
        int outside = Costs.rounds(f.nodes(), 2);
        return Costs.inPieces(
                f.data(),
                n -> inside * m.node(f).message(n)
                        + outside * m.level(f).message(n)
                        + (inside + outside) * n * m.host().reduce(n));
    }

    @Override
    public Schedule schedule(Task t) {
        Operands operands = t.operands();
        Team node = Team.node(t, t.root());
        Team leaders = Team.leaders(t, t.root());
        Schedule.Builder steps = new Schedule.Builder();
        for (long first = 0; first < operands.count(); first += operands.piece()) {
            long result = Trees.reduce(steps, node, operands, first, Trees.UNLOADED);
            if (leaders.includesMe()) {
                result = Trees.reduce(steps, leaders, operands, first, result);
                ReduceBinomial.finish(steps, t, operands, first, result);
            }
        }
        return steps.build(operands, 2);
    }
}
