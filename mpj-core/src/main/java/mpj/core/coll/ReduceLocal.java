package mpj.core.coll;

import mpj.core.datatype.Layout;
import mpj.core.datatype.Reducer;
import org.jspecify.annotations.Nullable;

/**
 * A reduction of two buffers of one rank: of arrays in place, of others piece by piece by way of native memory that stays
 * in the nearest caches.
 */
public final class ReduceLocal {
    private static final long PIECE_BYTES = 8 << 10;

    private ReduceLocal() {}

    /** Combines {@code inOut[i] = in[i] op inOut[i]}. */
    public static void run(@Nullable Object in, @Nullable Object inOut, long count, Layout layout, Reducer op) {
        if (count * layout.size() == 0) {
            return;
        }
        if (in != null && inOut != null && count <= Integer.MAX_VALUE && op.reduceArrays(in, inOut, (int) count)) {
            return;
        }
        long piece = Math.min(count, Math.max(1, PIECE_BYTES / layout.extent()));
        Operands operands = new Operands(count, layout, piece, op.isCommutative());
        long first = operands.lead();
        long second = first + operands.stride();
        Scratch scratch = Scratch.take(2 * operands.stride());
        for (long done = 0; done < count; done += piece) {
            long n = operands.length(done);
            long at = operands.at(done);
            LocalCopy.load(scratch, first, in, at, n, layout);
            LocalCopy.load(scratch, second, inOut, at, n, layout);
            op.reduce(scratch.address + first, scratch.address + second, n);
            LocalCopy.store(scratch, second, inOut, at, n, layout);
        }
        scratch.giveBack();
    }
}
