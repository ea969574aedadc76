import java.nio.*;
import mpi.*;

/** Messages of a few megabytes, blocking and not, of all modes. */
class LargeMessages {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Comm comm = MPI.COMM_WORLD;
        int rank = comm.getRank();
        int next = (rank + 1) % comm.getSize();
        int last = (rank + comm.getSize() - 1) % comm.getSize();
        int n = 400_000;
        double[] out = new double[n];
        for (int i = 0; i < n; i++) {
            out[i] = rank * 1e6 + i;
        }
        double[] in = new double[n];
        DoubleBuffer direct = MPI.newDoubleBuffer(n);
        DoubleBuffer from = MPI.newDoubleBuffer(n).put(out);
        Request receive = comm.iRecv(direct, n, MPI.DOUBLE, last, 1);
        Request send = comm.isSend(from, n, MPI.DOUBLE, next, 1);
        comm.sendRecv(out, n, MPI.DOUBLE, next, 2, in, n, MPI.DOUBLE, last, 2);
        Request.waitAll(new Request[] {send, receive});
        for (int i = 0; i < n; i += 997) {
            Must.be(in[i] == last * 1e6 + i && direct.get(i) == in[i], "element " + i);
        }
        comm.allReduce(out, in, n, MPI.DOUBLE, MPI.MAX);
        Must.equal((comm.getSize() - 1) * 1e6 + n - 1, in[n - 1], "a long reduction");
        comm.bcast(in, n, MPI.DOUBLE, comm.getSize() - 1);
        Must.pass(comm, "LargeMessages");
        MPI.Finalize();
    }
}
