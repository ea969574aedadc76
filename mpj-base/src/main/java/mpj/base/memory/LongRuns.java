package mpj.base.memory;

import java.lang.foreign.MemorySegment;

/** Moves runs of longs between an array and packed native memory; positions, strides and lengths are elements. */
final class LongRuns {
    /** Longer runs are moved by the copy stub, shorter ones by a loop: the call costs more. */
    private static final int STUB_LENGTH = 12;

    private LongRuns() {}

    static long pack(long[] a, int first, int n, int stride, int m, int step, int length, long wire) {
        long to = wire;
        for (int i = 0; i < n; i++) {
            int at = first + i * stride;
            if (length == 1) {
                for (int j = 0; j < m; j++) {
                    RawMemory.ALL.set(RawMemory.LONG, to, a[at]);
                    at += step;
                    to += Long.BYTES;
                }
            } else {
                for (int j = 0; j < m; j++) {
                    to = packRun(a, at, length, to);
                    at += step;
                }
            }
        }
        return to;
    }

    static long unpack(long[] a, int first, int n, int stride, int m, int step, int length, long wire) {
        long from = wire;
        for (int i = 0; i < n; i++) {
            int at = first + i * stride;
            if (length == 1) {
                for (int j = 0; j < m; j++) {
                    a[at] = RawMemory.ALL.get(RawMemory.LONG, from);
                    at += step;
                    from += Long.BYTES;
                }
            } else {
                for (int j = 0; j < m; j++) {
                    from = unpackRun(a, at, length, from);
                    at += step;
                }
            }
        }
        return from;
    }

    /** Runs whose places are listed, in bytes. */
    static long packList(long[] a, int first, long[] places, int begin, int end, int length, long wire) {
        long to = wire;
        if (length == 1) {
            for (int i = begin; i < end; i++) {
                RawMemory.ALL.set(RawMemory.LONG, to, a[first + (int) (places[i] >> 3)]);
                to += Long.BYTES;
            }
        } else {
            for (int i = begin; i < end; i++) {
                to = packRun(a, first + (int) (places[i] >> 3), length, to);
            }
        }
        return to;
    }

    static long unpackList(long[] a, int first, long[] places, int begin, int end, int length, long wire) {
        long from = wire;
        if (length == 1) {
            for (int i = begin; i < end; i++) {
                a[first + (int) (places[i] >> 3)] = RawMemory.ALL.get(RawMemory.LONG, from);
                from += Long.BYTES;
            }
        } else {
            for (int i = begin; i < end; i++) {
                from = unpackRun(a, first + (int) (places[i] >> 3), length, from);
            }
        }
        return from;
    }

    private static long packRun(long[] a, int at, int length, long wire) {
        long to = wire;
        if (length > STUB_LENGTH) {
            MemorySegment.copy(a, at, RawMemory.ALL, RawMemory.LONG, to, length);
            return to + ((long) length << 3);
        }
        for (int i = 0; i < length; i++) {
            RawMemory.ALL.set(RawMemory.LONG, to, a[at + i]);
            to += Long.BYTES;
        }
        return to;
    }

    private static long unpackRun(long[] a, int at, int length, long wire) {
        long from = wire;
        if (length > STUB_LENGTH) {
            MemorySegment.copy(RawMemory.ALL, RawMemory.LONG, from, a, at, length);
            return from + ((long) length << 3);
        }
        for (int i = 0; i < length; i++) {
            a[at + i] = RawMemory.ALL.get(RawMemory.LONG, from);
            from += Long.BYTES;
        }
        return from;
    }
}
