package mpj.it.jobs;

import mpi.Datatype;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Op;

/**
 * {@code CollectivesMatrix SEED}: every collective operation from and to every kind of memory, in place and not, of a few
 * lengths, with each rank as root; every rank checks its result against one computed by itself.
 */
public final class CollectivesMatrix {
    private static final Intracomm WORLD = MPI.COMM_WORLD;
    private static final int RANK = WORLD.getRank();
    private static final int SIZE = WORLD.getSize();

    private static final int[] COUNTS = {0, 1, 5, 400};
    /** Elements of blocks that take a rendezvous, also as a part of a reduction. */
    private static final int MANY = 9_000;
    private static final MemoryKind[] KINDS = {
        MemoryKind.BYTES,
        MemoryKind.INTS,
        MemoryKind.DOUBLES,
        MemoryKind.HEAP_BUFFER,
        MemoryKind.DIRECT_BUFFER,
        MemoryKind.HEAP_SEGMENT,
        MemoryKind.CONFINED_SEGMENT,
        MemoryKind.SHARED_SEGMENT,
        MemoryKind.ALLOCATED
    };
    private static final ElementType[] TYPES = {
        ElementType.SHORT, ElementType.INT, ElementType.LONG, ElementType.DOUBLE
    };

    private final MemoryKind from;
    private final MemoryKind to;
    private final ElementType type;
    private final Datatype datatype;
    private final int count;
    private final int root;
    private final String where;

    private CollectivesMatrix(MemoryKind from, MemoryKind to, ElementType type, int count, int root) {
        this.from = from;
        this.to = to;
        this.type = type;
        this.datatype = type.datatype;
        this.count = count;
        this.root = root;
        this.where = " from " + from + " to " + to + " with root " + root + " at rank " + RANK;
    }

    /** Goes through the matrix, {@code SEED} being the argument. */
    public static void main(String[] args) {
        int rounds = checkAll(Long.parseLong(args[0]));
        WORLD.barrier();
        if (RANK == 0) {
            System.out.println(rounds + " rounds were right");
        }
    }

    /** Goes through the matrix; the number of rounds. */
    public static int checkAll(long seed) {
        Draw draw = new Draw(seed);
        int rounds = 0;
        for (MemoryKind from : KINDS) {
            for (MemoryKind to : KINDS) {
                for (int count : COUNTS) {
                    round(from, to, count, draw);
                    rounds++;
                }
            }
            round(from, draw.of(KINDS), MANY, draw);
            rounds++;
        }
        return rounds;
    }

    /** Goes through so many rounds that the seed draws from the matrix. */
    public static void checkSome(long seed, int rounds) {
        Draw draw = new Draw(seed);
        for (int i = 0; i < rounds; i++) {
            int length = draw.below(COUNTS.length + 1);
            round(draw.of(KINDS), draw.of(KINDS), length < COUNTS.length ? COUNTS[length] : MANY, draw);
        }
    }

    private static void round(MemoryKind from, MemoryKind to, int count, Draw draw) {
        new CollectivesMatrix(from, to, draw.of(TYPES), count, draw.below(SIZE)).all();
    }

    private void all() {
        WORLD.barrier();
        bcast();
        gather();
        gatherv();
        scatter();
        scatterv();
        allGather();
        allGatherv();
        allToAll();
        allToAllv();
        reduce();
        allReduce();
        scan();
        exScan();
        userOperation();
    }

    /** Small enough for sums and products of a few to fit a short. */
    private static long value(int rank, int index) {
        return (rank * 5L + index * 3L) % 11 + 1;
    }

    /** Element of the block that a rank has for another. */
    private static long value(int rank, int other, int index) {
        return value(rank * 3 + other, index);
    }

    private Numbers source(int length) {
        return new Numbers(from, type, length);
    }

    private Numbers target(int length) {
        return new Numbers(to, type, length);
    }

    private Numbers mine() {
        return source(count).fill(i -> value(RANK, i));
    }

    private void bcast() {
        try (Numbers buffer = new Numbers(RANK == root ? from : to, type, count)) {
            if (RANK == root) {
                buffer.fill(i -> value(root, i));
            }
            WORLD.bcast(buffer.buffer(), count, datatype, root);
            buffer.check("bcast" + where, i -> value(root, i));
        }
    }

    private long blockValue(int index) {
        return value(index / count, index % count);
    }

    private void gather() {
        try (Numbers mine = mine();
                Numbers all = target(RANK == root ? SIZE * count : 0)) {
            WORLD.gather(mine.buffer(), count, datatype, all.buffer(), count, datatype, root);
            all.check("gather" + where, this::blockValue);
        }
        try (Numbers buffer = RANK == root ? target(SIZE * count) : mine()) {
            if (RANK == root) {
                buffer.fill(root * count, count, i -> value(root, i));
            }
            WORLD.gather(buffer.buffer(), count, datatype, root);
            buffer.check("gather in place" + where, RANK == root ? this::blockValue : i -> value(RANK, i));
        }
    }

