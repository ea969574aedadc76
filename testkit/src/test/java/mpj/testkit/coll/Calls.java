package mpj.testkit.coll;

import static mpj.core.coll.Schedule.RECEIVE;
import static mpj.core.coll.Schedule.SEND;

import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import mpj.core.coll.Algorithm;
import mpj.core.coll.Blocks;
import mpj.core.coll.Kind;
import mpj.core.coll.NodeMap;
import mpj.core.coll.Operands;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;
import mpj.core.datatype.Layout;
import mpj.testkit.ScheduleChecker;

/**
 * One collective call of all ranks, as a checker is given it and what must come of it. A rank's contribution has its
 * number; bytes are counted as in the packed data.
 *
 * @param count elements: of the vector, or of a block
 * @param layout of an element, the same at all ranks
 */
record Calls(Algorithm algorithm, NodeMap nodes, int root, int count, Layout layout, boolean commutes, boolean inPlace) {
    int size() {
        return nodes.ranks();
    }

    /** Whether the algorithm takes it. */
    boolean applies() {
        return algorithm.applies(task(0).facts(algorithm.kind()));
    }

    /** All ranks' schedules executed, and the result required. */
    void check() {
        check(UnaryOperator.identity(), -1);
    }

    /** As {@link #check()}, with the schedule of one rank changed. */
    void check(UnaryOperator<Schedule> change, int changed) {
        ScheduleChecker checker = new ScheduleChecker(size(), rank -> {
            Schedule schedule = algorithm.schedule(task(rank));
            return rank == changed ? change.apply(schedule) : schedule;
        });
        long all = layout.extent() * count * size();
        checker.elements(layout).buffers(all, all, sharesBuffers());
        for (int rank = 0; rank < size(); rank++) {
            give(checker, rank);
        }
        checker.run();
        for (int rank = 0; rank < size(); rank++) {
            expect(checker, rank);
        }
    }

    private boolean sharesBuffers() {
        return inPlace || algorithm.kind() == Kind.BCAST;
    }

    Task task(int rank) {
        long elements = algorithm.kind() == Kind.REDUCE_SCATTER ? (long) count * size() : count;
        Operands operands = Operands.of(elements, layout, commutes);
        return Task.alike(algorithm.kind(), rank, root, nodes, inPlace, Blocks.uniform(count, layout), operands);
    }

    private void give(ScheduleChecker checker, int rank) {
        switch (algorithm.kind()) {
            case BARRIER -> {}
            case BCAST -> put(checker, rank, rank == root ? count : 0, 0);
            case GATHER -> put(checker, rank, count, inPlace && rank == root ? rank : 0);
            case ALLGATHER -> put(checker, rank, count, inPlace ? rank : 0);
            case SCATTER -> put(checker, rank, rank == root ? count * size() : 0, 0);
            case ALLTOALL, REDUCE_SCATTER -> put(checker, rank, count * size(), 0);
            case REDUCE, ALLREDUCE, SCAN, EXSCAN -> put(checker, rank, count, 0);
        }
    }

    /** A rank's elements, at the place of a block. */
    private void put(ScheduleChecker checker, int rank, int elements, int block) {
        for (int i = 0; i < (layout.isContiguous() ? 1 : elements); i++) {
            long n = layout.isContiguous() ? elements * layout.size() : layout.size();
            checker.put(rank, SEND, at((long) block * count + i), n, rank, i * layout.size());
        }
    }

    private long at(long element) {
        return element * layout.extent() + layout.trueLb();
    }

    private void expect(ScheduleChecker checker, int rank) {
        int[] all = IntStream.range(0, size()).toArray();
        switch (algorithm.kind()) {
            case BARRIER -> {}
            case BCAST -> require(checker, rank, 0, new int[] {root}, 0);
            case GATHER, ALLGATHER -> {
                for (int i = 0; i < size() && (algorithm.kind() == Kind.ALLGATHER || rank == root); i++) {
                    require(checker, rank, i, new int[] {i}, 0);
                }
            }
            case SCATTER -> require(checker, rank, inPlace && rank == root ? rank : 0, new int[] {root}, rank);
            case ALLTOALL -> {
                for (int i = 0; i < size(); i++) {
                    require(checker, rank, i, new int[] {i}, rank);
                }
            }
            case REDUCE -> {
                if (rank == root) {
                    require(checker, rank, 0, all, 0);
                } else if (!inPlace) {
                    checker.expectUntouched(rank, RECEIVE, 0, Math.min(count, 1));
                }
            }
            case ALLREDUCE -> require(checker, rank, 0, all, 0);
            case REDUCE_SCATTER -> require(checker, rank, 0, all, rank);
            case SCAN -> require(checker, rank, 0, IntStream.rangeClosed(0, rank).toArray(), 0);
            case EXSCAN -> {
                if (rank > 0) {
                    require(checker, rank, 0, IntStream.range(0, rank).toArray(), 0);
                } else if (!inPlace) {
                    checker.expectUntouched(rank, RECEIVE, 0, Math.min(count, 1));
                }
            }
        }
    }

    /** That a block of the result holds these contributions' block. */
    private void require(ScheduleChecker checker, int rank, int block, int[] terms, int source) {
        int parts = layout.isContiguous() ? Math.min(count, 1) : count;
        long n = layout.isContiguous() ? count * layout.size() : layout.size();
        for (int i = 0; i < parts; i++) {
            long first = ((long) source * count + i) * layout.size();
            checker.expect(rank, RECEIVE, at((long) block * count + i), n, terms, first, !commutes);
        }
    }

    @Override
    public String toString() {
        return algorithm.kind().option() + " " + algorithm.name() + ", " + size() + " ranks on " + nodes.nodes()
                + " nodes, root " + root + ", " + count + " x " + layout.size() + " bytes"
                + (layout.isContiguous() ? "" : " with holes") + (commutes ? "" : ", in order")
                + (inPlace ? ", in place" : "");
    }
}
