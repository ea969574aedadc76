import java.nio.*;
import mpi.*;

/** Requests that are cancelled or freed. */
class CancelFree {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Comm comm = MPI.COMM_WORLD;
        int me = comm.getRank();
        IntBuffer buffer = MPI.newIntBuffer(1);
        Request request = comm.iRecv(buffer, 1, MPI.INT, MPI.ANY_SOURCE, 1);
        request.cancel();
        Status status = request.waitStatus();
        Must.be(status.isCancelled() && request.isNull(), "cancelled");
        request = comm.iRecv(buffer, 1, MPI.INT, me, 2);
        comm.send(new int[] {5}, 1, MPI.INT, me, 2);
        status = request.waitStatus();
        Must.be(!status.isCancelled() && buffer.get(0) == 5, "not cancelled");
        IntBuffer out = MPI.newIntBuffer(1).put(0, 6);
        request = comm.iSend(out, 1, MPI.INT, me, 3);
        request.free();
        Must.be(request.isNull(), "freed");
        request.free();
        comm.recv(buffer, 1, MPI.INT, me, 3);
        Must.equal(6, buffer.get(0), "a freed send");
        Must.be(MPI.REQUEST_NULL.isNull() && MPI.REQUEST_NULL.test(), "REQUEST_NULL");
        Prequest never = comm.recvInit(buffer, 1, MPI.INT, me, 4);
        never.start();
        never.cancel();
        Must.be(never.waitStatus().isCancelled() && !never.isNull(), "a persistent one");
        never.free();
        Must.pass(comm, "CancelFree");
        MPI.Finalize();
    }
}
