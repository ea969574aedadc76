package mpj.core.coll.algo;

import static mpj.core.coll.Schedule.RECEIVE;

import mpj.core.coll.Algorithm;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/**
 * Every block straight to all, many messages at once (linear of Pjesivac-Grbovic, Angskun, Bosilca, Fagg, Gabriel,
 * Dongarra: Performance Analysis of MPI Collective Operations, 2007).
 */
public record AllgatherLinear() implements Algorithm {
    /** Sends, and as many receives, that are under way at once. */
    private static final int TOGETHER = 32;

    @Override
    public Kind kind() {
        return Kind.ALLGATHER;
    }

    @Override
    public String name() {
        return "linear";
    }

    @Override
    public boolean takesVarying() {
        return true;
    }

    @Override
    public double cost(Facts f, CostModel m) {
        CostModel.Level level = m.exchange(f, f.ranksPerNode());
        return level.message(f.data())
                + Math.max(0, f.ranks() - 2) * level.next(f.data())
                + f.data() * m.host().copy(f.data());
    }

    @Override
    public Schedule schedule(Task t) {
        int size = t.size();
        Schedule.Builder steps = new Schedule.Builder().sparse(t.varying());
        Own.place(steps, t);
        for (int step = 1; step < size; step++) {
            int source = (t.rank() + size - step) % size;
            Exchanges.send(steps, (t.rank() + step) % size, RECEIVE, t.receive(), t.rank(), 1);
            Exchanges.receive(steps, source, RECEIVE, t.receive(), source, 1);
            if (step % TOGETHER == 0) {
                steps.await();
            }
        }
        return steps.build(0);
    }
}
