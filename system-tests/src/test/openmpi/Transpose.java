import mpi.*;

/** A matrix in blocks of rows is transposed by one exchange. */
class Transpose {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Comm comm = MPI.COMM_WORLD;
        int rank = comm.getRank();
        int size = comm.getSize();
        int b = 2;
        int n = b * size;
        char[] mine = new char[b * n];
        for (int i = 0; i < b; i++) {
            for (int j = 0; j < n; j++) {
                mine[i * n + j] = (char) ((rank * b + i) * n + j);
            }
        }
        Datatype block = Datatype.createVector(b, b, n, MPI.CHAR);
        Datatype step = Datatype.createResized(block, 0, 2 * b);
        step.commit();
        char[] got = new char[b * n];
        comm.allToAll(mine, 1, step, got, b * b, MPI.CHAR);
        for (int from = 0; from < size; from++) {
            for (int i = 0; i < b; i++) {
                for (int j = 0; j < b; j++) {
                    Must.equal((from * b + i) * n + rank * b + j, got[from * b * b + i * b + j], "element");
                }
            }
        }
        Must.pass(comm, "Transpose");
        MPI.Finalize();
    }
}
