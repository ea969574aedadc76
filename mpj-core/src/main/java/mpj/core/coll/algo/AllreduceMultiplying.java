package mpj.core.coll.algo;

import mpj.core.coll.Algorithm;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Operands;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/**
 * Recursive multiplying, of which recursive doubling is the case of radix 2: in each round groups of {@code radix} ranks
 * exchange what they have combined so far (Ruefenacht, Bull, Booth: Generalisation of Recursive Doubling for AllReduce,
 * 2017; for doubling Thakur, Rabenseifner, Gropp: Optimization of Collective Communication Operations in MPICH, 2005).
 */
public record AllreduceMultiplying(int radix) implements Algorithm {
    @Override
    public Kind kind() {
        return Kind.ALLREDUCE;
    }

    @Override
    public String name() {
        return radix == 2 ? "doubling" : "multiplying-" + radix;
    }

    @Override
    public boolean applies(Facts f) {
        return radix == 2 || f.ranks() >= radix;
    }

    @Override
    public double cost(Facts f, CostModel m) {
        return Costs.inPieces(f.data(), n -> cost(f, m, n));
    }

    /** Of a piece of so many bytes. */
    private double cost(Facts f, CostModel m, double bytes) {
        double reduce = bytes * m.host().reduce(bytes);
        double cost = 2 * bytes * m.host().copy(bytes);
        long reached = 1;
        while (reached * radix <= f.ranks()) {
            CostModel.Level level = m.exchange(f, reached);
            cost += level.message(bytes) + (radix - 2) * level.next(bytes) + (radix - 1) * reduce;
            reached *= radix;
        }
        if (reached < f.ranks()) {
            double others = Math.ceil((double) f.ranks() / reached) - 1;
            cost += 2 * (m.node(f).message(bytes) + (others - 1) * m.node(f).next(bytes)) + others * reduce;
        }
        return cost;
    }

    @Override
    public Schedule schedule(Task t) {
        Operands operands = t.operands();
        Multiplying multiplying = new Multiplying(Team.all(t, 0), radix, operands);
        Schedule.Builder steps = new Schedule.Builder();
        for (long first = 0; first < operands.count(); first += operands.piece()) {
            long n = operands.length(first);
            long at = operands.at(first);
            steps.copy(operands.load(at, 0, n));
            steps.copy(operands.store(multiplying.allreduce(steps, 0, n), at, n));
        }
        return steps.build(operands, radix);
    }
}
