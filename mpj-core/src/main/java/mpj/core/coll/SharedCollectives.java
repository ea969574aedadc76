package mpj.core.coll;

import static mpj.core.coll.Schedule.RECEIVE;
import static mpj.core.coll.Schedule.SEND;

import mpj.base.memory.BufferView;
import mpj.base.memory.RawMemory;
import mpj.core.coll.choice.SharedMemory;
import mpj.core.coll.choice.Subject;
import mpj.core.datatype.Layout;
import mpj.core.datatype.Reducer;

/**
 * Blocking collective operations by loads and stores in a {@link SharedArea}: each rank puts what it gives into its slot,
 * and takes what it wants from the slots of the others. Longer operands go piece by piece; none at all are a step as well,
 * so that ranks that disagree on the length find out.
 *
 * <p>Each element of a reduction is combined by one rank, or by all in the same order: all get the same bits.
 */
final class SharedCollectives {
    /** Up to here each rank of three and more combines all; beyond it each combines its part, and all collect the parts. */
    private static final int WHOLE_BYTES = 2048;

    /** The same of two ranks. */
    private static final int WHOLE_BYTES_OF_PAIR = 8192;

    /** What is only copied goes on while it is in the nearer caches. Reductions wait for each other twice a piece. */
    private static final int MOVED_BYTES = 64 << 10;

    private final SharedArea area;
    private final int rank;
    private final int size;
    private final BufferView source = new BufferView();
    private final BufferView target = new BufferView();
    private final long[] operands;
    /** Bytes of an element of the operands. */
    private long element;

    SharedCollectives(SharedArea area, int rank, int size) {
        this.area = area;
        this.rank = rank;
        this.size = size;
        this.operands = new long[size];
    }

    /** Whether an operation goes this way; decided by what is the same on all ranks. */
    boolean takes(CallShape shape, boolean userCode) {
        Kind kind = shape.kind();
        return shape.bytes(rank, size) <= SharedMemory.most(kind, size)
                && (!Subject.reduces(kind) || !userCode && shape.commutes() && shape.layout1().isContiguous());
    }

    /** Does it. */
    void run(CallShape shape, Collective call) {
        if (shape.operation == Messages.BARRIER) {
            barrier();
            return;
        }
        try {
            switch (shape.operation) {
                case Messages.BCAST -> bcast(shape, call);
                case Messages.GATHER -> gather(shape, call);
                case Messages.SCATTER -> scatter(shape, call);
                case Messages.ALLGATHER -> allgather(shape, call);
                case Messages.ALLTOALL -> alltoall(shape, call);
                default -> reduction(shape, call);
            }
        } finally {
            source.clear();
            target.clear();
        }
    }

    private void open(BufferView view, Collective call, int which, long count, Layout layout) {
        LocalCopy.open(view, call.buffer(which), call.offset(which), count, layout);
    }

    private void openTarget(Collective call, long count, Layout layout) {
        open(target, call, RECEIVE, count, layout);
        LocalCopy.checkWritable(target);
    }

    // ---------------------------------------------------------------- moving

    private void barrier() {
        area.begin(Messages.BARRIER, 0, 0);
        area.arrive();
        area.awaitAll();
    }

    private void bcast(CallShape shape, Collective call) {
        Layout layout = shape.layout1();
        int root = shape.root();
        long bytes = shape.bytes1();
        if (rank == root) {
            open(source, call, RECEIVE, shape.count1(), layout);
        } else {
            openTarget(call, shape.count1(), layout);
        }
        long done = 0;
        do {
            long n = Math.min(MOVED_BYTES, bytes - done);
            long slot = area.begin(Messages.BCAST, root, bytes);
            if (rank == root) {
                layout.pack(source, 0, done, n, slot);
                area.arrive();
            } else {
                area.arrive();
                layout.unpack(area.await(root), target, 0, done, n);
            }
            done += MOVED_BYTES;
        } while (done < bytes);
    }

    private void gather(CallShape shape, Collective call) {
        int root = shape.root();
        boolean collects = rank == root;
        long block = collects ? shape.bytes2() : shape.bytes1();
        Layout layout = collects ? shape.layout2() : shape.layout1();
        if (collects) {
            openTarget(call, size * shape.count2(), layout);
        } else {
            open(source, call, SEND, shape.count1(), layout);
        }
        long done = 0;
        do {
            long n = Math.min(MOVED_BYTES, block - done);
            long slot = area.begin(Messages.GATHER, root, block);
            if (!collects) {
                layout.pack(source, 0, done, n, slot);
            }
            area.arrive();
            for (int i = 1; collects && i < size; i++) {
                int from = (root + i) % size;
                layout.unpack(area.await(from), target, from * shape.count2() * layout.extent(), done, n);
            }
            done += MOVED_BYTES;
        } while (done < block);
        if (collects && !shape.isInPlace()) {
            ownBlock(shape, call);
        }
    }

