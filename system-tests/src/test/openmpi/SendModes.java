import java.nio.*;
import java.util.*;
import mpi.*;

/** Standard, synchronous, ready and buffered sends. */
class SendModes {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Comm comm = MPI.COMM_WORLD;
        int rank = comm.getRank();
        int next = (rank + 1) % comm.getSize();
        int last = (rank + comm.getSize() - 1) % comm.getSize();
        int n = 5000;
        IntBuffer[] in = new IntBuffer[8];
        Request[] receives = new Request[in.length];
        for (int i = 0; i < in.length; i++) {
            in[i] = MPI.newIntBuffer(n);
            receives[i] = comm.iRecv(in[i], n, MPI.INT, last, i);
        }
        comm.barrier();
        int[] out = new int[n];
        Arrays.fill(out, rank);
        IntBuffer direct = MPI.newIntBuffer(n).put(out);
        byte[] space = new byte[2 * (n * 4 + MPI.BSEND_OVERHEAD)];
        MPI.attachBuffer(space);
        Must.fail(MPI.ERR_BUFFER, () -> MPI.attachBuffer(new byte[10]));
        comm.send(out, n, MPI.INT, next, 0);
        comm.sSend(out, n, MPI.INT, next, 1);
        comm.rSend(out, n, MPI.INT, next, 2);
        comm.bSend(out, n, MPI.INT, next, 3);
        Request[] sends = {comm.iSend(direct, n, MPI.INT, next, 4), comm.isSend(direct, n, MPI.INT, next, 5),
            comm.irSend(direct, n, MPI.INT, next, 6), comm.ibSend(direct, n, MPI.INT, next, 7)};
        Request.waitAll(sends);
        Status[] statuses = Request.waitAllStatus(receives);
        for (int i = 0; i < in.length; i++) {
            Must.equal(n, statuses[i].getCount(MPI.INT), "count");
            Must.equal(last, in[i].get(n - 1), "message " + i);
            Must.be(receives[i].isNull(), "the request is null");
        }
        Must.be(MPI.detachBuffer() == space, "the array that was attached");
        Must.fail(MPI.ERR_BUFFER, () -> MPI.detachBuffer());
        Must.fail(MPI.ERR_BUFFER, () -> comm.bSend(out, n, MPI.INT, MPI.COMM_WORLD.getRank(), 9));
        Must.pass(comm, "SendModes");
        MPI.Finalize();
    }
}
