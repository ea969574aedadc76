package mpj.core.coll.algo;

import static mpj.core.coll.Schedule.RECEIVE;
import static mpj.core.coll.Schedule.SEND;

import mpj.core.coll.Algorithm;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/**
 * Each block straight from its place (linear of Pjesivac-Grbovic, Angskun, Bosilca, Fagg, Gabriel, Dongarra: Performance
 * Analysis of MPI Collective Operations, 2007).
 */
public record ScatterLinear() implements Algorithm {
    @Override
    public Kind kind() {
        return Kind.SCATTER;
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
        return Costs.oneByOne(f, m);
    }

    @Override
    public Schedule schedule(Task t) {
        Schedule.Builder steps = new Schedule.Builder().sparse(t.varying());
        if (t.rank() != t.root()) {
            steps.receive(t.root(), RECEIVE, 0, t.receive().count(0), t.receive().layout(0));
            return steps.build(0);
        }
        for (int i = 1; i < t.size(); i++) {
            int dest = (t.root() + i) % t.size();
            Exchanges.send(steps, dest, SEND, t.send(), dest, 1);
        }
        Own.place(steps, t);
        return steps.build(0);
    }
}
