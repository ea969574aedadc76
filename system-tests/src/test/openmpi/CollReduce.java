import java.nio.*;
import mpi.*;

/** Reductions of all kinds, with two buffers and in place. */
class CollReduce {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Intracomm comm = MPI.COMM_WORLD;
        int rank = comm.getRank();
        int size = comm.getSize();
        int sum = size * (size - 1) / 2;
        int[] mine = {rank, 1};
        int[] out = {-1, -1};
        int root = size / 2;
        comm.reduce(mine, out, 2, MPI.INT, MPI.SUM, root);
        Must.be(rank == root ? out[0] == sum && out[1] == size : out[0] == -1, "reduce");
        comm.reduce(mine, rank == root ? out : null, 2, MPI.INT, MPI.MAX, root);
        Must.be(rank != root || out[0] == size - 1 && out[1] == 1, "reduce without a buffer off root");
        int[] own = mine.clone();
        comm.reduce(own, 2, MPI.INT, MPI.SUM, root);
        Must.be(rank == root ? own[0] == sum && own[1] == size : own[0] == rank && own[1] == 1, "reduce in place");
        IntBuffer direct = MPI.newIntBuffer(2).put(mine);
        IntBuffer result = MPI.newIntBuffer(2);
        comm.allReduce(direct, result, 2, MPI.INT, MPI.SUM);
        Must.be(result.get(0) == sum && result.get(1) == size, "allReduce");
        comm.allReduce(direct, 2, MPI.INT, MPI.SUM);
        Must.be(direct.get(0) == sum && direct.get(1) == size, "allReduce in place");
        long[] blocks = new long[2 * size];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = i + rank;
        }
        long[] block = new long[2];
        comm.reduceScatterBlock(blocks, block, 2, MPI.LONG, MPI.SUM);
        Must.be(block[0] == 2L * rank * size + sum && block[1] == (2L * rank + 1) * size + sum, "reduceScatterBlock");
        long[] inPlace = blocks.clone();
        comm.reduceScatterBlock(inPlace, 2, MPI.LONG, MPI.SUM);
        Must.be(inPlace[0] == block[0] && inPlace[1] == block[1], "reduceScatterBlock in place");
        int[] counts = new int[size];
        int total = 0;
        int before = 0;
        for (int i = 0; i < size; i++) {
            counts[i] = i + 1;
            before += i < rank ? i + 1 : 0;
            total += i + 1;
        }
        long[] triangle = new long[total];
        for (int i = 0; i < total; i++) {
            triangle[i] = i + rank;
        }
        long[] row = new long[rank + 1];
        comm.reduceScatter(triangle, row, counts, MPI.LONG, MPI.SUM);
        Must.be(row[0] == (long) before * size + sum && row[rank] == (long) (before + rank) * size + sum, "reduceScatter");
        comm.reduceScatter(triangle, counts, MPI.LONG, MPI.SUM);
        Must.be(triangle[0] == row[0] && triangle[rank] == row[rank], "reduceScatter in place");
        double[] x = {rank + 1};
        double[] y = {-1};
        comm.scan(x, y, 1, MPI.DOUBLE, MPI.SUM);
        Must.equal((rank + 1) * (rank + 2) / 2, y[0], "scan");
        comm.scan(x, 1, MPI.DOUBLE, MPI.SUM);
        Must.equal(y[0], x[0], "scan in place");
        x[0] = rank + 1;
        y[0] = -1;
        comm.exScan(x, y, 1, MPI.DOUBLE, MPI.SUM);
        Must.equal(rank == 0 ? -1 : rank * (rank + 1) / 2, y[0], "exScan");
        comm.exScan(x, 1, MPI.DOUBLE, MPI.SUM);
        Must.equal(rank == 0 ? 1 : rank * (rank + 1) / 2, x[0], "exScan in place");
        int[] a = {1, 2, 3};
        int[] b = {10, 20, 30};
        Comm.reduceLocal(a, b, 3, MPI.INT, MPI.SUM);
        Must.be(b[0] == 11 && b[2] == 33 && a[0] == 1, "reduceLocal");
        IntBuffer c = MPI.newIntBuffer(3).put(b);
        Comm.reduceLocal(a, c, 3, MPI.INT, MPI.PROD);
        Must.equal(99, c.get(2), "reduceLocal of an array and a buffer");
        Must.pass(comm, "CollReduce");
        MPI.Finalize();
    }
}
