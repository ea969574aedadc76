import java.nio.*;
import mpi.*;

/** A message to oneself before it is received, and probing for its length. */
class Selves {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Comm self = MPI.COMM_SELF;
        CharBuffer text = MPI.newCharBuffer(5).put("hello");
        Request send = self.iSend(text, 5, MPI.CHAR, 0, 9);
        Status status = self.probe(MPI.ANY_SOURCE, MPI.ANY_TAG);
        char[] got = new char[status.getCount(MPI.CHAR)];
        self.recv(got, got.length, MPI.CHAR, status.getSource(), status.getTag());
        send.waitFor();
        Must.equal("hello", new String(got), "text");
        self.bcast(got, 5, MPI.CHAR, 0);
        self.allReduce(new int[] {1}, 1, MPI.INT, MPI.SUM);
        Must.pass(MPI.COMM_WORLD, "Selves");
        MPI.Finalize();
    }
}
