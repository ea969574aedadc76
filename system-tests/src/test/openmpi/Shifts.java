import java.nio.*;
import java.util.*;
import mpi.*;

/** sendRecv and sendRecvReplace along a line and a ring. */
class Shifts {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Comm comm = MPI.COMM_WORLD;
        int rank = comm.getRank();
        int size = comm.getSize();
        int up = rank + 1 < size ? rank + 1 : MPI.PROC_NULL;
        int down = rank > 0 ? rank - 1 : MPI.PROC_NULL;
        float[] mine = {rank, rank * 2};
        float[] got = {-1, -1};
        Status status = comm.sendRecv(mine, 2, MPI.FLOAT, up, 5, got, 2, MPI.FLOAT, down, 5);
        if (rank == 0) {
            Must.be(got[0] == -1 && got[1] == -1, "nothing from nobody");
            Must.be(status.getSource() == MPI.PROC_NULL && status.getTag() == MPI.ANY_TAG, "status of nobody");
            Must.equal(0, status.getCount(MPI.FLOAT), "count of nobody");
        } else {
            Must.be(got[0] == rank - 1 && got[1] == 2 * rank - 2, "from below");
            Must.equal(rank - 1, status.getSource(), "source");
        }
        int[] ring = new int[3000];
        Arrays.fill(ring, rank);
        IntBuffer direct = MPI.newIntBuffer(3000).put(ring);
        for (int i = 0; i < size; i++) {
            comm.sendRecvReplace(ring, ring.length, MPI.INT, (rank + 1) % size, i, (rank + size - 1) % size, i);
            Must.equal((rank + size - 1 - i) % size, ring[2999], "round the ring");
        }
        status = comm.sendRecvReplace(direct, 3000, MPI.INT, (rank + 1) % size, 7, MPI.ANY_SOURCE, MPI.ANY_TAG);
        Must.equal((rank + size - 1) % size, direct.get(0), "with a direct buffer");
        Must.equal(3000, status.getCount(MPI.INT), "count");
        // nobody at all
        comm.send(ring, 1, MPI.INT, MPI.PROC_NULL, 0);
        Must.equal(MPI.PROC_NULL, comm.recv(ring, 1, MPI.INT, MPI.PROC_NULL, 0).getSource(), "source");
        Must.equal(MPI.PROC_NULL, comm.probe(MPI.PROC_NULL, 0).getSource(), "probe");
        Must.equal(MPI.PROC_NULL, comm.iProbe(MPI.PROC_NULL, 0).getSource(), "iProbe");
        Request request = comm.iSend(direct, 1, MPI.INT, MPI.PROC_NULL, 0);
        Must.be(!request.isNull(), "a request to nobody is one");
        request.waitFor();
        Must.equal(MPI.PROC_NULL, comm.iRecv(direct, 1, MPI.INT, MPI.PROC_NULL, 3).waitStatus().getSource(), "iRecv");
        Must.pass(comm, "Shifts");
        MPI.Finalize();
    }
}
