package mpj.core.coll.algo;

import mpj.core.coll.Algorithm;
import mpj.core.coll.Bcast;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/** Down a tree. */
public record BcastKnomial(int radix) implements Algorithm {
    @Override
    public Kind kind() {
        return Kind.BCAST;
    }

    @Override
    public String name() {
        return radix == 2 ? "binomial" : "knomial-" + radix;
    }

    @Override
    public double cost(Facts f, CostModel m) {
        int rounds = Integer.SIZE - Integer.numberOfLeadingZeros(f.ranks() - 1);
        return rounds * m.level(f).message(f.bytes());
    }

    @Override
    public Schedule schedule(Task t) {
        return Bcast.binomial(t.rank(), t.size(), t.root(), t.receive().count(0), t.receive().layout(0));
    }
}
