package mpj.core.coll.algo;

import mpj.core.coll.Algorithm;
import mpj.core.coll.Allgather;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/** Round a ring. */
public record AllgatherRing() implements Algorithm {
    @Override
    public Kind kind() {
        return Kind.ALLGATHER;
    }

    @Override
    public String name() {
        return "ring";
    }

    @Override
    public boolean takesVarying() {
        return true;
    }

    @Override
    public double cost(Facts f, CostModel m) {
        return (f.ranks() - 1) * m.level(f).message(f.bytes());
    }

    @Override
    public Schedule schedule(Task t) {
        return Allgather.ring(
                t.rank(), t.size(), t.inPlace(), t.send().count(0), t.send().layout(0), t.receive());
    }
}
