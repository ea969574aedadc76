import mpi.*;

// Conway's game of life on a torus: a glider, which moves one cell down and one to the right every four generations.
// Arguments: rows and columns of the torus, generations.
//
// What to learn: the same exchange of halo rows as in Heat2D, but round the torus, with bytes, and with nonblocking
// receives and sends: all four are under way at once, and waitAll ends them.

static final int UP = 1;
static final int DOWN = 2;
static final String[] GLIDER = {".#.", "..#", "###"};

void main(String[] args) {
    int n = args.length > 0 ? Integer.parseInt(args[0]) : 16;
    int generations = args.length > 1 ? Integer.parseInt(args[1]) : 4 * n;
    Intracomm world = MPI.COMM_WORLD;
    int rank = world.getRank();
    int size = world.getSize();
    int rows = n / size;
    if (rows * size != n) {
        throw new IllegalArgumentException(n + " rows cannot be divided evenly among " + size + " ranks");
    }

    byte[] torus = glider(n);
    byte[] cells = new byte[(rows + 2) * n];
    System.arraycopy(torus, rank * rows * n, cells, n, rows * n);
    for (int generation = 0; generation < generations; generation++) {
        exchange(world, cells, n, rows);
        cells = step(cells, n, rows);
    }

    byte[] result = new byte[n * n];
    world.gather(MPI.slice(cells, n), rows * n, MPI.BYTE, result, rows * n, MPI.BYTE, 0);
    if (rank == 0) {
        for (int i = 0; i < n; i++) {
            StringBuilder line = new StringBuilder();
            for (int j = 0; j < n; j++) {
                line.append(result[i * n + j] == 1 ? '#' : '.');
            }
            IO.println(line);
        }
        // after 4 n generations the glider has gone once round and is where it was
        int shift = generations / 4;
        for (int i = 0; generations % 4 == 0 && i < n * n; i++) {
            int from = Math.floorMod(i / n - shift, n) * n + Math.floorMod(i % n - shift, n);
            if (result[i] != torus[from]) {
                throw new IllegalStateException("the glider is not where it should be");
            }
        }
    }
}

static byte[] glider(int n) {
    byte[] cells = new byte[n * n];
    for (int i = 0; i < GLIDER.length; i++) {
        for (int j = 0; j < GLIDER[i].length(); j++) {
            cells[i * n + j] = (byte) (GLIDER[i].charAt(j) == '#' ? 1 : 0);
        }
    }
    return cells;
}

static void exchange(Intracomm world, byte[] cells, int n, int rows) throws MPIException {
    int rank = world.getRank();
    int size = world.getSize();
    int above = (rank + size - 1) % size;
    int below = (rank + 1) % size;
    Request.waitAll(new Request[] {
        world.iRecv(MPI.slice(cells, 0), n, MPI.BYTE, above, DOWN),
        world.iRecv(MPI.slice(cells, (rows + 1) * n), n, MPI.BYTE, below, UP),
        world.iSend(MPI.slice(cells, n), n, MPI.BYTE, above, UP),
        world.iSend(MPI.slice(cells, rows * n), n, MPI.BYTE, below, DOWN)
    });
}

static byte[] step(byte[] cells, int n, int rows) {
    byte[] next = new byte[cells.length];
    for (int i = 1; i <= rows; i++) {
        for (int j = 0; j < n; j++) {
            int neighbours = -cells[i * n + j];
            for (int row = i - 1; row <= i + 1; row++) {
                neighbours += cells[row * n + (j + n - 1) % n] + cells[row * n + j] + cells[row * n + (j + 1) % n];
            }
            next[i * n + j] = (byte) (neighbours == 3 || neighbours == 2 && cells[i * n + j] == 1 ? 1 : 0);
        }
    }
    return next;
}
