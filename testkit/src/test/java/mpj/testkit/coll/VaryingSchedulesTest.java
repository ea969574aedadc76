package mpj.testkit.coll;

import static mpj.core.coll.Schedule.RECEIVE;
import static mpj.core.coll.Schedule.SEND;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import mpj.core.coll.Algorithm;
import mpj.core.coll.Algorithms;
import mpj.core.coll.Blocks;
import mpj.core.coll.Kind;
import mpj.core.coll.NodeMap;
import mpj.core.coll.Operands;
import mpj.core.coll.Round;
import mpj.core.coll.Schedule;
import mpj.core.coll.Step;
import mpj.core.coll.Task;
import mpj.core.datatype.Layout;
import mpj.testkit.ScheduleChecker;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Blocks of different lengths, many of them empty, for every algorithm that takes them: what is empty is not sent. */
class VaryingSchedulesTest {
    private static final Layout BYTES = Layout.BYTES;

    static IntStream ranks() {
        return IntStream.concat(IntStream.rangeClosed(1, 17), IntStream.of(33, 70, 100));
    }

    /** The bytes that one rank has for another; 0 for two of three. */
    private static long length(int from, int to) {
        int mixed = (from * 7 + to * 5 + from * to) % 12;
        return mixed < 8 ? 0 : mixed;
    }

    private static long[] lengths(int ranks, IntFunction<Long> length) {
        return IntStream.range(0, ranks).mapToLong(length::apply).toArray();
    }

    private static Blocks blocks(long[] counts) {
        long[] starts = new long[counts.length];
        for (int i = 1; i < starts.length; i++) {
            // with gaps
            starts[i] = starts[i - 1] + counts[i - 1] + 1;
        }
        return Blocks.varying(counts, starts, BYTES);
    }

    private static ScheduleChecker checker(Algorithm algorithm, int ranks, IntFunction<Task> tasks, boolean inPlace) {
        long bytes = 20L * (ranks + 1);
        return new ScheduleChecker(ranks, rank -> {
                    Schedule schedule = algorithm.schedule(tasks.apply(rank).ofVarying());
                    for (Round round : schedule.rounds()) {
                        for (Step.Message message : round.messages()) {
                            assertTrue(message.bytes() > 0, algorithm.name());
                        }
                    }
                    return schedule;
                })
                .buffers(bytes, bytes, inPlace);
    }

