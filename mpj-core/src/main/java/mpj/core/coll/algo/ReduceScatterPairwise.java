package mpj.core.coll.algo;

import java.util.Arrays;
import mpj.core.coll.Algorithm;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Operands;
import mpj.core.coll.ReduceScatter;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/** In pairs. */
public record ReduceScatterPairwise() implements Algorithm {
    @Override
    public Kind kind() {
        return Kind.REDUCE_SCATTER;
    }

    @Override
    public String name() {
        return "pairwise";
    }

    @Override
    public double cost(Facts f, CostModel m) {
        double block = (double) f.bytes() / f.ranks();
        return (f.ranks() - 1) * (m.level(f).message(block) + block * m.reducePerByte());
    }

    @Override
    public Schedule schedule(Task t) {
        long[] counts = new long[t.size()];
        Arrays.setAll(counts, i -> t.receive().count(i));
        Operands o = t.operands();
        long longest = Arrays.stream(counts).max().orElse(0);
        return ReduceScatter.pairwise(
                t.rank(), t.size(), counts, ReduceScatter.operands(longest, o.layout(), t.size(), o.commutes()));
    }
}
