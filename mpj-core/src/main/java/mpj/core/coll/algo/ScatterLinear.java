package mpj.core.coll.algo;

import mpj.core.coll.Algorithm;
import mpj.core.coll.Blocks;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Scatter;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/** Each block straight from its place. */
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
        return (f.ranks() - 1) * m.level(f).next(f.bytes()) + m.level(f).message(0);
    }

    @Override
    public Schedule schedule(Task t) {
        Blocks receive = t.receive();
        return t.rank() == t.root()
                ? Scatter.root(t.root(), t.size(), t.inPlace(), receive.count(0), receive.layout(0), t.send())
                : Scatter.leaf(t.root(), receive.count(0), receive.layout(0));
    }
}
