package mpi;

import java.lang.foreign.Arena;
import mpj.base.memory.BufferView;
import mpj.core.datatype.Layout;
import mpj.core.datatype.Signature;
import org.jspecify.annotations.Nullable;

/** Packs items to contiguous bytes in any buffer and back, in native or in external representation. */
final class Packing {
    /** What is packed at once on its way to an array; stays in the nearest cache. */
    private static final long PIECE = 16 << 10;

    private Packing() {}

    static void checkExternal(String operation, @Nullable String datarep) {
        if (!"external32".equals(datarep)) {
            throw MPIException.argument(
                    MPI.ERR_ARG, operation, "datarep is " + datarep + ", only external32 is known");
        }
    }

    static long size(Call call, long count, Datatype type) {
        Layout layout = Datatype.layoutOf(call.comm(), call.operation(), type);
        Checks.count(call, "count", count);
        return layout.bytes(count);
    }

    static long pack(
            Call call,
            @Nullable Object inbuf,
            long count,
            Datatype type,
            @Nullable Object outbuf,
            long position) {
        Sides sides = open(call, "inbuf", inbuf, count, type, false);
        sides.openPacked("outbuf", outbuf, position, true);
        BufferView packed = sides.packed;
        if (packed.isNative()) {
            sides.layout.pack(sides.items, 0, 0, sides.bytes, packed.address());
            return position + sides.bytes;
        }
        try (Arena arena = Arena.ofConfined()) {
            long piece = arena.allocate(Math.min(PIECE, Math.max(1, sides.bytes)), Long.BYTES).address();
            for (long done = 0; done < sides.bytes; done += PIECE) {
                long n = Math.min(PIECE, sides.bytes - done);
                sides.layout.pack(sides.items, 0, done, n, piece);
                packed.copyFrom(piece, done, n);
            }
        }
        return position + sides.bytes;
    }

    static long unpack(
            Call call,
            @Nullable Object inbuf,
            long position,
            @Nullable Object outbuf,
            long count,
            Datatype type) {
        Sides sides = open(call, "outbuf", outbuf, count, type, true);
        sides.openPacked("inbuf", inbuf, position, false);
        BufferView packed = sides.packed;
        if (packed.isNative()) {
            sides.layout.unpack(packed.address(), sides.items, 0, sides.bytes);
            return position + sides.bytes;
        }
        try (Arena arena = Arena.ofConfined()) {
            long piece = arena.allocate(Math.min(PIECE, Math.max(1, sides.bytes)), Long.BYTES).address();
            for (long done = 0; done < sides.bytes; done += PIECE) {
                long n = Math.min(PIECE, sides.bytes - done);
                packed.copyTo(done, piece, n);
                sides.layout.unpack(piece, sides.items, 0, done, n);
            }
        }
        return position + sides.bytes;
    }

    static long packExternal(
            Call call,
            @Nullable Object inbuf,
            long count,
            Datatype type,
            @Nullable Object outbuf,
            long position) {
        Sides sides = open(call, "inbuf", inbuf, count, type, false);
        sides.openPacked("outbuf", outbuf, position, true);
        Signature signature = type.definition().signature().times(count);
        try (Arena arena = Arena.ofConfined()) {
            long piece = arena.allocate(Math.min(PIECE, Math.max(1, sides.bytes)), Long.BYTES).address();
            for (long done = 0; done < sides.bytes; ) {
                long end = wholeElements(signature, done + PIECE);
                sides.layout.pack(sides.items, 0, done, end - done, piece);
                signature.swap(piece, done, end);
                sides.packed.copyFrom(piece, done, end - done);
                done = end;
            }
        }
        return position + sides.bytes;
    }

    static long unpackExternal(
            Call call,
            @Nullable Object inbuf,
            long position,
            @Nullable Object outbuf,
            long count,
            Datatype type) {
        Sides sides = open(call, "outbuf", outbuf, count, type, true);
        sides.openPacked("inbuf", inbuf, position, false);
        Signature signature = type.definition().signature().times(count);
        try (Arena arena = Arena.ofConfined()) {
            long piece = arena.allocate(Math.min(PIECE, Math.max(1, sides.bytes)), Long.BYTES).address();
            for (long done = 0; done < sides.bytes; ) {
                long end = wholeElements(signature, done + PIECE);
                sides.packed.copyTo(done, piece, end - done);
                signature.swap(piece, done, end);
                sides.layout.unpack(piece, sides.items, 0, done, end - done);
                done = end;
            }
        }
        return position + sides.bytes;
    }

    /** The end of the last element that ends at or before a byte; no element is longer than a piece. */
    private static long wholeElements(Signature signature, long end) {
        return end >= signature.bytes() ? signature.bytes() : signature.beginOf(end);
    }

    private static Sides open(
            Call call,
            String argument,
            @Nullable Object buffer,
            long count,
            Datatype type,
            boolean written) {
        Layout layout = Datatype.layoutOf(call.comm(), call.operation(), type);
        Checks.count(call, "count", count);
        if (written) {
            Buffers.writable(call.comm(), call.operation(), argument, buffer, count, type, layout);
        } else {
            Buffers.readable(call.comm(), call.operation(), argument, buffer, count, type, layout);
        }
        return new Sides(call, layout, buffer, count);
    }

    /** The two sides of one call. */
    private static final class Sides {
        final Call call;
        final Layout layout;
        final long bytes;
        final BufferView items = new BufferView();
        final BufferView packed = new BufferView();

        Sides(Call call, Layout layout, @Nullable Object buffer, long count) {
            this.call = call;
            this.layout = layout;
            bytes = layout.bytes(count);
            if (bytes > 0) {
                layout.open(items, buffer, 0, count);
                Buffers.checkAlive(call.comm(), call.operation(), items);
            }
        }

        void openPacked(String argument, @Nullable Object buffer, long position, boolean written) {
            long capacity = Buffers.capacity(call.comm(), call.operation(), argument, buffer);
            if (position < 0 || position > capacity) {
                throw MPIException.argument(
                        MPI.ERR_ARG, call, "position " + position + " is outside 0.." + capacity);
            }
            if (bytes > capacity - position) {
                throw MPIException.argument(
                        MPI.ERR_TRUNCATE,
                        call,
                        argument + " has " + (capacity - position) + " bytes from position " + position + " on, "
                                + bytes + " are needed");
            }
            if (written && bytes > 0 && Buffers.isReadOnly(buffer)) {
                throw Buffers.readOnly(call.comm(), call.operation(), argument);
            }
            if (bytes > 0) {
                packed.set(buffer, position, bytes);
                Buffers.checkAlive(call.comm(), call.operation(), packed);
            }
        }
    }
}
