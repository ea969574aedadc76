package mpj.core.coll.algo;

import mpj.core.coll.Algorithm;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Scan;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/** By recursive doubling, for scan or exscan. */
public record ScanDoubling(Kind kind) implements Algorithm {
    @Override
    public String name() {
        return "doubling";
    }

    @Override
    public double cost(Facts f, CostModel m) {
        int rounds = Integer.SIZE - Integer.numberOfLeadingZeros(f.ranks() - 1);
        return rounds * (m.level(f).message(f.bytes()) + 2 * f.bytes() * m.reducePerByte());
    }

    @Override
    public Schedule schedule(Task t) {
        return Scan.doubling(t.rank(), t.size(), t.operands(), kind == Kind.EXSCAN);
    }
}
