package mpj.core.coll.algo;

import mpj.core.coll.Algorithm;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;
import mpj.core.datatype.Layout;

/**
 * A node's ranks tell its leader up a tree, the leaders disseminate, and tell their nodes down the tree (Graham, Shipman:
 * MPI Support for Multi-core Architectures: Optimized Shared Memory Collectives, 2008).
 */
public record BarrierHierarchical() implements Algorithm {
    @Override
    public Kind kind() {
        return Kind.BARRIER;
    }

    @Override
    public String name() {
        return "hierarchical";
    }

    @Override
    public double cost(Facts f, CostModel m) {
        return 2 * Costs.rounds(f.ranksPerNode(), 2) * m.node(f).message(0)
                + Costs.rounds(f.nodes(), 2) * m.level(f).message(0);
    }

    @Override
    public Schedule schedule(Task t) {
        int leader = t.nodes().leader(t.nodes().node(t.rank()));
        Team node = Team.node(t, leader);
        Team leaders = Team.leaders(t, leader);
        Schedule.Builder steps = new Schedule.Builder();
        Trees.signal(steps, node);
        if (leaders.includesMe()) {
            BarrierDissemination.disseminate(steps, leaders);
        }
        Trees.bcast(steps, node, 2, Schedule.SEND, 0, 0, Layout.BYTES);
        return steps.build(0);
    }
}
