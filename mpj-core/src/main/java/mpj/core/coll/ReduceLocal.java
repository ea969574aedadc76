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
        long stride = Scratch.stride(piece * layout.extent());
        Scratch scratch = Scratch.take(2 * stride);
        for (long done = 0; done < count; done += piece) {
            long n = Math.min(piece, count - done);
            long at = done * layout.extent();
            LocalCopy.load(scratch, 0, in, at, n, layout);
            LocalCopy.load(scratch, stride, inOut, at, n, layout);
            op.reduce(scratch.address, scratch.address + stride, n);
            LocalCopy.store(scratch, stride, inOut, at, n, layout);
        }
        scratch.giveBack();
    }
}
