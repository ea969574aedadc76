package mpj.testkit.coll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
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
import mpj.core.coll.Scan;
import mpj.core.coll.Scatter;
import mpj.core.coll.Schedule;
import mpj.core.datatype.Layout;
import mpj.testkit.ScheduleChecker;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every algorithm for 1 to 17 ranks, every root, and counts around those of a piece: the exact result, no deadlock. */
class SchedulesTest {
    private static final int[] COUNTS = {0, 1, 2, 7};
    private static final Layout BYTES = Layout.BYTES;
    /** Elements of a piece of a reduction: shorter than most counts. */
    private static final int PIECE = 3;

    static IntStream ranks() {
        return IntStream.rangeClosed(1, 17);
    }

    /** What a rank gives as element i of its block for another rank. */
    static int term(int rank, int block, int i) {
        return (rank * 100 + block) * 100 + i;
    }

    /** The contributions of the given ranks, as they must have been combined. */
    private static List<Integer> terms(int firstRank, int endRank, int i) {
        return IntStream.range(firstRank, endRank).mapToObj(rank -> term(rank, 0, i)).toList();
    }

    private static void putAll(ScheduleChecker checker, int size, int count) {
        for (int rank = 0; rank < size; rank++) {
            for (int i = 0; i < count; i++) {
                checker.put(rank, Schedule.SEND, i, term(rank, 0, i));
            }
        }
    }

    private static void expect(
            ScheduleChecker checker, int rank, int at, List<Integer> expected, boolean anyOrder) {
        List<Integer> found = checker.get(rank, Schedule.RECEIVE, at);
        if (anyOrder && found != null) {
            found = new ArrayList<>(found);
            Collections.sort(found);
        }
        assertEquals(expected, found, "byte " + at + " at rank " + rank);
    }

    @ParameterizedTest
    @MethodSource("ranks")
    void barrier(int size) {
        new ScheduleChecker(size, rank -> Barrier.dissemination(rank, size)).buffers(0, 0, false).run();
    }

