import java.nio.*;
import java.util.*;
import mpi.*;

/** Direct buffers and slices. */
class NewBuffers {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        ByteBuffer bytes = MPI.newByteBuffer(8);
        CharBuffer chars = MPI.newCharBuffer(8);
        ShortBuffer shorts = MPI.newShortBuffer(8);
        IntBuffer ints = MPI.newIntBuffer(8);
        LongBuffer longs = MPI.newLongBuffer(8);
        FloatBuffer floats = MPI.newFloatBuffer(8);
        DoubleBuffer doubles = MPI.newDoubleBuffer(8);
        Buffer[] all = {bytes, chars, shorts, ints, longs, floats, doubles};
        for (Buffer buffer : all) {
            Must.be(buffer.isDirect() && buffer.capacity() == 8, "a direct buffer of 8");
        }
        Must.be(bytes.order() == ByteOrder.nativeOrder() && doubles.order() == ByteOrder.nativeOrder(), "order");
        Must.fail(IllegalArgumentException.class, () -> MPI.newIntBuffer(-1));
        Buffer[] parts = {MPI.slice(bytes, 3), MPI.slice(chars, 3), MPI.slice(shorts, 3), MPI.slice(ints, 3),
            MPI.slice(longs, 3), MPI.slice(floats, 3), MPI.slice(doubles, 3)};
        for (int i = 0; i < parts.length; i++) {
            Must.be(parts[i].capacity() == 5 && parts[i].isDirect(), "a slice of 5");
            Must.be(all[i].position() == 3 && all[i].limit() == 8, "the original is set to the offset");
        }
        // again: the position does not matter
        Must.equal(7, MPI.slice(ints, 1).capacity(), "a second slice");
        ints.put(4, 77);
        Must.equal(77, MPI.slice(ints, 4).get(0), "a slice is a view");
        Must.fail(IllegalArgumentException.class, () -> MPI.slice(ints, 9));
        Buffer[] heap = {MPI.slice(new byte[8], 3), MPI.slice(new char[8], 3), MPI.slice(new short[8], 3),
            MPI.slice(new int[8], 3), MPI.slice(new long[8], 3), MPI.slice(new float[8], 3), MPI.slice(new double[8], 3)};
        for (Buffer part : heap) {
            Must.be(part.capacity() == 5 && part.hasArray() && part.arrayOffset() == 3, "a slice of an array");
        }
        Must.be(MPI.slice(new byte[8], 0).order() == ByteOrder.nativeOrder(), "order of slices of bytes");
        Must.fail(IndexOutOfBoundsException.class, () -> MPI.slice(new int[4], 5));
        // slices as buffers of messages
        Comm comm = MPI.COMM_WORLD;
        int next = (comm.getRank() + 1) % comm.getSize();
        int last = (comm.getRank() + comm.getSize() - 1) % comm.getSize();
        int[] out = {0, 0, comm.getRank(), comm.getRank() + 1};
        int[] in = {-1, -1, -1, -1};
        Request r = comm.iRecv(MPI.slice(ints, 6), 2, MPI.INT, last, 1);
        comm.sendRecv(MPI.slice(out, 2), 2, MPI.INT, next, 2, MPI.slice(in, 1), 2, MPI.INT, last, 2);
        comm.send(MPI.slice(out, 2), 2, MPI.INT, next, 1);
        r.waitFor();
        Must.be(in[0] == -1 && in[1] == last && in[2] == last + 1 && in[3] == -1, "into an array: " + Arrays.toString(in));
        Must.be(ints.get(6) == last && ints.get(7) == last + 1, "into a direct buffer");
        Must.pass(comm, "NewBuffers");
        MPI.Finalize();
    }
}
