package mpj.it.jobs;

import mpi.CartComm;
import mpi.Comm;
import mpi.DistGraphNeighbors;
import mpi.GraphComm;
import mpi.Intracomm;
import mpi.MPI;

/** Four ranks on two hosts, dealt out in turn: in a line of places, reordered, two neighbours at each end share a host. */
public final class Reordering {
    private static final Intracomm WORLD = MPI.COMM_WORLD;
    private static final int SIZE = 4;

    private Reordering() {}

    /** Makes the line as a grid, a graph and a distributed graph. */
    public static void main(String[] args) {
        Check.equal(SIZE, WORLD.getSize(), () -> "ranks");
        CartComm line = WORLD.createCart(new int[] {SIZE}, new boolean[1], true);
        Check.equal(1, borders(line), () -> "borders of a grid");
        GraphComm graph = WORLD.createGraph(new int[] {1, 3, 5, 6}, new int[] {1, 0, 2, 1, 3, 2}, true);
        Check.equal(1, borders(graph), () -> "borders of a graph");
        int rank = WORLD.getRank();
        int[] next = rank == SIZE - 1 ? new int[0] : new int[] {rank + 1};
        int[] previous = rank == 0 ? new int[0] : new int[] {rank - 1};
        GraphComm distributed = WORLD.createDistGraphAdjacent(previous, next, null, true);
        Check.equal(1, borders(distributed), () -> "borders of a distributed graph");
        DistGraphNeighbors edges = distributed.getDistGraphNeighbors();
        int place = distributed.getRank();
        Check.equal(place == 0 ? 0 : 1, edges.getInDegree(), () -> "edges to place " + place);
        Check.that(place == 0 || edges.getSource(0) == place - 1, () -> "source of place " + place);
        CartComm plain = WORLD.createCart(new int[] {SIZE}, new boolean[1], false);
        Check.equal(SIZE - 1, borders(plain), () -> "borders without reordering");
        Check.equal(line.getRank(), plain.map(new int[] {SIZE}, new boolean[1]), () -> "place that a plain grid tells");
        if (rank == 0) {
            System.out.println("neighbours are together");
        }
    }

    /** How many neighbours in a line are on different hosts. */
    private static int borders(Comm line) {
        int[] hosts = new int[SIZE];
        line.allGather(new int[] {System.getenv("MPJ_HOST_ID").hashCode()}, 1, MPI.INT, hosts, 1, MPI.INT);
        int borders = 0;
        for (int i = 1; i < SIZE; i++) {
            borders += hosts[i] == hosts[i - 1] ? 0 : 1;
        }
        return borders;
    }
}
