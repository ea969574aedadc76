package mpj.base.memory;

/**
 * Moves many equal runs of bytes at once between a user's buffer and packed native memory: the loops into which a
 * layout with holes is compiled.
 *
 * <p>Positions are bytes in the view, may be negative, and are not checked here: whoever opened the view has checked the
 * lowest and the highest. Arrays of every kind have loops of their own; runs that cut an array's elements, and those
 * of kinds of buffers that few use, are moved one by one.
 */
public enum RunCopy {
    /** From the buffer to packed memory. */
    PACK,
    /** From packed memory to the buffer. */
    UNPACK;

    /** Moves one run; the address after it in packed memory. */
    public long run(BufferView view, long at, long length, long wire) {
        if (this == PACK) {
            view.copyTo(at, wire, length);
        } else {
            view.copyFrom(wire, at, length);
        }
        return wire + length;
    }

    /**
     * Moves {@code n} rows, {@code stride} apart, of {@code m} runs, {@code step} apart, of {@code length} bytes.
     *
     * @return the address after them in packed memory
     */
    public long rows(
            BufferView view, long at, long n, long stride, long m, long step, long length, long wire) {
        if (view.isNative()) {
            long first = view.address() + at;
            return this == PACK
                    ? NativeRuns.pack(first, n, stride, m, step, length, wire)
                    : NativeRuns.unpack(first, n, stride, m, step, length, wire);
        }
        int shift = view.elementShift();
        long cut = (view.start() + at | (n > 1 ? stride : 0) | (m > 1 ? step : 0) | length) & ((1L << shift) - 1);
        if (cut != 0 || n > Integer.MAX_VALUE || m > Integer.MAX_VALUE || !view.isPlainArray()) {
            return oneByOne(view, at, n, stride, m, step, length, wire);
        }
        int first = (int) (view.start() + at >> shift);
        return rows(
                view.array(),
                first,
                (int) n,
                (int) (stride >> shift),
                (int) m,
                (int) (step >> shift),
                (int) (length >> shift),
                wire);
    }

    private long rows(Object array, int first, int n, int stride, int m, int step, int length, long wire) {
        boolean pack = this == PACK;
        if (array instanceof double[] a) {
            return pack
                    ? DoubleRuns.pack(a, first, n, stride, m, step, length, wire)
                    : DoubleRuns.unpack(a, first, n, stride, m, step, length, wire);
        } else if (array instanceof int[] a) {
            return pack
                    ? IntRuns.pack(a, first, n, stride, m, step, length, wire)
                    : IntRuns.unpack(a, first, n, stride, m, step, length, wire);
        } else if (array instanceof float[] a) {
            return pack
                    ? FloatRuns.pack(a, first, n, stride, m, step, length, wire)
                    : FloatRuns.unpack(a, first, n, stride, m, step, length, wire);
        } else if (array instanceof long[] a) {
            return pack
                    ? LongRuns.pack(a, first, n, stride, m, step, length, wire)
                    : LongRuns.unpack(a, first, n, stride, m, step, length, wire);
        } else if (array instanceof byte[] a) {
            return pack
                    ? ByteRuns.pack(a, first, n, stride, m, step, length, wire)
                    : ByteRuns.unpack(a, first, n, stride, m, step, length, wire);
        } else if (array instanceof short[] a) {
            return pack
                    ? ShortRuns.pack(a, first, n, stride, m, step, length, wire)
                    : ShortRuns.unpack(a, first, n, stride, m, step, length, wire);
        }
        char[] a = (char[]) array;
        return pack
                ? CharRuns.pack(a, first, n, stride, m, step, length, wire)
                : CharRuns.unpack(a, first, n, stride, m, step, length, wire);
    }

    private long oneByOne(
            BufferView view, long at, long n, long stride, long m, long step, long length, long wire) {
        long packed = wire;
        for (long i = 0; i < n; i++) {
            for (long j = 0; j < m; j++) {
                packed = run(view, at + i * stride + j * step, length, packed);
            }
        }
        return packed;
    }

    /**
     * Moves runs of {@code length} bytes whose places, relative to {@code at}, are listed.
     *
     * @param begin the first one to move
     * @param end one more than the last
     * @param bits the places' bits, or-ed
     * @return the address after them in packed memory
     */
    public long list(
            BufferView view, long at, long[] places, int begin, int end, long bits, long length, long wire) {
        if (view.isNative()) {
            long first = view.address() + at;
            return this == PACK
                    ? NativeRuns.packList(first, places, begin, end, length, wire)
                    : NativeRuns.unpackList(first, places, begin, end, length, wire);
        }
        int shift = view.elementShift();
        if (((view.start() + at | bits | length) & ((1L << shift) - 1)) != 0 || !view.isPlainArray()) {
            long packed = wire;
            for (int i = begin; i < end; i++) {
                packed = run(view, at + places[i], length, packed);
            }
            return packed;
        }
        return list(
                view.array(), (int) (view.start() + at >> shift), places, begin, end, (int) (length >> shift), wire);
    }

    private long list(Object array, int first, long[] places, int begin, int end, int length, long wire) {
        boolean pack = this == PACK;
        if (array instanceof double[] a) {
            return pack
                    ? DoubleRuns.packList(a, first, places, begin, end, length, wire)
                    : DoubleRuns.unpackList(a, first, places, begin, end, length, wire);
        } else if (array instanceof int[] a) {
            return pack
                    ? IntRuns.packList(a, first, places, begin, end, length, wire)
                    : IntRuns.unpackList(a, first, places, begin, end, length, wire);
        } else if (array instanceof float[] a) {
            return pack
                    ? FloatRuns.packList(a, first, places, begin, end, length, wire)
                    : FloatRuns.unpackList(a, first, places, begin, end, length, wire);
        } else if (array instanceof long[] a) {
            return pack
                    ? LongRuns.packList(a, first, places, begin, end, length, wire)
                    : LongRuns.unpackList(a, first, places, begin, end, length, wire);
        } else if (array instanceof byte[] a) {
            return pack
                    ? ByteRuns.packList(a, first, places, begin, end, length, wire)
                    : ByteRuns.unpackList(a, first, places, begin, end, length, wire);
        } else if (array instanceof short[] a) {
            return pack
                    ? ShortRuns.packList(a, first, places, begin, end, length, wire)
                    : ShortRuns.unpackList(a, first, places, begin, end, length, wire);
        }
        char[] a = (char[]) array;
        return pack
                ? CharRuns.packList(a, first, places, begin, end, length, wire)
                : CharRuns.unpackList(a, first, places, begin, end, length, wire);
    }
}
