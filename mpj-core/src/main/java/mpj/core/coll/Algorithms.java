package mpj.core.coll;

import java.util.List;
import java.util.stream.Collectors;
import mpj.core.coll.algo.AllgatherBruck;
import mpj.core.coll.algo.AllgatherDoubling;
import mpj.core.coll.algo.AllgatherLinear;
import mpj.core.coll.algo.AllgatherNeighbour;
import mpj.core.coll.algo.AllgatherRing;
import mpj.core.coll.algo.AllreduceHierarchical;
import mpj.core.coll.algo.AllreduceMultiplying;
import mpj.core.coll.algo.AllreduceRabenseifner;
import mpj.core.coll.algo.AllreduceReduceBcast;
import mpj.core.coll.algo.AllreduceRing;
import mpj.core.coll.algo.AlltoallBruck;
import mpj.core.coll.algo.AlltoallLinear;
import mpj.core.coll.algo.BarrierDissemination;
import mpj.core.coll.algo.BarrierHierarchical;
import mpj.core.coll.algo.BcastChain;
import mpj.core.coll.algo.BcastHierarchical;
import mpj.core.coll.algo.BcastKnomial;
import mpj.core.coll.algo.BcastScatterAllgather;
import mpj.core.coll.algo.BcastSplitBinary;
import mpj.core.coll.algo.GatherBinomial;
import mpj.core.coll.algo.GatherLinear;
import mpj.core.coll.algo.ReduceBinomial;
import mpj.core.coll.algo.ReduceHierarchical;
import mpj.core.coll.algo.ReduceInOrder;
import mpj.core.coll.algo.ReduceRabenseifner;
import mpj.core.coll.algo.ReduceScatterHalving;
import mpj.core.coll.algo.ReduceScatterPairwise;
import mpj.core.coll.algo.ReduceScatterRing;
import mpj.core.coll.algo.ScanDoubling;
import mpj.core.coll.algo.ScanLinear;
import mpj.core.coll.algo.ScatterBinomial;
import mpj.core.coll.algo.ScatterLinear;

/** All algorithms. The first one of each list applies always. */
public final class Algorithms {
    /** By which costs may differ that are the same on paper. */
    private static final double ROUNDING = 1e-9;

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

    /** Of the algorithms that apply the one that costs least; the first of several. */
    public static Algorithm cheapest(Facts facts, CostModel model) {
        Algorithm best = of(facts.kind()).getFirst();
        double least = Double.POSITIVE_INFINITY;
        for (Algorithm algorithm : of(facts.kind())) {
            double cost = algorithm.applies(facts) ? algorithm.cost(facts, model) : Double.POSITIVE_INFINITY;
            if (cost < least * (1 - ROUNDING)) {
                best = algorithm;
                least = cost;
            }
        }
        return best;
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
        static final List<Algorithm> BARRIER = List.of(new BarrierDissemination(), new BarrierHierarchical());
        static final List<Algorithm> BCAST = List.of(
                new BcastKnomial(2),
                new BcastKnomial(4),
                new BcastKnomial(8),
                new BcastScatterAllgather(false),
                new BcastScatterAllgather(true),
                new BcastChain(16 << 10),
                new BcastChain(128 << 10),
                new BcastSplitBinary(16 << 10),
                new BcastSplitBinary(128 << 10),
                new BcastHierarchical());
        static final List<Algorithm> GATHER = List.of(new GatherLinear(), new GatherBinomial());
        static final List<Algorithm> SCATTER = List.of(new ScatterLinear(), new ScatterBinomial());
        static final List<Algorithm> ALLGATHER = List.of(
                new AllgatherRing(),
                new AllgatherLinear(),
                new AllgatherDoubling(),
                new AllgatherBruck(),
                new AllgatherNeighbour());
        static final List<Algorithm> ALLTOALL = List.of(
                new AlltoallLinear(1),
                new AlltoallLinear(8),
                new AlltoallLinear(32),
                new AlltoallBruck(2),
                new AlltoallBruck(4),
                new AlltoallBruck(8));
        static final List<Algorithm> REDUCE = List.of(
                new ReduceBinomial(),
                new ReduceRabenseifner(),
                new ReduceInOrder(true, 16 << 10),
                new ReduceInOrder(true, 128 << 10),
                new ReduceInOrder(false, 16 << 10),
                new ReduceInOrder(false, 128 << 10),
                new ReduceHierarchical());
        static final List<Algorithm> ALLREDUCE = List.of(
                new AllreduceMultiplying(2),
                new AllreduceMultiplying(4),
                new AllreduceMultiplying(8),
                new AllreduceRabenseifner(),
                AllreduceRing.whole(),
                new AllreduceRing(64 << 10),
                new AllreduceReduceBcast(),
                new AllreduceHierarchical());
        static final List<Algorithm> REDUCE_SCATTER = List.of(
                new ReduceScatterPairwise(), new ReduceScatterHalving(), new ReduceScatterRing(256 << 10));
        static final List<Algorithm> SCAN =
                List.of(new ScanDoubling(Kind.SCAN), new ScanLinear(Kind.SCAN, 32 << 10));
        static final List<Algorithm> EXSCAN =
                List.of(new ScanDoubling(Kind.EXSCAN), new ScanLinear(Kind.EXSCAN, 32 << 10));

        private Lists() {}
    }
}
