package mpj.core.coll.algo;

import java.util.function.DoubleUnaryOperator;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Operands;

/** What several formulas have in common. */
final class Costs {
    private Costs() {}

    /** The rounds in which a number that begins at 1 and grows {@code radix}-fold reaches that of the ranks. */
    static int rounds(int ranks, int radix) {
        int rounds = 0;
        for (long reached = 1; reached < ranks; reached *= radix) {
            rounds++;
        }
        return rounds;
    }

    static boolean isPowerOfTwo(int ranks) {
        return Integer.bitCount(ranks) == 1;
    }

    /** The rounds of messages of {@code bytes} between all ranks, at distances that grow {@code radix}-fold from 1. */
    static double growing(Facts f, CostModel m, int radix, double bytes) {
        double cost = 0;
        for (long distance = 1; distance < f.ranks(); distance *= radix) {
            cost += m.exchange(f, distance).message(bytes) + (radix - 2) * m.exchange(f, distance).next(bytes);
        }
        return cost;
    }

    /**
     * Recursive halving or doubling of a vector of {@code bytes}: a half of it at one distance, a quarter at the next.
     *
     * @param nearMost whether neighbours have the most bytes
     */
    static double halves(Facts f, CostModel m, double bytes, boolean nearMost) {
        int rounds = rounds(f.ranks(), 2);
        double cost = 0;
        for (int i = 0; i < rounds; i++) {
            long distance = 1L << (nearMost ? i : rounds - 1 - i);
            cost += m.exchange(f, distance).message(Math.scalb(bytes, -i - 1));
        }
        return cost;
    }

    /** A vector of {@code bytes} on a binomial tree, whose edges carry the shares of a subtree. */
    static double shares(Facts f, CostModel m, double bytes) {
        int rounds = rounds(f.ranks(), 2);
        double cost = 0;
        for (int i = 0; i < rounds; i++) {
            cost += m.away(f, 1L << (rounds - 1 - i)).message(Math.scalb(bytes, -i - 1));
        }
        return cost;
    }

    /**
     * The time of a reduction that is done in pieces, one after the other.
     *
     * @param cost the time of a piece of so many bytes
     */
    static double inPieces(double bytes, DoubleUnaryOperator cost) {
        double pieces = Math.max(1, Math.ceil(bytes / Operands.PIECE_BYTES));
        return pieces * cost.applyAsDouble(bytes / pieces);
    }

    /** Each half of a vector is reduced by one rank of a pair, down to shares, and the shares come together again. */
    static double halvesAndBack(Facts f, CostModel m) {
        double reduced = f.data() * (1 - 1.0 / f.ranks());
        return 2 * halves(f, m, f.data(), true)
                + reduced * m.host().reduce(f.data() / 2)
                + f.data() * m.host().copy(f.data() / 2)
                + fold(f, m, f.data(), f.data());
    }

    /** The blocks of all ranks on a binomial tree, whose edges carry those of a subtree. */
    static double subtrees(Facts f, CostModel m) {
        double all = f.data() * f.ranks();
        return shares(f, m, all) + all * m.host().copy(all);
    }

    /** A block between the root and each other rank. */
    static double oneByOne(Facts f, CostModel m) {
        return m.level(f).message(f.data()) + Math.max(0, f.ranks() - 2) * m.level(f).next(f.data());
    }

    /** The time beside that for ranks beyond a power of two, which join a partner and hear of the result. */
    static double fold(Facts f, CostModel m, double inBytes, double outBytes) {
        if (isPowerOfTwo(f.ranks())) {
            return 0;
        }
        return m.node(f).message(inBytes) + m.node(f).message(outBytes) + inBytes * m.host().reduce(inBytes);
    }

    /** A binomial tree: the way from its root to the last leaf, which passes through nodes once. */
    static double tree(Facts f, CostModel m, int radix, double bytes) {
        int all = rounds(f.ranks(), radix);
        int inside = f.nodes() > 1 ? rounds(f.ranksPerNode(), radix) : all;
        double children = Math.max(0, Math.min(radix, f.ranks()) - 2);
        return inside * (m.node(f).message(bytes) + children * m.node(f).next(bytes))
                + (all - inside) * (m.level(f).message(bytes) + children * m.level(f).next(bytes));
    }

    /** A pipeline of so many stages through which {@code bytes} go in segments. */
    static double pipeline(Facts f, CostModel m, double stages, double bytes, long segment, double perSegment) {
        double segments = Math.max(1, Math.ceil(bytes / segment));
        double each = bytes / segments;
        // a rank between two others receives a segment while it sends the one before
        CostModel.Level level = stages > 1 && segments > 1 ? m.bothWays(f) : m.level(f);
        return stages * (level.message(each) + perSegment * each)
                + (segments - 1) * (level.next(each) + level.overhead() + perSegment * each);
    }

    /** Per byte of a segment, what a second message of the same segment takes. */
    static double second(Facts f, CostModel m, double bytes, long segment) {
        double each = Math.clamp(bytes, 1, (double) segment);
        return m.level(f).next(each) / each;
    }
}
