package mpj.perf.bench;

import java.util.function.IntUnaryOperator;

/** Calls of a collective operation with data that tell where they are from, and a look at what has come. */
final class CollectiveCheck {
    private static final int ROUNDS = 3;

    private final CollectiveCall call;
    private final CollectiveBuffers buffers;
    private int round;

    CollectiveCheck(CollectiveCall call, CollectiveBuffers buffers) {
        this.call = call;
        this.buffers = buffers;
    }

    /** @param once does the operation */
    void run(Runnable once) {
        for (round = 0; round < ROUNDS; round++) {
            prepare();
            once.run();
            buffers.sent.load();
            buffers.received.load();
            call.shape.check(this);
        }
    }

    private void prepare() {
        buffers.received.fill((byte) -1);
        if (call.shape.reduces()) {
            // what rank 0 contributes is another one's next time
            buffers.sent.writeFloats(rank() + round);
        } else {
            for (int block = 0; block < call.shape.sendBlocks(buffers.comm); block++) {
                buffers.sent.writePattern(block * blockBytes(), blockBytes(), seed(rank(), block));
            }
        }
        buffers.sent.store();
    }

    private long blockBytes() {
        return buffers.sent.bytes() / call.shape.sendBlocks(buffers.comm);
    }

    /** Tells the rank, the block and the round. */
    private long seed(int from, int block) {
        return 5L * from + 97L * block + 31L * round;
    }

    int rank() {
        return buffers.comm.getRank();
    }

    int ranks() {
        return buffers.comm.getSize();
    }

    boolean isRoot() {
        return rank() == CollectiveBuffers.ROOT;
    }

    /** Elements of a block. */
    int count() {
        return buffers.count;
    }

    /** The first element of this rank's share. */
    long firstOfShare() {
        long first = 0;
        for (int rank = 0; rank < rank(); rank++) {
            first += buffers.shares[rank];
        }
        return first;
    }

    /** The elements of this rank's share. */
    int share() {
        return buffers.shares[rank()];
    }

    /** The rank to the left, and that to the right. */
    int neighbour(int number) {
        return Math.floorMod(rank() + (number == 0 ? -1 : 1), ranks());
    }

    /** Each block of the result must be one that a rank has given, the one of this number there. */
    void blocks(IntUnaryOperator from, IntUnaryOperator number) {
        int blocks = call.shape.recvBlocks(buffers.comm);
        // an operation with a single buffer has its result there
        Payload result = blocks == 0 ? buffers.sent : buffers.received;
        for (int block = 0; block < Math.max(1, blocks); block++) {
            long seed = seed(from.applyAsInt(block), number.applyAsInt(block));
            result.checkPattern(block * blockBytes(), blockBytes(), seed);
        }
    }

    /** The result must begin with sums of what the first ranks have given. */
    void sums(int ranks, long firstElement, long elements) {
        buffers.received.checkSums(round, ranks, firstElement, elements);
    }
}
