package mpj.core.coll;

import mpj.core.comm.Communicator;
import mpj.core.datatype.Layout;
import mpj.core.datatype.Reducer;
import org.jspecify.annotations.Nullable;

/**
 * Up a binomial tree, chunk by chunk, so that a long reduction needs little memory and the levels of the tree work at
 * the same time.
 *
 * <p>A node's operands always come from ranks that follow its own without a gap: a tree whose root is rank 0 keeps the
 * order that operations that do not commute need. Those use it, and rank 0 hands the result on.
 */
final class Reduce {
    /** Fits into a core's second cache with its operand. */
    private static final long CHUNK_BYTES = 256 << 10;

    private Reduce() {}

    /** The number of elements that are reduced at once; the same on all ranks, since the sizes are. */
    static long chunk(Layout layout, long count) {
        return Math.min(count, Math.max(1, CHUNK_BYTES / layout.size()));
    }

    static void run(
            Communicator c,
            @Nullable Object from,
            long fromOffset,
            @Nullable Object to,
            long toOffset,
            long count,
            Layout layout,
            Reducer op,
            int root) {
        Communicator cc = c.collective();
        int top = op.isCommutative() ? root : 0;
        long chunk = chunk(layout, count);
        long stride = Scratch.stride(chunk * layout.extent());
        Scratch scratch = Scratch.take(2 * stride);
        for (long i = 0; i < count; i += chunk) {
            long n = Math.min(chunk, count - i);
            long at = i * layout.extent();
            long result = tree(cc, scratch, stride, from, fromOffset + at, n, layout, op, top, Messages.REDUCE);
            if (cc.rank() == root && root == top) {
                LocalCopy.store(scratch, result, to, toOffset + at, n, layout);
            } else if (cc.rank() == top) {
                Messages.send(cc, scratch.memory, result, n, layout, root, Messages.REDUCE);
            } else if (cc.rank() == root) {
                Messages.receive(cc, to, toOffset + at, n, layout, top, Messages.REDUCE);
            }
        }
        scratch.giveBack();
    }

    /**
     * Reduces one chunk to {@code top}.
     *
     * @return at {@code top}, where in the scratch memory the result is: at 0 or at {@code stride}
     */
    static long tree(
            Communicator cc,
            Scratch scratch,
            long stride,
            @Nullable Object from,
            long fromOffset,
            long n,
            Layout layout,
            Reducer op,
            int top,
            int tag) {
        int size = cc.size();
        int place = (cc.rank() + size - top) % size;
        if ((place & 1) != 0) {
            Messages.send(cc, from, fromOffset, n, layout, (place - 1 + top) % size, tag);
            return 0;
        }
        long mine = 0;
        LocalCopy.load(scratch, mine, from, fromOffset, n, layout);
        for (int bit = 1; bit < size; bit <<= 1) {
            if ((place & bit) != 0) {
                Messages.send(cc, scratch.memory, mine, n, layout, (place - bit + top) % size, tag);
                break;
            }
            if (place + bit < size) {
                long theirs = stride - mine;
                Messages.receive(cc, scratch.memory, theirs, n, layout, (place + bit + top) % size, tag);
                op.reduce(scratch.address + mine, scratch.address + theirs, n);
                mine = theirs;
            }
        }
        return mine;
    }
}
