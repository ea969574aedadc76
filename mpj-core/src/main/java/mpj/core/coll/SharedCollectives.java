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
 * Blocking collective operations of few bytes by loads and stores in a {@link SharedArea}: each rank puts what it gives
 * into its slot, and takes what it wants from the slots of the others. Longer operands go piece by piece; none at all are
 * a step as well, so that ranks that disagree on the length find out.
 *
 * <p>Reductions combine in the order of the ranks, the last operand first, and give all ranks the same bits.
 */
final class SharedCollectives {
    /** Up to here each rank of three and more combines all; beyond it each combines its part, and all collect the parts. */
    private static final int WHOLE_BYTES = 2048;

    private final SharedArea area;
    private final int rank;
    private final int size;
    /** The longest operand, or block for each rank. */
    private final long most;

    private final BufferView source = new BufferView();
    private final BufferView target = new BufferView();
    private final long[] operands;

    SharedCollectives(SharedArea area, int rank, int size) {
        this.area = area;
        this.rank = rank;
        this.size = size;
        this.most = SharedMemory.most(size);
        this.operands = new long[size];
    }

    /** Whether an operation goes this way; decided by what is the same on all ranks. */
    boolean takes(CallShape shape, boolean userCode) {
        Kind kind = shape.kind();
        return shape.bytes(rank, size) <= most
                && (!Subject.reduces(kind) || !userCode && shape.layout1().isContiguous());
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
            long n = Math.min(SharedArea.SLOT_BYTES, bytes - done);
            long slot = area.begin(Messages.BCAST, root, bytes);
            if (rank == root) {
                layout.pack(source, 0, done, n, slot);
                area.arrive();
            } else {
                area.arrive();
                layout.unpack(area.await(root), target, 0, done, n);
            }
            done += SharedArea.SLOT_BYTES;
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
            long n = Math.min(SharedArea.SLOT_BYTES, block - done);
            long slot = area.begin(Messages.GATHER, root, block);
            if (!collects) {
                layout.pack(source, 0, done, n, slot);
            }
            area.arrive();
            for (int i = 1; collects && i < size; i++) {
                int from = (root + i) % size;
                layout.unpack(area.await(from), target, from * shape.count2() * layout.extent(), done, n);
            }
            done += SharedArea.SLOT_BYTES;
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

    /** The same part of each rank's block, one after the other. */
    private void packBlocks(long count, Layout layout, long done, long n, long slot) {
        for (int i = 0; i < size; i++) {
            layout.pack(source, i * count * layout.extent(), done, n, slot + i * n);
        }
    }

    /** Copies the root's block to itself. */
    private void ownBlock(CallShape shape, Collective call) {
        boolean gathers = shape.operation == Messages.GATHER;
        long from = gathers ? 0 : rank * shape.count1() * shape.layout1().extent();
        long to = gathers ? rank * shape.count2() * shape.layout2().extent() : 0;
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
            long n = Math.min(SharedArea.SLOT_BYTES, block - done);
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
            done += SharedArea.SLOT_BYTES;
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
            for (int i = 0; i < size; i++) {
                int other = (rank + i) % size;
                long slot = other == rank ? area.slot(rank) : area.await(other);
                taken.unpack(slot + rank * n, target, other * distance, done, n);
            }
            done += piece;
        } while (done < block);
    }

    // ---------------------------------------------------------------- reducing

    private void reduction(CallShape shape, Collective call) {
        Layout layout = shape.layout1();
        long element = Math.max(1, layout.size());
        long bytes = shape.bytes1();
        Reducer op = call.reducer();
        if (op == null) {
            throw new IllegalStateException("a reduction without a function");
        }
        boolean scatters = shape.operation == Messages.REDUCE_SCATTER;
        open(source, call, SEND, scatters ? size * shape.count1() : shape.count1(), layout);
        if (takesResult(shape)) {
            openTarget(call, shape.count1(), layout);
        }
        long piece = scatters ? pieceOfBlocks(element) : SharedArea.SLOT_BYTES / element * element;
        Scratch scratch = Scratch.take(SharedArea.SLOT_BYTES);
        long done = 0;
        do {
            long n = Math.min(piece, bytes - done);
            long slot = area.begin(shape.operation, shape.root(), bytes);
            if (scatters) {
                packBlocks(shape.count1(), shape.layout1(), done, n, slot);
            } else {
                layout.pack(source, 0, done, n, slot);
            }
            area.arrive();
            combine(shape, op, done, n, element, scratch.address);
            done += piece;
        } while (done < bytes);
        scratch.giveBack();
    }

    private boolean takesResult(CallShape shape) {
        return switch (shape.operation) {
            case Messages.REDUCE -> rank == shape.root();
            case Messages.SCAN -> rank > 0 || !shape.isExclusive();
            default -> true;
        };
    }

    private void combine(CallShape shape, Reducer op, long done, long n, long element, long result) {
        int last = size - 1;
        long at = 0;
        switch (shape.operation) {
            case Messages.ALLREDUCE -> {
                if (size > 2 && n > WHOLE_BYTES) {
                    combineParts(shape, op, done, n, element);
                    return;
                }
            }
            case Messages.SCAN -> last = shape.isExclusive() ? rank - 1 : rank;
            case Messages.REDUCE_SCATTER -> at = rank * n;
            default -> {}
        }
        if (takesResult(shape)) {
            combine(op, last, at, n, element, result);
            shape.layout1().unpack(result, target, 0, done, n);
        }
    }

    /** Combines {@code n} bytes at {@code at} of the slots of ranks 0 to {@code last}. */
    private void combine(Reducer op, int last, long at, long n, long element, long result) {
        for (int i = last; i >= 0; i--) {
            long operand = (i == rank ? area.slot(i) : area.await(i)) + at;
            if (i == last) {
                RawMemory.copy(operand, result, n);
            } else {
                op.reduce(operand, result, n / element);
            }
        }
    }

    /** Each rank combines a part, in a step more, and gets the other parts from those that have combined them. */
    private void combineParts(CallShape shape, Reducer op, long done, long n, long element) {
        long elements = n / element;
        long from = part(elements, rank) * element;
        long length = part(elements, rank + 1) * element - from;
        area.awaitAll();
        for (int i = 0; i < size; i++) {
            operands[i] = area.slot(i) + from;
        }
        long slot = area.begin(shape.operation, shape.root(), shape.bytes1());
        RawMemory.copy(operands[size - 1], slot, length);
        for (int i = size - 2; i >= 0; i--) {
            op.reduce(operands[i], slot, length / element);
        }
        area.arrive();
        for (int i = 0; i < size; i++) {
            int other = (rank + i) % size;
            long theirs = other == rank ? slot : area.await(other);
            long start = part(elements, other) * element;
            shape.layout1().unpack(theirs, target, 0, done + start, part(elements, other + 1) * element - start);
        }
    }

    private long part(long elements, int of) {
        return elements * of / size;
    }
}
