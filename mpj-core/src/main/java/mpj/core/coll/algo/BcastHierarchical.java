package mpj.core.coll.algo;

import static mpj.core.coll.Schedule.RECEIVE;

import mpj.core.coll.Algorithm;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/**
 * From the root to a rank of each other node, and within the nodes from these: a node gets the data once (Karonis, de
 * Supinski, Foster, Gropp, Lusk, Bresnahan: Exploiting Hierarchy in Parallel Computer Networks to Optimize Collective
 * Operation Performance, 2000).
 */
public record BcastHierarchical() implements Algorithm {
    @Override
    public Kind kind() {
        return Kind.BCAST;
    }

    @Override
    public String name() {
        return "hierarchical";
    }

    @Override
    public double cost(Facts f, CostModel m) {
        return Costs.rounds(f.nodes(), 2) * m.level(f).message(f.data())
                + Costs.rounds(f.ranksPerNode(), 2) * m.node(f).message(f.data());
    }

    @Override
    public Schedule schedule(Task t) {
        Schedule.Builder steps = new Schedule.Builder();
        Team leaders = Team.leaders(t, t.root());
        if (leaders.includesMe()) {
            down(steps, leaders, 2, t);
        }
        down(steps, Team.node(t, t.root()), 2, t);
        return steps.build(0);
    }

    /** All of the task's data down a tree. */
    static void down(Schedule.Builder steps, Team team, int radix, Task t) {
        Trees.bcast(steps, team, radix, RECEIVE, 0, t.receive().count(0), t.receive().layout(0));
    }
}
