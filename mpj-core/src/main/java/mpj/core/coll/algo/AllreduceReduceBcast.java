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
 * Up a binomial tree to rank 0 and down again, piece by piece, so that the levels work at the same time (the trees as in
 * Thakur, Rabenseifner, Gropp: Optimization of Collective Communication Operations in MPICH, 2005).
 */
public record AllreduceReduceBcast() implements Algorithm {
    @Override
    public Kind kind() {
        return Kind.ALLREDUCE;
    }

    @Override
    public String name() {
        return "reduce-bcast";
    }

    @Override
    public double cost(Facts f, CostModel m) {
        int rounds = Costs.rounds(f.ranks(), 2);
        return Costs.inPieces(f.data(), n -> 2 * Costs.tree(f, m, 2, n) + rounds * n * m.host().reduce(n));
    }

    @Override
    public Schedule schedule(Task t) {
        Operands operands = t.operands();
        Team team = Team.all(t, 0);
        Schedule.Builder steps = new Schedule.Builder();
        for (long first = 0; first < operands.count(); first += operands.piece()) {
            long result = Trees.reduce(steps, team, operands, first, Trees.UNLOADED);
            handOut(steps, team, operands, first, result);
        }
        return steps.build(operands, 2);
    }

    /** Gives a piece of the result, which is in scratch memory at place 0, to all of a team. */
    static void handOut(Schedule.Builder steps, Team team, Operands operands, long first, long result) {
        long n = operands.length(first);
        long at = operands.at(first);
        if (team.place() == 0) {
            Trees.bcast(steps, team, 2, SCRATCH, result, n, operands.layout());
            steps.copy(operands.store(result, at, n));
        } else {
            Trees.bcast(steps, team, 2, RECEIVE, at, n, operands.layout());
        }
    }
}
