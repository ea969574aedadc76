import mpi.*;

/** Rows are scattered, a matrix is broadcast, products are gathered. */
class MatrixProduct {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Comm comm = MPI.COMM_WORLD;
        int rank = comm.getRank();
        int rows = 3;
        int n = rows * comm.getSize();
        float[] a = new float[n * n];
        float[] b = new float[n * n];
        if (rank == 0) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    a[i * n + j] = i + j;
                    b[i * n + j] = i == j ? 2 : 0;
                }
            }
        }
        float[] part = new float[rows * n];
        float[] product = new float[rows * n];
        comm.scatter(a, rows * n, MPI.FLOAT, part, rows * n, MPI.FLOAT, 0);
        comm.bcast(b, n * n, MPI.FLOAT, 0);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    product[i * n + j] += part[i * n + k] * b[k * n + j];
                }
            }
        }
        float[] c = new float[n * n];
        comm.gather(product, rows * n, MPI.FLOAT, c, rows * n, MPI.FLOAT, 0);
        for (int i = 0; rank == 0 && i < n * n; i++) {
            Must.equal(2 * a[i], c[i], "element " + i);
        }
        Must.pass(comm, "MatrixProduct");
        MPI.Finalize();
    }
}
