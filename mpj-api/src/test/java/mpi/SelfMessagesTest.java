package mpi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Point-to-point calls of one rank with itself: every call of the API once, every kind of buffer once. */
class SelfMessagesTest {
    private static final Intracomm SELF = MPI.COMM_SELF;

    /** A kind of buffer that can be made from bytes, and read back. */
    record Kind(String name, Datatype type, Function<byte[], Object> make) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final int BYTES = 48;

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("byte[]", MPI.BYTE, bytes -> bytes.clone()),
                new Kind("char[]", MPI.CHAR, bytes -> fill(new char[BYTES / 2], bytes)),
                new Kind("short[]", MPI.SHORT, bytes -> fill(new short[BYTES / 2], bytes)),
                new Kind("int[]", MPI.INT, bytes -> fill(new int[BYTES / 4], bytes)),
                new Kind("long[]", MPI.LONG, bytes -> fill(new long[BYTES / 8], bytes)),
                new Kind("float[]", MPI.FLOAT, bytes -> fill(new float[BYTES / 4], bytes)),
                new Kind("double[]", MPI.DOUBLE_COMPLEX, bytes -> fill(new double[BYTES / 8], bytes)),
                new Kind("heap buffer", MPI.INT2, ByteBuffer::wrap),
                new Kind("heap int buffer", MPI.INT, bytes -> IntBuffer.wrap((int[]) fill(new int[BYTES / 4], bytes))),
                new Kind("direct buffer", MPI.FLOAT_INT, SelfMessagesTest::direct),
                new Kind("direct long buffer", MPI.LONG, bytes -> direct(bytes).clear().asLongBuffer()),
                new Kind("slice", MPI.BYTE, SelfMessagesTest::slice),
                new Kind("heap segment", MPI.DOUBLE, bytes -> MemorySegment.ofArray(bytes.clone())),
                new Kind("allocMem", MPI.LONG, SelfMessagesTest::allocated));
    }

    private static Object fill(Object array, byte[] bytes) {
        MemorySegment to = segment(array);
        MemorySegment.copy(MemorySegment.ofArray(bytes), 0, to, 0, bytes.length);
        return array;
    }

    private static ByteBuffer direct(byte[] bytes) {
        return MPI.newByteBuffer(bytes.length).put(0, bytes).position(5);
    }

    private static ByteBuffer slice(byte[] bytes) {
        byte[] larger = new byte[bytes.length + 3];
        System.arraycopy(bytes, 0, larger, 3, bytes.length);
        return MPI.slice(larger, 3);
    }

    private static MemorySegment allocated(byte[] bytes) {
        MemorySegment memory = MPI.allocMem(bytes.length);
        return memory.copyFrom(MemorySegment.ofArray(bytes));
    }

    private static MemorySegment segment(Object buffer) {
        return switch (buffer) {
            case byte[] a -> MemorySegment.ofArray(a);
            case char[] a -> MemorySegment.ofArray(a);
            case short[] a -> MemorySegment.ofArray(a);
            case int[] a -> MemorySegment.ofArray(a);
            case long[] a -> MemorySegment.ofArray(a);
            case float[] a -> MemorySegment.ofArray(a);
            case double[] a -> MemorySegment.ofArray(a);
            case MemorySegment s -> s;
            case java.nio.Buffer b -> MemorySegment.ofBuffer(b.duplicate().clear());
            default -> throw new IllegalArgumentException(buffer.getClass().getName());
        };
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindOfBufferCarriesItsBytes(Kind kind) {
        byte[] bytes = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            bytes[i] = (byte) (i * 37 + 11);
        }
        Object from = kind.make().apply(bytes);
        Object to = kind.make().apply(new byte[BYTES]);
        int count = BYTES / (int) Datatype.layoutOf("test", kind.type()).size();
        Request send = SELF.iSend(from, count, kind.type(), 0, 1);
        Status status = SELF.recv(to, count, kind.type(), 0, 1);
        send.waitFor();
        assertEquals(count, status.getCount(kind.type()));
        assertArrayEquals(bytes, segment(to).toArray(ValueLayout.JAVA_BYTE));
        SELF.send(from, (long) count, kind.type(), 0, 2);
        Object again = kind.make().apply(new byte[BYTES]);
        assertEquals(BYTES, SELF.recv(again, (long) count, kind.type(), MPI.ANY_SOURCE, 2).getCount(MPI.BYTE));
        assertArrayEquals(bytes, segment(again).toArray(ValueLayout.JAVA_BYTE));
        if (kind.name().equals("allocMem")) {
            List.of(from, to, again).forEach(memory -> MPI.freeMem((MemorySegment) memory));
        }
    }

    @Test
    void booleansAreBytesOfZeroAndOne() {
        boolean[] from = {true, false, true};
        byte[] to = new byte[3];
        SELF.send(from, 3, MPI.BOOLEAN, 0, 1);
        SELF.recv(to, 3, MPI.BYTE, 0, 1);
        assertArrayEquals(new byte[] {1, 0, 1}, to);
        boolean[] back = new boolean[3];
        SELF.send(to, 3, MPI.BYTE, 0, 1);
        SELF.recv(back, 3, MPI.BOOLEAN, 0, 1);
        assertArrayEquals(from, back);
    }

    @Test
    void positionsAreIgnoredAndKept() {
        ByteBuffer from = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder()).putInt(0, 7).position(6);
        int[] to = new int[1];
        SELF.send(from, 1, MPI.INT, 0, 1);
        SELF.recv(to, 1, MPI.INT, 0, 1);
        assertEquals(7, to[0]);
        assertEquals(6, from.position());
    }

    @Test
    void holesOfPairsStayAsTheyAre() {
        ByteBuffer from = MPI.newByteBuffer(32);
        from.putLong(0, 5).putInt(8, 6).putInt(12, -1).putLong(16, 7).putInt(24, 8).putInt(28, -1);
        ByteBuffer to = MPI.newByteBuffer(32);
        to.putInt(12, 99).putInt(28, 98);
        SELF.send(from, 2, MPI.LONG_INT, 0, 1);
        Status status = SELF.recv(to, 2, MPI.LONG_INT, 0, 1);
        assertEquals(2, status.getCount(MPI.LONG_INT));
        assertEquals(4, status.getElements(MPI.LONG_INT));
        assertEquals(24, status.getCount(MPI.BYTE));
        assertEquals(7, to.getLong(16));
        assertEquals(8, to.getInt(24));
        assertEquals(99, to.getInt(12));
        assertEquals(98, to.getInt(28));
    }

    @Test
    void statusesTellSourceTagAndLength() {
        SELF.send(new int[] {1, 2}, 2, MPI.INT, 0, 77);
        Status status = SELF.recv(new int[4], 4, MPI.INT, MPI.ANY_SOURCE, MPI.ANY_TAG);
        assertEquals(0, status.getSource());
        assertEquals(77, status.getTag());
        assertEquals(2, status.getCount(MPI.INT));
        assertEquals(MPI.UNDEFINED, status.getCount(MPI.DOUBLE_COMPLEX));
        assertEquals(0, status.getError());
        assertEquals(0, status.getIndex());
        assertFalse(status.isCancelled());
        status.setCancelled(true);
        assertTrue(status.isCancelled());
        status.setElements(MPI.SHORT_INT, 3);
        assertEquals(3, status.getElements(MPI.SHORT_INT));
        assertEquals(MPI.UNDEFINED, status.getCount(MPI.SHORT_INT));
        status.setElementsX(MPI.INT, new Count(1L << 33));
        assertEquals(new Count(1L << 33), status.getElementsX(MPI.INT));
        assertEquals(MPI.UNDEFINED, status.getElements(MPI.INT));
        assertEquals(MPI.UNDEFINED, status.getCount(MPI.INT));
        assertEquals(new Count(1L << 33), status.getCountX(MPI.INT));
    }

    @Test
    void procNullEndsAtOnceWithAnEmptyStatus() {
        int[] untouched = {5};
        SELF.send(untouched, 1, MPI.INT, MPI.PROC_NULL, 0);
        SELF.sSend(untouched, 1, MPI.INT, MPI.PROC_NULL, 0);
        Status status = SELF.recv(untouched, 1, MPI.INT, MPI.PROC_NULL, 9);
        assertProcNull(status);
        assertEquals(5, untouched[0]);
        assertProcNull(SELF.probe(MPI.PROC_NULL, 0));
        Request request = SELF.iRecv(untouched, 1, MPI.INT, MPI.PROC_NULL, 0);
        assertFalse(request.isNull());
        assertProcNull(request.waitStatus());
        SELF.isSend(untouched, 1, MPI.INT, MPI.PROC_NULL, 0).waitFor();
    }

    private static void assertProcNull(Status status) {
        assertEquals(MPI.PROC_NULL, status.getSource());
        assertEquals(MPI.ANY_TAG, status.getTag());
        assertEquals(0, status.getCount(MPI.INT));
    }

    @Test
    void allSendModesArrive() {
        MPI.attachBuffer(new byte[4096]);
        int[] data = {1, 2, 3};
        List<Request> sends = List.of(
                SELF.iSend(IntBuffer.wrap(data), 3, MPI.INT, 0, 0),
                SELF.ibSend(IntBuffer.wrap(data), 3, MPI.INT, 0, 1),
                SELF.isSend(IntBuffer.wrap(data), 3, MPI.INT, 0, 2),
                SELF.ibSend(data, 3L, MPI.INT, 0, 3));
        SELF.bSend(data, 3, MPI.INT, 0, 4);
        int[] ready = new int[3];
        Request posted = SELF.iRecv(IntBuffer.wrap(ready), 3, MPI.INT, 0, 5);
        SELF.rSend(data, 3, MPI.INT, 0, 5);
        posted.waitFor();
        assertArrayEquals(data, ready);
        int[] synchronous = new int[3];
        Request matched = SELF.iRecv(synchronous, 3, MPI.INT, 0, 6);
        SELF.sSend(data, 3, MPI.INT, 0, 6);
        matched.waitFor();
        assertArrayEquals(data, synchronous);
        for (int tag = 0; tag <= 4; tag++) {
            int[] received = new int[3];
            SELF.recv(received, 3, MPI.INT, 0, tag);
            assertArrayEquals(data, received);
        }
        Request.waitAll(sends.toArray(new Request[0]));
        assertEquals(4096, MPI.detachBuffer().length);
    }

    @Test
    void sendRecvAndReplace() {
        int[] to = new int[2];
        Status status = SELF.sendRecv(new int[] {3, 4}, 2, MPI.INT, 0, 1, to, 2, MPI.INT, 0, 1);
        assertEquals(2, status.getCount(MPI.INT));
        assertArrayEquals(new int[] {3, 4}, to);
        Request send = SELF.iSend(new int[] {8, 9}, 2, MPI.INT, 0, 2);
        assertEquals(2, SELF.sendRecvReplace(to, 2, MPI.INT, 0, 3, 0, 2).getTag());
        assertArrayEquals(new int[] {8, 9}, to);
        send.waitFor();
        SELF.recv(to, 2, MPI.INT, 0, 3);
        assertArrayEquals(new int[] {3, 4}, to);
        assertEquals(0, SELF.sendRecvReplace(null, 0, MPI.INT, 0, 3, 0, 3).getCount(MPI.INT));
    }

    @Test
    void probesSeeWhatIsThere() {
        assertNull(SELF.iProbe(0, 5));
        Request send = SELF.iSend(new double[3], 3, MPI.DOUBLE, 0, 5);
        Status seen = SELF.probe(MPI.ANY_SOURCE, MPI.ANY_TAG);
        assertEquals(5, seen.getTag());
        assertEquals(3, seen.getCount(MPI.DOUBLE));
        assertEquals(3, assertPresent(SELF.iProbe(0, 5)).getCount(MPI.DOUBLE));
        SELF.recv(new double[3], 3, MPI.DOUBLE, 0, 5);
        send.waitFor();
        assertNull(SELF.iProbe(0, 5));
    }

    private static Status assertPresent(@org.jspecify.annotations.Nullable Status status) {
        assertNotNull(status);
        return status;
    }

    @Test
    void matchedProbesTakeTheMessage() {
        Message message = new Message();
        assertTrue(message.isNull());
        assertNull(message.imProbe(0, 6, SELF));
        SELF.send(new int[] {1}, 1, MPI.INT, 0, 6);
        SELF.send(new int[] {2}, 1, MPI.INT, 0, 6);
        assertEquals(1, message.mProbe(0, 6, SELF).getCount(MPI.INT));
        assertFalse(message.isNull());
        assertFalse(message.isNoProc());
        int[] second = new int[1];
        SELF.recv(second, 1, MPI.INT, 0, 6);
        assertEquals(2, second[0]);
        int[] first = new int[1];
        assertEquals(6, message.mRecv(first, 1, MPI.INT).getTag());
        assertEquals(1, first[0]);
        assertTrue(message.isNull());
        SELF.send(new int[] {3}, 1, MPI.INT, 0, 6);
        assertEquals(1, assertPresent(message.imProbe(0, 6, SELF)).getCount(MPI.INT));
        Request receive = message.imRecv(IntBuffer.wrap(first), 1, MPI.INT);
        assertTrue(message.isNull());
        receive.waitFor();
        assertEquals(3, first[0]);
        message.mProbe(MPI.PROC_NULL, 0, SELF);
        assertTrue(message.isNoProc());
        assertProcNull(message.mRecv(first, 1, MPI.INT));
        assertEquals(3, first[0]);
    }

    @Test
    void aLongMessageArrives() {
        double[] from = new double[1 << 18];
        Arrays.setAll(from, i -> i * 0.5);
        double[] to = new double[from.length];
        Request receive = SELF.iRecv(to, to.length, MPI.DOUBLE, 0, 1);
        SELF.send(from, from.length, MPI.DOUBLE, 0, 1);
        assertEquals(from.length, receive.waitStatus().getCount(MPI.DOUBLE));
        assertArrayEquals(from, to);
        assertEquals(from.length, Array.getLength(to));
    }
}
