package mpj.it.jobs;

import java.util.Arrays;
import mpi.CartComm;
import mpi.MPI;
import mpi.Prequest;

/**
 * Blocks to the neighbours in a grid of two rows, of which those below and above are one rank: blocking, nonblocking and
 * persistent, shorter and longer than what goes as one message. Element {@code i} of a block says whose it is.
 */
public final class TorusExchange {
    private static final int NEIGHBOURS = 4;
    private static final int[] COUNTS = {0, 1, 500, 2048, 2049, 50_000};

    private TorusExchange() {}

    private static int value(int rank, int block, int i) {
        return (rank * NEIGHBOURS + block) * 100_000 + i;
    }

    /** Runs on an even number of ranks. */
    public static void main(String[] args) throws Exception {
        MPI.Init(args);
        int columns = MPI.COMM_WORLD.getSize() / 2;
        CartComm torus = MPI.COMM_WORLD.createCart(new int[] {2, columns}, new boolean[] {true, true}, false);
        int[] near = new int[NEIGHBOURS];
        for (int d = 0; d < 2; d++) {
            near[2 * d] = torus.shift(d, 1).getRankSource();
            near[2 * d + 1] = torus.shift(d, 1).getRankDest();
        }
        for (int count : COUNTS) {
            exchange(torus, near, count);
        }
        torus.barrier();
        if (torus.getRank() == 0) {
            System.out.println("all blocks were right");
        }
        MPI.Finalize();
    }

    private static void exchange(CartComm torus, int[] near, int count) throws Exception {
        int[] out = new int[NEIGHBOURS * count];
        Arrays.setAll(out, i -> value(torus.getRank(), i / count, i % count));
        int[] in = new int[out.length];
        torus.neighborAllToAll(out, count, MPI.INT, in, count, MPI.INT);
        check("neighborAllToAll", near, count, in, true);
        torus.iNeighborAllToAll(out, (long) count, MPI.INT, in, count, MPI.INT).waitFor();
        check("iNeighborAllToAll", near, count, in, true);
        torus.neighborAllGather(out, count, MPI.INT, in, count, MPI.INT);
        check("neighborAllGather", near, count, in, false);
        int[] counts = new int[NEIGHBOURS];
        int[] displs = new int[NEIGHBOURS];
        Arrays.fill(counts, count);
        Arrays.setAll(displs, i -> i * count);
        torus.neighborAllToAllv(out, counts, displs, MPI.INT, in, counts, displs, MPI.INT);
        check("neighborAllToAllv", near, count, in, true);
        Prequest prepared = torus.neighborAllToAllInit(out, count, MPI.INT, in, count, MPI.INT);
        for (int i = 0; i < 3; i++) {
            prepared.start();
            prepared.waitFor();
            check("neighborAllToAllInit", near, count, in, true);
        }
        prepared.free();
    }

    /** What came, which is cleared then; what one gives upwards comes from below. */
    private static void check(String operation, int[] near, int count, int[] in, boolean ownBlocks) {
        for (int i = 0; i < in.length; i++) {
            int block = i / count;
            int expected = value(near[block], ownBlocks ? block ^ 1 : 0, i % count);
            if (in[i] != expected) {
                throw new IllegalStateException(operation + " of " + count + ": element " + i + " is " + in[i]
                        + " and should be " + expected);
            }
        }
        Arrays.fill(in, -1);
    }
}
