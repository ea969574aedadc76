package mpj.base.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Moves runs of bytes between a byte array and packed native memory, by words where the length is one of a word. */
final class ByteRuns {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder()).withInvokeExactBehavior();
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder()).withInvokeExactBehavior();

    private ByteRuns() {}

    static long pack(byte[] a, int first, int n, int stride, int m, int step, int length, long wire) {
        long to = wire;
        for (int i = 0; i < n; i++) {
            int at = first + i * stride;
            for (int j = 0; j < m; j++) {
                packRun(a, at, length, to);
                at += step;
                to += length;
            }
        }
        return to;
    }

    static long unpack(byte[] a, int first, int n, int stride, int m, int step, int length, long wire) {
        long from = wire;
        for (int i = 0; i < n; i++) {
            int at = first + i * stride;
            for (int j = 0; j < m; j++) {
                unpackRun(a, at, length, from);
                at += step;
                from += length;
            }
        }
        return from;
    }

    static long packList(byte[] a, int first, long[] places, int begin, int end, int length, long wire) {
        long to = wire;
        for (int i = begin; i < end; i++) {
            packRun(a, first + (int) places[i], length, to);
            to += length;
        }
        return to;
    }

    static long unpackList(byte[] a, int first, long[] places, int begin, int end, int length, long wire) {
        long from = wire;
        for (int i = begin; i < end; i++) {
            unpackRun(a, first + (int) places[i], length, from);
            from += length;
        }
        return from;
    }

    private static void packRun(byte[] a, int at, int length, long to) {
        switch (length) {
            case 1 -> RawMemory.putByte(to, a[at]);
            case Integer.BYTES -> RawMemory.ALL.set(RawMemory.INT, to, (int) INTS.get(a, at));
            case Long.BYTES -> RawMemory.ALL.set(RawMemory.LONG, to, (long) LONGS.get(a, at));
            default -> BufferView.bytesTo(a, at, to, length);
        }
    }

    private static void unpackRun(byte[] a, int at, int length, long from) {
        switch (length) {
            case 1 -> a[at] = RawMemory.getByte(from);
            case Integer.BYTES -> INTS.set(a, at, RawMemory.ALL.get(RawMemory.INT, from));
            case Long.BYTES -> LONGS.set(a, at, RawMemory.ALL.get(RawMemory.LONG, from));
            default -> BufferView.bytesFrom(from, a, at, length);
        }
    }
}
