import mpi.*;

// Pi as the integral of 4 / (1 + x^2) from 0 to 1, by the midpoint rule. The argument is the number of intervals.

static final int DEFAULT_INTERVALS = 1_000_000;

void main(String[] args) {
    Intracomm world = MPI.COMM_WORLD;
    int rank = world.getRank();
    int[] n = new int[1];
    if (rank == 0) {
        n[0] = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_INTERVALS;
    }
    world.bcast(n, 1, MPI.INT, 0);

    double width = 1.0 / n[0];
    double sum = 0;
    for (int i = rank; i < n[0]; i += world.getSize()) {
        double x = (i + 0.5) * width;
        sum += 4 / (1 + x * x);
    }
    double[] part = {sum * width};
    double[] pi = new double[1];
    world.reduce(part, pi, 1, MPI.DOUBLE, MPI.SUM, 0);

    if (rank == 0) {
        double error = Math.abs(pi[0] - Math.PI);
        // the midpoint rule's error is at most h^2 / 24 times the second derivative's greatest value, which is 8
        if (!(error < width * width / 3 + 1e-9)) {
            throw new IllegalStateException("pi is " + pi[0] + "? The error of " + error + " is too large");
        }
        IO.println("pi is about " + pi[0] + ", the error is " + error);
    }
}
