package mpj.core.coll;

import mpj.core.comm.Communicator;
import mpj.core.datatype.Layout;
import mpj.core.datatype.Reducer;
import org.jspecify.annotations.Nullable;

/**
 * Short ones by recursive doubling, long ones up and down a tree, chunk by chunk.
 *
 * <p>In recursive doubling both partners compute the same expression, the lower ranks' operand on the left: all ranks
 * get the same bits, and operations need not commute. Where the number of ranks is no power of two, the first ranks
 * join in pairs and take part as one (Thakur, Rabenseifner, Gropp: Optimization of Collective Communication Operations
 * in MPICH, 2005).
 */
final class Allreduce {
    /** Up to here the number of steps counts, beyond it the number of bytes moved. */
    private static final long SHORT_BYTES = 32 << 10;

    private Allreduce() {}

    static void run(
            Communicator c,
            @Nullable Object from,
            long fromOffset,
            @Nullable Object to,
            long toOffset,
            long count,
            Layout layout,
            Reducer op) {
        Communicator cc = c.collective();
        boolean doubling = c.size() <= 2 || count * layout.size() <= SHORT_BYTES;
        long chunk = Reduce.chunk(layout, count);
        long stride = Scratch.stride(chunk * layout.extent());
        Scratch scratch = Scratch.take(2 * stride);
        for (long i = 0; i < count; i += chunk) {
            long n = Math.min(chunk, count - i);
            long at = i * layout.extent();
            if (doubling) {
                doubling(cc, scratch, stride, from, fromOffset + at, to, toOffset + at, n, layout, op);
            } else {
                upAndDown(cc, scratch, stride, from, fromOffset + at, to, toOffset + at, n, layout, op);
            }
        }
        scratch.giveBack();
    }

    private static void upAndDown(
            Communicator cc,
            Scratch scratch,
            long stride,
            @Nullable Object from,
            long fromOffset,
            @Nullable Object to,
            long toOffset,
            long n,
            Layout layout,
            Reducer op) {
        long result = Reduce.tree(cc, scratch, stride, from, fromOffset, n, layout, op, 0, Messages.ALLREDUCE);
        if (cc.rank() == 0) {
            Bcast.run(cc, scratch.memory, result, n, layout, 0, Messages.ALLREDUCE);
            LocalCopy.store(scratch, result, to, toOffset, n, layout);
        } else {
            Bcast.run(cc, to, toOffset, n, layout, 0, Messages.ALLREDUCE);
        }
    }

    private static void doubling(
            Communicator cc,
            Scratch scratch,
            long stride,
            @Nullable Object from,
            long fromOffset,
            @Nullable Object to,
            long toOffset,
            long n,
            Layout layout,
            Reducer op) {
        int rank = cc.rank();
        int power = Integer.highestOneBit(cc.size());
        int pairs = cc.size() - power;
        boolean paired = rank < 2 * pairs;
        if (paired && (rank & 1) == 0) {
            Messages.send(cc, from, fromOffset, n, layout, rank + 1, Messages.ALLREDUCE);
            Messages.receive(cc, to, toOffset, n, layout, rank + 1, Messages.ALLREDUCE);
            return;
        }
        LocalCopy.load(scratch, 0, from, fromOffset, n, layout);
        if (paired) {
            Messages.receive(cc, scratch.memory, stride, n, layout, rank - 1, Messages.ALLREDUCE);
            op.reduce(scratch.address + stride, scratch.address, n);
        }
        int place = paired ? rank >> 1 : rank - pairs;
        long result = exchanges(cc, scratch, stride, n, layout, op, place, power, pairs);
        if (paired) {
            Messages.send(cc, scratch.memory, result, n, layout, rank - 1, Messages.ALLREDUCE);
        }
        LocalCopy.store(scratch, result, to, toOffset, n, layout);
    }

    /** The steps among a power of two of ranks; says where in the scratch memory the result is. */
    private static long exchanges(
            Communicator cc,
            Scratch scratch,
            long stride,
            long n,
            Layout layout,
            Reducer op,
            int place,
            int power,
            int pairs) {
        long mine = 0;
        for (int bit = 1; bit < power; bit <<= 1) {
            int partnerPlace = place ^ bit;
            int partner = partnerPlace < pairs ? 2 * partnerPlace + 1 : partnerPlace + pairs;
            long theirs = stride - mine;
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
                    Messages.ALLREDUCE);
            if (partnerPlace < place) {
                op.reduce(scratch.address + theirs, scratch.address + mine, n);
            } else {
                op.reduce(scratch.address + mine, scratch.address + theirs, n);
                mine = theirs;
            }
        }
        return mine;
    }
}
