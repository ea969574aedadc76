package mpj.testkit.coll;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import mpj.core.coll.Collectives;
import mpj.core.comm.Communicator;
import mpj.testkit.Ranks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks of uneven lengths, empty ones among them, out of order and with gaps between. */
class VaryingBlocksTest {
    private static final int ROUNDS = 12;
    private static final int LONGEST = 20_000;

    /** Where the blocks are in a buffer of {@code size} ints. */
    private static final class Plan {
        private final long[] counts;
        private final long[] displs;
        private final int size;

        private Plan(long[] counts, long[] displs, int size) {
            this.counts = counts;
            this.displs = displs;
            this.size = size;
        }

        int count(int i) {
            return (int) counts[i];
        }

        int start(int i) {
            return (int) displs[i];
        }
    }

    @FunctionalInterface
    private interface Round {
        void run(Communicator c, Random random, int number, Supplier<String> where);
    }

    /** The same random numbers on all ranks. */
    private static void rounds(int ranks, long seed, Round round) {
        Ranks.run(ranks, engine -> {
            Random random = new Random(seed);
            Communicator c = engine.world();
            for (int i = 0; i < ROUNDS; i++) {
                int number = i;
                round.run(c, random, i, () -> "seed " + seed + ", round " + number + ", rank " + c.rank());
            }
        });
    }

    private static int length(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> random.nextInt(LONGEST);
            default -> random.nextInt(20);
        };
    }

    private static Plan plan(Random random, int ranks) {
        long[] counts = new long[ranks];
        Arrays.setAll(counts, _ -> length(random));
        return plan(random, counts);
    }

    private static Plan plan(Random random, long[] counts) {
        Integer[] order = new Integer[counts.length];
        Arrays.setAll(order, i -> i);
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            Integer swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        long[] displs = new long[counts.length];
        int end = 0;
        for (int i : order) {
            end += random.nextInt(3);
            displs[i] = end;
            end += (int) counts[i];
        }
        return new Plan(counts, displs, end);
    }

    /** Checks the blocks and that what lies between them was not written. */
    private static void check(Ints all, Plan plan, int[] dataOf, int salt, Supplier<String> where) {
        boolean[] inBlock = new boolean[plan.size];
        for (int i = 0; i < dataOf.length; i++) {
            all.check(plan.start(i), plan.count(i), dataOf[i], salt, where);
            Arrays.fill(inBlock, plan.start(i), plan.start(i) + plan.count(i), true);
        }
        for (int i = 0; i < plan.size; i++) {
            if (!inBlock[i]) {
                all.checkUntouched(i, 1, where);
            }
        }
        all.checkTail(where);
    }

    private static int[] ranks(int size) {
        int[] ranks = new int[size];
        Arrays.setAll(ranks, i -> i);
        return ranks;
    }

    private static Ints buffer(Random random, Communicator c, int size) {
        return Ints.of(Ints.Kind.SEGMENT.plus(random.nextInt(4) + c.rank()), size);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void gatherv(int ranks) {
        rounds(ranks, 11, (c, random, number, where) -> {
            int root = random.nextInt(ranks);
            boolean inPlace = random.nextBoolean();
            Plan plan = plan(random, ranks);
            int n = plan.count(c.rank());
            Ints mine = buffer(random, c, n).put(0, n, c.rank(), number);
            Ints all = buffer(random, c, plan.size);
            if (c.rank() != root) {
                Collectives.gatherv(
                        c, mine.object(), 0, n, Ints.INT, null, 0, null, null, Ints.INT, root);
                return;
            }
            Object sbuf = mine.object();
            if (inPlace) {
                sbuf = Collectives.IN_PLACE;
                all.put(plan.start(root), n, root, number);
            }
            Collectives.gatherv(
                    c, sbuf, 0, n, Ints.INT, all.object(), 0, plan.counts, plan.displs, Ints.INT, root);
            check(all, plan, ranks(ranks), number, where);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void scatterv(int ranks) {
        rounds(ranks, 12, (c, random, number, where) -> {
            int root = random.nextInt(ranks);
            boolean inPlace = random.nextBoolean();
            Plan plan = plan(random, ranks);
            int n = plan.count(c.rank());
            Ints mine = buffer(random, c, n);
            Ints all = buffer(random, c, plan.size);
            if (c.rank() != root) {
                Collectives.scatterv(
                        c, null, 0, null, null, Ints.INT, mine.object(), 0, n, Ints.INT, root);
            } else {
                for (int i = 0; i < ranks; i++) {
                    all.put(plan.start(i), plan.count(i), i, number);
                }
                Object rbuf = inPlace ? Collectives.IN_PLACE : mine.object();
                Collectives.scatterv(
                        c, all.object(), 0, plan.counts, plan.displs, Ints.INT, rbuf, 0, n, Ints.INT, root);
                check(all, plan, ranks(ranks), number, where);
            }
            if (c.rank() != root || !inPlace) {
                mine.check(0, n, c.rank(), number, where).checkTail(where);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void allgatherv(int ranks) {
        rounds(ranks, 13, (c, random, number, where) -> {
            boolean inPlace = random.nextBoolean();
            Plan plan = plan(random, ranks);
            int n = plan.count(c.rank());
            Ints mine = buffer(random, c, n).put(0, n, c.rank(), number);
            Ints all = buffer(random, c, plan.size);
            Object sbuf = mine.object();
            if (inPlace) {
                sbuf = Collectives.IN_PLACE;
                all.put(plan.start(c.rank()), n, c.rank(), number);
            }
            Collectives.allgatherv(c, sbuf, 0, n, Ints.INT, all.object(), 0, plan.counts, plan.displs, Ints.INT);
            check(all, plan, ranks(ranks), number, where);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void alltoallv(int ranks) {
        rounds(ranks, 14, (c, random, number, where) -> {
            long[][] lengths = new long[ranks][ranks];
            for (long[] row : lengths) {
                Arrays.setAll(row, _ -> length(random));
            }
            long[] column = new long[ranks];
            Arrays.setAll(column, i -> lengths[i][c.rank()]);
            long seed = random.nextLong();
            Plan outgoing = plan(new Random(seed + c.rank()), lengths[c.rank()]);
            Plan incoming = plan(new Random(seed - c.rank()), column);
            Ints sent = buffer(random, c, outgoing.size);
            Ints got = buffer(random, c, incoming.size);
            int[] sources = new int[ranks];
            for (int i = 0; i < ranks; i++) {
                sent.put(outgoing.start(i), outgoing.count(i), 100 * c.rank() + i, number);
                sources[i] = 100 * i + c.rank();
            }
            Collectives.alltoallv(
                    c,
                    sent.object(),
                    0,
                    outgoing.counts,
                    outgoing.displs,
                    Ints.INT,
                    got.object(),
                    0,
                    incoming.counts,
                    incoming.displs,
                    Ints.INT);
            check(got, incoming, sources, number, where);
        });
    }
}
