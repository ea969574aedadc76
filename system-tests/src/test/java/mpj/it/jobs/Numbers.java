package mpj.it.jobs;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A buffer of small whole numbers in some kind of memory and type, and two more behind them that must stay. */
final class Numbers implements AutoCloseable {
    private static final int GUARDS = 2;
    private static final long UNTOUCHED = -77;

    final int count;
    final ElementType type;

    private final Carrier carrier;
    private final MemorySegment data;

    /** All numbers are the one that marks untouched memory. */
    Numbers(MemoryKind kind, ElementType type, int count) {
        this.count = count;
        this.type = type;
        int bytes = (count + GUARDS) * type.extent;
        this.carrier = kind.carrier((bytes + Long.BYTES - 1) & -Long.BYTES);
        this.data = carrier.data();
        for (int i = 0; i < count + GUARDS; i++) {
            set(i, UNTOUCHED);
        }
    }

    /** A number of each element. */
    interface Source {
        long at(int index);
    }

    Numbers fill(Source source) {
        return fill(0, count, source);
    }

    Numbers fill(int from, int length, Source source) {
        for (int i = 0; i < length; i++) {
            set(from + i, source.at(i));
        }
        return this;
    }

    Object buffer() {
        return carrier.buffer;
    }

    /** Checks all numbers; {@link #untouched} is what there was in the beginning. */
    void check(String what, Source expected) {
        for (int i = 0; i < count; i++) {
            int index = i;
            Check.equal(expected.at(i), get(i), () -> what + ", element " + index + " of " + count + " " + type);
        }
        for (int i = count; i < count + GUARDS; i++) {
            Check.equal(UNTOUCHED, get(i), () -> what + ", behind the elements");
        }
    }

    static long untouched() {
        return UNTOUCHED;
    }

    private void set(int index, long value) {
        switch (type) {
            case SHORT -> data.set(ValueLayout.JAVA_SHORT_UNALIGNED, 2L * index, (short) value);
            case INT -> data.set(ValueLayout.JAVA_INT_UNALIGNED, 4L * index, (int) value);
            case LONG -> data.set(ValueLayout.JAVA_LONG_UNALIGNED, 8L * index, value);
            case DOUBLE -> data.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, 8L * index, (double) value);
            default -> throw new IllegalArgumentException("numbers of type " + type);
        }
    }

    private long get(int index) {
        return switch (type) {
            case SHORT -> data.get(ValueLayout.JAVA_SHORT_UNALIGNED, 2L * index);
            case INT -> data.get(ValueLayout.JAVA_INT_UNALIGNED, 4L * index);
            case LONG -> data.get(ValueLayout.JAVA_LONG_UNALIGNED, 8L * index);
            case DOUBLE -> (long) data.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, 8L * index);
            default -> throw new IllegalArgumentException("numbers of type " + type);
        };
    }

    @Override
    public void close() {
        carrier.close();
    }
}
