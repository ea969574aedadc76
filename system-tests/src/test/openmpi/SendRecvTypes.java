import java.nio.*;
import mpi.*;

/** Arrays and buffers of every basic type from rank to rank. */
class SendRecvTypes {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Comm comm = MPI.COMM_WORLD;
        int rank = comm.getRank();
        int next = (rank + 1) % comm.getSize();
        int last = (rank + comm.getSize() - 1) % comm.getSize();
        byte[] bytes = {(byte) rank, -1};
        boolean[] booleans = {rank % 2 == 0, true};
        char[] chars = {(char) ('a' + rank), '\uffff'};
        short[] shorts = {(short) -rank, Short.MIN_VALUE};
        int[] ints = {rank, Integer.MIN_VALUE};
        long[] longs = {-rank, Long.MAX_VALUE};
        float[] floats = {rank + 0.5f, Float.MIN_VALUE};
        double[] doubles = {-rank - 0.25, Double.MAX_VALUE};
        Object[] out = {bytes, booleans, chars, shorts, ints, longs, floats, doubles};
        Object[] in = {new byte[3], new boolean[3], new char[3], new short[3], new int[3], new long[3], new float[3],
            new double[3]};
        Datatype[] types = {MPI.BYTE, MPI.BOOLEAN, MPI.CHAR, MPI.SHORT, MPI.INT, MPI.LONG, MPI.FLOAT, MPI.DOUBLE};
        for (int i = 0; i < types.length; i++) {
            Status status = comm.sendRecv(out[i], 2, types[i], next, i, in[i], 3, types[i], last, i);
            Must.equal(2, status.getCount(types[i]), "count of " + types[i].getName());
            Must.equal(last, status.getSource(), "source");
            Must.equal(i, status.getTag(), "tag");
        }
        Must.be(((byte[]) in[0])[0] == (byte) last && ((byte[]) in[0])[1] == -1 && ((byte[]) in[0])[2] == 0, "bytes");
        Must.be(((boolean[]) in[1])[0] == (last % 2 == 0) && ((boolean[]) in[1])[1], "booleans");
        Must.be(((char[]) in[2])[0] == 'a' + last && ((char[]) in[2])[1] == '\uffff', "chars");
        Must.be(((short[]) in[3])[0] == -last && ((short[]) in[3])[1] == Short.MIN_VALUE, "shorts");
        Must.be(((int[]) in[4])[0] == last && ((int[]) in[4])[1] == Integer.MIN_VALUE && ((int[]) in[4])[2] == 0, "ints");
        Must.be(((long[]) in[5])[0] == -last && ((long[]) in[5])[1] == Long.MAX_VALUE, "longs");
        Must.be(((float[]) in[6])[0] == last + 0.5f && ((float[]) in[6])[1] == Float.MIN_VALUE, "floats");
        Must.be(((double[]) in[7])[0] == -last - 0.25 && ((double[]) in[7])[1] == Double.MAX_VALUE, "doubles");
        // position and limit do not matter and do not change
        IntBuffer from = MPI.newIntBuffer(4);
        from.put(0, rank).put(1, rank + 1);
        from.position(2).limit(3);
        IntBuffer to = MPI.newIntBuffer(4);
        to.position(3);
        Request request = comm.iRecv(to, 2, MPI.INT, last, 20);
        comm.send(from, 2, MPI.INT, next, 20);
        request.waitFor();
        Must.be(to.get(0) == last && to.get(1) == last + 1, "direct buffers from element 0 on");
        Must.be(from.position() == 2 && from.limit() == 3 && to.position() == 3, "positions stay");
        IntBuffer heap = IntBuffer.wrap(new int[4]);
        heap.position(1);
        request = comm.iSend(from, 2, MPI.INT, next, 21);
        comm.recv(heap, 2, MPI.INT, last, 21);
        request.waitFor();
        Must.be(heap.get(0) == last && heap.position() == 1, "heap buffers from element 0 on");
        // an array of another class than the datatype's
        byte[] raw = new byte[8];
        request = comm.iSend(from, 2, MPI.INT, next, 22);
        comm.recv(raw, 2, MPI.INT, last, 22);
        request.waitFor();
        Must.equal(last, ByteBuffer.wrap(raw).order(ByteOrder.nativeOrder()).getInt(0), "ints in bytes");
        // nothing
        comm.sendRecv(null, 0, MPI.INT, next, 23, null, 0, MPI.INT, last, 23);
        comm.sendRecv(new int[0], 0, MPI.INT, next, 24, new int[0], 0, MPI.INT, last, 24);
        Must.pass(comm, "SendRecvTypes");
        MPI.Finalize();
    }
}
