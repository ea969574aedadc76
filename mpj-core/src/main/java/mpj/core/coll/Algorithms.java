package mpj.core.coll;

import java.util.List;
import java.util.stream.Collectors;
import mpj.core.coll.algo.AllgatherRing;
import mpj.core.coll.algo.AllreduceDoubling;
import mpj.core.coll.algo.AllreduceReduceBcast;
import mpj.core.coll.algo.AlltoallPairwise;
import mpj.core.coll.algo.BarrierDissemination;
import mpj.core.coll.algo.BcastKnomial;
import mpj.core.coll.algo.GatherLinear;
import mpj.core.coll.algo.ReduceBinomial;
import mpj.core.coll.algo.ReduceScatterPairwise;
import mpj.core.coll.algo.ScanDoubling;
import mpj.core.coll.algo.ScatterLinear;

/** All algorithms. The first one of each list applies always. */
public final class Algorithms {
    private Algorithms() {}

    /** The algorithms for an operation. */
    public static List<Algorithm> of(Kind kind) {
        return switch (kind) {
            case BARRIER -> Lists.BARRIER;
            case BCAST -> Lists.BCAST;
            case GATHER -> Lists.GATHER;
            case SCATTER -> Lists.SCATTER;
            case ALLGATHER -> Lists.ALLGATHER;
            case ALLTOALL -> Lists.ALLTOALL;
            case REDUCE -> Lists.REDUCE;
            case ALLREDUCE -> Lists.ALLREDUCE;
            case REDUCE_SCATTER -> Lists.REDUCE_SCATTER;
            case SCAN -> Lists.SCAN;
            case EXSCAN -> Lists.EXSCAN;
        };
    }

    /** Those that take blocks of different lengths, the one to take first. */
    public static List<Algorithm> varying(Kind kind) {
        return of(kind).stream().filter(Algorithm::takesVarying).toList();
    }

    /**
     * The algorithm of a name.
     *
     * @throws IllegalArgumentException if there is none; the message tells the names that there are
     */
    public static Algorithm named(Kind kind, String name) {
        for (Algorithm algorithm : of(kind)) {
            if (algorithm.name().equals(name)) {
                return algorithm;
            }
        }
        String names = of(kind).stream().map(Algorithm::name).collect(Collectors.joining(", "));
        throw new IllegalArgumentException(
                "no algorithm '" + name + "' for " + kind.option() + "; there are " + names);
    }

    /** Made when the first choice is made. */
    private static final class Lists {
        static final List<Algorithm> BARRIER = List.of(new BarrierDissemination());
        static final List<Algorithm> BCAST = List.of(new BcastKnomial(2));
        static final List<Algorithm> GATHER = List.of(new GatherLinear());
        static final List<Algorithm> SCATTER = List.of(new ScatterLinear());
        static final List<Algorithm> ALLGATHER = List.of(new AllgatherRing());
        static final List<Algorithm> ALLTOALL = List.of(new AlltoallPairwise());
        static final List<Algorithm> REDUCE = List.of(new ReduceBinomial());
        static final List<Algorithm> ALLREDUCE = List.of(new AllreduceDoubling(), new AllreduceReduceBcast());
        static final List<Algorithm> REDUCE_SCATTER = List.of(new ReduceScatterPairwise());
        static final List<Algorithm> SCAN = List.of(new ScanDoubling(Kind.SCAN));
        static final List<Algorithm> EXSCAN = List.of(new ScanDoubling(Kind.EXSCAN));

        private Lists() {}
    }
}
