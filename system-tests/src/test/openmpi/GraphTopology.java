import mpi.*;

/** Graphs that all ranks know. */
class GraphTopology {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Intracomm world = MPI.COMM_WORLD;
        int size = world.getSize();
        // a ring
        int[] index = new int[size];
        int[] edges = new int[2 * size];
        for (int i = 0; i < size; i++) {
            index[i] = 2 * (i + 1);
            edges[2 * i] = (i + size - 1) % size;
            edges[2 * i + 1] = (i + 1) % size;
        }
        GraphComm ring = world.createGraph(index, edges, false);
        int rank = ring.getRank();
        Must.equal(MPI.GRAPH, ring.getTopology(), "kind");
        GraphParms parms = ring.getDims();
        Must.be(parms.getIndexCount() == size && parms.getEdgeCount() == 2 * size, "sizes");
        Must.be(parms.getIndex(size - 1) == 2 * size && parms.getEdge(1) == 1 % size, "values");
        int[] neighbours = ring.getNeighbors(rank);
        Must.be(neighbours.length == 2 && neighbours[0] == (rank + size - 1) % size, "neighbours");
        int[] mine = {rank};
        int[] around = new int[2];
        ring.neighborAllGather(mine, 1, MPI.INT, around, 1, MPI.INT);
        Must.be(around[0] == neighbours[0] && around[1] == neighbours[1], "neighborAllGather");
        int place = ring.map(index, edges);
        Must.be(place >= 0 && place < size, "map");
        GraphComm single = world.createGraph(new int[] {0}, new int[0], true);
        Must.be(single.isNull() || single.getSize() == 1, "left over ranks get the null handle");
        GraphComm[] copies = {ring.dup(), ring.clone(), ring.dupWithInfo(MPI.INFO_NULL), ring.iDup()};
        copies[3].getRequest().waitFor();
        for (GraphComm copy : copies) {
            Must.equal(2 * size, copy.getDims().getEdgeCount(), "a duplicate");
            copy.free();
        }
        ring.free();
        Must.pass(world, "GraphTopology");
        MPI.Finalize();
    }
}
