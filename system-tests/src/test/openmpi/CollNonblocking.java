import java.nio.*;
import mpi.*;

/** The nonblocking forms on direct buffers, several at a time. */
class CollNonblocking {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Comm comm = MPI.COMM_WORLD;
        int rank = comm.getRank();
        int size = comm.getSize();
        int root = size - 1;
        IntBuffer b = MPI.newIntBuffer(2).put(0, rank == root ? 5 : 0);
        IntBuffer mine = MPI.newIntBuffer(1).put(0, rank);
        IntBuffer gathered = MPI.newIntBuffer(size);
        IntBuffer everywhere = MPI.newIntBuffer(size);
        IntBuffer numbers = MPI.newIntBuffer(size);
        IntBuffer scattered = MPI.newIntBuffer(1);
        IntBuffer exchanged = MPI.newIntBuffer(size);
        for (int i = 0; i < size; i++) {
            numbers.put(i, 10 * rank + i);
        }
        Request[] requests = {
            comm.iBarrier(),
            comm.iBcast(b, 2, MPI.INT, root),
            comm.iGather(mine, 1, MPI.INT, gathered, 1, MPI.INT, root),
            comm.iScatter(numbers, 1, MPI.INT, scattered, 1, MPI.INT, root),
            comm.iAllGather(mine, 1, MPI.INT, everywhere, 1, MPI.INT),
            comm.iAllToAll(numbers, 1, MPI.INT, exchanged, 1, MPI.INT),
        };
        Request.waitAll(requests);
        Must.equal(5, b.get(0), "iBcast");
        Must.equal(10 * root + rank, scattered.get(0), "iScatter");
        for (int i = 0; i < size; i++) {
            Must.be(rank != root || gathered.get(i) == i, "iGather");
            Must.equal(i, everywhere.get(i), "iAllGather");
            Must.equal(10 * i + rank, exchanged.get(i), "iAllToAll");
        }
        // in place
        IntBuffer own = MPI.newIntBuffer(size).put(rank == root ? rank : 0, rank);
        comm.iGather(own, 1, MPI.INT, root).waitFor();
        for (int i = 0; rank == root && i < size; i++) {
            Must.equal(i, own.get(i), "iGather in place");
        }
        comm.iScatter(own, 1, MPI.INT, root).waitFor();
        Must.equal(rank, own.get(rank == root ? rank : 0), "iScatter in place");
        IntBuffer all = MPI.newIntBuffer(size).put(rank, rank + 1);
        Status status = comm.iAllGather(all, 1, MPI.INT).waitStatus();
        Must.be(!status.isCancelled(), "status");
        for (int i = 0; i < size; i++) {
            Must.equal(i + 1, all.get(i), "iAllGather in place");
        }
        // varying
        int[] counts = new int[size];
        int[] displs = new int[size];
        for (int i = 0; i < size; i++) {
            counts[i] = i % 2 + 1;
            displs[i] = 2 * i;
        }
        int n = counts[rank];
        IntBuffer part = MPI.newIntBuffer(2).put(0, rank).put(1, -rank);
        IntBuffer got = MPI.newIntBuffer(2);
        IntBuffer v1 = MPI.newIntBuffer(2 * size);
        IntBuffer v2 = MPI.newIntBuffer(2 * size);
        IntBuffer v3 = MPI.newIntBuffer(2 * size).put(displs[rank], rank).put(displs[rank] + 1, -rank);
        comm.iGatherv(part, n, MPI.INT, v1, counts, displs, MPI.INT, root).waitFor();
        comm.iScatterv(v1, counts, displs, MPI.INT, got, n, MPI.INT, root).waitFor();
        Must.be(got.get(0) == rank && got.get(1) == (n == 2 ? -rank : 0), "iGatherv and iScatterv");
        comm.iAllGatherv(part, n, MPI.INT, v2, counts, displs, MPI.INT).waitFor();
        comm.iAllGatherv(v3, counts, displs, MPI.INT).waitFor();
        for (int i = 0; i < size; i++) {
            Must.be(v2.get(2 * i) == i && v3.get(2 * i) == i && v2.get(2 * i + 1) == (i % 2 == 1 ? -i : 0), "iAllGatherv");
        }
        if (rank == root) {
            v1 = MPI.newIntBuffer(2 * size).put(displs[rank], rank).put(displs[rank] + 1, -rank);
            comm.iGatherv(v1, counts, displs, MPI.INT, root).waitFor();
            Must.equal(0, v1.get(0) * size, "iGatherv in place");
            comm.iScatterv(v1, counts, displs, MPI.INT, root).waitFor();
        } else {
            comm.iGatherv(part, n, MPI.INT, root).waitFor();
            got = MPI.newIntBuffer(2);
            comm.iScatterv(got, n, MPI.INT, root).waitFor();
            Must.equal(rank, got.get(0), "iScatterv in place");
        }
        int[] same = new int[size];
        java.util.Arrays.fill(same, n);
        IntBuffer out = MPI.newIntBuffer(2 * size);
        for (int i = 0; i < size; i++) {
            out.put(2 * i, rank).put(2 * i + 1, i);
        }
        v2 = MPI.newIntBuffer(2 * size);
        comm.iAllToAllv(out, same, displs, MPI.INT, v2, counts, displs, MPI.INT).waitFor();
        for (int i = 0; i < size; i++) {
            Must.be(v2.get(2 * i) == i && v2.get(2 * i + 1) == (i % 2 == 1 ? rank : 0), "iAllToAllv");
        }
        comm.setErrhandler(MPI.ERRORS_RETURN);
        Must.pass(comm, "CollNonblocking");
        MPI.Finalize();
    }
}
