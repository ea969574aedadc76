package mpj.testkit.coll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mpj.core.coll.Algorithm;
import mpj.core.coll.Algorithms;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.NodeMap;
import mpj.core.datatype.Layout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every registered algorithm: the exact result and no deadlock, for many numbers of ranks, roots, counts and nodes. */
class AlgorithmsTest {
    private static final int[] MANY_RANKS = {64, 100, 128, 255};
    private static final Layout BYTE = Layout.BYTES;
    /** Some of these are more than one segment of any algorithm, and more than one window of scratch memory. */
    private static final Layout LARGE = Layout.contiguous(40_000);

    private static final Layout HOLES = Layout.ofRuns(7, new long[] {2}, new long[] {3});

    static Stream<Algorithm> all() {
        return Arrays.stream(Kind.values()).flatMap(kind -> Algorithms.of(kind).stream());
    }

    private static boolean isRooted(Algorithm algorithm) {
        return switch (algorithm.kind()) {
            case BCAST, GATHER, SCATTER, REDUCE -> true;
            default -> false;
        };
    }

    private static boolean reduces(Algorithm algorithm) {
        return switch (algorithm.kind()) {
            case REDUCE, ALLREDUCE, REDUCE_SCATTER, SCAN, EXSCAN -> true;
            default -> false;
        };
    }

    private static void check(Calls call) {
        try {
            if (call.applies()) {
                call.check();
            }
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(call + ": " + e.getMessage(), e);
        }
    }

    /** Both orders of operands, and in and out of place. */
    private static void checkAll(Algorithm algorithm, NodeMap nodes, int root, int count, Layout layout) {
        for (boolean commutes : reduces(algorithm) ? new boolean[] {false, true} : new boolean[] {true}) {
            for (boolean inPlace : new boolean[] {false, true}) {
                check(new Calls(algorithm, nodes, root, count, layout, commutes, inPlace));
            }
        }
    }

    /** All on one node, some on each, and very unequal ones whose ranks do not follow each other. */
    private static List<NodeMap> nodeMaps(int ranks) {
        List<NodeMap> maps = new ArrayList<>();
        maps.add(NodeMap.single(ranks));
        if (ranks > 2) {
            maps.add(NodeMap.blocks(ranks, 3));
            maps.add(NodeMap.of(IntStream.range(0, ranks).map(rank -> rank * rank % 7 % 4).toArray()));
        }
        return maps;
    }

    @ParameterizedTest
    @MethodSource("all")
    void upTo33Ranks(Algorithm algorithm) {
        for (int ranks = 1; ranks <= 33; ranks++) {
            for (int count : new int[] {0, 1, 7}) {
                // all roots where there are few ranks, then the first, the last and one between
                int step = ranks <= 9 ? 1 : ranks / 2;
                for (int root = 0; root < (isRooted(algorithm) ? ranks : 1); root += step) {
                    checkAll(algorithm, NodeMap.single(ranks), root, count, BYTE);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void longerThanASegment(Algorithm algorithm) {
        for (int ranks : new int[] {1, 2, 3, 4, 5, 8, 13, 33}) {
            int root = isRooted(algorithm) ? ranks / 2 : 0;
            checkAll(algorithm, NodeMap.single(ranks), root, 11, LARGE);
            if (ranks <= 5) {
                checkAll(algorithm, NodeMap.single(ranks), root, 231, LARGE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void elementsWithHoles(Algorithm algorithm) {
        for (int ranks = 1; ranks <= 9; ranks++) {
            for (int root = 0; root < (isRooted(algorithm) ? ranks : 1); root++) {
                checkAll(algorithm, NodeMap.single(ranks), root, 5, HOLES);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void ranksOnNodes(Algorithm algorithm) {
        for (int ranks = 2; ranks <= 17; ranks++) {
            for (NodeMap nodes : nodeMaps(ranks)) {
                for (int root = 0; root < (isRooted(algorithm) ? ranks : 1); root++) {
                    checkAll(algorithm, nodes, root, 3, BYTE);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void manyRanks(Algorithm algorithm) {
        for (int ranks : MANY_RANKS) {
            for (boolean commutes : new boolean[] {false, true}) {
                if (commutes || reduces(algorithm)) {
                    NodeMap nodes = nodeMaps(ranks).getLast();
                    check(new Calls(algorithm, nodes, isRooted(algorithm) ? 5 : 0, 3, BYTE, commutes, false));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aCostGrowsWithTheData(Algorithm algorithm) {
        for (int nodes : new int[] {1, 4}) {
            double last = -1;
            for (long bytes = 8; bytes <= 1L << 30; bytes <<= 3) {
                Facts facts = new Facts(algorithm.kind(), 16, nodes, 16 / nodes, bytes, true);
                double cost = algorithm.cost(facts, CostModel.DEFAULT);
                assertTrue(cost >= last && cost < 1e6, algorithm.name() + ": " + last + ", " + cost);
                last = cost;
            }
        }
    }

    @Test
    void firstOfEachListAppliesAlwaysAndNamesAreUnique() {
        for (Kind kind : Kind.values()) {
            List<Algorithm> list = Algorithms.of(kind);
            assertEquals(list.size(), list.stream().map(Algorithm::name).distinct().count());
            for (Algorithm algorithm : list) {
                assertEquals(kind, algorithm.kind());
                assertEquals(algorithm, Algorithms.named(kind, algorithm.name()));
            }
            for (int ranks = 1; ranks <= 33; ranks++) {
                assertTrue(list.getFirst().applies(new Facts(kind, ranks, 1, ranks, 7, false)));
            }
        }
    }

    @Test
    void anUnknownNameIsToldWhichThereAre() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> Algorithms.named(Kind.SCATTER, "magic"));
        String message = Objects.requireNonNull(e.getMessage());
        assertTrue(message.contains("magic") && message.contains("linear, binomial"), message);
    }
}
