import java.nio.*;
import mpi.*;

/** Values with their indices. */
class Pairs {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Comm comm = MPI.COMM_WORLD;
        int rank = comm.getRank();
        int size = comm.getSize();
        ByteBuffer out = MPI.newByteBuffer(2 * 16);
        ByteBuffer in = MPI.newByteBuffer(2 * 16);
        for (int i = 0; i < 2; i++) {
            Int2.Data data = MPI.int2.getData(out, i);
            data.putValue(i == 0 ? rank : -rank);
            data.putIndex(rank);
        }
        comm.allReduce(out, in, 2, MPI.INT2, MPI.MAXLOC);
        Int2.Data i0 = MPI.int2.getData(in, 0);
        Int2.Data i1 = MPI.int2.getData(in, 1);
        Must.be(i0.getValue() == size - 1 && i0.getIndex() == size - 1, "the largest int");
        Must.be(i1.getValue() == 0 && i1.getIndex() == 0, "the largest of the negative");
        ShortInt.Data s = MPI.shortInt.getData(out);
        s.putValue((short) (rank / 2));
        s.putIndex(rank);
        comm.allReduce(out, in, 1, MPI.SHORT_INT, MPI.MINLOC);
        ShortInt.Data s0 = MPI.shortInt.getData(in);
        Must.be(s0.getValue() == 0 && s0.getIndex() == 0, "the smallest short, its first place");
        LongInt.Data l = MPI.longInt.getData(out);
        l.putValue(-(1L << 40) * rank);
        l.putIndex(rank);
        comm.allReduce(out, in, 1, MPI.LONG_INT, MPI.MINLOC);
        LongInt.Data l0 = MPI.longInt.getData(in);
        Must.be(l0.getValue() == -(1L << 40) * (size - 1) && l0.getIndex() == size - 1, "the smallest long");
        byte[] array = new byte[MPI.floatInt.getExtent()];
        FloatInt.Data f = MPI.floatInt.getData(array);
        f.putValue(rank + 0.5f);
        f.putIndex(10 + rank);
        comm.allReduce(array, 1, MPI.FLOAT_INT, MPI.MAXLOC);
        Must.be(f.getValue() == size - 0.5f && f.getIndex() == 9 + size, "the largest float, in an array");
        DoubleInt.Data d = MPI.doubleInt.getData(out);
        d.putValue(1.0 / (rank + 1));
        d.putIndex(rank);
        comm.reduce(out, in, 1, MPI.DOUBLE_INT, MPI.MINLOC, 0);
        DoubleInt.Data d0 = MPI.doubleInt.getData(in);
        Must.be(rank != 0 || d0.getValue() == 1.0 / size && d0.getIndex() == size - 1, "the smallest double");
        Must.be(MPI.int2.getExtent() == 8 && MPI.shortInt.getExtent() == 8 && MPI.longInt.getExtent() == 16
                && MPI.floatInt.getExtent() == 8 && MPI.doubleInt.getExtent() == 16, "extents");
        Must.be(MPI.int2.getType() != MPI.INT2, "a type of its own");
        Must.pass(comm, "Pairs");
        MPI.Finalize();
    }
}
