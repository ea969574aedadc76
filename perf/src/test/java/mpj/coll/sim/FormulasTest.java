package mpj.coll.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import mpj.core.coll.Algorithm;
import mpj.core.coll.Algorithms;
import mpj.core.coll.CostModel;
import mpj.core.coll.CostModel.Host;
import mpj.core.coll.CostModel.Level;
import mpj.core.coll.CostModel.Link;
import mpj.core.coll.Kind;
import mpj.core.coll.NodeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Without contention the simulated times are those that the literature gives for the algorithms, with a latency, a time
 * per byte and a time per byte reduced (Thakur, Rabenseifner, Gropp: Optimization of Collective Communication
 * Operations in MPICH, 2005).
 */
class FormulasTest {
    private static final double ALPHA = 10e-6;
    private static final double BETA = 1e-9;
    private static final double GAMMA = 0.3e-9;
    /** Divided by all numbers of ranks here, and a reduction of it is one piece. */
    private static final long BYTES = 1 << 16;

    private static final Host HOST = new Host(0, GAMMA, Long.MAX_VALUE, 0, Integer.MAX_VALUE, 0);
    private static final Level LEVEL = new Level(ALPHA, 0, 0, BETA, 0);
    private static final Model MODEL = new Model(
            new CostModel(LEVEL, LEVEL, LEVEL, Link.SHM, Link.TCP, HOST), Fabric.CROSSBAR);

    private static void check(Kind kind, String name, int ranks, double expected) {
        Algorithm algorithm = Algorithms.named(kind, name);
        SimulatedCall call = new SimulatedCall(kind, NodeMap.blocks(ranks, 1), BYTES, true);
        double found = Simulation.run(algorithm, call, MODEL, 10_000_000).seconds();
        assertEquals(expected, found, expected * 1e-9, () -> kind + " " + name + " of " + ranks + " ranks");
    }

    private static int log2(int ranks) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(ranks - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 8, 13, 64, 100, 1024})
    void anyNumberOfRanks(int p) {
        double n = BYTES;
        int others = p - 1;
        check(Kind.BARRIER, "dissemination", p, log2(p) * ALPHA);
        check(Kind.ALLGATHER, "ring", p, others * (ALPHA + n * BETA));
        check(Kind.ALLGATHER, "bruck", p, log2(p) * ALPHA + others * n * BETA);
        check(Kind.ALLTOALL, "pairwise", p, others * (ALPHA + n * BETA));
        // at the root the messages of all follow each other
        check(Kind.GATHER, "linear", p, ALPHA + others * n * BETA);
        check(Kind.SCATTER, "linear", p, ALPHA + others * n * BETA);
        int segment = 16 << 10;
        check(
                Kind.BCAST,
                "chain-16k",
                p,
                others * (ALPHA + segment * BETA) + (BYTES / segment - 1) * segment * BETA);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8, 64, 256, 1024})
    void powersOfTwo(int p) {
        double n = BYTES;
        int others = p - 1;
        double share = n * others / p;
        check(Kind.BCAST, "binomial", p, log2(p) * (ALPHA + n * BETA));
        // the root, which has all, waits for nobody: one of the scatter's latencies is hidden, in a ring all of them
        check(Kind.BCAST, "scatter-doubling", p, (2 * log2(p) - 1) * ALPHA + 2 * share * BETA);
        check(Kind.BCAST, "scatter-ring", p, others * ALPHA + 2 * share * BETA);
        check(Kind.GATHER, "binomial", p, log2(p) * ALPHA + others * n * BETA);
        check(Kind.SCATTER, "binomial", p, log2(p) * ALPHA + others * n * BETA);
        check(Kind.ALLGATHER, "doubling", p, log2(p) * ALPHA + others * n * BETA);
        check(Kind.ALLGATHER, "neighbour", p, p / 2.0 * ALPHA + others * n * BETA);
        check(Kind.ALLTOALL, "bruck-2", p, log2(p) * (ALPHA + p / 2.0 * n * BETA));
        check(Kind.REDUCE, "binomial", p, log2(p) * (ALPHA + n * (BETA + GAMMA)));
        check(Kind.REDUCE, "rabenseifner", p, 2 * log2(p) * ALPHA + share * (2 * BETA + GAMMA));
        check(Kind.ALLREDUCE, "doubling", p, log2(p) * (ALPHA + n * (BETA + GAMMA)));
        check(Kind.ALLREDUCE, "rabenseifner", p, 2 * log2(p) * ALPHA + share * (2 * BETA + GAMMA));
        check(Kind.ALLREDUCE, "ring", p, 2 * others * ALPHA + share * (2 * BETA + GAMMA));
        check(Kind.REDUCE_SCATTER, "halving", p, log2(p) * ALPHA + share * (BETA + GAMMA));
        check(Kind.REDUCE_SCATTER, "pairwise", p, others * ALPHA + share * (BETA + GAMMA));
        // in the last step what is combined for later ones is not needed
        check(Kind.SCAN, "doubling", p, log2(p) * (ALPHA + n * (BETA + 2 * GAMMA)) - n * GAMMA);
    }
}