    private void scatter(CallShape shape, Collective call) {
        int root = shape.root();
        boolean deals = rank == root;
        long block = deals ? shape.bytes1() : shape.bytes2();
        if (deals) {
            open(source, call, SEND, size * shape.count1(), shape.layout1());
        } else {
            openTarget(call, shape.count2(), shape.layout2());
        }
        long piece = pieceOfBlocks(1);
        long done = 0;
        do {
            long n = Math.min(piece, block - done);
            long slot = area.begin(Messages.SCATTER, root, block);
            if (deals) {
                packBlocks(shape.count1(), shape.layout1(), done, n, slot);
                area.arrive();
            } else {
                area.arrive();
                shape.layout2().unpack(area.await(root) + rank * n, target, 0, done, n);
            }
            done += piece;
        } while (done < block);
        if (deals && !shape.isInPlace()) {
            ownBlock(shape, call);
        }
    }

    /** How many bytes of each rank's block a slot takes, whole elements of so many bytes. */
    private long pieceOfBlocks(long element) {
        return SharedArea.SLOT_BYTES / size / element * element;
    }

    /** The same part of each other rank's block, by ranks, with a place left for this rank's. */
    private void packBlocks(long count, Layout layout, long done, long n, long slot) {
        for (int i = 1; i < size; i++) {
            int other = (rank + i) % size;
            layout.pack(source, other * count * layout.extent(), done, n, slot + other * n);
        }
    }

    /** Copies this rank's block to itself. */
    private void ownBlock(CallShape shape, Collective call) {
        long from = shape.operation == Messages.GATHER ? 0 : rank * shape.count1() * shape.layout1().extent();
        long to = shape.operation == Messages.SCATTER ? 0 : rank * shape.count2() * shape.layout2().extent();
        LocalCopy.copy(
                rank,
                call.buffer(SEND),
                call.offset(SEND) + from,
                shape.count1(),
                shape.layout1(),
                call.buffer(RECEIVE),
                call.offset(RECEIVE) + to,
                shape.count2(),
                shape.layout2());
    }

    private void allgather(CallShape shape, Collective call) {
        boolean inPlace = shape.isInPlace();
        Layout given = inPlace ? shape.layout2() : shape.layout1();
        Layout taken = shape.layout2();
        long distance = shape.count2() * taken.extent();
        long from = inPlace ? rank * distance : 0;
        if (inPlace) {
            open(source, call, RECEIVE, size * shape.count2(), taken);
        } else {
            open(source, call, SEND, shape.count1(), given);
        }
        openTarget(call, size * shape.count2(), taken);
        long block = agreedBlock(shape);
        long done = 0;
        do {
            long n = Math.min(MOVED_BYTES, block - done);
            long slot = area.begin(Messages.ALLGATHER, 0, block);
            given.pack(source, from, done, n, slot);
            area.arrive();
            if (!inPlace) {
                taken.unpack(slot, target, rank * distance, done, n);
            }
            for (int i = 1; i < size; i++) {
                int other = (rank + i) % size;
                taken.unpack(area.await(other), target, other * distance, done, n);
            }
            done += MOVED_BYTES;
        } while (done < block);
    }

    /** The bytes of a block, which this rank gives and takes. */
    private long agreedBlock(CallShape shape) {
        long block = shape.bytes2();
        if (!shape.isInPlace() && shape.bytes1() != block) {
            throw Messages.lengthsDiffer(rank, shape.bytes1(), block);
        }
        return block;
    }

    private void alltoall(CallShape shape, Collective call) {
        boolean inPlace = shape.isInPlace();
        long count = inPlace ? shape.count2() : shape.count1();
        Layout given = inPlace ? shape.layout2() : shape.layout1();
        Layout taken = shape.layout2();
        long distance = shape.count2() * taken.extent();
        open(source, call, SEND, size * count, given);
        openTarget(call, size * shape.count2(), taken);
        long block = agreedBlock(shape);
        long piece = pieceOfBlocks(1);
        long done = 0;
        do {
            long n = Math.min(piece, block - done);
            packBlocks(count, given, done, n, area.begin(Messages.ALLTOALL, 0, block));
            area.arrive();
            for (int i = 1; i < size; i++) {
                int other = (rank + i) % size;
                taken.unpack(area.await(other) + rank * n, target, other * distance, done, n);
            }
            done += piece;
        } while (done < block);
        if (!inPlace) {
            ownBlock(shape, call);
        }
    }

