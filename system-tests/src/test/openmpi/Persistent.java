import java.nio.*;
import mpi.*;

/** Persistent requests of all modes, started one by one and together. */
class Persistent {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Comm comm = MPI.COMM_WORLD;
        int rank = comm.getRank();
        int next = (rank + 1) % comm.getSize();
        int last = (rank + comm.getSize() - 1) % comm.getSize();
        LongBuffer out = MPI.newLongBuffer(3);
        LongBuffer[] in = new LongBuffer[4];
        MPI.attachBuffer(new byte[4 * (24 + MPI.BSEND_OVERHEAD)]);
        Prequest[] receives = new Prequest[4];
        for (int i = 0; i < 4; i++) {
            in[i] = MPI.newLongBuffer(3);
            receives[i] = comm.recvInit(in[i], 3, MPI.LONG, last, i);
        }
        Prequest[] sends = {comm.sendInit(out, 3, MPI.LONG, next, 0), comm.bSendInit(out, 3, MPI.LONG, next, 1),
            comm.sSendInit(out, 3, MPI.LONG, next, 2), comm.rSendInit(out, 3, MPI.LONG, next, 3)};
        Must.be(!sends[0].isNull() && sends[0].test(), "an inactive one is complete");
        Must.equal(MPI.ANY_SOURCE, receives[0].waitStatus().getSource(), "an empty status");
        Must.equal(MPI.UNDEFINED, Request.waitAny(receives), "none is active");
        for (int round = 0; round < 10; round++) {
            Prequest.startAll(receives);
            comm.barrier();
            for (int i = 0; i < 3; i++) {
                out.put(i, 1000 * round + 10 * rank + i);
            }
            if (round % 2 == 0) {
                Prequest.startAll(sends);
            } else {
                for (Prequest send : sends) {
                    send.start();
                }
            }
            Request.waitAll(sends);
            Status[] statuses = Request.waitAllStatus(receives);
            for (int i = 0; i < 4; i++) {
                Must.equal(3, statuses[i].getCount(MPI.LONG), "count");
                Must.equal(1000 * round + 10 * last + 2, in[i].get(2), "round " + round);
                Must.be(!receives[i].isNull(), "persistent");
            }
        }
        for (int i = 0; i < 4; i++) {
            receives[i].free();
            sends[i].free();
            Must.be(receives[i].isNull() && sends[i].isNull(), "freed");
        }
        comm.setErrhandler(MPI.ERRORS_RETURN);
        Must.fail(MPI.ERR_REQUEST, () -> sends[0].start());
        MPI.detachBuffer();
        Must.pass(comm, "Persistent");
        MPI.Finalize();
    }
}
