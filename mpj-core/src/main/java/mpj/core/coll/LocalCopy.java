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
        long bytes = fromLayout.bytes(fromCount);
        if (bytes != toLayout.bytes(toCount)) {
            throw Messages.lengthsDiffer(rank, bytes, toLayout.bytes(toCount));
        }
        if (bytes == 0) {
            return;
        }
        boolean isPlain = fromLayout.isContiguous() && toLayout.isContiguous();
        long piece = Math.min(bytes, PIECE);
        Scratch scratch = Scratch.take(piece);
        open(scratch.source, from, fromOffset, fromCount, fromLayout);
        open(scratch.target, to, toOffset, toCount, toLayout);
        checkWritable(scratch.target);
        if (isPlain && scratch.source.copyToArray(scratch.target, bytes)) {
            scratch.giveBack();
            return;
        }
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
            fromLayout.pack(scratch.source, 0, done, n, scratch.address);
            toLayout.unpack(scratch.address, scratch.target, 0, done, n);
        }
    }

    /** Copies elements from the user's buffer to scratch memory, an extent apart as there. */
    static void load(
            Scratch scratch, long scratchOffset, @Nullable Object from, long offset, long count, Layout layout) {
        open(scratch.source, from, offset, count, layout);
        if (layout.isContiguous()) {
            scratch.source.copyTo(0, scratch.address + scratchOffset, layout.bytes(count));
        } else {
            // the bytes between the elements come along: nobody reads them
            long low = Math.min(0, layout.low(count));
            scratch.source.copyTo(low, scratch.address + scratchOffset + low, layout.span(count) - low);
        }
    }

    /** Copies elements from scratch memory to the user's buffer. */
    static void store(
            Scratch scratch, long scratchOffset, @Nullable Object to, long offset, long count, Layout layout) {
        if (layout.isContiguous()) {
            open(scratch.target, to, offset, count, layout);
            checkWritable(scratch.target);
            scratch.target.copyFrom(scratch.address + scratchOffset, 0, layout.bytes(count));
        } else {
            copy(0, scratch.memory, scratchOffset, count, layout, to, offset, count, layout);
        }
    }

    static void open(
            BufferView view, @Nullable Object buffer, long offset, long count, Layout layout) {
        try {
            layout.open(view, buffer, offset, count);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new EngineException(ErrorClass.BUFFER, String.valueOf(e.getMessage()), e);
        }
        if (!view.checkAlive()) {
            throw new EngineException(ErrorClass.BUFFER, "the arena of the memory segment has been closed");
        }
    }

    static void checkWritable(BufferView view) {
        if (view.isReadOnly()) {
            throw new EngineException(ErrorClass.BUFFER, "the buffer that takes the result is read-only");
        }
    }
}
