package mpj.it.program;

import mpi.Comm;
import mpi.MPI;

/** Rank 0 sends rank 1 ten messages of 1000 bytes, which lie there until rank 1 has heard that they are all on their way. */
public final class Traffic {
    private static final int MESSAGES = 10;
    private static final int BYTES = 1000;

    private Traffic() {}

    /** Sends or receives. */
    public static void main(String[] args) {
        Comm world = MPI.COMM_WORLD;
        byte[] data = new byte[BYTES];
        if (world.getRank() == 0) {
            for (int i = 0; i < MESSAGES; i++) {
                world.send(data, BYTES, MPI.BYTE, 1, 1);
            }
            world.send(data, 0, MPI.BYTE, 1, 2);
        } else {
            world.recv(data, 0, MPI.BYTE, 0, 2);
            for (int i = 0; i < MESSAGES; i++) {
                world.recv(data, BYTES, MPI.BYTE, 0, 1);
            }
        }
    }
}
