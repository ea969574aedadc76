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
 * Each block straight to its place (linear of Pjesivac-Grbovic, Angskun, Bosilca, Fagg, Gabriel, Dongarra: Performance
 * Analysis of MPI Collective Operations, 2007).
 */
public record GatherLinear() implements Algorithm {
    @Override
    public Kind kind() {
        return Kind.GATHER;
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
            steps.send(t.root(), SEND, 0, t.send().count(0), t.send().layout(0));
            return steps.build(0);
        }
        Own.place(steps, t);
        for (int i = 1; i < t.size(); i++) {
            int source = (t.root() + i) % t.size();
            Exchanges.receive(steps, source, RECEIVE, t.receive(), source, 1);
        }
        return steps.build(0);
    }
}
