package mpj.core.coll.algo;

import mpj.core.coll.Algorithm;
import mpj.core.coll.Barrier;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/** Each round tells a rank twice as far ahead. */
public record BarrierDissemination() implements Algorithm {
    @Override
    public Kind kind() {
        return Kind.BARRIER;
    }

    @Override
    public String name() {
        return "dissemination";
    }

    @Override
    public double cost(Facts f, CostModel m) {
        int rounds = Integer.SIZE - Integer.numberOfLeadingZeros(f.ranks() - 1);
        return rounds * m.level(f).message(0);
    }

    @Override
    public Schedule schedule(Task t) {
        return Barrier.dissemination(t.rank(), t.size());
    }
}
