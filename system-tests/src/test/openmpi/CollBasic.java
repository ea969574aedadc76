import java.nio.*;
import java.util.*;
import mpi.*;

/** Collective operations on arrays and buffers, with two buffers and in place. */
class CollBasic {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Comm comm = MPI.COMM_WORLD;
        int rank = comm.getRank();
        int size = comm.getSize();
        for (int root = 0; root < size; root++) {
            long[] b = rank == root ? new long[] {root, 7} : new long[2];
            comm.bcast(b, 2, MPI.LONG, root);
            Must.be(b[0] == root && b[1] == 7, "bcast");
            ShortBuffer direct = MPI.newShortBuffer(3);
            direct.put(2, (short) (rank == root ? 9 : 0));
            comm.bcast(direct, 3, MPI.SHORT, root);
            Must.equal(9, direct.get(2), "bcast of a buffer");
            // gather and scatter
            int[] all = rank == root ? new int[2 * size] : null;
            comm.gather(new int[] {rank, -rank}, 2, MPI.INT, all, 2, MPI.INT, root);
            for (int i = 0; rank == root && i < size; i++) {
                Must.be(all[2 * i] == i && all[2 * i + 1] == -i, "gather");
            }
            int[] mine = new int[2];
            comm.scatter(all, 2, MPI.INT, mine, 2, MPI.INT, root);
            Must.be(mine[0] == rank && mine[1] == -rank, "scatter");
            // in place
            int[] own = new int[2 * size];
            int at = rank == root ? 2 * rank : 0;
            own[at] = rank;
            own[at + 1] = -rank;
            comm.gather(own, 2, MPI.INT, root);
            for (int i = 0; rank == root && i < size; i++) {
                Must.be(own[2 * i] == i && own[2 * i + 1] == -i, "gather in place");
            }
            Must.be(rank == root || own[0] == rank && own[1] == -rank, "what is sent stays");
            if (rank != root) {
                Arrays.fill(own, 99);
            }
            comm.scatter(own, 2, MPI.INT, root);
            Must.be(own[at] == rank && own[at + 1] == -rank, "scatter in place");
        }
        char[] letters = new char[size];
        comm.allGather(new char[] {(char) ('a' + rank)}, 1, MPI.CHAR, letters, 1, MPI.CHAR);
        Must.equal("abcdefg".substring(0, size), new String(letters), "allGather");
        Arrays.fill(letters, '-');
        letters[rank] = (char) ('a' + rank);
        comm.allGather(letters, 1, MPI.CHAR);
        Must.equal("abcdefg".substring(0, size), new String(letters), "allGather in place");
        IntBuffer out = MPI.newIntBuffer(size);
        IntBuffer in = MPI.newIntBuffer(size);
        for (int i = 0; i < size; i++) {
            out.put(i, 10 * rank + i);
        }
        comm.allToAll(out, 1, MPI.INT, in, 1, MPI.INT);
        for (int i = 0; i < size; i++) {
            Must.equal(10 * i + rank, in.get(i), "allToAll");
        }
        comm.barrier();
        Must.pass(comm, "CollBasic");
        MPI.Finalize();
    }
}
