import mpi.*;

/** Grids: coordinates, neighbours, parts and halo exchange. */
class CartTopology {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Intracomm world = MPI.COMM_WORLD;
        int size = world.getSize();
        int[] dims = new int[2];
        CartComm.createDims(size, dims);
        Must.equal(size, dims[0] * dims[1], "createDims");
        int[] half = {0, 1, 0};
        CartComm.createDims(size, half);
        Must.equal(1, half[1], "a given side stays");
        boolean[] periods = {true, false};
        CartComm grid = world.createCart(dims, periods, false);
        Must.equal(MPI.CART, grid.getTopology(), "kind");
        int rank = grid.getRank();
        CartParms topo = grid.getTopo();
        int[] coords = grid.getCoords(rank);
        Must.equal(2, topo.getDimCount(), "dimensions");
        Must.be(topo.getDim(0) == dims[0] && topo.getDim(1) == dims[1], "sides");
        Must.be(topo.getPeriod(0) && !topo.getPeriod(1), "periods");
        Must.be(topo.getCoord(0) == coords[0] && topo.getCoord(1) == coords[1], "coordinates");
        Must.equal(rank, grid.getRank(coords), "rank");
        Must.equal(rank, coords[0] * dims[1] + coords[1], "rows first");
        Must.equal(rank, grid.getRank(new int[] {coords[0] + dims[0], coords[1]}), "round the first dimension");
        ShiftParms up = grid.shift(0, 1);
        Must.equal(grid.getRank(new int[] {coords[0] + 1, coords[1]}), up.getRankDest(), "destination");
        Must.equal(grid.getRank(new int[] {coords[0] - 1, coords[1]}), up.getRankSource(), "source");
        ShiftParms right = grid.shift(1, 1);
        Must.equal(coords[1] == dims[1] - 1 ? MPI.PROC_NULL : rank + 1, right.getRankDest(), "the end");
        Must.equal(coords[1] == 0 ? MPI.PROC_NULL : rank - 1, right.getRankSource(), "the beginning");
        int[] value = {rank};
        int[] got = {-5};
        grid.sendRecv(value, 1, MPI.INT, right.getRankDest(), 0, got, 1, MPI.INT, right.getRankSource(), 0);
        Must.equal(coords[1] == 0 ? -5 : rank - 1, got[0], "from the left");
        CartComm row = grid.sub(new boolean[] {false, true});
        Must.be(row.getSize() == dims[1] && row.getRank() == coords[1], "a row");
        Must.equal(1, row.getTopo().getDimCount(), "of one dimension");
        int[] sum = {1};
        row.allReduce(sum, 1, MPI.INT, MPI.SUM);
        Must.equal(dims[1], sum[0], "in a row");
        int place = grid.map(new int[] {1, size}, periods);
        Must.be(place >= 0 && place < size, "map");
        CartComm one = world.createCart(new int[] {1}, new boolean[] {false}, true);
        Must.be((one.isNull() ? 0 : 1) == (one.isNull() ? 0 : one.getSize()), "a grid of one");
        int beyond = world.getRank() == 0 && !one.isNull() ? one.map(new int[] {1}, new boolean[1]) : 0;
        Must.equal(0, beyond, "map of one");
        CartComm dup = grid.dup();
        CartComm clone = grid.clone();
        CartComm hinted = grid.dupWithInfo(MPI.INFO_NULL);
        CartComm later = grid.iDup();
        later.getRequest().waitFor();
        for (CartComm comm : new CartComm[] {dup, clone, hinted, later}) {
            Must.be(comm.getTopology() == MPI.CART && comm.getTopo().getDim(0) == dims[0], "a duplicate");
            Must.equal(MPI.CONGRUENT, Comm.compare(grid, comm), "comparison");
            comm.free();
        }
        // neighbours: before and after in each dimension
        int[] mine = {rank};
        int[] around = {-1, -1, -1, -1};
        grid.neighborAllGather(mine, 1, MPI.INT, around, 1, MPI.INT);
        Must.be(around[0] == up.getRankSource() && around[1] == up.getRankDest(), "first dimension");
        Must.equal(Math.max(-1, right.getRankSource()), around[2], "left");
        Must.equal(Math.max(-1, right.getRankDest()), around[3], "right");
        row.free();
        grid.free();
        Must.be(grid.isNull(), "freed");
        world.setErrhandler(MPI.ERRORS_RETURN);
        Must.be(fails(() -> world.createCart(new int[] {size + 1}, new boolean[1], false)), "too large");
        Must.pass(world, "CartTopology");
        MPI.Finalize();
    }

    private static boolean fails(Must.Call call) {
        try {
            call.run();
            return false;
        } catch (Exception e) {
            return e instanceof MPIException;
        }
    }
}
