package mpj.core.coll.algo;

import static mpj.core.coll.Schedule.RECEIVE;
import static mpj.core.coll.Schedule.SCRATCH;
import static mpj.core.coll.Schedule.SEND;

import mpj.core.coll.Algorithm;
import mpj.core.coll.Blocks;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Operands;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/**
 * Recursive halving of the vector and of the distance: in each round a rank gives the half of what it has that belongs to
 * ranks of its partner's side (Thakur, Rabenseifner, Gropp: Optimization of Collective Communication Operations in MPICH,
 * 2005). Where the number of ranks is no power of two, neighbours join as one. Operations must commute.
 */
public record ReduceScatterHalving() implements Algorithm {
    @Override
    public Kind kind() {
        return Kind.REDUCE_SCATTER;
    }

    @Override
    public String name() {
        return "halving";
    }

    @Override
    public boolean applies(Facts f) {
        return f.commutative();
    }

    @Override
    public boolean takesVarying() {
        return true;
    }

    @Override
    public double cost(Facts f, CostModel m) {
        double reduced = f.data() * (1 - 1.0 / f.ranks());
        return Costs.halves(f, m, f.data(), false)
                + reduced * m.host().reduce(f.data() / 2)
                + f.data() * m.host().copy(f.data() / 2)
                + Costs.fold(f, m, f.data(), f.data() / f.ranks());
    }

    @Override
    public Schedule schedule(Task t) {
        Operands operands = t.operands().cut(Long.MAX_VALUE);
        Schedule.Builder steps = new Schedule.Builder().sparse(true);
        Groups groups = new Groups(t.size(), Integer.highestOneBit(t.size()));
        int group = groups.of(t.rank());
        int first = groups.first(group);
        long mine = operands.count() == 0 ? 0 : t.receive().count(t.rank());
        if (operands.count() == 0) {
            return steps.build(operands, 0);
        } else if (t.rank() != first) {
            steps.send(first, SEND, 0, operands.count(), operands.layout()).await();
            steps.receive(first, RECEIVE, 0, mine, operands.layout());
            return steps.build(operands, 0);
        }
        steps.copy(operands.load(0, 0, operands.count()));
        boolean hasMember = groups.first(group + 1) - first == 2;
        if (hasMember) {
            steps.receive(first + 1, SCRATCH, operands.stride(), operands.count(), operands.layout());
            steps.reduce(operands.stride(), 0, operands.count());
        }
        halve(steps, t, operands, groups, group);
        if (hasMember) {
            Exchanges.send(steps, first + 1, SCRATCH, t.receive(), first + 1, 1);
        }
        if (mine > 0) {
            steps.copy(operands.store(t.receive().at(t.rank()), 0, mine));
        }
        return steps.build(operands, 2);
    }

    private static void halve(Schedule.Builder steps, Task t, Operands operands, Groups groups, int group) {
        Blocks blocks = t.receive();
        for (int half = groups.groups() / 2; half > 0; half /= 2) {
            int partner = group ^ half;
            int mine = groups.first(group / half * half);
            int myRanks = groups.first(group / half * half + half) - mine;
            int theirs = groups.first(partner / half * half);
            int theirRanks = groups.first(partner / half * half + half) - theirs;
            Exchanges.send(steps, groups.first(partner), SCRATCH, blocks, theirs, theirRanks);
            long n = blocks.count(mine, myRanks);
            long other = operands.stride() + blocks.at(mine);
            steps.receive(groups.first(partner), SCRATCH, other, n, operands.layout());
            steps.await();
            if (n > 0) {
                steps.reduce(other, blocks.at(mine), n);
            }
        }
    }
}
