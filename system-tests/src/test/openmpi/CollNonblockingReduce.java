import java.nio.*;
import mpi.*;

/** The nonblocking reductions. */
class CollNonblockingReduce {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Intracomm comm = MPI.COMM_WORLD;
        int rank = comm.getRank();
        int size = comm.getSize();
        int root = 0;
        double sum = size * (size - 1) / 2;
        DoubleBuffer mine = MPI.newDoubleBuffer(1).put(0, rank);
        DoubleBuffer[] out = new DoubleBuffer[10];
        for (int i = 0; i < out.length; i++) {
            out[i] = MPI.newDoubleBuffer(size).put(0, rank);
        }
        DoubleBuffer ones = MPI.newDoubleBuffer(size);
        DoubleBuffer block = MPI.newDoubleBuffer(size);
        int[] counts = new int[size];
        for (int i = 0; i < size; i++) {
            ones.put(i, rank);
            block.put(i, rank);
            counts[i] = 1;
        }
        DoubleBuffer block2 = MPI.newDoubleBuffer(size).put(ones.duplicate().clear());
        Request[] requests = {
            comm.iReduce(mine, out[0], 1, MPI.DOUBLE, MPI.SUM, root),
            comm.iReduce(out[1], 1, MPI.DOUBLE, MPI.SUM, root),
            comm.iAllReduce(mine, out[2], 1, MPI.DOUBLE, MPI.SUM),
            comm.iAllReduce(out[3], 1, MPI.DOUBLE, MPI.SUM),
            comm.iReduceScatter(ones, out[4], counts, MPI.DOUBLE, MPI.SUM),
            comm.iReduceScatter(block, counts, MPI.DOUBLE, MPI.SUM),
            comm.iReduceScatterBlock(ones, out[5], 1, MPI.DOUBLE, MPI.SUM),
            comm.iReduceScatterBlock(block2, 1, MPI.DOUBLE, MPI.SUM),
            comm.iScan(mine, out[6], 1, MPI.DOUBLE, MPI.SUM),
            comm.iScan(out[7], 1, MPI.DOUBLE, MPI.SUM),
            comm.iExScan(mine, out[8], 1, MPI.DOUBLE, MPI.SUM),
            comm.iExScan(out[9], 1, MPI.DOUBLE, MPI.SUM),
        };
        int done = 0;
        while (done < requests.length) {
            done += Request.waitSome(requests).length;
        }
        Must.equal(rank == root ? sum : rank, out[0].get(0), "iReduce");
        Must.equal(rank == root ? sum : rank, out[1].get(0), "iReduce in place");
        for (DoubleBuffer result : new DoubleBuffer[] {out[2], out[3], out[4], out[5], block, block2}) {
            Must.equal(sum, result.get(0), "a sum");
        }
        int upTo = rank * (rank + 1) / 2;
        Must.equal(upTo, out[6].get(0), "iScan");
        Must.equal(upTo, out[7].get(0), "iScan in place");
        Must.equal(upTo - rank, rank == 0 ? 0 : out[8].get(0), "iExScan");
        Must.equal(upTo - rank, rank == 0 ? 0 : out[9].get(0), "iExScan in place");
        Must.pass(comm, "CollNonblockingReduce");
        MPI.Finalize();
    }
}