    @ParameterizedTest
    @MethodSource("ranks")
    void gatherAndScatter(int ranks) {
        NodeMap nodes = NodeMap.single(ranks);
        int root = ranks / 2;
        long[] counts = lengths(ranks, i -> length(i, root));
        Blocks blocks = blocks(counts);
        for (Algorithm algorithm : Algorithms.varying(Kind.GATHER)) {
            ScheduleChecker checker = checker(
                    algorithm,
                    ranks,
                    rank -> rank == root
                            ? Task.gatherRoot(root, nodes, false, counts[rank], BYTES, blocks)
                            : Task.gatherLeaf(rank, root, nodes, counts[rank], BYTES),
                    false);
            for (int i = 0; i < ranks; i++) {
                checker.put(i, SEND, 0, counts[i], i, 0);
            }
            checker.run();
            for (int i = 0; i < ranks; i++) {
                checker.expect(root, RECEIVE, blocks.at(i), counts[i], new int[] {i}, 0, true);
            }
        }
        for (Algorithm algorithm : Algorithms.varying(Kind.SCATTER)) {
            ScheduleChecker checker = checker(
                    algorithm,
                    ranks,
                    rank -> rank == root
                            ? Task.scatterRoot(root, nodes, false, blocks, counts[rank], BYTES)
                            : Task.scatterLeaf(rank, root, nodes, counts[rank], BYTES),
                    false);
            for (int i = 0; i < ranks; i++) {
                checker.put(root, SEND, blocks.at(i), counts[i], i, 0);
            }
            checker.run();
            for (int i = 0; i < ranks; i++) {
                checker.expect(i, RECEIVE, 0, counts[i], new int[] {i}, 0, true);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ranks")
    void allgather(int ranks) {
        NodeMap nodes = NodeMap.single(ranks);
        long[] counts = lengths(ranks, i -> length(i, 1));
        Blocks blocks = blocks(counts);
        for (Algorithm algorithm : Algorithms.varying(Kind.ALLGATHER)) {
            for (boolean inPlace : new boolean[] {false, true}) {
                ScheduleChecker checker = checker(
                        algorithm,
                        ranks,
                        rank -> Task.allgather(rank, nodes, inPlace, counts[rank], BYTES, blocks),
                        inPlace);
                for (int i = 0; i < ranks; i++) {
                    checker.put(i, SEND, inPlace ? blocks.at(i) : 0, counts[i], i, 0);
                }
                checker.run();
                for (int rank = 0; rank < ranks; rank++) {
                    for (int i = 0; i < ranks; i++) {
                        checker.expect(rank, RECEIVE, blocks.at(i), counts[i], new int[] {i}, 0, true);
                    }
                }
            }
        }
    }

    /** In place, what a rank sends to another is as long as what comes from there. */
    @ParameterizedTest
    @MethodSource("ranks")
    void alltoall(int ranks) {
        NodeMap nodes = NodeMap.single(ranks);
        for (Algorithm algorithm : Algorithms.varying(Kind.ALLTOALL)) {
            for (boolean inPlace : new boolean[] {false, true}) {
                IntFunction<Blocks> outgoing = rank -> blocks(lengths(
                        ranks, i -> inPlace ? length(Math.min(rank, i), Math.max(rank, i)) : length(rank, i)));
                IntFunction<Blocks> incoming = rank -> blocks(lengths(
                        ranks, i -> inPlace ? length(Math.min(rank, i), Math.max(rank, i)) : length(i, rank)));
                ScheduleChecker checker = checker(
                        algorithm,
                        ranks,
                        rank -> Task.alltoall(rank, nodes, inPlace, outgoing.apply(rank), incoming.apply(rank)),
                        inPlace);
                for (int rank = 0; rank < ranks; rank++) {
                    Blocks send = outgoing.apply(rank);
                    for (int i = 0; i < ranks; i++) {
                        checker.put(rank, SEND, send.at(i), send.count(i), rank * ranks + i, 0);
                    }
                }
                checker.run();
                for (int rank = 0; rank < ranks; rank++) {
                    Blocks receive = incoming.apply(rank);
                    for (int i = 0; i < ranks; i++) {
                        int[] from = {i * ranks + rank};
                        checker.expect(rank, RECEIVE, receive.at(i), receive.count(i), from, 0, true);
                    }
                }
            }
        }
    }

    /** Blocks of any lengths; the operands of all are without gaps. */
    @ParameterizedTest
    @MethodSource("ranks")
    void reduceScatter(int ranks) {
        NodeMap nodes = NodeMap.single(ranks);
        long[] counts = lengths(ranks, i -> length(i, 2));
        long all = Arrays.stream(counts).sum();
        int[] terms = IntStream.range(0, ranks).toArray();
        for (Algorithm algorithm : Algorithms.varying(Kind.REDUCE_SCATTER)) {
            for (boolean inPlace : new boolean[] {false, true}) {
                Operands operands = Operands.of(all, BYTES, true);
                Blocks blocks = Blocks.following(counts, BYTES);
                ScheduleChecker checker = checker(
                        algorithm, ranks, rank -> Task.reduceScatter(rank, nodes, blocks, operands), inPlace);
                for (int i = 0; i < ranks; i++) {
                    checker.put(i, SEND, 0, all, i, 0);
                }
                checker.run();
                for (int i = 0; i < ranks; i++) {
                    checker.expect(i, RECEIVE, 0, counts[i], terms, blocks.at(i), false);
                }
            }
        }
    }
}
