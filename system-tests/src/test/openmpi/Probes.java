import java.nio.*;
import java.util.*;
import mpi.*;

/** Probing, matched and not. */
class Probes {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Comm comm = MPI.COMM_WORLD;
        int rank = comm.getRank();
        int next = (rank + 1) % comm.getSize();
        int last = (rank + comm.getSize() - 1) % comm.getSize();
        Must.be(comm.iProbe(MPI.ANY_SOURCE, 99) == null, "iProbe of nothing");
        double[] data = new double[rank + 1];
        Arrays.fill(data, rank);
        DoubleBuffer direct = MPI.newDoubleBuffer(rank + 1).put(data);
        Request[] sends = new Request[6];
        for (int i = 0; i < sends.length; i++) {
            sends[i] = comm.iSend(direct, rank + 1, MPI.DOUBLE, next, i);
        }
        Status status = comm.probe(last, 0);
        Must.equal(last + 1, status.getCount(MPI.DOUBLE), "count");
        double[] in = new double[last + 1];
        comm.recv(in, in.length, MPI.DOUBLE, status.getSource(), status.getTag());
        Must.equal(last, in[last], "data");
        while ((status = comm.iProbe(MPI.ANY_SOURCE, 1)) == null) {
        }
        Must.equal(last, status.getSource(), "source");
        comm.recv(in, in.length, MPI.DOUBLE, last, 1);
        Message message = new Message();
        Must.be(message.isNull() && !message.isNoProc(), "a new message is null");
        status = message.mProbe(last, 2, comm);
        Must.be(!message.isNull() && status.getCount(MPI.DOUBLE) == in.length, "mProbe");
        status = message.mRecv(in, in.length, MPI.DOUBLE);
        Must.be(message.isNull() && status.getTag() == 2, "mRecv");
        message.mProbe(MPI.ANY_SOURCE, 3, comm);
        DoubleBuffer into = MPI.newDoubleBuffer(in.length);
        Request request = message.imRecv(into, in.length, MPI.DOUBLE);
        Must.be(message.isNull(), "imRecv");
        request.waitFor();
        Must.equal(last, into.get(0), "data");
        while ((status = message.imProbe(last, 4, comm)) == null) {
        }
        Must.equal(4, status.getTag(), "tag");
        message.mRecv(in, in.length, MPI.DOUBLE);
        Must.be(message.imProbe(last, 98, comm) == null && message.isNull(), "imProbe of nothing");
        comm.recv(in, in.length, MPI.DOUBLE, last, MPI.ANY_TAG);
        Request.waitAll(sends);
        status = message.mProbe(MPI.PROC_NULL, 1, comm);
        Must.be(message.isNoProc() && status.getSource() == MPI.PROC_NULL, "no process");
        status = message.mRecv(in, in.length, MPI.DOUBLE);
        Must.be(status.getSource() == MPI.PROC_NULL && status.getTag() == MPI.ANY_TAG
                && status.getCount(MPI.DOUBLE) == 0, "a message of nobody");
        Must.pass(comm, "Probes");
        MPI.Finalize();
    }
}
