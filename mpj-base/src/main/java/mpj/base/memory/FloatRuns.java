package mpj.base.memory;

import java.lang.foreign.MemorySegment;

/** Moves runs of floats between an array and packed native memory; positions, strides and lengths are elements. */
final class FloatRuns {
    /** Longer runs are moved by the copy stub, shorter ones by a loop: the call costs more. */
    private static final int STUB_LENGTH = 12;

    private FloatRuns() {}

    static long pack(float[] a, int first, int n, int stride, int m, int step, int length, long wire) {
        long to = wire;
        for (int i = 0; i < n; i++) {
            int at = first + i * stride;
            if (length == 1) {
                for (int j = 0; j < m; j++) {
                    RawMemory.ALL.set(RawMemory.FLOAT, to, a[at]);
                    at += step;
                    to += Float.BYTES;
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

    static long unpack(float[] a, int first, int n, int stride, int m, int step, int length, long wire) {
        long from = wire;
        for (int i = 0; i < n; i++) {
            int at = first + i * stride;
            if (length == 1) {
                for (int j = 0; j < m; j++) {
                    a[at] = RawMemory.ALL.get(RawMemory.FLOAT, from);
                    at += step;
                    from += Float.BYTES;
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
    static long packList(float[] a, int first, long[] places, int begin, int end, int length, long wire) {
        long to = wire;
        if (length == 1) {
            for (int i = begin; i < end; i++) {
                RawMemory.ALL.set(RawMemory.FLOAT, to, a[first + (int) (places[i] >> 2)]);
                to += Float.BYTES;
            }
        } else {
            for (int i = begin; i < end; i++) {
                to = packRun(a, first + (int) (places[i] >> 2), length, to);
            }
        }
        return to;
    }

    static long unpackList(float[] a, int first, long[] places, int begin, int end, int length, long wire) {
        long from = wire;
        if (length == 1) {
            for (int i = begin; i < end; i++) {
                a[first + (int) (places[i] >> 2)] = RawMemory.ALL.get(RawMemory.FLOAT, from);
                from += Float.BYTES;
            }
        } else {
            for (int i = begin; i < end; i++) {
                from = unpackRun(a, first + (int) (places[i] >> 2), length, from);
            }
        }
        return from;
    }

    private static long packRun(float[] a, int at, int length, long wire) {
        long to = wire;
        if (length > STUB_LENGTH) {
            MemorySegment.copy(a, at, RawMemory.ALL, RawMemory.FLOAT, to, length);
            return to + ((long) length << 2);
        }
        for (int i = 0; i < length; i++) {
            RawMemory.ALL.set(RawMemory.FLOAT, to, a[at + i]);
            to += Float.BYTES;
        }
        return to;
    }

    private static long unpackRun(float[] a, int at, int length, long wire) {
        long from = wire;
        if (length > STUB_LENGTH) {
            MemorySegment.copy(RawMemory.ALL, RawMemory.FLOAT, from, a, at, length);
            return from + ((long) length << 2);
        }
        for (int i = 0; i < length; i++) {
            a[at + i] = RawMemory.ALL.get(RawMemory.FLOAT, from);
            from += Float.BYTES;
        }
        return from;
    }
}
