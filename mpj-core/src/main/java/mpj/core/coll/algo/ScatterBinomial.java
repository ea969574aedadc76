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
 * Down a binomial tree, each rank with the blocks of its subtree (Thakur, Rabenseifner, Gropp: Optimization of Collective
 * Communication Operations in MPICH, 2005). Inside the tree blocks are packed: the root alone knows its layout.
 */
public record ScatterBinomial() implements Algorithm {
    @Override
    public Kind kind() {
        return Kind.SCATTER;
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
        long bytes = t.facts(Kind.SCATTER).bytes();
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
            steps.receive(parent, RECEIVE, 0, t.receive().count(0), t.receive().layout(0));
            return steps.build(0);
        }
        steps.receive(parent, SCRATCH, 0, held * bytes, Layout.BYTES).await();
        for (int bit = Integer.highestOneBit(held - 1); bit > 0; bit >>= 1) {
            int count = Math.min(bit, held - bit);
            steps.send(team.rank(team.place() + bit), SCRATCH, bit * bytes, count * bytes, Layout.BYTES);
        }
        steps.copy(new Step.Copy(
                SCRATCH, 0, bytes, Layout.BYTES, RECEIVE, 0, t.receive().count(0), t.receive().layout(0)));
        return steps.build(held * bytes);
    }

    private static void root(Schedule.Builder steps, Task t, Team team, long bytes) {
        Subtree all = new Subtree(t.root(), t.size(), bytes);
        for (int bit = Integer.highestOneBit(team.size() - 1); bit > 0; bit >>= 1) {
            int count = Math.min(bit, team.size() - bit);
            int first = team.rank(bit);
            if (first + count > team.size()) {
                // passes the last rank: from two parts
                steps.await();
                all.copy(steps, bit, count, SEND, t.send(), true);
                steps.send(first, SCRATCH, bit * bytes, count * bytes, Layout.BYTES);
            } else {
                Exchanges.send(steps, first, SEND, t.send(), first, count);
            }
        }
        Own.place(steps, t);
    }
}
