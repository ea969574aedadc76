package mpj.core.coll;

import mpj.base.memory.RawMemory;
import mpj.core.comm.Communicator;
import mpj.core.datatype.Layout;
import mpj.core.datatype.Reducer;
import org.jspecify.annotations.Nullable;

/**
 * Prefixes by recursive doubling, chunk by chunk, in the order of the ranks.
 *
 * <p>After the step of distance {@code bit} a rank knows the combination of its block of {@code 2 bit} ranks (as far as
 * they exist) and, as its result, of those of the block that are not above it.
 */
final class Scan {
    private Scan() {}

    static void run(
            Communicator c,
            @Nullable Object from,
            long fromOffset,
            @Nullable Object to,
            long toOffset,
            long count,
            Layout layout,
            Reducer op,
            boolean exclusive) {
        Communicator cc = c.collective();
        long chunk = Reduce.chunk(layout, count);
        long stride = Scratch.stride(chunk * layout.extent());
        Scratch scratch = Scratch.take(3 * stride);
        for (long i = 0; i < count; i += chunk) {
            long n = Math.min(chunk, count - i);
            long at = i * layout.extent();
            // the result has a place of its own, the block's combination alternates between the two others
            LocalCopy.load(scratch, stride, from, fromOffset + at, n, layout);
            if (!exclusive) {
                RawMemory.copy(scratch.address + stride, scratch.address, n * layout.extent());
            }
            prefix(cc, scratch, stride, n, layout, op, !exclusive);
            if (!exclusive || cc.rank() > 0) {
                LocalCopy.store(scratch, 0, to, toOffset + at, n, layout);
            }
        }
        scratch.giveBack();
    }

    /**
     * Combines one chunk.
     *
     * @param begun whether there is a result already, the rank's own operand
     */
    private static void prefix(
            Communicator cc, Scratch scratch, long stride, long n, Layout layout, Reducer op, boolean begun) {
        int rank = cc.rank();
        int size = cc.size();
        long result = scratch.address;
        boolean hasResult = begun;
        long mine = stride;
        for (int bit = 1; bit < size; bit <<= 1) {
            int partner = rank ^ bit;
            if (partner >= size) {
                continue;
            }
            long theirs = 3 * stride - mine;
            Messages.exchange(
                    cc,
                    scratch.memory,
                    mine,
                    n,
                    layout,
                    partner,
                    scratch.memory,
                    theirs,
                    n,
                    layout,
                    partner,
                    Messages.SCAN);
            if (partner > rank) {
                op.reduce(scratch.address + mine, scratch.address + theirs, n);
                mine = theirs;
                continue;
            }
            if (hasResult) {
                op.reduce(scratch.address + theirs, result, n);
            } else {
                RawMemory.copy(scratch.address + theirs, result, n * layout.extent());
                hasResult = true;
            }
            op.reduce(scratch.address + theirs, scratch.address + mine, n);
        }
    }
}
