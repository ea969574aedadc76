import java.nio.*;
import java.util.*;
import mpi.*;

/** Blocks whose lengths differ from rank to rank. */
class CollVarying {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Comm comm = MPI.COMM_WORLD;
        int rank = comm.getRank();
        int size = comm.getSize();
        int[] counts = new int[size];
        int[] displs = new int[size];
        int total = 0;
        for (int i = 0; i < size; i++) {
            counts[i] = i + 1;
            displs[i] = total + i;
            total += i + 1;
        }
        int length = total + size;
        double[] mine = new double[rank + 1];
        Arrays.fill(mine, rank + 0.5);
        int root = size - 1;
        double[] all = filled(length, -7);
        comm.gatherv(mine, rank + 1, MPI.DOUBLE, all, counts, displs, MPI.DOUBLE, root);
        if (rank == root) {
            check(all, counts, displs);
        }
        double[] got = new double[rank + 1];
        comm.scatterv(all, counts, displs, MPI.DOUBLE, got, rank + 1, MPI.DOUBLE, root);
        Must.be(Arrays.equals(mine, got), "scatterv");
        // in place at the root
        if (rank == root) {
            double[] own = filled(length, -7);
            System.arraycopy(mine, 0, own, displs[rank], rank + 1);
            comm.gatherv(own, counts, displs, MPI.DOUBLE, root);
            check(own, counts, displs);
            comm.scatterv(own, counts, displs, MPI.DOUBLE, root);
            check(own, counts, displs);
        } else {
            comm.gatherv(mine, rank + 1, MPI.DOUBLE, root);
            Arrays.fill(got, 0);
            comm.scatterv(got, rank + 1, MPI.DOUBLE, root);
            Must.be(Arrays.equals(mine, got), "scatterv in place");
        }
        all = filled(length, -7);
        comm.allGatherv(mine, rank + 1, MPI.DOUBLE, all, counts, displs, MPI.DOUBLE);
        check(all, counts, displs);
        all = filled(length, -7);
        System.arraycopy(mine, 0, all, displs[rank], rank + 1);
        comm.allGatherv(all, counts, displs, MPI.DOUBLE);
        check(all, counts, displs);
        // everybody to everybody: i + 1 elements from rank i
        int[] sendCounts = new int[size];
        int[] sendDispls = new int[size];
        Arrays.fill(sendCounts, rank + 1);
        DoubleBuffer out = MPI.newDoubleBuffer(size * (rank + 1));
        for (int i = 0; i < size; i++) {
            sendDispls[i] = i * (rank + 1);
            for (int j = 0; j <= rank; j++) {
                out.put(sendDispls[i] + j, rank + 0.5);
            }
        }
        all = filled(length, -7);
        comm.allToAllv(out, sendCounts, sendDispls, MPI.DOUBLE, all, counts, displs, MPI.DOUBLE);
        check(all, counts, displs);
        // displacements in bytes, a type for each
        Datatype[] types = new Datatype[size];
        Arrays.fill(types, MPI.DOUBLE);
        int[] sendBytes = bytes(sendDispls);
        int[] recvBytes = bytes(displs);
        all = filled(length, -7);
        comm.allToAllw(out, sendCounts, sendBytes, types, all, counts, recvBytes, types);
        check(all, counts, displs);
        DoubleBuffer in = MPI.newDoubleBuffer(length).put(filled(length, -7));
        comm.iAllToAllw(out, sendCounts, sendBytes, types, in, counts, recvBytes, types).waitFor();
        in.clear();
        in.get(all);
        check(all, counts, displs);
        Must.pass(comm, "CollVarying");
        MPI.Finalize();
    }

    private static int[] bytes(int[] displs) {
        int[] bytes = new int[displs.length];
        for (int i = 0; i < displs.length; i++) {
            bytes[i] = displs[i] * 8;
        }
        return bytes;
    }

    private static double[] filled(int length, double value) {
        double[] array = new double[length];
        Arrays.fill(array, value);
        return array;
    }

    private static void check(double[] all, int[] counts, int[] displs) {
        int at = 0;
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts[i]; j++) {
                Must.equal(i + 0.5, all[displs[i] + j], "block " + i);
            }
            at = displs[i] + counts[i];
            Must.equal(-7, all[at], "the gap after block " + i);
        }
    }
}
