package mpj.core.coll.algo;

import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;

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

    /** Each half of a vector is reduced by one rank of a pair, down to shares, and the shares come together again. */
    static double halvesAndBack(Facts f, CostModel m) {
        double reduced = f.data() * (1 - 1.0 / f.ranks());
        return 2 * halves(f, m, f.data(), true)
                + reduced * m.reducePerByte()
                + f.data() * m.copyPerByte()
                + fold(f, m, f.data(), f.data());
    }

    /** The blocks of all ranks on a binomial tree, whose edges carry those of a subtree. */
    static double subtrees(Facts f, CostModel m) {
        double all = f.data() * f.ranks();
        return halves(f, m, all, false) + all * m.copyPerByte();
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
        return m.node().message(inBytes) + m.node().message(outBytes) + inBytes * m.reducePerByte();
    }

    /** A binomial tree: the way from its root to the last leaf, which passes through nodes once. */
    static double tree(Facts f, CostModel m, int radix, double bytes) {
        int all = rounds(f.ranks(), radix);
        int inside = f.nodes() > 1 ? rounds(f.ranksPerNode(), radix) : all;
        double children = radix - 2;
        return inside * (m.node().message(bytes) + children * m.node().next(bytes))
                + (all - inside) * (m.level(f).message(bytes) + children * m.level(f).next(bytes));
    }

    /** A pipeline of so many stages through which {@code bytes} go in segments. */
    static double pipeline(Facts f, CostModel m, double stages, double bytes, long segment, double perSegment) {
        double segments = Math.max(1, Math.ceil(bytes / segment));
        double each = bytes / segments;
        return (segments + stages - 1) * (m.level(f).message(each) + perSegment * each);
    }

    /** Per byte of a segment, what a second message of the same segment takes. */
    static double second(Facts f, CostModel m, double bytes, long segment) {
        double each = Math.clamp(bytes, 1, (double) segment);
        return m.level(f).next(each) / each;
    }
}
