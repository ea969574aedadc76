package mpj.core.coll.algo;

import static mpj.core.coll.Schedule.RECEIVE;
import static mpj.core.coll.Schedule.SCRATCH;
import static mpj.core.coll.Schedule.SEND;

import mpj.core.coll.Algorithm;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Schedule;
import mpj.core.coll.Step;
import mpj.core.coll.Task;
import mpj.core.datatype.Layout;

/**
 * Up a binomial tree, each rank with the blocks of its subtree (Thakur, Rabenseifner, Gropp: Optimization of Collective
 * Communication Operations in MPICH, 2005). Inside the tree blocks are packed: the root alone knows its layout.
 */
public record GatherBinomial() implements Algorithm {
    @Override
    public Kind kind() {
        return Kind.GATHER;
    }

    @Override
    public String name() {
        return "binomial";
    }

    @Override
    public double cost(Facts f, CostModel m) {
        return Costs.subtrees(f, m);
    }

    @Override
    public Schedule schedule(Task t) {
        Schedule.Builder steps = new Schedule.Builder().sparse(true);
        Team team = Team.all(t, t.root());
        long bytes = t.facts(Kind.GATHER).bytes();
        int held = Math.min(Math.max(1, Integer.lowestOneBit(team.place())), team.size() - team.place());
        if (bytes == 0) {
            return steps.build(0);
        } else if (team.place() == 0) {
            root(steps, t, team, bytes);
            // the root at rank 0 has all subtrees in one part
            return steps.build(t.root() == 0 ? 0 : team.size() * bytes);
        }
        int parent = team.rank(team.place() & (team.place() - 1));
        if (held == 1) {
            steps.send(parent, SEND, 0, t.send().count(0), t.send().layout(0));
            return steps.build(0);
        }
        steps.copy(new Step.Copy(
                SEND, 0, t.send().count(0), t.send().layout(0), SCRATCH, 0, bytes, Layout.BYTES));
        for (int bit = 1; bit < held; bit <<= 1) {
            int count = Math.min(bit, held - bit);
            steps.receive(team.rank(team.place() + bit), SCRATCH, bit * bytes, count * bytes, Layout.BYTES);
        }
        steps.await();
        steps.send(parent, SCRATCH, 0, held * bytes, Layout.BYTES);
        return steps.build(held * bytes);
    }

    private static void root(Schedule.Builder steps, Task t, Team team, long bytes) {
        Subtree all = new Subtree(t.root(), t.size(), bytes);
        Own.place(steps, t);
        for (int bit = 1; bit < team.size(); bit <<= 1) {
            int count = Math.min(bit, team.size() - bit);
            int first = team.rank(bit);
            if (first + count <= team.size()) {
                Exchanges.receive(steps, first, RECEIVE, t.receive(), first, count);
            } else {
                // passes the last rank: in two parts from there
                steps.receive(first, SCRATCH, bit * bytes, count * bytes, Layout.BYTES).await();
                all.copy(steps, bit, count, RECEIVE, t.receive(), false);
            }
        }
    }
}
