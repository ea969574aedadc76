package mpj.core.coll;

import mpj.base.memory.BufferView;
import mpj.core.EngineException;
import mpj.core.ErrorClass;
import mpj.core.datatype.Layout;
import org.jspecify.annotations.Nullable;

/** A rank's message to itself, without the engine: from one buffer of the user to another, of any kind and layout. */
final class LocalCopy {
    /** Small enough to stay in the nearest caches on its way from one heap array to another. */
    private static final long PIECE = 16 << 10;

    private LocalCopy() {}

    static void copy(
            int rank,
            @Nullable Object from,
            long fromOffset,
            long fromCount,
            Layout fromLayout,
            @Nullable Object to,
            long toOffset,
            long toCount,
            Layout toLayout) {
        long bytes = fromCount * fromLayout.size();
        if (bytes != toCount * toLayout.size()) {
            throw Messages.lengthsDiffer(rank, bytes, toCount * toLayout.size());
        }
        if (bytes == 0) {
            return;
        }
        long piece = Math.min(bytes, pieceBytes(fromLayout.size(), toLayout.size()));
        Scratch scratch = Scratch.take(piece);
        open(scratch.source, from, fromOffset, fromLayout.span(fromCount));
        open(scratch.target, to, toOffset, toLayout.span(toCount));
        checkWritable(scratch.target);
        if (fromLayout.isContiguous() && scratch.source.isNative()) {
            toLayout.unpack(scratch.source.address(), scratch.target, 0, bytes);
        } else if (toLayout.isContiguous() && scratch.target.isNative()) {
            fromLayout.pack(scratch.source, 0, fromCount, scratch.target.address());
        } else {
            inPieces(scratch, piece, fromLayout, toLayout, bytes);
        }
        scratch.giveBack();
    }

    private static void inPieces(Scratch scratch, long piece, Layout fromLayout, Layout toLayout, long bytes) {
        for (long done = 0; done < bytes; done += piece) {
            long n = Math.min(piece, bytes - done);
            long source = done / fromLayout.size() * fromLayout.extent();
            fromLayout.pack(scratch.source, source, n / fromLayout.size(), scratch.address);
            toLayout.unpack(scratch.address, scratch.target, done / toLayout.size() * toLayout.extent(), n);
        }
    }

    /** A number of bytes that is whole elements on both sides. */
    private static long pieceBytes(long fromSize, long toSize) {
        long whole = fromSize / greatestCommonDivisor(fromSize, toSize) * toSize;
        return Math.max(whole, PIECE / whole * whole);
    }

    private static long greatestCommonDivisor(long a, long b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    /** Copies elements from the user's buffer to scratch memory, an extent apart as there. */
    static void load(
            Scratch scratch, long scratchOffset, @Nullable Object from, long offset, long count, Layout layout) {
        open(scratch.source, from, offset, layout.span(count));
        if (layout.isContiguous()) {
            scratch.source.copyTo(0, scratch.address + scratchOffset, count * layout.size());
        } else {
            // the bytes between the elements come along: nobody reads them
            scratch.source.copyTo(0, scratch.address + scratchOffset, layout.span(count));
        }
    }

    /** Copies elements from scratch memory to the user's buffer. */
    static void store(
            Scratch scratch, long scratchOffset, @Nullable Object to, long offset, long count, Layout layout) {
        if (layout.isContiguous()) {
            open(scratch.target, to, offset, layout.span(count));
            checkWritable(scratch.target);
            scratch.target.copyFrom(scratch.address + scratchOffset, 0, count * layout.size());
        } else {
            copy(0, scratch.memory, scratchOffset, count, layout, to, offset, count, layout);
        }
    }

    private static void open(BufferView view, @Nullable Object buffer, long offset, long bytes) {
        try {
            view.set(buffer, offset, bytes);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new EngineException(ErrorClass.BUFFER, String.valueOf(e.getMessage()), e);
        }
        if (!view.checkAlive()) {
            throw new EngineException(ErrorClass.BUFFER, "the arena of the memory segment has been closed");
        }
    }

    private static void checkWritable(BufferView view) {
        if (view.isReadOnly()) {
            throw new EngineException(ErrorClass.BUFFER, "the buffer that takes the result is read-only");
        }
    }
}