    /** Blocks of different lengths, a gap of one element after each. */
    private Blocks blocks() {
        return new Blocks(SIZE, count);
    }

    private void gatherv() {
        Blocks blocks = blocks();
        int length = blocks.counts[RANK];
        try (Numbers mine = source(length).fill(i -> value(RANK, i));
                Numbers all = target(RANK == root ? blocks.span() : 0)) {
            WORLD.gatherv(
                    mine.buffer(), length, datatype, all.buffer(), blocks.counts, blocks.displs, datatype, root);
            all.check("gatherv" + where, i -> blocks.expected(i, CollectivesMatrix::value));
        }
        try (Numbers buffer = RANK == root ? target(blocks.span()) : source(length).fill(i -> value(RANK, i))) {
            if (RANK == root) {
                buffer.fill(blocks.displs[root], length, i -> value(root, i));
                WORLD.gatherv(buffer.buffer(), blocks.counts, blocks.displs, datatype, root);
                buffer.check("gatherv in place" + where, i -> blocks.expected(i, CollectivesMatrix::value));
            } else {
                WORLD.gatherv(buffer.buffer(), length, datatype, root);
            }
        }
    }

    private void scatter() {
        try (Numbers all = source(RANK == root ? SIZE * count : 0).fill(this::blockValue);
                Numbers mine = target(count)) {
            WORLD.scatter(all.buffer(), count, datatype, mine.buffer(), count, datatype, root);
            mine.check("scatter" + where, i -> value(RANK, i));
        }
        try (Numbers buffer = RANK == root ? source(SIZE * count).fill(this::blockValue) : target(count)) {
            WORLD.scatter(buffer.buffer(), count, datatype, root);
            buffer.check("scatter in place" + where, RANK == root ? this::blockValue : i -> value(RANK, i));
        }
    }

    private void scatterv() {
        Blocks blocks = blocks();
        int length = blocks.counts[RANK];
        try (Numbers all = source(RANK == root ? blocks.span() : 0);
                Numbers mine = target(length)) {
            all.fill(i -> blocks.expected(i, CollectivesMatrix::value));
            WORLD.scatterv(
                    all.buffer(), blocks.counts, blocks.displs, datatype, mine.buffer(), length, datatype, root);
            mine.check("scatterv" + where, i -> value(RANK, i));
        }
        try (Numbers buffer = RANK == root ? source(blocks.span()) : target(length)) {
            if (RANK == root) {
                buffer.fill(i -> blocks.expected(i, CollectivesMatrix::value));
                WORLD.scatterv(buffer.buffer(), blocks.counts, blocks.displs, datatype, root);
                buffer.check("scatterv in place" + where, i -> blocks.expected(i, CollectivesMatrix::value));
            } else {
                WORLD.scatterv(buffer.buffer(), length, datatype, root);
                buffer.check("scatterv in place" + where, i -> value(RANK, i));
            }
        }
    }

    private void allGather() {
        try (Numbers mine = mine();
                Numbers all = target(SIZE * count)) {
            WORLD.allGather(mine.buffer(), count, datatype, all.buffer(), count, datatype);
            all.check("allGather" + where, this::blockValue);
        }
        try (Numbers buffer = target(SIZE * count).fill(RANK * count, count, i -> value(RANK, i))) {
            WORLD.allGather(buffer.buffer(), count, datatype);
            buffer.check("allGather in place" + where, this::blockValue);
        }
    }

    private void allGatherv() {
        Blocks blocks = blocks();
        int length = blocks.counts[RANK];
        try (Numbers mine = source(length).fill(i -> value(RANK, i));
                Numbers all = target(blocks.span())) {
            WORLD.allGatherv(mine.buffer(), length, datatype, all.buffer(), blocks.counts, blocks.displs, datatype);
            all.check("allGatherv" + where, i -> blocks.expected(i, CollectivesMatrix::value));
        }
        try (Numbers buffer = target(blocks.span()).fill(blocks.displs[RANK], length, i -> value(RANK, i))) {
            WORLD.allGatherv(buffer.buffer(), blocks.counts, blocks.displs, datatype);
            buffer.check("allGatherv in place" + where, i -> blocks.expected(i, CollectivesMatrix::value));
        }
    }

    private void allToAll() {
        try (Numbers out = source(SIZE * count).fill(i -> value(RANK, i / count, i % count));
                Numbers in = target(SIZE * count)) {
            WORLD.allToAll(out.buffer(), count, datatype, in.buffer(), count, datatype);
            in.check("allToAll" + where, i -> value(i / count, RANK, i % count));
        }
    }