    // ---------------------------------------------------------------- reducing

    private void reduction(CallShape shape, Collective call) {
        Layout layout = shape.layout1();
        Reducer op = call.reducer();
        if (op == null) {
            throw new IllegalStateException("a reduction without a function");
        }
        long bytes = shape.bytes1();
        element = Math.max(1, layout.size());
        boolean scatters = shape.operation == Messages.REDUCE_SCATTER;
        open(source, call, SEND, scatters ? size * shape.count1() : shape.count1(), layout);
        if (takesResult(shape)) {
            openTarget(call, shape.count1(), layout);
        }
        long piece = scatters ? pieceOfBlocks(element) : SharedArea.SLOT_BYTES / element * element;
        long done = 0;
        do {
            long n = Math.min(piece, bytes - done);
            if (scatters) {
                combineBlocks(shape, op, done, n);
            } else if (divides(shape, n)) {
                combineParts(shape, op, done, n);
            } else {
                combineWhole(shape, op, done, n);
            }
            done += piece;
        } while (done < bytes);
    }

    private boolean takesResult(CallShape shape) {
        return switch (shape.operation) {
            case Messages.REDUCE -> rank == shape.root();
            case Messages.SCAN -> rank > 0 || !shape.isExclusive();
            default -> true;
        };
    }

    private boolean divides(CallShape shape, long n) {
        return shape.operation != Messages.SCAN && n > (size == 2 ? WHOLE_BYTES_OF_PAIR : WHOLE_BYTES);
    }

    /** Each rank that takes the result, or a part of it by itself, combines all operands. */
    private void combineWhole(CallShape shape, Reducer op, long done, long n) {
        long slot = area.begin(shape.operation, shape.root(), shape.bytes1());
        shape.layout1().pack(source, 0, done, n, slot);
        area.arrive();
        if (!takesResult(shape)) {
            return;
        }
        int last = shape.operation != Messages.SCAN ? size - 1 : shape.isExclusive() ? rank - 1 : rank;
        Scratch scratch = Scratch.take(n);
        for (int i = last; i >= 0; i--) {
            long operand = i == rank ? slot : area.await(i);
            if (i == last) {
                RawMemory.copy(operand, scratch.address, n);
            } else {
                op.reduce(operand, scratch.address, n / element);
            }
        }
        shape.layout1().unpack(scratch.address, target, 0, done, n);
        scratch.giveBack();
    }

    /** Each rank combines its block. */
    private void combineBlocks(CallShape shape, Reducer op, long done, long n) {
        Layout layout = shape.layout1();
        long slot = area.begin(shape.operation, 0, shape.bytes1());
        packBlocks(shape.count1(), layout, done, n, slot);
        area.arrive();
        layout.pack(source, rank * shape.count1() * layout.extent(), done, n, slot + rank * n);
        for (int i = 1; i < size; i++) {
            op.reduce(area.await((rank + i) % size) + rank * n, slot + rank * n, n / element);
        }
        layout.unpack(slot + rank * n, target, 0, done, n);
    }

    /** Each rank combines a part; those that take the result collect the parts, in a step more. */
    private void combineParts(CallShape shape, Reducer op, long done, long n) {
        Layout layout = shape.layout1();
        long given = area.begin(shape.operation, shape.root(), shape.bytes1());
        for (int i = 1; i < size; i++) {
            int other = (rank + i) % size;
            layout.pack(source, 0, done + part(n, other), part(n, other + 1) - part(n, other), given + part(n, other));
        }
        area.arrive();
        long from = part(n, rank);
        long length = part(n, rank + 1) - from;
        for (int i = 1; i < size; i++) {
            operands[i] = area.await((rank + i) % size) + from;
        }
        long combined = area.begin(shape.operation, shape.root(), shape.bytes1());
        layout.pack(source, 0, done + from, length, combined);
        for (int i = 1; i < size; i++) {
            op.reduce(operands[i], combined, length / element);
        }
        area.arrive();
        for (int i = 0; i < size && takesResult(shape); i++) {
            int other = (rank + i) % size;
            long theirs = other == rank ? combined : area.await(other);
            layout.unpack(theirs, target, 0, done + part(n, other), part(n, other + 1) - part(n, other));
        }
    }

    /** Where a rank's part of so many bytes begins: all parts are whole elements. */
    private long part(long n, int of) {
        return n / element * of / size * element;
    }
}
