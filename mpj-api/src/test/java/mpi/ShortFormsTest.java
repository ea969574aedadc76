package mpi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import org.junit.jupiter.api.Test;

/** Buffers without count and datatype: what lies between position and limit travels, as an array does. */
class ShortFormsTest {
    private static final Comm SELF = MPI.COMM_SELF;

    @SuppressWarnings("TypeParameterUnusedInFormals") // as recv itself
    private static <T> T through(Object buffer) {
        Request send = SELF.iSend(buffer, 0, 3);
        T received = SELF.recv(0, 3);
        send.waitFor();
        return received;
    }

    @Test
    void eachKindOfBufferArrivesAsItsArray() {
        assertArrayEquals(new byte[] {2, 3}, ShortFormsTest.<byte[]>through(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}, 1, 2)));
        assertArrayEquals(new char[] {'b'}, ShortFormsTest.<char[]>through(CharBuffer.wrap(new char[] {'a', 'b'}, 1, 1)));
        assertArrayEquals(new short[] {2}, ShortFormsTest.<short[]>through(ShortBuffer.wrap(new short[] {1, 2}, 1, 1)));
        assertArrayEquals(new int[] {2}, ShortFormsTest.<int[]>through(IntBuffer.wrap(new int[] {1, 2}, 1, 1)));
        assertArrayEquals(new long[] {2}, ShortFormsTest.<long[]>through(LongBuffer.wrap(new long[] {1, 2}, 1, 1)));
        assertArrayEquals(new float[] {2}, ShortFormsTest.<float[]>through(FloatBuffer.wrap(new float[] {1, 2}, 1, 1)));
        DoubleBuffer direct = MPI.newDoubleBuffer(5);
        direct.put(3, 7.5).position(3).limit(4);
        assertArrayEquals(new double[] {7.5}, ShortFormsTest.<double[]>through(direct));
        assertEquals(3, direct.position());
        assertArrayEquals(new int[0], ShortFormsTest.<int[]>through(IntBuffer.allocate(0)));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(3);
            segment.set(ValueLayout.JAVA_BYTE, 2, (byte) 9);
            assertArrayEquals(new byte[] {0, 0, 9}, ShortFormsTest.<byte[]>through(segment));
        }
    }

    @Test
    void buffersTakeWhatTheyHaveRoomFor() {
        IntBuffer buffer = MPI.newIntBuffer(6).position(2).limit(5);
        Request send = SELF.iSend((Object) new int[] {7, 8, 9}, 0, 1);
        Status status = SELF.recv(buffer, 0, 1);
        send.waitFor();
        assertEquals(3, status.getCount(MPI.INT));
        int[] all = new int[6];
        buffer.clear().get(0, all);
        assertArrayEquals(new int[] {0, 0, 7, 8, 9, 0}, all);
        byte[] bytes = new byte[4];
        Request receive = SELF.iRecv(MemorySegment.ofArray(bytes), 0, 1);
        SELF.send(new byte[] {1, 2}, 2, MPI.BYTE, 0, 1);
        receive.waitFor();
        assertArrayEquals(new byte[] {1, 2, 0, 0}, bytes);
    }

    @Test
    void whatDoesNotGoTogetherIsAnError() {
        Buffer swapped = ByteBuffer.allocate(8).asIntBuffer();
        assertEquals(MPI.ERR_BUFFER, assertThrows(MPIException.class, () -> SELF.send(swapped, 0, 1)).getErrorClass());
        assertEquals(MPI.ERR_BUFFER, assertThrows(MPIException.class, () -> SELF.recv("none", 0, 1)).getErrorClass());
        Buffer readOnly = ByteBuffer.allocate(8).asReadOnlyBuffer();
        assertEquals(MPI.ERR_BUFFER, assertThrows(MPIException.class, () -> SELF.recv(readOnly, 0, 1)).getErrorClass());
        Request send = SELF.iSend((Object) new int[2], 0, 1);
        assertEquals(
                MPI.ERR_TYPE,
                assertThrows(MPIException.class, () -> SELF.recv(DoubleBuffer.allocate(2), 0, 1)).getErrorClass());
        send.waitFor();
    }
}
