import mpi.*;

/** A master gives work to whoever asks. */
class MasterWorker {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Comm comm = MPI.COMM_WORLD;
        int rank = comm.getRank();
        int size = comm.getSize();
        int work = 1;
        int stop = 2;
        if (rank == 0) {
            int tasks = 40;
            int given = 0;
            int ended = 0;
            long sum = 0;
            long[] result = new long[1];
            while (ended < size - 1) {
                Status status = comm.recv(result, 1, MPI.LONG, MPI.ANY_SOURCE, MPI.ANY_TAG);
                sum += result[0];
                int tag = given < tasks ? work : stop;
                comm.send(new int[] {given}, 1, MPI.INT, status.getSource(), tag);
                if (tag == work) {
                    given++;
                } else {
                    ended++;
                }
            }
            Must.be(size == 1 || sum == 40 * 39 / 2, "the sum of all results: " + sum);
        } else {
            long[] result = {0};
            int[] task = new int[1];
            while (true) {
                comm.send(result, 1, MPI.LONG, 0, work);
                Status status = comm.recv(task, 1, MPI.INT, 0, MPI.ANY_TAG);
                if (status.getTag() == stop) {
                    break;
                }
                result[0] = task[0];
            }
        }
        Must.pass(comm, "MasterWorker");
        MPI.Finalize();
    }
}
