import java.nio.*;
import java.util.*;
import mpi.*;

/** Columns, triangles and structures as elements of messages. */
class TypeTransfers {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Comm comm = MPI.COMM_WORLD;
        int rank = comm.getRank();
        int next = (rank + 1) % comm.getSize();
        int last = (rank + comm.getSize() - 1) % comm.getSize();
        int n = 6;
        double[] matrix = new double[n * n];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = 100 * rank + i;
        }
        Datatype column = Datatype.createVector(n, 1, n, MPI.DOUBLE);
        column.commit();
        double[] line = new double[n];
        Status status = comm.sendRecv(MPI.slice(matrix, 2), 1, column, next, 0, line, n, MPI.DOUBLE, last, 0);
        Must.equal(n, status.getCount(MPI.DOUBLE), "count");
        Must.equal(n, status.getElements(MPI.DOUBLE), "elements");
        for (int i = 0; i < n; i++) {
            Must.equal(100 * last + 2 + i * n, line[i], "column");
        }
        // a line becomes a column; holes stay
        double[] target = new double[n * n];
        Arrays.fill(target, -7);
        status = comm.sendRecv(line, n, MPI.DOUBLE, next, 1, target, 1, column, last, 1);
        Must.equal(1, status.getCount(column), "columns");
        for (int i = 0; i < n * n; i++) {
            Must.be(i % n == 0 ? target[i] >= 0 : target[i] == -7, "element " + i);
        }
        // the columns of a matrix one after the other: it is transposed
        Datatype narrow = Datatype.createResized(column, 0, 8);
        narrow.commit();
        comm.sendRecv(matrix, n, narrow, next, 2, target, n * n, MPI.DOUBLE, last, 2);
        for (int i = 0; i < n * n; i++) {
            Must.equal(100 * last + i % n * n + i / n, target[i], "transposed");
        }
        // the upper triangle
        int[] lengths = new int[n];
        int[] starts = new int[n];
        for (int i = 0; i < n; i++) {
            lengths[i] = n - i;
            starts[i] = i * n + i;
        }
        Datatype triangle = Datatype.createIndexed(lengths, starts, MPI.DOUBLE);
        triangle.commit();
        DoubleBuffer out = MPI.newDoubleBuffer(n * n).put(matrix);
        DoubleBuffer in = MPI.newDoubleBuffer(n * n);
        Request request = comm.iRecv(in, 1, triangle, last, 3);
        comm.send(out, 1, triangle, next, 3);
        Must.equal(n * (n + 1) / 2, request.waitStatus().getElements(triangle), "elements");
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                Must.equal(j >= i ? 100 * last + i * n + j : 0, in.get(i * n + j), "triangle");
            }
        }
        // two ints and a double in bytes
        Datatype struct = Datatype.createStruct(
                new int[] {2, 1}, new int[] {0, 8}, new Datatype[] {MPI.INT, MPI.DOUBLE});
        struct.commit();
        Must.equal(16, struct.getExtent(), "extent");
        ByteBuffer records = MPI.newByteBuffer(3 * 16);
        for (int i = 0; i < 3; i++) {
            records.putInt(16 * i, rank).putInt(16 * i + 4, i).putDouble(16 * i + 8, rank + i);
        }
        ByteBuffer got = MPI.newByteBuffer(3 * 16);
        request = comm.iRecv(got, 3, struct, last, 4);
        comm.send(records, 3, struct, next, 4);
        status = request.waitStatus();
        Must.equal(3, status.getCount(struct), "structures");
        Must.equal(9, status.getElements(struct), "elements");
        Must.equal(last + 2, got.getDouble(40), "double of the last");
        // blocks by bytes
        Datatype bytes = Datatype.createHIndexed(new int[] {1, 1}, new int[] {8, 0}, MPI.INT);
        Datatype strided = Datatype.createHVector(2, 1, 12, MPI.INT);
        bytes.commit();
        strided.commit();
        int[] small = {1, 2, 3, 4};
        int[] swapped = new int[2];
        comm.sendRecv(small, 1, bytes, rank, 5, swapped, 2, MPI.INT, rank, 5);
        Must.be(swapped[0] == 3 && swapped[1] == 1, "hindexed");
        comm.sendRecv(small, 1, strided, rank, 6, swapped, 2, MPI.INT, rank, 6);
        Must.be(swapped[0] == 1 && swapped[1] == 4, "hvector");
        // backwards from the middle of a buffer
        Datatype backwards = Datatype.createVector(3, 1, -2, MPI.INT);
        backwards.commit();
        Must.be(backwards.getLb() == -4 && backwards.getExtent() == 5, "bounds");
        IntBuffer line5 = MPI.newIntBuffer(6);
        for (int i = 0; i < 6; i++) {
            line5.put(i, 10 * rank + i);
        }
        int[] three = new int[3];
        comm.sendRecv(MPI.slice(line5, 5), 1, backwards, next, 7, three, 3, MPI.INT, last, 7);
        Must.be(three[0] == 10 * last + 5 && three[1] == 10 * last + 3 && three[2] == 10 * last + 1, "backwards");
        comm.bcast(target, 1, column, 0);
        for (Datatype type : new Datatype[] {column, narrow, triangle, struct, bytes, strided}) {
            type.free();
        }
        Must.pass(comm, "TypeTransfers");
        MPI.Finalize();
    }
}
