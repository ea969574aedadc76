package mpj.core.coll.algo;

import mpj.core.coll.Algorithm;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Gather;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/** Each block straight to its place. */
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
        return (f.ranks() - 1) * m.level(f).next(f.bytes()) + m.level(f).message(0);
    }

    @Override
    public Schedule schedule(Task t) {
        return t.rank() == t.root()
                ? Gather.root(t.root(), t.size(), t.inPlace(), t.send().count(0), t.send().layout(0), t.receive())
                : Gather.leaf(t.root(), t.send().count(0), t.send().layout(0));
    }
}
