import mpi.*;

/** One rank ends the job; the others wait for it in vain. */
class Aborts {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        if (MPI.COMM_WORLD.getRank() == MPI.COMM_WORLD.getSize() - 1) {
            MPI.COMM_WORLD.abort(300);
        }
        MPI.COMM_WORLD.recv(new int[1], 1, MPI.INT, MPI.ANY_SOURCE, 0);
        throw new IllegalStateException("a message of nobody");
    }
}
