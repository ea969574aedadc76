import java.util.*;
import mpi.*;

/** Ranks sort numbers by exchanging with their neighbours. */
class OddEvenSort {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Comm comm = MPI.COMM_WORLD;
        int rank = comm.getRank();
        int size = comm.getSize();
        int n = 50;
        short[] mine = new short[n];
        Random random = new Random(rank);
        for (int i = 0; i < n; i++) {
            mine[i] = (short) random.nextInt(1000);
        }
        Arrays.sort(mine);
        short[] other = new short[n];
        for (int phase = 0; phase < size; phase++) {
            int partner = (rank + phase) % 2 == 0 ? rank + 1 : rank - 1;
            if (partner < 0 || partner >= size) {
                continue;
            }
            comm.sendRecv(mine, n, MPI.SHORT, partner, phase, other, n, MPI.SHORT, partner, phase);
            short[] both = Arrays.copyOf(mine, 2 * n);
            System.arraycopy(other, 0, both, n, n);
            Arrays.sort(both);
            mine = rank < partner ? Arrays.copyOf(both, n) : Arrays.copyOfRange(both, n, 2 * n);
        }
        short[] all = new short[n * size];
        comm.allGather(mine, n, MPI.SHORT, all, n, MPI.SHORT);
        for (int i = 1; i < all.length; i++) {
            Must.be(all[i - 1] <= all[i], "in order");
        }
        Must.pass(comm, "OddEvenSort");
        MPI.Finalize();
    }
}