    @ParameterizedTest
    @MethodSource("ranks")
    void bcast(int size) {
        for (int count : COUNTS) {
            for (int root = 0; root < size; root++) {
                int top = root;
                ScheduleChecker checker = new ScheduleChecker(
                                size, rank -> Bcast.binomial(rank, size, top, count, BYTES))
                        .buffers(0, count, false);
                for (int i = 0; i < count; i++) {
                    checker.put(root, Schedule.RECEIVE, i, term(root, 0, i));
                }
                checker.run();
                for (int rank = 0; rank < size; rank++) {
                    for (int i = 0; i < count; i++) {
                        expect(checker, rank, i, List.of(term(root, 0, i)), false);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ranks")
    void gatherAndScatter(int size) {
        for (int count : COUNTS) {
            for (int root = 0; root < size; root++) {
                gather(size, count, root);
                scatter(size, count, root);
            }
        }
    }

    private static void gather(int size, int count, int root) {
        Blocks blocks = Blocks.uniform(count, BYTES);
        ScheduleChecker checker = new ScheduleChecker(
                        size,
                        rank -> rank == root
                                ? Gather.root(root, size, false, count, BYTES, blocks)
                                : Gather.leaf(root, count, BYTES))
                .buffers(count, (long) size * count, false);
        putAll(checker, size, count);
        checker.run();
        for (int i = 0; i < size * count; i++) {
            expect(checker, root, i, List.of(term(i / count, 0, i % count)), false);
        }
    }

    private static void scatter(int size, int count, int root) {
        Blocks blocks = Blocks.uniform(count, BYTES);
        ScheduleChecker checker = new ScheduleChecker(
                        size,
                        rank -> rank == root
                                ? Scatter.root(root, size, false, count, BYTES, blocks)
                                : Scatter.leaf(root, count, BYTES))
                .buffers((long) size * count, count, false);
        for (int i = 0; i < size * count; i++) {
            checker.put(root, Schedule.SEND, i, term(root, i / count, i % count));
        }
        checker.run();
        for (int rank = 0; rank < size; rank++) {
            for (int i = 0; i < count; i++) {
                expect(checker, rank, i, List.of(term(root, rank, i)), false);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ranks")
    void allgather(int size) {
        for (int count : COUNTS) {
            Blocks blocks = Blocks.uniform(count, BYTES);
            for (boolean inPlace : new boolean[] {false, true}) {
                ScheduleChecker checker = new ScheduleChecker(
                                size, rank -> Allgather.ring(rank, size, inPlace, count, BYTES, blocks))
                        .buffers(count, (long) size * count, inPlace);
                for (int rank = 0; rank < size; rank++) {
                    for (int i = 0; i < count; i++) {
                        checker.put(rank, Schedule.SEND, inPlace ? rank * count + i : i, term(rank, 0, i));
                    }
                }
                checker.run();
                for (int rank = 0; rank < size; rank++) {
                    for (int i = 0; i < size * count; i++) {
                        expect(checker, rank, i, List.of(term(i / count, 0, i % count)), false);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ranks")
    void alltoall(int size) {
        for (int count : COUNTS) {
            Blocks blocks = Blocks.uniform(count, BYTES);
            for (boolean inPlace : new boolean[] {false, true}) {
                ScheduleChecker checker = new ScheduleChecker(
                                size,
                                rank -> inPlace
                                        ? Alltoall.pairwiseInPlace(rank, size, blocks)
                                        : Alltoall.pairwise(rank, size, blocks, blocks))
                        .buffers((long) size * count, (long) size * count, inPlace);
                for (int rank = 0; rank < size; rank++) {
                    for (int i = 0; i < size * count; i++) {
                        checker.put(rank, Schedule.SEND, i, term(rank, i / count, i % count));
                    }
                }
                checker.run();
                for (int rank = 0; rank < size; rank++) {
                    for (int i = 0; i < size * count; i++) {
                        expect(checker, rank, i, List.of(term(i / count, rank, i % count)), false);
                    }
                }
            }
        }
    }

    /** What is called with the operands of a reduction. */
    private interface Algorithm {
        Schedule of(int rank, Operands operands);
    }

    private static ScheduleChecker reduce(int size, int count, boolean commutes, boolean inPlace, Algorithm algorithm) {
        Operands operands = new Operands(count, BYTES, PIECE, commutes);
        ScheduleChecker checker = new ScheduleChecker(size, rank -> algorithm.of(rank, operands))
                .buffers(count, count, inPlace);
        putAll(checker, size, count);
        return checker.run();
    }

    @ParameterizedTest
    @MethodSource("ranks")
    void reduce(int size) {
        for (int count : COUNTS) {
            for (int root = 0; root < size; root++) {
                for (boolean commutes : new boolean[] {true, false}) {
                    int top = root;
                    ScheduleChecker checker = reduce(
                            size, count, commutes, false, (rank, operands) -> Reduce.binomial(rank, size, top, operands));
                    for (int i = 0; i < count; i++) {
                        expect(checker, root, i, terms(0, size, i), commutes);
                        if (size > 1) {
                            assertNull(checker.get((root + 1) % size, Schedule.RECEIVE, i));
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ranks")
    void allreduce(int size) {
        for (int count : COUNTS) {
            for (boolean inPlace : new boolean[] {false, true}) {
                allreduce(size, count, inPlace, (rank, operands) -> Allreduce.doubling(rank, size, operands));
                allreduce(size, count, inPlace, (rank, operands) -> Allreduce.upAndDown(rank, size, operands));
            }
        }
    }

    private static void allreduce(int size, int count, boolean inPlace, Algorithm algorithm) {
        ScheduleChecker checker = reduce(size, count, false, inPlace, algorithm);
        for (int rank = 0; rank < size; rank++) {
            for (int i = 0; i < count; i++) {
                expect(checker, rank, i, terms(0, size, i), false);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ranks")
    void scans(int size) {
        for (int count : COUNTS) {
            for (boolean exclusive : new boolean[] {false, true}) {
                ScheduleChecker checker = reduce(
                        size,
                        count,
                        false,
                        false,
                        (rank, operands) -> Scan.doubling(rank, size, operands, exclusive));
                for (int rank = 0; rank < size; rank++) {
                    for (int i = 0; i < count; i++) {
                        if (exclusive && rank == 0) {
                            assertNull(checker.get(rank, Schedule.RECEIVE, i));
                        } else {
                            expect(checker, rank, i, terms(0, exclusive ? rank : rank + 1, i), false);
                        }
                    }
                }
            }
        }
    }

    /** Blocks of equal and of different lengths, some of them empty. */
    @ParameterizedTest
    @MethodSource("ranks")
    void reduceScatter(int size) {
        for (int count : COUNTS) {
            reduceScatter(size, IntStream.range(0, size).mapToLong(_ -> count).toArray());
            reduceScatter(size, IntStream.range(0, size).mapToLong(rank -> (long) rank * count % 8).toArray());
        }
    }

    private static void reduceScatter(int size, long[] counts) {
        int all = (int) IntStream.range(0, size).mapToLong(i -> counts[i]).sum();
        for (boolean inPlace : new boolean[] {false, true}) {
            Operands operands = new Operands(all, BYTES, PIECE, false);
            IntFunction<Schedule> schedules = rank -> ReduceScatter.pairwise(rank, size, counts, operands);
            ScheduleChecker checker = new ScheduleChecker(size, schedules).buffers(all, all, inPlace);
            putAll(checker, size, all);
            checker.run();
            int start = 0;
            for (int rank = 0; rank < size; rank++) {
                for (int i = 0; i < counts[rank]; i++) {
                    expect(checker, rank, i, terms(0, size, start + i), false);
                }
                start += (int) counts[rank];
            }
        }
    }
}
