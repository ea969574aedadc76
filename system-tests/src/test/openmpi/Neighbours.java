import java.nio.*;
import mpi.*;

/** Collective operations with the neighbours of a ring. */
class Neighbours {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Intracomm world = MPI.COMM_WORLD;
        int size = world.getSize();
        CartComm ring = world.createCart(new int[] {size}, new boolean[] {true}, false);
        int rank = ring.getRank();
        int left = (rank + size - 1) % size;
        int right = (rank + 1) % size;
        int[] mine = {rank, -rank};
        int[] in = new int[4];
        ring.neighborAllGather(mine, 2, MPI.INT, in, 2, MPI.INT);
        Must.be(in[0] == left && in[1] == -left && in[2] == right && in[3] == -right, "neighborAllGather");
        int[] counts = {2, 2};
        int[] displs = {3, 0};
        int[] spaced = new int[5];
        ring.neighborAllGatherv(mine, 2, MPI.INT, spaced, counts, displs, MPI.INT);
        Must.be(spaced[3] == left && spaced[4] == -left && spaced[0] == right && spaced[2] == 0, "neighborAllGatherv");
        int[] out = {10 * rank, 10 * rank + 1};
        int[] got = new int[2];
        ring.neighborAllToAll(out, 1, MPI.INT, got, 1, MPI.INT);
        Must.be(got[0] == 10 * left + 1 && got[1] == 10 * right, "neighborAllToAll: " + got[0] + " " + got[1]);
        int[] ones = {1, 1};
        int[] places = {1, 0};
        ring.neighborAllToAllv(out, ones, places, MPI.INT, got, ones, places, MPI.INT);
        Must.be(got[1] == 10 * left && got[0] == 10 * right + 1, "neighborAllToAllv");
        IntBuffer from = MPI.newIntBuffer(2).put(0, rank).put(1, -rank);
        IntBuffer to1 = MPI.newIntBuffer(4);
        IntBuffer to2 = MPI.newIntBuffer(5);
        IntBuffer blocks = MPI.newIntBuffer(2).put(out);
        IntBuffer to3 = MPI.newIntBuffer(2);
        IntBuffer to4 = MPI.newIntBuffer(2);
        Request[] requests = {
            ring.iNeighborAllGather(from, 2, MPI.INT, to1, 2, MPI.INT),
            ring.iNeighborAllGatherv(from, 2, MPI.INT, to2, counts, displs, MPI.INT),
            ring.iNeighborAllToAll(blocks, 1, MPI.INT, to3, 1, MPI.INT),
            ring.iNeighborAllToAllv(blocks, ones, places, MPI.INT, to4, ones, places, MPI.INT),
        };
        Request.waitAll(requests);
        Must.be(to1.get(0) == left && to1.get(3) == -right, "iNeighborAllGather");
        Must.be(to2.get(3) == left && to2.get(0) == right, "iNeighborAllGatherv");
        Must.be(to3.get(0) == 10 * left + 1 && to3.get(1) == 10 * right, "iNeighborAllToAll");
        Must.be(to4.get(1) == 10 * left && to4.get(0) == 10 * right + 1, "iNeighborAllToAllv");
        ring.free();
        Must.pass(world, "Neighbours");
        MPI.Finalize();
    }
}
