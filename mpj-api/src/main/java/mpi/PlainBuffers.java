package mpi;

import java.lang.foreign.MemorySegment;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import mpj.core.comm.Content;
import mpj.core.comm.Parts;
import org.jspecify.annotations.Nullable;

/**
 * Finds the type of arrays and buffers that are given without count and datatype: all of an array, an NIO buffer from
 * its position to its limit, all bytes of a memory segment.
 */
final class PlainBuffers {
    private PlainBuffers() {}

    /**
     * The one part that a buffer is as a message; null for what is no buffer.
     *
     * @throws CodingException if its numbers are not in native byte order
     */
    static @Nullable Parts of(@Nullable Object object) throws CodingException {
        if (object instanceof Buffer buffer) {
            return of(buffer);
        }
        boolean isSegment = object instanceof MemorySegment;
        if (object == null || !isSegment && Content.of(object) == Content.STREAM) {
            return null;
        }
        Parts parts = new Parts();
        if (object instanceof MemorySegment segment) {
            parts.addBuffer(Content.BYTES, segment, 0, segment.byteSize());
        } else {
            parts.addArray(object);
        }
        return parts;
    }

    private static Parts of(Buffer buffer) throws CodingException {
        int content =
                switch (buffer) {
                    case ByteBuffer _ -> Content.BYTES;
                    case CharBuffer b -> inOrder(Content.CHARS, b.order());
                    case ShortBuffer b -> inOrder(Content.SHORTS, b.order());
                    case IntBuffer b -> inOrder(Content.INTS, b.order());
                    case LongBuffer b -> inOrder(Content.LONGS, b.order());
                    case FloatBuffer b -> inOrder(Content.FLOATS, b.order());
                    case DoubleBuffer b -> inOrder(Content.DOUBLES, b.order());
                };
        int shift = Content.shift(content);
        Parts parts = new Parts();
        parts.addBuffer(content, buffer, (long) buffer.position() << shift, (long) buffer.remaining() << shift);
        return parts;
    }

    private static int inOrder(int content, ByteOrder order) throws CodingException {
        if (order != ByteOrder.nativeOrder()) {
            throw new CodingException(
                    MPI.ERR_BUFFER, "the buffer is not in native byte order: make it of a ByteBuffer that is", null);
        }
        return content;
    }
}
