import java.nio.*;
import mpi.*;

/** Complex numbers in arrays and buffers. */
class Complexes {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Comm comm = MPI.COMM_WORLD;
        int rank = comm.getRank();
        int size = comm.getSize();
        double[] array = new double[6];
        DoubleComplex z = DoubleComplex.get(array, 1);
        z.putReal(rank);
        z.putImag(-1);
        Must.be(array[2] == rank && array[3] == -1, "written through");
        DoubleComplex.get(array).putReal(2);
        double[] sum = new double[6];
        comm.allReduce(array, sum, 3, MPI.DOUBLE_COMPLEX, MPI.SUM);
        DoubleComplex result = DoubleComplex.get(sum, 1);
        Must.be(result.getReal() == size * (size - 1) / 2 && result.getImag() == -size, "sum");
        Must.equal(2 * size, DoubleComplex.get(sum).getReal(), "sum of the first");
        DoubleBuffer direct = MPI.newDoubleBuffer(2);
        DoubleComplex.get(direct).putImag(1);
        DoubleBuffer product = MPI.newDoubleBuffer(2);
        comm.allReduce(direct, product, 1, MPI.DOUBLE_COMPLEX, MPI.PROD);
        double[] powers = {1, 0, -1, 0};
        Must.be(product.get(0) == powers[size % 4] && product.get(1) == powers[(size + 3) % 4], "i to the power of size");
        Must.equal(1, DoubleComplex.get(direct, 0).getImag(), "by index");
        ByteBuffer bytes = MPI.newByteBuffer(32);
        DoubleComplex.get(bytes, 1).putReal(4);
        Must.equal(4, bytes.getDouble(16), "in bytes");
        Must.equal(0, DoubleComplex.get(bytes).getReal(), "in bytes");
        Must.equal(rank, z.getBuffer().get(0), "the buffer of one");
        float[] floats = new float[4];
        FloatComplex w = FloatComplex.get(floats, 1);
        w.putReal(rank);
        w.putImag(1);
        Must.be(floats[2] == rank && floats[3] == 1 && w.getImag() == 1, "written through");
        FloatComplex.get(floats).putImag(5);
        FloatBuffer fb = MPI.newFloatBuffer(4).put(floats);
        Must.equal(5, FloatComplex.get(fb).getImag(), "in a buffer");
        Must.equal(rank, FloatComplex.get(fb, 1).getReal(), "in a buffer");
        ByteBuffer fbytes = MPI.newByteBuffer(16);
        FloatComplex.get(fbytes, 1).putImag(3);
        Must.equal(3, fbytes.getFloat(12), "in bytes");
        Must.equal(0, FloatComplex.get(fbytes).getReal(), "in bytes");
        Must.equal(1, w.getBuffer().get(1), "the buffer of one");
        comm.allReduce(floats, 2, MPI.FLOAT_COMPLEX, MPI.SUM);
        Must.be(floats[1] == 5 * size && floats[3] == size, "sum in place");
        comm.setErrhandler(MPI.ERRORS_RETURN);
        Must.fail(MPI.ERR_OP, () -> comm.allReduce(new double[2], 1, MPI.DOUBLE_COMPLEX, MPI.MAX));
        Must.pass(comm, "Complexes");
        MPI.Finalize();
    }
}
