package mpj.testkit.coll;

import static org.junit.jupiter.api.Assertions.fail;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Supplier;
import mpj.core.datatype.Layout;

/**
 * A buffer of any kind as ints, with a few more behind its end that nobody may touch.
 *
 * @param object what a call gets
 * @param view the same memory
 */
record Ints(Object object, MemorySegment view, int size) {
    /** What a buffer that was not written holds. */
    static final int UNTOUCHED = 0xdeadbeef;

    static final Layout INT = Layout.contiguous(Integer.BYTES);

    private static final int TAIL = 3;

    /** The kinds of memory that the bytes of a message can be in. */
    enum Kind {
        INT_ARRAY,
        BYTE_ARRAY,
        DIRECT_BUFFER,
        SEGMENT;

        /** The kind that is {@code n} after this. */
        @SuppressWarnings("EnumOrdinal") // any order will do, as long as it is one
        Kind plus(int n) {
            return values()[(ordinal() + n) % values().length];
        }
    }

    static Ints of(Kind kind, int size) {
        int all = size + TAIL;
        Ints ints = switch (kind) {
            case INT_ARRAY -> {
                int[] array = new int[all];
                yield new Ints(array, MemorySegment.ofArray(array), size);
            }
            case BYTE_ARRAY -> {
                byte[] array = new byte[all * Integer.BYTES];
                yield new Ints(array, MemorySegment.ofArray(array), size);
            }
            case DIRECT_BUFFER -> {
                ByteBuffer buffer = ByteBuffer.allocateDirect(all * Integer.BYTES).order(ByteOrder.nativeOrder());
                yield new Ints(buffer, MemorySegment.ofBuffer(buffer), size);
            }
            case SEGMENT -> {
                MemorySegment segment = Arena.ofAuto().allocate((long) all * Integer.BYTES, Long.BYTES);
                yield new Ints(segment, segment, size);
            }
        };
        for (int i = 0; i < all; i++) {
            ints.set(i, UNTOUCHED);
        }
        return ints;
    }

    int get(int i) {
        return view.get(ValueLayout.JAVA_INT_UNALIGNED, (long) i * Integer.BYTES);
    }

    void set(int i, int value) {
        view.set(ValueLayout.JAVA_INT_UNALIGNED, (long) i * Integer.BYTES, value);
    }

    /** Writes {@code count} values of a rank from {@code start} on. */
    Ints put(int start, int count, int rank, int salt) {
        for (int i = 0; i < count; i++) {
            set(start + i, value(rank, i, salt));
        }
        return this;
    }

    /** Checks {@code count} values of a rank from {@code start} on. */
    Ints check(int start, int count, int rank, int salt, Supplier<String> where) {
        for (int i = 0; i < count; i++) {
            expect(start + i, value(rank, i, salt), where);
        }
        return this;
    }

    Ints checkUntouched(int start, int count, Supplier<String> where) {
        for (int i = 0; i < count; i++) {
            expect(start + i, UNTOUCHED, where);
        }
        return this;
    }

    /** Checks that nothing was written behind the end. */
    void checkTail(Supplier<String> where) {
        checkUntouched(size, TAIL, where);
    }

    void expect(int i, int value, Supplier<String> where) {
        if (get(i) != value) {
            fail(where.get() + ": int " + i + " of " + size + " is " + get(i) + " instead of " + value);
        }
    }

    /** Element {@code i} of a rank's data; the salt tells calls apart. */
    static int value(int rank, int i, int salt) {
        int x = (rank + 1) * 0x9E3779B9 ^ i * 0x85EBCA6B ^ salt * 0xC2B2AE35;
        return x ^ x >>> 15;
    }
}
