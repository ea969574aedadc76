import java.awt.image.BufferedImage;
import java.io.File;
import javax.imageio.ImageIO;
import mpi.*;

// Heat spreads over a square plate whose upper edge is hot (1) and whose other edges are cold (0).
//
// What to learn: each rank has a band of the plate's rows and a copy of the row above and of the row below it - the halo -
// which it gets from its neighbours in each step. A sendRecv in each direction cannot deadlock, and at the first and the
// last rank, whose neighbour is PROC_NULL, it does nothing. Arguments: size of the plate, steps, file of the picture (PNG).

static final int UP = 1;
static final int DOWN = 2;

void main(String[] args) throws Exception {
    int n = args.length > 0 ? Integer.parseInt(args[0]) : 200;
    int steps = args.length > 1 ? Integer.parseInt(args[1]) : 500;
    Intracomm world = MPI.COMM_WORLD;
    int rank = world.getRank();
    int size = world.getSize();

    double[] plate = simulate(n, steps, world);
    int rows = rows(n, rank, size);

    // all bands, one below the other, at rank 0
    int[] counts = new int[size];
    int[] offsets = new int[size];
    for (int r = 0; r < size; r++) {
        counts[r] = rows(n, r, size) * n;
        offsets[r] = r == 0 ? 0 : offsets[r - 1] + counts[r - 1];
    }
    double[] whole = rank == 0 ? new double[n * n] : null;
    world.gatherv(MPI.slice(plate, n), rows * n, MPI.DOUBLE, whole, counts, offsets, MPI.DOUBLE, 0);

    if (rank == 0) {
        double[] serial = simulate(n, steps, MPI.COMM_SELF);
        for (int i = 0; i < n * n; i++) {
            if (whole[i] != serial[i + n]) {
                throw new IllegalStateException("cell " + i + " is " + whole[i] + " instead of " + serial[i + n]);
            }
        }
        if (args.length > 2) {
            ImageIO.write(picture(whole, n), "png", new File(args[2]));
        }
        IO.println("The heat of " + n + " x " + n + " cells after " + steps + " steps is that of one rank alone");
    }
}

/** How many rows a rank has. */
static int rows(int n, int rank, int size) {
    return n / size + (rank < n % size ? 1 : 0);
}

/** The rank's rows after all steps, with the halo's two around them. */
static double[] simulate(int n, int steps, Intracomm comm) throws MPIException {
    int rank = comm.getRank();
    int size = comm.getSize();
    int rows = rows(n, rank, size);
    int above = rank > 0 ? rank - 1 : MPI.PROC_NULL;
    int below = rank < size - 1 ? rank + 1 : MPI.PROC_NULL;
    double[] now = new double[(rows + 2) * n];
    double[] next = new double[(rows + 2) * n];
    if (rank == 0) {
        java.util.Arrays.fill(now, 0, n, 1);
        java.util.Arrays.fill(next, 0, n, 1);
    }
    for (int step = 0; step < steps; step++) {
        comm.sendRecv(MPI.slice(now, n), n, MPI.DOUBLE, above, UP,
                MPI.slice(now, (rows + 1) * n), n, MPI.DOUBLE, below, UP);
        comm.sendRecv(MPI.slice(now, rows * n), n, MPI.DOUBLE, below, DOWN,
                MPI.slice(now, 0), n, MPI.DOUBLE, above, DOWN);
        for (int row = 1; row <= rows; row++) {
            for (int i = row * n; i < row * n + n; i++) {
                double left = i > row * n ? now[i - 1] : 0;
                double right = i < row * n + n - 1 ? now[i + 1] : 0;
                next[i] = (now[i - n] + now[i + n] + left + right) / 4;
            }
        }
        double[] old = now;
        now = next;
        next = old;
    }
    return now;
}

/** Black is cold, white is hot. */
static BufferedImage picture(double[] cells, int n) {
    BufferedImage image = new BufferedImage(n, n, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < n * n; i++) {
        int red = (int) Math.min(255, cells[i] * 765);
        int green = (int) Math.clamp(cells[i] * 765 - 255, 0, 255);
        int blue = (int) Math.clamp(cells[i] * 765 - 510, 0, 255);
        image.setRGB(i % n, i / n, red << 16 | green << 8 | blue);
    }
    return image;
}
