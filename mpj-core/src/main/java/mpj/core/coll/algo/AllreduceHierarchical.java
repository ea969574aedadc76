package mpj.core.coll.algo;

import mpj.core.coll.Algorithm;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Operands;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/**
 * Within each node to its leader, by recursive doubling among the leaders, and within each node back: a node sends what
 * one rank would (Graham, Shipman: MPI Support for Multi-core Architectures: Optimized Shared Memory Collectives, 2008).
 */
public record AllreduceHierarchical() implements Algorithm {
    @Override
    public Kind kind() {
        return Kind.ALLREDUCE;
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
                n -> 2 * inside * m.node(f).message(n)
                        + outside * m.bothWays(f).message(n)
                        + (inside + outside) * n * m.host().reduce(n));
    }

    @Override
    public Schedule schedule(Task t) {
        Operands operands = t.operands();
        int leader = t.nodes().leader(t.nodes().node(t.rank()));
        Team node = Team.node(t, leader);
        Team leaders = Team.leaders(t, t.nodes().leader(0));
        Schedule.Builder steps = new Schedule.Builder();
        for (long first = 0; first < operands.count(); first += operands.piece()) {
            long result = Trees.reduce(steps, node, operands, first, Trees.UNLOADED);
            if (leaders.includesMe()) {
                int piece = (int) (result / operands.stride());
                result = new Multiplying(leaders, 2, operands).allreduce(steps, piece, operands.length(first));
            }
            AllreduceReduceBcast.handOut(steps, node, operands, first, result);
        }
        return steps.build(operands, 2);
    }
}
