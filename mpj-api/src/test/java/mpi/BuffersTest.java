package mpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import org.junit.jupiter.api.Test;

class BuffersTest {
    @Test
    void newBuffersAreDirectAndInNativeOrder() {
        assertTrue(MPI.newByteBuffer(3).isDirect());
        assertEquals(ByteOrder.nativeOrder(), MPI.newByteBuffer(3).order());
        assertEquals(3, MPI.newCharBuffer(3).capacity());
        assertEquals(3, MPI.newShortBuffer(3).capacity());
        assertEquals(3, MPI.newLongBuffer(3).capacity());
        assertEquals(3, MPI.newFloatBuffer(3).capacity());
        IntBuffer ints = MPI.newIntBuffer(3);
        assertTrue(ints.isDirect());
        assertEquals(3, ints.capacity());
        assertEquals(ByteOrder.nativeOrder(), ints.order());
        assertThrows(IllegalArgumentException.class, () -> MPI.newDoubleBuffer(-1));
        assertThrows(IllegalArgumentException.class, () -> MPI.newLongBuffer(Integer.MAX_VALUE));
    }

    @Test
    void aSliceOfABufferGoesToTheCapacityAndMovesTheOriginal() {
        IntBuffer buffer = MPI.newIntBuffer(10);
        buffer.put(4, 44).position(1).limit(3);
        IntBuffer slice = MPI.slice(buffer, 4);
        assertEquals(6, slice.capacity());
        assertEquals(44, slice.get(0));
        assertEquals(4, buffer.position());
        assertEquals(10, buffer.limit());
        assertThrows(IllegalArgumentException.class, () -> MPI.slice(buffer, 11));
    }

    @Test
    void aSliceOfAnArraySharesIt() {
        double[] array = {1, 2, 3};
        DoubleBuffer slice = MPI.slice(array, 1);
        assertEquals(1, slice.arrayOffset());
        assertEquals(2, slice.capacity());
        slice.put(0, 5);
        assertEquals(5, array[1]);
        assertThrows(IndexOutOfBoundsException.class, () -> MPI.slice(array, 4));
    }

    @Test
    void byteSlicesAreInNativeOrder() {
        assertEquals(ByteOrder.nativeOrder(), MPI.slice(new byte[8], 2).order());
        assertEquals(ByteOrder.nativeOrder(), MPI.slice(ByteBuffer.allocate(8), 2).order());
    }
}
