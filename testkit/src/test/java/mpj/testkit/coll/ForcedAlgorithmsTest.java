package mpj.testkit.coll;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mpj.base.memory.RawMemory;
import mpj.core.coll.Algorithm;
import mpj.core.coll.Algorithms;
import mpj.core.coll.Collective;
import mpj.core.coll.Collectives;
import mpj.core.coll.Kind;
import mpj.core.comm.Communicator;
import mpj.core.datatype.Layout;
import mpj.core.datatype.Reducer;
import mpj.core.request.Operation;
import mpj.testkit.Ranks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each algorithm in turn does real calls, blocking and not, and its results are those of a plain model; where it does not
 * apply, another one does them.
 */
class ForcedAlgorithmsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int[] RANKS = {1, 2, 3, 4, 7};
    private static final int[] COUNTS = {0, 1, 5, 3000};
    /** More than two segments of any algorithm. */
    private static final int LONG = 40_000;

    private static final long GAP = 0x6761702067617020L;

    static Stream<Arguments> all() {
        return Arrays.stream(Kind.values())
                .flatMap(kind -> Algorithms.of(kind).stream())
                .flatMap(algorithm -> Arrays.stream(RANKS).mapToObj(ranks -> Arguments.of(algorithm, ranks)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void resultsAreThoseOfAModel(Algorithm algorithm, int ranks) {
        String parameter = "MPJ_COLL_" + algorithm.kind().name();
        Ranks.of(ranks).timeout(LIMIT).parameters(Map.of(parameter, algorithm.name())).run(engine -> {
            Communicator c = engine.world();
            for (int count : COUNTS) {
                for (int variant = 0; variant < 16; variant++) {
                    check(c, algorithm.kind(), count, variant);
                }
            }
            check(c, algorithm.kind(), LONG, 0);
            check(c, algorithm.kind(), LONG, 7);
        });
    }

    private static void check(Communicator c, Kind kind, int count, int variant) {
        int[] roots = IntStream.of(0, c.size() / 2, c.size() - 1).distinct().toArray();
        for (int root : isRooted(kind) ? roots : new int[] {0}) {
            new Case(
                            c,
                            kind,
                            count,
                            root,
                            (variant & 1) == 0 ? 1 : 2,
                            (variant & 2) != 0,
                            (variant & 4) != 0,
                            (variant & 8) != 0)
                    .check();
        }
    }

    private static boolean isRooted(Kind kind) {
        return kind == Kind.BCAST || kind == Kind.GATHER || kind == Kind.SCATTER || kind == Kind.REDUCE;
    }

    /** What a rank gives as an element. */
    private static long value(int rank, long element) {
        return (rank * 1_000_003L + element) * 0x9E3779B97F4A7C15L | 1L << 32;
    }

    /** Sums, or the composition of two functions a x + b: the order of its operands matters. */
    private record Op(boolean isCommutative, int distance) implements Reducer {
        long apply(long left, long right) {
            if (isCommutative) {
                return left + right;
            }
            int a = (int) (left >> 32);
            int factor = a * (int) (right >> 32);
            int b = a * (int) right + (int) left;
            return (long) factor << 32 | b & 0xFFFFFFFFL;
        }

        @Override
        public void reduce(long in, long inOut, long count) {
            for (long i = 0; i < count; i++) {
                long at = i * distance;
                RawMemory.putLong(inOut + at, apply(RawMemory.getLong(in + at), RawMemory.getLong(inOut + at)));
            }
        }
    }

    /**
     * One call.
     *
     * @param stride longs from one element to the next
     */
    private record Case(
            Communicator c,
            Kind kind,
            int count,
            int root,
            int stride,
            boolean inPlace,
            boolean commutes,
            boolean blocks) {

        void check() {
            int rank = c.rank();
            int size = c.size();
            boolean sharesBuffers = inPlace && mayBeInPlace();
            long[] own = IntStream.range(0, count * size).mapToLong(i -> value(rank, i)).toArray();
            long[] send = spread(own);
            long[] receive = spread(new long[count * size]);
            if (kind == Kind.BCAST && rank == root || sharesBuffers) {
                boolean oneBlock = kind == Kind.ALLGATHER || kind == Kind.GATHER;
                int elements = oneBlock ? count : own.length;
                System.arraycopy(send, 0, receive, oneBlock ? rank * count * stride : 0, elements * stride);
            }
            long[] before = receive.clone();
            call(sharesBuffers, send, receive);
            long[] expected = expected(before);
            assertArrayEquals(expected, result(receive, expected.length), this::toString);
            for (int i = 1; i < receive.length; i += 2) {
                if (stride == 2 && receive[i] != GAP) {
                    throw new AssertionError(this + ": a hole was written to");
                }
            }
        }

        private boolean mayBeInPlace() {
            return switch (kind) {
                case BARRIER, BCAST -> false;
                case GATHER, REDUCE -> c.rank() == root;
                // in place the root's block stays where it is: nothing to see
                case SCATTER -> false;
                default -> true;
            };
        }

        /** Elements with holes between them. */
        private long[] spread(long[] elements) {
            long[] spread = new long[elements.length * stride];
            Arrays.fill(spread, GAP);
            for (int i = 0; i < elements.length; i++) {
                spread[i * stride] = elements[i];
            }
            return spread;
        }

        private long[] result(long[] receive, int elements) {
            return IntStream.range(0, elements).mapToLong(i -> receive[i * stride]).toArray();
        }

        private void call(boolean sharesBuffers, long[] send, long[] receive) {
            Layout l = stride == 1
                    ? Layout.contiguous(Long.BYTES)
                    : Layout.ofRuns(2 * Long.BYTES, new long[] {0}, new long[] {Long.BYTES});
            Op op = new Op(commutes, stride * Long.BYTES);
            Object s = sharesBuffers ? Collectives.IN_PLACE : send;
            Collective call = blocks ? c.collectives().blocking() : c.collectives().nonblocking();
            switch (kind) {
                case BARRIER -> call.barrier();
                case BCAST -> call.bcast(receive, 0, count, l, root);
                case GATHER -> call.gather(s, 0, count, l, receive, 0, count, l, root);
                case SCATTER -> call.scatter(s, 0, count, l, receive, 0, count, l, root);
                case ALLGATHER -> call.allgather(s, 0, count, l, receive, 0, count, l);
                case ALLTOALL -> call.alltoall(s, 0, count, l, receive, 0, count, l);
                case REDUCE -> call.reduce(s, 0, receive, 0, count, l, op, root);
                case ALLREDUCE -> call.allreduce(s, 0, receive, 0, count, l, op);
                case REDUCE_SCATTER -> call.reduceScatterBlock(s, 0, receive, 0, count, l, op);
                case SCAN -> call.scan(s, 0, receive, 0, count, l, op);
                case EXSCAN -> call.exscan(s, 0, receive, 0, count, l, op);
            }
            if (blocks) {
                call.run();
            } else {
                Operation operation = call.start();
                c.engine().await(operation);
                operation.check();
            }
        }

        /** The first elements of the result; what a rank does not get stays as it was. */
        private long[] expected(long[] before) {
            int rank = c.rank();
            int size = c.size();
            return switch (kind) {
                case BARRIER -> new long[0];
                case BCAST -> values(i -> value(root, i));
                case SCATTER -> values(i -> value(root, (long) rank * count + i));
                case GATHER, ALLGATHER ->
                    kind == Kind.GATHER && rank != root
                            ? result(before, count * size)
                            : IntStream.range(0, count * size)
                                    .mapToLong(i -> value(i / count, i % count))
                                    .toArray();
                case ALLTOALL ->
                    IntStream.range(0, count * size)
                            .mapToLong(i -> value(i / count, (long) rank * count + i % count))
                            .toArray();
                case REDUCE -> rank == root ? values(i -> folded(size, i)) : result(before, count);
                case ALLREDUCE -> values(i -> folded(size, i));
                case REDUCE_SCATTER -> values(i -> folded(size, (long) rank * count + i));
                case SCAN -> values(i -> folded(rank + 1, i));
                case EXSCAN -> rank == 0 ? result(before, count) : values(i -> folded(rank, i));
            };
        }

        private long[] values(IntToLongFunction element) {
            return IntStream.range(0, count).mapToLong(element).toArray();
        }

        private long folded(int ranks, long element) {
            Op op = new Op(commutes, 0);
            long result = value(0, element);
            for (int i = 1; i < ranks; i++) {
                result = op.apply(result, value(i, element));
            }
            return result;
        }
    }
}
