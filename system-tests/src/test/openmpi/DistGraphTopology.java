import mpi.*;

/** Graphs of which each rank knows a part. */
class DistGraphTopology {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Intracomm world = MPI.COMM_WORLD;
        int rank = world.getRank();
        int size = world.getSize();
        int next = (rank + 1) % size;
        int last = (rank + size - 1) % size;
        GraphComm a = world.createDistGraphAdjacent(new int[] {last}, new int[] {next}, MPI.INFO_NULL, false);
        check(a, last, next, false, 0, 0);
        GraphComm b = world.createDistGraphAdjacent(
                new int[] {last}, new int[] {10 + last}, new int[] {next}, new int[] {10 + rank}, MPI.INFO_NULL, false);
        check(b, last, next, true, 10 + last, 10 + rank);
        // the edges of the rank before
        int[] sources = {last};
        int[] degrees = {1};
        int[] destinations = {rank};
        GraphComm c = world.createDistGraph(sources, degrees, destinations, MPI.INFO_NULL, false);
        check(c, last, next, false, 0, 0);
        GraphComm d = world.createDistGraph(sources, degrees, destinations, new int[] {20 + rank}, MPI.INFO_NULL, false);
        check(d, last, next, true, 20 + rank, 20 + next);
        GraphComm e = world.createDistGraph(sources, degrees, destinations, MPI.INFO_NULL, true);
        Must.equal(1, e.getDistGraphNeighbors().getInDegree(), "reordered");
        // arrays that are longer than what is used of them
        GraphComm f = world.createDistGraph(sources, new int[] {1, 9}, new int[] {rank, -1, size}, new int[] {20 + rank, -3, 0},
                MPI.INFO_NULL, false);
        check(f, last, next, true, 20 + rank, 20 + next);
        GraphComm g = world.createDistGraphAdjacent(
                sources, new int[] {10 + last, -1}, new int[] {next}, new int[] {10 + rank, -1, 0}, MPI.INFO_NULL, false);
        check(g, last, next, true, 10 + last, 10 + rank);
        for (GraphComm comm : new GraphComm[] {a, b, c, d, e, f, g}) {
            comm.free();
        }
        Must.pass(world, "DistGraphTopology");
        MPI.Finalize();
    }

    private static void check(GraphComm comm, int last, int next, boolean weighted, int in, int out) throws MPIException {
        Must.equal(MPI.DIST_GRAPH, comm.getTopology(), "kind");
        DistGraphNeighbors n = comm.getDistGraphNeighbors();
        Must.be(n.getInDegree() == 1 && n.getOutDegree() == 1, "degrees");
        Must.be(n.getSource(0) == last && n.getDestination(0) == next, "ends");
        Must.be(n.isWeighted() == weighted, "weighted");
        Must.be(n.getSourceWeight(0) == in && n.getDestinationWeight(0) == out, "weights");
        int[] mine = {comm.getRank()};
        int[] got = {-1};
        comm.neighborAllGather(mine, 1, MPI.INT, got, 1, MPI.INT);
        Must.equal(last, got[0], "from the neighbour");
    }
}
