import mpi.*;

// C = A B for square matrices. The argument is their size.
//
// What to learn: the root gives each rank some rows of A (scatterv, since the rows may not divide evenly) and all of B
// (bcast); each computes its rows of C, and the root collects them (gatherv). Here the root's part is much longer than
// the others' wait: for large matrices one would make A and B where they are used.

void main(String[] args) {
    int n = args.length > 0 ? Integer.parseInt(args[0]) : 300;
    Intracomm world = MPI.COMM_WORLD;
    int rank = world.getRank();
    int size = world.getSize();

    int[] counts = new int[size];
    int[] offsets = new int[size];
    for (int r = 0; r < size; r++) {
        counts[r] = (n / size + (r < n % size ? 1 : 0)) * n;
        offsets[r] = r == 0 ? 0 : offsets[r - 1] + counts[r - 1];
    }
    double[] a = null;
    double[] b = new double[n * n];
    double[] c = null;
    if (rank == 0) {
        a = new double[n * n];
        c = new double[n * n];
        for (int i = 0; i < n * n; i++) {
            a[i] = i / n + 1;
            b[i] = i % n - i / n;
        }
    }
    double[] myA = new double[counts[rank]];
    double[] myC = new double[counts[rank]];
    world.scatterv(a, counts, offsets, MPI.DOUBLE, myA, counts[rank], MPI.DOUBLE, 0);
    world.bcast(b, n * n, MPI.DOUBLE, 0);
    for (int row = 0; row < counts[rank]; row += n) {
        for (int k = 0; k < n; k++) {
            double factor = myA[row + k];
            for (int column = 0; column < n; column++) {
                myC[row + column] += factor * b[k * n + column];
            }
        }
    }
    world.gatherv(myC, counts[rank], MPI.DOUBLE, c, counts, offsets, MPI.DOUBLE, 0);

    if (rank == 0) {
        // a row of A holds one number, i + 1; the columns of B sum up to n j - n (n - 1) / 2
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double expected = (i + 1.0) * n * (j - (n - 1) / 2.0);
                if (c[i * n + j] != expected) {
                    throw new IllegalStateException(
                            "element " + i + ", " + j + " is " + c[i * n + j] + " instead of " + expected);
                }
            }
        }
        IO.println("The product of two " + n + " x " + n + " matrices is right");
    }
}
