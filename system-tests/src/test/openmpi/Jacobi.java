import mpi.*;

/** Heat on a grid of ranks, with columns as a datatype. */
class Jacobi {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        int[] dims = {0, 0};
        CartComm.createDims(MPI.COMM_WORLD.getSize(), dims);
        CartComm grid = MPI.COMM_WORLD.createCart(dims, new boolean[2], true);
        int n = 4;
        int width = n + 2;
        double[] now = new double[width * width];
        double[] then = new double[width * width];
        Datatype column = Datatype.createVector(n, 1, width, MPI.DOUBLE);
        column.commit();
        ShiftParms vertical = grid.shift(0, 1);
        ShiftParms horizontal = grid.shift(1, 1);
        // the upper edge is hot
        if (vertical.getRankSource() == MPI.PROC_NULL) {
            for (int j = 0; j < width; j++) {
                now[j] = 100;
                then[j] = 100;
            }
        }
        double change = 1;
        int steps = 0;
        while (change > 0.5 && steps < 200) {
            exchange(grid, now, width + 1, (n + 1) * width + 1, n, MPI.DOUBLE, vertical.getRankSource(), vertical.getRankDest());
            exchange(grid, now, n * width + 1, 1, n, MPI.DOUBLE, vertical.getRankDest(), vertical.getRankSource());
            exchange(grid, now, width + 1, width + n + 1, 1, column, horizontal.getRankSource(), horizontal.getRankDest());
            exchange(grid, now, width + n, width, 1, column, horizontal.getRankDest(), horizontal.getRankSource());
            double[] most = {0};
            for (int i = 1; i <= n; i++) {
                for (int j = 1; j <= n; j++) {
                    int at = i * width + j;
                    then[at] = (now[at - 1] + now[at + 1] + now[at - width] + now[at + width]) / 4;
                    most[0] = Math.max(most[0], Math.abs(then[at] - now[at]));
                }
            }
            double[] swap = now;
            now = then;
            then = swap;
            grid.allReduce(most, 1, MPI.DOUBLE, MPI.MAX);
            change = most[0];
            steps++;
        }
        // the same by one rank alone
        int rows = dims[0] * n;
        int columns = dims[1] * n;
        double[][] one = alone(rows, columns, steps);
        int[] coords = grid.getCoords(grid.getRank());
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double expected = one[coords[0] * n + i + 1][coords[1] * n + j + 1];
                Must.be(Math.abs(expected - now[(i + 1) * width + j + 1]) < 1e-9, "heat at " + i + ", " + j);
            }
        }
        column.free();
        Must.pass(grid, "Jacobi");
        grid.free();
        MPI.Finalize();
    }

    private static void exchange(CartComm grid, double[] a, int from, int to, int count, Datatype type, int dest, int source)
            throws MPIException {
        grid.sendRecv(MPI.slice(a, from), count, type, dest, 1, MPI.slice(a, to), count, type, source, 1);
    }

    private static double[][] alone(int rows, int columns, int steps) {
        double[][] now = new double[rows + 2][columns + 2];
        java.util.Arrays.fill(now[0], 100);
        for (int s = 0; s < steps; s++) {
            double[][] then = new double[rows + 2][columns + 2];
            java.util.Arrays.fill(then[0], 100);
            for (int i = 1; i <= rows; i++) {
                for (int j = 1; j <= columns; j++) {
                    then[i][j] = (now[i][j - 1] + now[i][j + 1] + now[i - 1][j] + now[i + 1][j]) / 4;
                }
            }
            now = then;
        }
        return now;
    }
}
