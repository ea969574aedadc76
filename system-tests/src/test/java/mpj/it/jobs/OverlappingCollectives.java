package mpj.it.jobs;

import java.util.ArrayList;
import java.util.List;
import mpi.Datatype;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Op;
import mpi.Prequest;
import mpi.Request;

/**
 * Batches of nonblocking and persistent collective operations, from and to every kind
 * of memory, of lengths around those of the protocols. All ranks begin them in the same order, persistent ones in an order
 * of their own, and each completes them in an order of its own.
 */
public final class OverlappingCollectives {
    private static final Intracomm WORLD = MPI.COMM_WORLD;
    private static final int RANK = WORLD.getRank();
    private static final int SIZE = WORLD.getSize();
    private static final int BATCHES = 40;
    private static final int MOST = 8;
    private static final int[] COUNTS = {0, 1, 7, 1000, 9_000, 40_000};
    private static final MemoryKind[] KINDS = {
        MemoryKind.INTS, MemoryKind.BYTES, MemoryKind.DIRECT_BUFFER, MemoryKind.SHARED_SEGMENT, MemoryKind.ALLOCATED
    };
    private static final ElementType[] TYPES = {
        ElementType.SHORT, ElementType.INT, ElementType.LONG, ElementType.DOUBLE
    };

    private final Draw shared;
    private final Draw own;
    private final List<Started> started = new ArrayList<>();

    private OverlappingCollectives(long seed) {
        shared = new Draw(seed);
        own = new Draw(seed + 1 + RANK);
    }

    /** An operation under way, its buffers, and what must come of it. */
    private record Started(Request request, String what, Numbers from, Numbers to, Numbers.Source expected) {
        /** A nonblocking one is under way already. */
        void start() {
            if (request instanceof Prequest prepared) {
                prepared.start();
            }
        }

        void finish() {
            request.waitFor();
            to.check(what, expected);
        }

        boolean isPersistent() {
            return request instanceof Prequest;
        }

        void close() {
            request.free();
            from.close();
            to.close();
        }
    }

    /** Begins and completes all batches. */
    public static void checkAll(long seed) {
        OverlappingCollectives program = new OverlappingCollectives(seed);
        int operations = 0;
        for (int batch = 0; batch < BATCHES; batch++) {
            operations += program.batch();
        }
        int begun = operations;
        Check.that(begun > BATCHES, () -> "only " + begun + " operations in " + BATCHES + " batches");
    }

    private int batch() {
        int n = 1 + shared.below(MOST);
        for (int i = 0; i < n; i++) {
            begin();
        }
        round(started);
        // the persistent ones once more: the same must come again
        round(new ArrayList<>(started.stream().filter(Started::isPersistent).toList()));
        started.forEach(Started::close);
        started.clear();
        return n;
    }

    /** Starts of persistent operations and completions, in any order. */
    private void round(List<Started> operations) {
        shuffle(operations);
        operations.forEach(Started::start);
        shuffle(operations);
        operations.forEach(Started::finish);
    }

    private void shuffle(List<Started> operations) {
        for (int i = operations.size(); i > 1; i--) {
            operations.add(operations.remove(own.below(i)));
        }
    }

    /** Small enough for sums of a few to fit a short. */
    private static long value(int rank, int index) {
        return (rank * 5L + index * 3L) % 11 + 1;
    }

    private static long sum(int ranks, int index) {
        long sum = 0;
        for (int rank = 0; rank < ranks; rank++) {
            sum += value(rank, index);
        }
        return sum;
    }

    private void begin() {
        int n = COUNTS[shared.below(COUNTS.length)];
        int root = shared.below(SIZE);
        ElementType element = shared.of(TYPES);
        MemoryKind from = own.of(KINDS);
        MemoryKind to = own.of(KINDS);
        boolean persistent = shared.below(3) == 0;
        Datatype type = element.datatype;
        Numbers mine = new Numbers(from, element, n).fill(i -> value(RANK, i));
        switch (shared.below(6)) {
            case 0 -> {
                Numbers buf = new Numbers(to, element, n);
                if (RANK == root) {
                    buf.fill(i -> value(root, i));
                }
                add(
                        persistent
                                ? WORLD.bcastInit(buf.buffer(), n, type, root)
                                : WORLD.iBcast(buf.buffer(), n, type, root),
                        "bcast", mine, buf, i -> value(root, i));
            }
            case 1 -> {
                Numbers sum = new Numbers(to, element, n);
                add(
                        persistent
                                ? WORLD.allReduceInit(mine.buffer(), sum.buffer(), n, type, MPI.SUM)
                                : WORLD.iAllReduce(mine.buffer(), sum.buffer(), n, type, MPI.SUM),
                        "allReduce", mine, sum, i -> sum(SIZE, i));
            }
            case 2 -> {
                Numbers all = new Numbers(to, element, n * SIZE);
                add(
                        persistent
                                ? WORLD.allGatherInit(mine.buffer(), n, type, all.buffer(), n, type)
                                : WORLD.iAllGather(mine.buffer(), n, type, all.buffer(), n, type),
                        "allGather", mine, all, i -> value(i / n, i % n));
            }
            case 3 -> allToAll(n, element, to, persistent, mine);
            case 4 -> {
                Numbers below = new Numbers(to, element, n);
                add(
                        persistent
                                ? WORLD.exScanInit(mine.buffer(), below.buffer(), n, type, MPI.SUM)
                                : WORLD.iExScan(mine.buffer(), below.buffer(), n, type, MPI.SUM),
                        "exScan", mine, below, i -> RANK == 0 ? Numbers.untouched() : sum(RANK, i));
            }
            default -> userOperation(Math.min(n, 1000), to, persistent, mine);
        }
    }

    private void allToAll(int n, ElementType element, MemoryKind to, boolean persistent, Numbers mine) {
        mine.close();
        Numbers out = new Numbers(to, element, n * SIZE).fill(i -> value(RANK * 3 + i / n, i % n));
        Numbers in = new Numbers(to, element, n * SIZE);
        Datatype type = element.datatype;
        add(
                persistent
                        ? WORLD.allToAllInit(out.buffer(), n, type, in.buffer(), n, type)
                        : WORLD.iAllToAll(out.buffer(), n, type, in.buffer(), n, type),
                "allToAll", out, in, i -> value(i / n * 3 + RANK, i % n));
    }

    private static long map(int rank, int index) {
        return (2L * value(rank, index) + 1) << 32 | value(index, rank);
    }

    /** Does not commute, and is the program's own. */
    private void userOperation(int n, MemoryKind to, boolean persistent, Numbers unused) {
        unused.close();
        Op op = new Op(new Composition(), false);
        Numbers maps = new Numbers(to, ElementType.LONG, n).fill(i -> map(RANK, i));
        Numbers result = new Numbers(to, ElementType.LONG, n);
        add(
                persistent
                        ? WORLD.allReduceInit(maps.buffer(), result.buffer(), n, MPI.LONG, op)
                        : WORLD.iAllReduce(maps.buffer(), result.buffer(), n, MPI.LONG, op),
                "composition", maps, result, i -> {
                    long composed = map(0, i);
                    for (int rank = 1; rank < SIZE; rank++) {
                        composed = Composition.compose(composed, map(rank, i));
                    }
                    return composed;
                });
    }

    private void add(Request request, String what, Numbers from, Numbers to, Numbers.Source expected) {
        started.add(new Started(
                request, what + " of " + to.count + " " + to.type + " at rank " + RANK, from, to, expected));
    }
}
