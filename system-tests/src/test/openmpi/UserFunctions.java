import java.nio.*;
import mpi.*;

/** Operations of the program's own. */
class UserFunctions {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Intracomm comm = MPI.COMM_WORLD;
        int rank = comm.getRank();
        int size = comm.getSize();
        Op concat = new Op(new UserFunction() {
            @Override
            public void call(Object in, Object inOut, int count, Datatype type) {
                long[] a = (long[]) in;
                long[] b = (long[]) inOut;
                Must.be(type == MPI.LONG && a.length == count, "the arguments");
                for (int i = 0; i < count; i++) {
                    b[i] = a[i] * 10 + b[i];
                }
            }
        }, false);
        Must.be(concat.isNull() && !concat.isCommutative(), "an operation before its first use");
        long[] digits = {rank + 1, 1};
        long[] number = new long[2];
        comm.allReduce(digits, number, 2, MPI.LONG, concat);
        Must.be(!concat.isNull(), "after its first use");
        // not associative for more than two digits, so only what a rank's neighbours make of it is known
        if (size <= 2) {
            Must.equal(size == 1 ? 1 : 12, number[0], "in the order of the ranks");
        }
        Op compose = new Op(new UserFunction() {
            @Override
            public void call(ByteBuffer in, ByteBuffer inOut, int count, Datatype type) {
                // x -> a x + b: first the lower rank's, then the other
                for (int i = 0; i < count; i++) {
                    double a1 = in.getDouble(16 * i);
                    double b1 = in.getDouble(16 * i + 8);
                    double a2 = inOut.getDouble(16 * i);
                    double b2 = inOut.getDouble(16 * i + 8);
                    inOut.putDouble(16 * i, a1 * a2);
                    inOut.putDouble(16 * i + 8, a2 * b1 + b2);
                }
            }
        }, false);
        Datatype function = Datatype.createContiguous(2, MPI.DOUBLE);
        function.commit();
        double[] mine = {2, rank};
        double[] result = new double[2];
        comm.scan(mine, result, 1, function, compose);
        double a = 1;
        double b = 0;
        for (int i = 0; i <= rank; i++) {
            a *= 2;
            b = 2 * b + i;
        }
        Must.be(result[0] == a && result[1] == b, "a scan of functions");
        DoubleBuffer direct = MPI.newDoubleBuffer(2).put(mine);
        comm.iAllReduce(direct, 1, function, compose).waitFor();
        Must.equal(1 << size, direct.get(0), "nonblocking");
        Op any = new Op(new UserFunction() {
            @Override
            public void call(Object in, Object inOut, int count, Datatype type) {
                boolean[] x = (boolean[]) in;
                boolean[] y = (boolean[]) inOut;
                for (int i = 0; i < count; i++) {
                    y[i] |= x[i];
                }
            }
        }, true);
        boolean[] flags = {rank == size - 1, false};
        comm.allReduce(flags, 2, MPI.BOOLEAN, any);
        Must.be(flags[0] && !flags[1] && any.isCommutative(), "booleans");
        Op complexSum = new Op(new UserFunction() {
            @Override
            public void call(Object in, Object inOut, int count, Datatype type) {
                float[] x = (float[]) in;
                float[] y = (float[]) inOut;
                Must.equal(2 * count, x.length, "floats of complex numbers");
                for (int i = 0; i < x.length; i++) {
                    y[i] += x[i];
                }
            }
        }, true);
        float[] z = {rank, 1};
        comm.allReduce(z, 1, MPI.FLOAT_COMPLEX, complexSum);
        Must.equal(size, z[1], "complex");
        int[] ints = {3};
        int[] out = {4};
        Op neither = new Op(new UserFunction() {}, true);
        Must.fail(UnsupportedOperationException.class, () -> Comm.reduceLocal(ints, out, 1, MPI.INT, neither));
        new Both().call(ints, out, 1, MPI.INT);
        Op failing = new Op(new UserFunction() {
            @Override
            public void call(Object in, Object inOut, int count, Datatype type) {
                throw new IllegalStateException("no");
            }
        }, true);
        Must.fail(IllegalStateException.class, () -> Comm.reduceLocal(ints, out, 1, MPI.INT, failing));
        Op both = new Op(new Both(), true);
        Comm.reduceLocal(ints, out, 1, MPI.INT, both);
        Must.equal(10, out[0], "by way of arrays");
        concat.free();
        Must.be(concat.isNull(), "freed");
        concat.free();
        Must.pass(comm, "UserFunctions");
        MPI.Finalize();
    }

    /** Calls the form on buffers, which calls the form on arrays. */
    static class Both extends UserFunction {
        @Override
        public void call(ByteBuffer in, ByteBuffer inOut, int count, Datatype type) throws MPIException {
            super.call(in, inOut, count, type);
        }

        @Override
        public void call(Object in, Object inOut, int count, Datatype type) {
            for (int i = 0; i < count; i++) {
                ((int[]) inOut)[i] += ((int[]) in)[i];
            }
        }
    }
}
