package mpj.core.coll;

import mpj.core.EngineException;
import mpj.core.ErrorClass;
import mpj.core.datatype.Layout;
import org.jspecify.annotations.Nullable;

/** A buffer in blocks, one per rank: of one length and one after the other, or each with its count and displacement. */
final class Blocks {
    private final @Nullable Object buffer;
    private final long offset;
    private final Layout layout;
    private final long uniformCount;
    private final long @Nullable [] counts;
    private final long @Nullable [] displs;

    private Blocks(
            @Nullable Object buffer,
            long offset,
            Layout layout,
            long uniformCount,
            long @Nullable [] counts,
            long @Nullable [] displs) {
        this.buffer = buffer;
        this.offset = offset;
        this.layout = layout;
        this.uniformCount = uniformCount;
        this.counts = counts;
        this.displs = displs;
    }

    static Blocks uniform(@Nullable Object buffer, long offset, long count, Layout layout) {
        return new Blocks(buffer, offset, layout, count, null, null);
    }

    static Blocks varying(
            @Nullable Object buffer,
            long offset,
            long @Nullable [] counts,
            long @Nullable [] displs,
            Layout layout,
            int ranks) {
        if (counts == null || displs == null || counts.length < ranks || displs.length < ranks) {
            throw new EngineException(
                    ErrorClass.ARG, "counts and displacements need an entry for each of the " + ranks + " ranks");
        }
        return new Blocks(buffer, offset, layout, 0, counts, displs);
    }

    @Nullable Object buffer() {
        return buffer;
    }

    Layout layout() {
        return layout;
    }

    /** Elements of a rank's block. */
    long count(int rank) {
        return counts == null ? uniformCount : counts[rank];
    }

    /** Bytes of data of a rank's block. */
    long bytes(int rank) {
        return count(rank) * layout.size();
    }

    /** The byte of the buffer at which a rank's block begins. */
    long at(int rank) {
        long elements = displs == null ? rank * uniformCount : displs[rank];
        return offset + elements * layout.extent();
    }
}
