package mpj.base.memory;

/** Moves runs of bytes between native memory and packed native memory, by words where the length is one of a word. */
final class NativeRuns {
    /** Longer runs are moved by the copy stub, shorter ones by words: the call costs more. */
    private static final long STUB_LENGTH = 64;

    private NativeRuns() {}

    static long pack(long first, long n, long stride, long m, long step, long length, long wire) {
        long to = wire;
        for (long i = 0; i < n; i++) {
            to = packRow(first + i * stride, m, step, length, to);
        }
        return to;
    }

    private static long packRow(long first, long m, long step, long length, long wire) {
        long at = first;
        long to = wire;
        if (length == Long.BYTES) {
            for (long j = 0; j < m; j++) {
                RawMemory.ALL.set(RawMemory.LONG, to, RawMemory.ALL.get(RawMemory.LONG, at));
                at += step;
                to += Long.BYTES;
            }
        } else if (length == Integer.BYTES) {
            for (long j = 0; j < m; j++) {
                RawMemory.ALL.set(RawMemory.INT, to, RawMemory.ALL.get(RawMemory.INT, at));
                at += step;
                to += Integer.BYTES;
            }
        } else {
            for (long j = 0; j < m; j++) {
                copy(at, to, length);
                at += step;
                to += length;
            }
        }
        return to;
    }

    static long unpack(long first, long n, long stride, long m, long step, long length, long wire) {
        long from = wire;
        for (long i = 0; i < n; i++) {
            from = unpackRow(first + i * stride, m, step, length, from);
        }
        return from;
    }

    private static long unpackRow(long first, long m, long step, long length, long wire) {
        long at = first;
        long from = wire;
        if (length == Long.BYTES) {
            for (long j = 0; j < m; j++) {
                RawMemory.ALL.set(RawMemory.LONG, at, RawMemory.ALL.get(RawMemory.LONG, from));
                at += step;
                from += Long.BYTES;
            }
        } else if (length == Integer.BYTES) {
            for (long j = 0; j < m; j++) {
                RawMemory.ALL.set(RawMemory.INT, at, RawMemory.ALL.get(RawMemory.INT, from));
                at += step;
                from += Integer.BYTES;
            }
        } else {
            for (long j = 0; j < m; j++) {
                copy(from, at, length);
                at += step;
                from += length;
            }
        }
        return from;
    }

    static long packList(long first, long[] places, int begin, int end, long length, long wire) {
        long to = wire;
        if (length == Long.BYTES) {
            for (int i = begin; i < end; i++) {
                RawMemory.ALL.set(RawMemory.LONG, to, RawMemory.ALL.get(RawMemory.LONG, first + places[i]));
                to += Long.BYTES;
            }
        } else {
            for (int i = begin; i < end; i++) {
                copy(first + places[i], to, length);
                to += length;
            }
        }
        return to;
    }

    static long unpackList(long first, long[] places, int begin, int end, long length, long wire) {
        long from = wire;
        if (length == Long.BYTES) {
            for (int i = begin; i < end; i++) {
                RawMemory.ALL.set(RawMemory.LONG, first + places[i], RawMemory.ALL.get(RawMemory.LONG, from));
                from += Long.BYTES;
            }
        } else {
            for (int i = begin; i < end; i++) {
                copy(from, first + places[i], length);
                from += length;
            }
        }
        return from;
    }

    private static void copy(long from, long to, long length) {
        if (length > STUB_LENGTH) {
            RawMemory.copy(from, to, length);
            return;
        }
        long i = 0;
        for (; i <= length - Long.BYTES; i += Long.BYTES) {
            RawMemory.ALL.set(RawMemory.LONG, to + i, RawMemory.ALL.get(RawMemory.LONG, from + i));
        }
        if (i <= length - Integer.BYTES) {
            RawMemory.ALL.set(RawMemory.INT, to + i, RawMemory.ALL.get(RawMemory.INT, from + i));
            i += Integer.BYTES;
        }
        for (; i < length; i++) {
            RawMemory.putByte(to + i, RawMemory.getByte(from + i));
        }
    }
}
