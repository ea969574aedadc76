import java.nio.*;
import mpi.*;

/** The classic: a token goes round until it has been counted down. */
class Ring {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        int tag = 50;
        int rank = MPI.COMM_WORLD.getRank();
        int size = MPI.COMM_WORLD.getSize();
        int next = (rank + 1) % size;
        int prev = (rank + size - 1) % size;
        IntBuffer message = MPI.newIntBuffer(1);
        Request pending = null;
        if (rank == 0) {
            message.put(0, 10);
            pending = MPI.COMM_WORLD.iSend(message.duplicate(), 1, MPI.INT, next, tag);
            if (size > 1) {
                pending.waitFor();
            }
        }
        int passes = 0;
        while (true) {
            IntBuffer in = MPI.newIntBuffer(1);
            MPI.COMM_WORLD.recv(in, 1, MPI.INT, prev, tag);
            int left = in.get(0);
            if (pending != null) {
                pending.waitFor();
            }
            if (rank == 0) {
                left--;
            }
            passes++;
            IntBuffer out = MPI.newIntBuffer(1).put(0, left);
            pending = MPI.COMM_WORLD.iSend(out, 1, MPI.INT, next, tag);
            if (left == 0) {
                break;
            }
        }
        if (rank == 0) {
            MPI.COMM_WORLD.recv(message, 1, MPI.INT, prev, tag);
        }
        pending.waitFor();
        Must.equal(rank == 0 ? 10 : 11, passes, "passes");
        Must.pass(MPI.COMM_WORLD, "Ring");
        MPI.Finalize();
    }
}