    /** Rank r sends to rank s a block of the length that s + r has in a larger set of blocks. */
    private void allToAllv() {
        Blocks blocks = new Blocks(SIZE, count, RANK);
        try (Numbers out = source(blocks.span());
                Numbers in = target(blocks.span())) {
            out.fill(i -> blocks.expected(i, (other, index) -> value(RANK, other, index)));
            WORLD.allToAllv(
                    out.buffer(),
                    blocks.counts,
                    blocks.displs,
                    datatype,
                    in.buffer(),
                    blocks.counts,
                    blocks.displs,
                    datatype);
            in.check("allToAllv" + where, i -> blocks.expected(i, (other, index) -> value(other, RANK, index)));
        }
    }

    private static long sum(int ranks, int index) {
        long sum = 0;
        for (int rank = 0; rank < ranks; rank++) {
            sum += value(rank, index);
        }
        return sum;
    }

    private static long max(int index) {
        long max = 0;
        for (int rank = 0; rank < SIZE; rank++) {
            max = Math.max(max, value(rank, index));
        }
        return max;
    }

    private void reduce() {
        try (Numbers mine = mine();
                Numbers result = target(count)) {
            WORLD.reduce(mine.buffer(), result.buffer(), count, datatype, MPI.SUM, root);
            result.check("reduce" + where, i -> RANK == root ? sum(SIZE, i) : Numbers.untouched());
            mine.check("reduce's operand" + where, i -> value(RANK, i));
        }
        try (Numbers buffer = mine()) {
            WORLD.reduce(buffer.buffer(), count, datatype, MPI.MAX, root);
            buffer.check("reduce in place" + where, i -> RANK == root ? max(i) : value(RANK, i));
        }
    }

    private void allReduce() {
        try (Numbers mine = mine();
                Numbers result = target(count)) {
            WORLD.allReduce(mine.buffer(), result.buffer(), count, datatype, MPI.SUM);
            result.check("allReduce" + where, i -> sum(SIZE, i));
            mine.check("allReduce's operand" + where, i -> value(RANK, i));
        }
        try (Numbers buffer = mine()) {
            WORLD.allReduce(buffer.buffer(), count, datatype, MPI.MAX);
            buffer.check("allReduce in place" + where, CollectivesMatrix::max);
        }
    }

    private void scan() {
        try (Numbers mine = mine();
                Numbers result = target(count)) {
            WORLD.scan(mine.buffer(), result.buffer(), count, datatype, MPI.SUM);
            result.check("scan" + where, i -> sum(RANK + 1, i));
        }
        try (Numbers buffer = mine()) {
            WORLD.scan(buffer.buffer(), count, datatype, MPI.SUM);
            buffer.check("scan in place" + where, i -> sum(RANK + 1, i));
        }
    }

    private void exScan() {
        try (Numbers mine = mine();
                Numbers result = target(count)) {
            WORLD.exScan(mine.buffer(), result.buffer(), count, datatype, MPI.SUM);
            result.check("exScan" + where, i -> RANK == 0 ? Numbers.untouched() : sum(RANK, i));
        }
        try (Numbers buffer = mine()) {
            WORLD.exScan(buffer.buffer(), count, datatype, MPI.SUM);
            buffer.check("exScan in place" + where, i -> RANK == 0 ? value(0, i) : sum(RANK, i));
        }
    }

    private static long map(int rank, int index) {
        return (2L * value(rank, index) + 1) << 32 | value(index, rank);
    }

    private static long composed(int ranks, int index) {
        long map = map(0, index);
        for (int rank = 1; rank < ranks; rank++) {
            map = Composition.compose(map, map(rank, index));
        }
        return map;
    }

    private void userOperation() {
        Op composition = new Op(new Composition(), false);
        try (Numbers mine = new Numbers(from, ElementType.LONG, count).fill(i -> map(RANK, i));
                Numbers result = new Numbers(to, ElementType.LONG, count)) {
            WORLD.reduce(mine.buffer(), result.buffer(), count, MPI.LONG, composition, root);
            if (RANK == root) {
                result.check("composition by reduce" + where, i -> composed(SIZE, i));
            }
            WORLD.allReduce(mine.buffer(), result.buffer(), count, MPI.LONG, composition);
            result.check("composition by allReduce" + where, i -> composed(SIZE, i));
            WORLD.scan(mine.buffer(), result.buffer(), count, MPI.LONG, composition);
            result.check("composition by scan" + where, i -> composed(RANK + 1, i));
            WORLD.exScan(mine.buffer(), result.buffer(), count, MPI.LONG, composition);
            // rank 0 keeps what the scan has left, its own map
            result.check("composition by exScan" + where, i -> composed(Math.max(RANK, 1), i));
        }
        composition.free();
    }
}
