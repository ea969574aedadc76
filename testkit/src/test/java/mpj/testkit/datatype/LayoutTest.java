package mpj.testkit.datatype;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.Random;
import mpj.base.memory.BufferView;
import mpj.core.datatype.Layout;
import mpj.testkit.BufferKind;
import mpj.testkit.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Measures, packing and unpacking of random layouts, whole and in pieces, in every kind of buffer. */
class LayoutTest {
    private static final int TYPES = 300;
    private static final byte UNTOUCHED = 1;

    @ParameterizedTest
    @EnumSource
    void everyKindOfBuffer(BufferKind kind) {
        Seed.run(seed -> {
            Random random = new Random(seed);
            int moved = 0;
            for (int i = 0; i < TYPES; i++) {
                TypeMap type = TypeMap.random(random);
                int count = random.nextInt(4);
                checkMeasures(type);
                moved += checkMoves(type, count, kind, random, "type " + i + " of " + count + " items");
            }
            assertTrue(moved > TYPES, "too little was moved: " + moved);
        });
    }

    private static void checkMeasures(TypeMap type) {
        Layout layout = type.layout();
        long[] bytes = type.bytes();
        assertEquals(bytes.length, layout.size());
        assertEquals(type.lb(), layout.lb());
        assertEquals(type.extent(), layout.extent());
        if (bytes.length > 0) {
            long low = Arrays.stream(bytes).min().orElseThrow();
            assertEquals(low, layout.trueLb());
            assertEquals(Arrays.stream(bytes).max().orElseThrow() + 1 - low, layout.trueExtent());
        }
    }

    /** Packs from and unpacks to a buffer; the number of bytes. */
    private static int checkMoves(TypeMap type, int count, BufferKind kind, Random random, String what) {
        long[] places = type.places(count);
        long low = Arrays.stream(places).min().orElse(0);
        long end = Arrays.stream(places).max().orElse(-1) + 1;
        long origin = Math.ceilDiv(Math.max(0, -low), 8) * 8;
        try (Arena arena = Arena.ofConfined()) {
            Object buffer = kind.create(origin + Math.max(0, end) + 8, arena, _ -> null);
            byte[] expected = new byte[places.length];
            byte[] content = random(random, (int) (origin + Math.max(0, end)), kind.isBoolean());
            write(buffer, content);
            for (int i = 0; i < places.length; i++) {
                expected[i] = content[(int) (origin + places[i])];
            }
            MemorySegment packed = arena.allocate(Math.max(1, places.length));
            BufferView view = new BufferView();
            type.layout().open(view, buffer, origin, count);
            type.layout().pack(view, 0, count, packed.address());
            assertArrayEquals(expected, bytes(packed, places.length), what + " packed");
            packed.fill((byte) 0);
            pieces(type.layout(), view, packed, places.length, random, true);
            assertArrayEquals(expected, bytes(packed, places.length), what + " packed in pieces");
            if (TypeMap.isDisjoint(places)) {
                checkUnpack(type, view, buffer, origin, places, packed, random, what);
            }
        }
        return places.length;
    }

    private static void checkUnpack(
            TypeMap type,
            BufferView view,
            Object buffer,
            long origin,
            long[] places,
            MemorySegment packed,
            Random random,
            String what) {
        byte[] data = bytes(packed, places.length);
        byte[] untouched = read(buffer);
        Arrays.fill(untouched, UNTOUCHED);
        byte[] expected = untouched.clone();
        for (int i = 0; i < places.length; i++) {
            expected[(int) (origin + places[i])] = data[i];
        }
        write(buffer, untouched);
        type.layout().unpack(packed.address(), view, 0, places.length);
        assertArrayEquals(expected, read(buffer), what + " unpacked");
        write(buffer, untouched);
        pieces(type.layout(), view, packed, places.length, random, false);
        assertArrayEquals(expected, read(buffer), what + " unpacked in pieces");
    }

    private static void pieces(
            Layout layout, BufferView view, MemorySegment packed, int length, Random random, boolean pack) {
        for (int done = 0; done < length; ) {
            int n = Math.min(length - done, 1 + random.nextInt(random.nextBoolean() ? 5 : 200));
            if (pack) {
                layout.pack(view, 0, done, n, packed.address() + done);
            } else {
                layout.unpack(packed.address() + done, view, 0, done, n);
            }
            done += n;
        }
    }

    private static byte[] random(Random random, int length, boolean booleans) {
        byte[] content = new byte[length];
        random.nextBytes(content);
        for (int i = 0; booleans && i < length; i++) {
            content[i] &= 1;
        }
        return content;
    }

    private static byte[] bytes(MemorySegment packed, int length) {
        return packed.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    }

    private static byte[] read(Object buffer) {
        if (buffer instanceof boolean[] truths) {
            byte[] bytes = new byte[truths.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = truths[i] ? (byte) 1 : 0;
            }
            return bytes;
        }
        return BufferKind.bytes(buffer).toArray(ValueLayout.JAVA_BYTE);
    }

    private static void write(Object buffer, byte[] content) {
        if (buffer instanceof boolean[] truths) {
            for (int i = 0; i < content.length; i++) {
                truths[i] = content[i] != 0;
            }
        } else {
            MemorySegment.copy(MemorySegment.ofArray(content), 0, BufferKind.bytes(buffer), 0, content.length);
        }
    }

    @Test
    void aHeapBufferReachesBackToTheBeginningOfItsArray() {
        Layout backwards = Layout.vector(3, 1, -4, Layout.basic(4, 4));
        int[] array = {10, 11, 12, 13, 14};
        BufferView view = new BufferView();
        backwards.open(view, IntBuffer.wrap(array).slice(2, 3), 0, 1);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment packed = arena.allocate(12, 4);
            backwards.pack(view, 0, 1, packed.address());
            assertArrayEquals(new int[] {12, 11, 10}, packed.toArray(ValueLayout.JAVA_INT));
        }
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> backwards.open(view, IntBuffer.wrap(array).slice(1, 3), 0, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> backwards.open(view, array, 0, 1));
    }

    @Test
    void whatDoesNotFitALongFailsTheCheckOfBounds() {
        Layout huge = Layout.vector(1 << 20, 1, 1L << 38, Layout.BYTES);
        BufferView view = new BufferView();
        assertThrows(IndexOutOfBoundsException.class, () -> huge.open(view, new byte[8], 0, 1L << 40));
        assertEquals(1L << 60, Layout.contiguous(1L << 40).bytes(1L << 40));
        assertThrows(ArithmeticException.class, () -> Layout.vector(1L << 40, 1, 1L << 40, Layout.BYTES));
    }

    @Test
    void runsThatFollowEachOtherAreOne() {
        Layout ints = Layout.basic(4, 4);
        assertTrue(Layout.vector(5, 3, 12, ints).isContiguous());
        assertTrue(Layout.indexed(new long[] {2, 0, 3}, new long[] {0, 99, 8}, ints).isContiguous());
        assertTrue(Layout.struct(new long[] {1, 1}, new long[] {0, 4}, new Layout[] {ints, ints}).isContiguous());
        Layout row = Layout.indexed(new long[] {4}, new long[] {16}, ints);
        assertTrue(row.isDense(1));
        assertEquals(16, row.trueLb());
    }
}
