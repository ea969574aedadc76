import java.nio.*;
import mpi.*;

/** Nothing to send, nobody to send to, and buffers that a rank does not need. */
class Nothing {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Comm comm = MPI.COMM_WORLD;
        int rank = comm.getRank();
        int size = comm.getSize();
        int next = (rank + 1) % size;
        int last = (rank + size - 1) % size;
        // nothing
        Status status = comm.sendRecv(null, 0, MPI.INT, next, 1, null, 0, MPI.INT, last, 1);
        Must.be(status.getSource() == last && status.getCount(MPI.INT) == 0 && status.getElements(MPI.LONG) == 0, "nothing");
        int[] untouched = {-7, -7};
        IntBuffer direct = MPI.newIntBuffer(2).put(0, -7);
        Request receive = comm.iRecv(direct, 2, MPI.INT, last, 2);
        comm.send(untouched, 0, MPI.INT, next, 2);
        Must.be(receive.waitStatus().getCount(MPI.INT) == 0 && direct.get(0) == -7, "an empty message");
        Datatype empty = Datatype.createContiguous(0, MPI.DOUBLE);
        empty.commit();
        Must.be(empty.getSize() == 0 && empty.getExtent() == 0, "an empty datatype");
        comm.sendRecv(untouched, 1, empty, next, 3, untouched, 1, empty, last, 3);
        comm.bcast(null, 0, MPI.INT, 0);
        comm.gather(null, 0, MPI.INT, null, 0, MPI.INT, 0);
        comm.allGather(null, 0, MPI.INT, null, 0, MPI.INT);
        comm.allToAll(null, 0, MPI.INT, null, 0, MPI.INT);
        comm.reduce(null, null, 0, MPI.INT, MPI.SUM, size - 1);
        comm.allReduce(null, null, 0, MPI.INT, MPI.SUM);
        comm.allReduce(null, 0, MPI.DOUBLE, MPI.MAX);
        int[] none = new int[size];
        comm.allGatherv(null, 0, MPI.INT, null, none, none, MPI.INT);
        comm.allToAllv(null, none, none, MPI.INT, null, none, none, MPI.INT);
        comm.reduceScatter(null, null, none, MPI.INT, MPI.SUM);
        comm.iAllReduce(direct, MPI.newIntBuffer(1), 0, MPI.INT, MPI.SUM).waitFor();
        Must.equal(-7, direct.get(0), "nothing reduced");
        nobody(comm, untouched);
        atTheRootAlone(comm, rank, size);
        Must.pass(comm, "Nothing");
        MPI.Finalize();
    }

    private static void nobody(Comm comm, int[] untouched) throws MPIException {
        comm.send(untouched, 2, MPI.INT, MPI.PROC_NULL, 0);
        comm.sSend(untouched, 2, MPI.INT, MPI.PROC_NULL, 0);
        check(comm.recv(untouched, 2, MPI.INT, MPI.PROC_NULL, 5));
        check(comm.probe(MPI.PROC_NULL, 5));
        check(comm.iProbe(MPI.PROC_NULL, 5));
        check(comm.sendRecvReplace(untouched, 2, MPI.INT, MPI.PROC_NULL, 1, MPI.PROC_NULL, 1));
        Must.be(untouched[0] == -7 && untouched[1] == -7, "from nobody");
        IntBuffer buffer = MPI.newIntBuffer(2).put(0, -7);
        check(comm.iRecv(buffer, 2, MPI.INT, MPI.PROC_NULL, 5).waitStatus());
        Prequest receive = comm.recvInit(buffer, 2, MPI.INT, MPI.PROC_NULL, 5);
        receive.start();
        check(receive.waitStatus());
        receive.free();
        Message message = new Message();
        check(message.mProbe(MPI.PROC_NULL, 5, comm));
        Must.be(message.isNoProc() && !message.isNull(), "the message of nobody");
        check(message.mRecv(untouched, 2, MPI.INT));
        Must.be(message.isNull(), "received");
        check(message.imProbe(MPI.PROC_NULL, 5, comm));
        check(message.imRecv(buffer, 2, MPI.INT).waitStatus());
        Must.equal(-7, buffer.get(0), "from nobody");
    }

    private static void check(Status status) throws MPIException {
        Must.be(status.getSource() == MPI.PROC_NULL && status.getTag() == MPI.ANY_TAG, "the status of nobody");
        Must.be(status.getCount(MPI.INT) == 0 && !status.isCancelled(), "the status of nobody");
    }

    /** What the root alone needs is null elsewhere. */
    private static void atTheRootAlone(Comm comm, int rank, int size) throws MPIException {
        int root = size / 2;
        boolean atRoot = rank == root;
        int[] mine = {rank};
        int[] all = atRoot ? new int[size] : null;
        int[] counts = null;
        int[] displs = null;
        if (atRoot) {
            counts = new int[size];
            displs = new int[size];
            for (int i = 0; i < size; i++) {
                counts[i] = 1;
                displs[i] = size - 1 - i;
            }
        }
        comm.gather(mine, 1, MPI.INT, all, 1, MPI.INT, root);
        Must.be(!atRoot || all[size - 1] == size - 1, "gather");
        int[] part = new int[1];
        comm.scatter(all, 1, MPI.INT, part, 1, MPI.INT, root);
        Must.equal(rank, part[0], "scatter");
        comm.gatherv(mine, 1, MPI.INT, all, counts, displs, MPI.INT, root);
        Must.be(!atRoot || all[0] == size - 1, "gatherv");
        comm.scatterv(all, counts, displs, MPI.INT, part, 1, MPI.INT, root);
        Must.equal(rank, part[0], "scatterv");
        int[] sum = atRoot ? new int[1] : null;
        comm.reduce(mine, sum, 1, MPI.INT, MPI.SUM, root);
        Must.be(!atRoot || sum[0] == size * (size - 1) / 2, "reduce");
    }
}
