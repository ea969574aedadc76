package mpj.testkit.coll;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import mpj.core.coll.Allgather;
import mpj.core.coll.Allreduce;
import mpj.core.coll.Alltoall;
import mpj.core.coll.Barrier;
import mpj.core.coll.Bcast;
import mpj.core.coll.Blocks;
import mpj.core.coll.Gather;
import mpj.core.coll.Operands;
import mpj.core.coll.Reduce;
import mpj.core.coll.ReduceScatter;
import mpj.core.coll.Scatter;
import mpj.core.coll.Schedule;
import mpj.core.datatype.Layout;
import mpj.testkit.ScheduleChecker;
import org.junit.jupiter.api.Test;

/** The algorithms between two groups, of 1 to 6 ranks each: the exact result, no deadlock. */
class GroupSchedulesTest {
    private static final int[] COUNTS = {0, 1, 7};
    private static final Layout BYTES = Layout.BYTES;
    private static final int PIECE = 3;

    /** What is done for each pair of sizes and each count. */
    private interface Case {
        void check(Groups groups, int count);
    }

    /** What one rank of two groups does. */
    private interface Algorithm {
        Schedule of(int rank, int localSize, int remoteSize);
    }

    /** The lower numbers are one group, the upper ones the other. */
    private record Groups(int lower, int upper) {
        int size() {
            return lower + upper;
        }

        boolean isLower(int number) {
            return number < lower;
        }

        int rank(int number) {
            return isLower(number) ? number : number - lower;
        }

        int localSize(int number) {
            return isLower(number) ? lower : upper;
        }

        int remoteSize(int number) {
            return isLower(number) ? upper : lower;
        }

        /** The number of a rank of the other group. */
        int remote(int number, int rank) {
            return isLower(number) ? lower + rank : rank;
        }

        ScheduleChecker checker(Algorithm algorithm) {
            return new ScheduleChecker(
                    size(),
                    number -> algorithm.of(rank(number), localSize(number), remoteSize(number)),
                    this::remote);
        }

        /** The lower group's first rank is the root. */
        ScheduleChecker rooted(Schedule root, Schedule leaf) {
            Schedule nothing = new Schedule(List.of(), 0);
            return new ScheduleChecker(
                    size(), number -> number == 0 ? root : isLower(number) ? nothing : leaf, this::remote);
        }
    }

    /** What a rank gives as element i of its block for another rank. */
    private static int term(int rank, int block, int i) {
        return (rank * 100 + block) * 100 + i;
    }

    private static void forAll(Case check) {
        for (int lower = 1; lower <= 6; lower++) {
            for (int upper = 1; upper <= 6; upper++) {
                for (int count : COUNTS) {
                    check.check(new Groups(lower, upper), count);
                }
            }
        }
    }

    private static ScheduleChecker put(ScheduleChecker checker, Groups groups, int count) {
        for (int number = 0; number < groups.size(); number++) {
            for (int i = 0; i < count; i++) {
                checker.put(number, Schedule.SEND, i, term(number, 0, i));
            }
        }
        return checker;
    }

    /** The contributions of the other group's ranks. */
    private static List<Integer> combined(Groups groups, int number, int i) {
        return IntStream.range(0, groups.remoteSize(number))
                .mapToObj(rank -> term(groups.remote(number, rank), 0, i))
                .toList();
    }

    private static void expect(ScheduleChecker checker, int number, int at, List<Integer> expected) {
        assertEquals(expected, checker.get(number, Schedule.RECEIVE, at), "byte " + at + " at " + number);
    }

    /** More ranks than a rank has messages under way at once, where these are limited. */
    @Test
    void largeGroups() {
        Groups groups = new Groups(70, 66);
        groups.checker((rank, _, remote) -> Barrier.betweenGroups(rank, remote))
                .buffers(0, 0, false)
                .run();
        Operands one = new Operands(1, BYTES, 1, false);
        ScheduleChecker allreduce = groups.checker((rank, _, remote) -> Allreduce.betweenGroups(rank, remote, one))
                .buffers(1, 1, false);
        put(allreduce, groups, 1).run();
        expect(allreduce, 69, 0, combined(groups, 69, 0));
        Blocks blocks = Blocks.uniform(1, BYTES);
        put(
                        groups.checker((rank, local, remote) ->
                                        Allgather.betweenGroups(rank, local, remote, 1, BYTES, blocks))
                                .buffers(1, 70, false),
                        groups,
                        1)
                .run();
    }

