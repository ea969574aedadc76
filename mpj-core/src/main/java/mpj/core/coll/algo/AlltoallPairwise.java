package mpj.core.coll.algo;

import mpj.core.coll.Algorithm;
import mpj.core.coll.Alltoall;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/** In pairs. */
public record AlltoallPairwise() implements Algorithm {
    @Override
    public Kind kind() {
        return Kind.ALLTOALL;
    }

    @Override
    public String name() {
        return "pairwise";
    }

    @Override
    public boolean takesVarying() {
        return true;
    }

    @Override
    public double cost(Facts f, CostModel m) {
        return (f.ranks() - 1) * m.exchange(f, f.ranksPerNode()).message(f.bytes());
    }

    @Override
    public Schedule schedule(Task t) {
        return t.inPlace()
                ? Alltoall.pairwiseInPlace(t.rank(), t.size(), t.receive())
                : Alltoall.pairwise(t.rank(), t.size(), t.send(), t.receive());
    }
}
