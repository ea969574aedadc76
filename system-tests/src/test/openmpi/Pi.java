import mpi.*;

/** The classic: pi by the rule of midpoints. */
class Pi {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        int rank = MPI.COMM_WORLD.getRank();
        int size = MPI.COMM_WORLD.getSize();
        int[] n = {rank == 0 ? 100000 : 0};
        MPI.COMM_WORLD.bcast(n, 1, MPI.INT, 0);
        double h = 1.0 / n[0];
        double sum = 0;
        for (int i = rank + 1; i <= n[0]; i += size) {
            double x = h * (i - 0.5);
            sum += 4.0 / (1.0 + x * x);
        }
        double[] sBuf = {h * sum};
        double[] rBuf = new double[1];
        MPI.COMM_WORLD.reduce(sBuf, rBuf, 1, MPI.DOUBLE, MPI.SUM, 0);
        Must.be(rank != 0 || Math.abs(rBuf[0] - Math.PI) < 1e-9, "pi is about " + rBuf[0]);
        Must.pass(MPI.COMM_WORLD, "Pi");
        MPI.Finalize();
    }
}