    @Test
    void barrier() {
        forAll((groups, _) -> groups.checker((rank, _, remote) -> Barrier.betweenGroups(rank, remote))
                .buffers(0, 0, false)
                .run());
    }

    @Test
    void bcast() {
        forAll((groups, count) -> {
            ScheduleChecker checker = groups.rooted(
                            Bcast.toGroup(groups.upper, count, BYTES), Bcast.fromGroup(0, count, BYTES))
                    .buffers(0, count, true);
            put(checker, groups, count).run();
            for (int number = groups.lower; number < groups.size(); number++) {
                for (int i = 0; i < count; i++) {
                    expect(checker, number, i, List.of(term(0, 0, i)));
                }
            }
        });
    }

    @Test
    void gatherAndScatter() {
        forAll((groups, count) -> {
            Blocks blocks = Blocks.uniform(count, BYTES);
            int all = groups.upper * count;
            ScheduleChecker gather = groups.rooted(
                            Gather.fromGroup(groups.upper, blocks), Gather.leaf(0, count, BYTES))
                    .buffers(count, all, false);
            put(gather, groups, count).run();
            ScheduleChecker scatter = groups.rooted(
                            Scatter.toGroup(groups.upper, blocks), Scatter.leaf(0, count, BYTES))
                    .buffers(all, count, false);
            put(scatter, groups, all).run();
            for (int i = 0; i < all; i++) {
                int rank = i / count;
                expect(gather, 0, i, List.of(term(groups.lower + rank, 0, i % count)));
                expect(scatter, groups.lower + rank, i % count, List.of(term(0, 0, i)));
            }
        });
    }

    @Test
    void allgather() {
        forAll((groups, count) -> {
            Blocks blocks = Blocks.uniform(count, BYTES);
            ScheduleChecker checker = groups.checker((rank, local, remote) ->
                            Allgather.betweenGroups(rank, local, remote, count, BYTES, blocks))
                    .buffers(count, 6L * count, false);
            put(checker, groups, count).run();
            for (int number = 0; number < groups.size(); number++) {
                for (int i = 0; i < groups.remoteSize(number) * count; i++) {
                    int source = groups.remote(number, i / count);
                    expect(checker, number, i, List.of(term(source, 0, i % count)));
                }
            }
        });
    }

    @Test
    void alltoall() {
        forAll((groups, count) -> {
            Blocks blocks = Blocks.uniform(count, BYTES);
            ScheduleChecker checker = groups.checker((rank, local, remote) ->
                            Alltoall.betweenGroups(rank, local, remote, blocks, blocks))
                    .buffers(6L * count, 6L * count, false);
            put(checker, groups, 6 * count).run();
            for (int number = 0; number < groups.size(); number++) {
                for (int i = 0; i < groups.remoteSize(number) * count; i++) {
                    int source = groups.remote(number, i / count);
                    int at = groups.rank(number) * count + i % count;
                    expect(checker, number, i, List.of(term(source, 0, at)));
                }
            }
        });
    }

    @Test
    void reductions() {
        forAll((groups, count) -> {
            Operands operands = new Operands(count, BYTES, PIECE, false);
            ScheduleChecker reduce = groups.rooted(
                            Reduce.fromGroup(groups.upper, operands), Reduce.toGroup(0, operands))
                    .buffers(count, count, false);
            put(reduce, groups, count).run();
            ScheduleChecker allreduce = groups.checker(
                            (rank, _, remote) -> Allreduce.betweenGroups(rank, remote, operands))
                    .buffers(count, count, false);
            put(allreduce, groups, count).run();
            for (int i = 0; i < count; i++) {
                expect(reduce, 0, i, combined(groups, 0, i));
                for (int number = 0; number < groups.size(); number++) {
                    expect(allreduce, number, i, combined(groups, number, i));
                }
            }
        });
    }

    /** As many elements as both groups can divide; each divides them by counts of its own. */
    @Test
    void reduceScatter() {
        forAll((groups, count) -> {
            int all = groups.lower * groups.upper * count;
            Operands operands = new Operands(all, BYTES, PIECE, false);
            ScheduleChecker checker = groups.checker((rank, local, remote) -> ReduceScatter.betweenGroups(
                            rank, remote, (long) rank * all / local, all / local, operands))
                    .buffers(all, all, false);
            put(checker, groups, all).run();
            for (int number = 0; number < groups.size(); number++) {
                int block = all / groups.localSize(number);
                for (int i = 0; i < block; i++) {
                    expect(checker, number, i, combined(groups, number, groups.rank(number) * block + i));
                }
            }
        });
    }
}
