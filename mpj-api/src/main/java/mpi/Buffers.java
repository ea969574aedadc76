package mpi;

import java.lang.foreign.MemorySegment;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import mpj.base.memory.BufferView;
import mpj.core.datatype.Layout;
import org.jspecify.annotations.Nullable;

/** Checks of buffer arguments. */
final class Buffers {
    /** What {@link #bytesOf} says of an object that is no buffer. */
    static final long NO_BUFFER = -1;

    private Buffers() {}

    /** Checks that {@code count} elements can be read from {@code buffer}. */
    static void readable(
            @Nullable CommHandle comm,
            String operation,
            String argument,
            @Nullable Object buffer,
            long count,
            Datatype type,
            Layout layout) {
        holds(comm, operation, argument, buffer, count, type, layout.low(count), layout.span(count));
    }

    /** Checks that {@code count} elements can be written to {@code buffer}. */
    static void writable(
            @Nullable CommHandle comm,
            String operation,
            String argument,
            @Nullable Object buffer,
            long count,
            Datatype type,
            Layout layout) {
        holds(comm, operation, argument, buffer, count, type, layout.low(count), layout.span(count));
        if (count > 0 && isReadOnly(buffer)) {
            throw readOnly(comm, operation, argument);
        }
    }

    /** Whether a buffer that is about to be received into cannot be written. */
    static boolean isReadOnly(@Nullable Object buffer) {
        return buffer != null && !buffer.getClass().isArray() && isReadOnlyObject(buffer);
    }

    /** Checks that memory is still there that is to be touched now. */
    static void checkAlive(@Nullable CommHandle comm, String operation, BufferView view) {
        if (!view.checkAlive()) {
            throw MPIException.argument(
                    MPI.ERR_BUFFER, Call.of(comm, operation), "the arena of the memory segment has been closed");
        }
    }

    private static boolean isReadOnlyObject(Object buffer) {
        return buffer instanceof Buffer b && b.isReadOnly() || buffer instanceof MemorySegment s && s.isReadOnly();
    }

    static MPIException readOnly(@Nullable CommHandle comm, String operation, String argument) {
        return MPIException.argument(MPI.ERR_BUFFER, Call.of(comm, operation), argument + " is read-only");
    }

    /** Checks the blocks of a vector collective. */
    static void blocks(
            @Nullable CommHandle comm,
            String operation,
            String argument,
            @Nullable Object buffer,
            long[] counts,
            long[] displs,
            int blocks,
            Datatype type,
            Layout layout,
            boolean written) {
        long low = 0;
        long span = 0;
        long most = 0;
        for (int i = 0; i < blocks; i++) {
            if (counts[i] > 0) {
                if (displs[i] < 0 || displs[i] > Checks.MAX_COUNT) {
                    throw MPIException.argument(
                            MPI.ERR_BUFFER,
                            Call.of(comm, operation),
                            "the displacement of block " + i + " of " + argument + " is " + displs[i]);
                }
                low = Math.min(low, displs[i] * layout.extent() + layout.low(counts[i]));
                span = Math.max(span, displs[i] * layout.extent() + layout.span(counts[i]));
                most = Math.max(most, displs[i] + counts[i]);
            }
        }
        holds(comm, operation, argument, buffer, most, type, low, span);
        if (written && most > 0 && isReadOnly(buffer)) {
            throw readOnly(comm, operation, argument);
        }
    }

    /** Checks the blocks of a collective that has a type for each; displacements are in bytes. */
    static void typedBlocks(
            @Nullable CommHandle comm,
            String operation,
            String argument,
            @Nullable Object buffer,
            long[] counts,
            long[] displs,
            Datatype[] types,
            Layout[] layouts,
            boolean written) {
        for (int i = 0; i < layouts.length; i++) {
            if (counts[i] > 0) {
                long low = displs[i] + layouts[i].low(counts[i]);
                long end = displs[i] + layouts[i].span(counts[i]);
                holds(comm, operation, argument, buffer, counts[i], types[i], low, end);
                if (written && isReadOnly(buffer)) {
                    throw readOnly(comm, operation, argument);
                }
            }
        }
    }

    private static void holds(
            @Nullable CommHandle comm,
            String operation,
            String argument,
            @Nullable Object buffer,
            long count,
            Datatype type,
            long low,
            long needed) {
        long bytes = bytesOf(buffer);
        if (low < 0 && low < -bytesBefore(buffer)) {
            throw MPIException.argument(
                    MPI.ERR_BUFFER,
                    Call.of(comm, operation),
                    count + " elements of type " + type + " begin " + -low + " bytes before the start of " + argument);
        }
        if (bytes < needed || bytes == NO_BUFFER) {
            throw tooShort(comm, operation, argument, buffer, bytes, count, type, needed);
        }
    }

    private static MPIException tooShort(
            @Nullable CommHandle comm,
            String operation,
            String argument,
            @Nullable Object buffer,
            long bytes,
            long count,
            Datatype type,
            long needed) {
        String text;
        if (buffer == null) {
            text = argument + " is null";
        } else if (bytes == NO_BUFFER) {
            text = argument + " is a " + buffer.getClass().getTypeName()
                    + ": give an array of a primitive type, an NIO buffer or a MemorySegment";
        } else {
            text = argument + " has " + bytes + " bytes, " + count + " elements of type " + type + " take "
                    + needed;
        }
        return MPIException.argument(MPI.ERR_BUFFER, Call.of(comm, operation), text);
    }

    /** The bytes of a buffer of packed data. */
    static long capacity(@Nullable CommHandle comm, String operation, String argument, @Nullable Object buffer) {
        long bytes = bytesOf(buffer);
        if (buffer == null || bytes == NO_BUFFER) {
            throw tooShort(comm, operation, argument, buffer, bytes, 0, MPI.PACKED, 0);
        }
        return bytes;
    }

    /** The bytes of what a buffer is a slice of, before the buffer's element 0. */
    private static long bytesBefore(@Nullable Object buffer) {
        if (!(buffer instanceof Buffer b)) {
            return 0;
        } else if (b.isDirect()) {
            return DirectMemory.bytesBefore(b);
        }
        return b.hasArray() ? (long) b.arrayOffset() * elementBytes(b) : 0;
    }

    /** The bytes of a buffer from its element 0 on, 0 for null. No switch on types: its first use costs 10 ms. */
    static long bytesOf(@Nullable Object buffer) {
        if (buffer == null) {
            return 0;
        } else if (buffer instanceof byte[] a) {
            return a.length;
        } else if (buffer instanceof int[] a) {
            return 4L * a.length;
        } else if (buffer instanceof double[] a) {
            return 8L * a.length;
        } else if (buffer instanceof long[] a) {
            return 8L * a.length;
        } else if (buffer instanceof float[] a) {
            return 4L * a.length;
        } else if (buffer instanceof char[] a) {
            return 2L * a.length;
        } else if (buffer instanceof short[] a) {
            return 2L * a.length;
        } else if (buffer instanceof boolean[] a) {
            return a.length;
        } else if (buffer instanceof MemorySegment s) {
            return s.byteSize();
        } else if (buffer instanceof RecordBuffer r) {
            return r.bytes();
        }
        return buffer instanceof Buffer b ? (long) b.capacity() * elementBytes(b) : NO_BUFFER;
    }

    private static int elementBytes(Buffer buffer) {
        if (buffer instanceof ByteBuffer) {
            return 1;
        } else if (buffer instanceof CharBuffer || buffer instanceof ShortBuffer) {
            return 2;
        }
        return buffer instanceof IntBuffer || buffer instanceof FloatBuffer ? 4 : 8;
    }
}
