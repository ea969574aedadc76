package mpj.core.coll.algo;

import mpj.core.coll.Algorithm;
import mpj.core.coll.Allreduce;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/** By recursive doubling. */
public record AllreduceDoubling() implements Algorithm {
    @Override
    public Kind kind() {
        return Kind.ALLREDUCE;
    }

    @Override
    public String name() {
        return "doubling";
    }

    @Override
    public double cost(Facts f, CostModel m) {
        int rounds = Integer.SIZE - Integer.numberOfLeadingZeros(f.ranks() - 1);
        return rounds * (m.level(f).message(f.bytes()) + f.bytes() * m.reducePerByte());
    }

    @Override
    public Schedule schedule(Task t) {
        return Allreduce.doubling(t.rank(), t.size(), t.operands());
    }
}
