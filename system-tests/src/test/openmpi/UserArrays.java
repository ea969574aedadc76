import java.util.Arrays;
import mpi.*;

/** The arrays that functions get for each kind of datatype, in every kind of reduction. */
class UserArrays {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Intracomm comm = MPI.COMM_WORLD;
        int rank = comm.getRank();
        int size = comm.getSize();
        Op sum = new Op(new Sum(), true);
        Datatype threeInts = Datatype.createContiguous(3, MPI.INT);
        threeInts.commit();
        Object[] ones = {new byte[] {1, 1}, new char[] {1, 1}, new short[] {1, 1}, new int[] {1, 1}, new long[] {1, 1},
            new float[] {1, 1}, new double[] {1, 1}, new float[] {1, 1, 1, 1}, new double[] {1, 1, 1, 1},
            new int[] {1, 1, 1, 1, 1, 1}};
        Datatype[] types = {MPI.BYTE, MPI.CHAR, MPI.SHORT, MPI.INT, MPI.LONG, MPI.FLOAT, MPI.DOUBLE, MPI.FLOAT_COMPLEX,
            MPI.DOUBLE_COMPLEX, threeInts};
        for (int i = 0; i < types.length; i++) {
            comm.allReduce(ones[i], 2, types[i], sum);
            int length = java.lang.reflect.Array.getLength(ones[i]);
            for (int j = 0; j < length; j++) {
                Object one = java.lang.reflect.Array.get(ones[i], j);
                long value = one instanceof Character ? (Character) one : ((Number) one).longValue();
                Must.equal(size, value, "sum of " + one.getClass());
            }
        }
        // pairs come as bytes
        byte[] pairs = new byte[16];
        Int2.Data first = MPI.int2.getData(pairs, 0);
        Int2.Data second = MPI.int2.getData(pairs, 1);
        first.putValue(rank);
        second.putIndex(rank);
        comm.allReduce(pairs, 2, MPI.INT2, new Op(new UserFunction() {
            @Override
            public void call(Object in, Object inOut, int count, Datatype type) throws MPIException {
                Must.be(type == MPI.INT2 && ((byte[]) in).length == 8 * count, "bytes of pairs");
                for (int i = 0; i < count; i++) {
                    Int2.Data a = MPI.int2.getData((byte[]) in, i);
                    Int2.Data b = MPI.int2.getData((byte[]) inOut, i);
                    b.putValue(Math.max(a.getValue(), b.getValue()));
                    b.putIndex(a.getIndex() + b.getIndex());
                }
            }
        }, true));
        Must.be(first.getValue() == size - 1 && second.getIndex() == size * (size - 1) / 2, "pairs");
        inOrder(comm, rank, size);
        Must.pass(comm, "UserArrays");
        MPI.Finalize();
    }

    /** Matrices of two rows and columns, whose product does not commute. */
    private static void inOrder(Intracomm comm, int rank, int size) throws MPIException {
        Op product = new Op(new UserFunction() {
            @Override
            public void call(Object in, Object inOut, int count, Datatype type) {
                long[] a = (long[]) in;
                long[] b = (long[]) inOut;
                for (int i = 0; i < 4 * count; i += 4) {
                    long[] c = times(Arrays.copyOfRange(a, i, i + 4), Arrays.copyOfRange(b, i, i + 4));
                    System.arraycopy(c, 0, b, i, 4);
                }
            }
        }, false);
        Datatype matrix = Datatype.createContiguous(4, MPI.LONG);
        matrix.commit();
        long[] whole = product(0, size);
        long[] got = new long[4];
        for (int root = 0; root < size; root++) {
            Arrays.fill(got, -1);
            comm.reduce(matrixOf(rank), got, 1, matrix, product, root);
            Must.be(Arrays.equals(rank == root ? whole : new long[] {-1, -1, -1, -1}, got), "reduce");
        }
        comm.allReduce(matrixOf(rank), got, 1, matrix, product);
        Must.be(Arrays.equals(whole, got), "allReduce");
        comm.scan(matrixOf(rank), got, 1, matrix, product);
        Must.be(Arrays.equals(product(0, rank + 1), got), "scan");
        Arrays.fill(got, -1);
        comm.exScan(matrixOf(rank), got, 1, matrix, product);
        Must.be(Arrays.equals(rank == 0 ? new long[] {-1, -1, -1, -1} : product(0, rank), got), "exScan");
        long[] all = new long[4 * size];
        for (int i = 0; i < size; i++) {
            System.arraycopy(matrixOf(rank), 0, all, 4 * i, 4);
        }
        comm.reduceScatterBlock(all, got, 1, matrix, product);
        Must.be(Arrays.equals(whole, got), "reduceScatterBlock");
        long[] local = matrixOf(2);
        Comm.reduceLocal(matrixOf(1), local, 1, matrix, product);
        Must.be(Arrays.equals(times(matrixOf(1), matrixOf(2)), local), "reduceLocal");
        product.free();
        matrix.free();
    }

    private static long[] matrixOf(int rank) {
        return new long[] {1, rank + 1, rank % 2, 1};
    }

    private static long[] product(int from, int to) {
        long[] product = {1, 0, 0, 1};
        for (int i = from; i < to; i++) {
            product = times(product, matrixOf(i));
        }
        return product;
    }

    private static long[] times(long[] a, long[] b) {
        return new long[] {a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3], a[2] * b[0] + a[3] * b[2],
            a[2] * b[1] + a[3] * b[3]};
    }

    /** Of whatever comes, by the array's class. */
    private static class Sum extends UserFunction {
        @Override
        public void call(Object in, Object inOut, int count, Datatype type) throws MPIException {
            int length = java.lang.reflect.Array.getLength(in);
            Must.equal(count * type.getExtent(), length, "length of " + in.getClass());
            Must.equal(length, java.lang.reflect.Array.getLength(inOut), "length");
            for (int i = 0; i < length; i++) {
                if (in instanceof byte[]) {
                    ((byte[]) inOut)[i] += ((byte[]) in)[i];
                } else if (in instanceof char[]) {
                    ((char[]) inOut)[i] += ((char[]) in)[i];
                } else if (in instanceof short[]) {
                    ((short[]) inOut)[i] += ((short[]) in)[i];
                } else if (in instanceof int[]) {
                    ((int[]) inOut)[i] += ((int[]) in)[i];
                } else if (in instanceof long[]) {
                    ((long[]) inOut)[i] += ((long[]) in)[i];
                } else if (in instanceof float[]) {
                    ((float[]) inOut)[i] += ((float[]) in)[i];
                } else {
                    ((double[]) inOut)[i] += ((double[]) in)[i];
                }
            }
        }
    }
}
