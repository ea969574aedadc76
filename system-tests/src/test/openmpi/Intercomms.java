import java.nio.*;
import mpi.*;

/** Two groups that talk to each other. */
class Intercomms {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        Intracomm world = MPI.COMM_WORLD;
        int rank = world.getRank();
        int size = world.getSize();
        if (size == 1) {
            Must.pass(world, "Intercomms");
            MPI.Finalize();
            return;
        }
        boolean low = rank < size / 2;
        int ours = low ? size / 2 : size - size / 2;
        int theirs = size - ours;
        Intracomm half = world.split(low ? 0 : 1, rank);
        Intercomm inter = world.createIntercomm(half, 0, low ? size / 2 : 0, 7);
        int me = inter.getRank();
        Must.be(inter.isInter() && inter.getSize() == ours && inter.getRemoteSize() == theirs, "sizes");
        Must.equal(theirs, inter.getRemoteGroup().getSize(), "the remote group");
        Must.equal(ours, inter.getGroup().getSize(), "the own group");
        // point to point
        if (me == 0) {
            int[] mine = {rank};
            int[] got = new int[1];
            Status status = inter.sendRecv(mine, 1, MPI.INT, 0, 1, got, 1, MPI.INT, MPI.ANY_SOURCE, 1);
            Must.be(status.getSource() == 0 && got[0] == (low ? size / 2 : 0), "the other leader");
        }
        // collectives
        double[] b = {low && me == 0 ? 2.5 : 0};
        inter.bcast(b, 1, MPI.DOUBLE, low ? me == 0 ? MPI.ROOT : MPI.PROC_NULL : 0);
        Must.equal(low && me != 0 ? 0 : 2.5, b[0], "bcast");
        int[] sum = new int[1];
        inter.allReduce(new int[] {rank}, sum, 1, MPI.INT, MPI.SUM);
        int lowSum = size / 2 * (size / 2 - 1) / 2;
        Must.equal(low ? size * (size - 1) / 2 - lowSum : lowSum, sum[0], "allReduce");
        int[] all = new int[theirs];
        inter.allGather(new int[] {rank}, 1, MPI.INT, all, 1, MPI.INT);
        for (int i = 0; i < theirs; i++) {
            Must.equal(low ? size / 2 + i : i, all[i], "allGather");
        }
        IntBuffer out = MPI.newIntBuffer(theirs);
        IntBuffer in = MPI.newIntBuffer(theirs);
        for (int i = 0; i < theirs; i++) {
            out.put(i, 10 * rank + i);
        }
        inter.iAllToAll(out, 1, MPI.INT, in, 1, MPI.INT).waitFor();
        Must.equal(10 * (low ? size / 2 : 0) + me, in.get(0), "iAllToAll");
        int root = low ? 0 : me == 0 ? MPI.ROOT : MPI.PROC_NULL;
        int[] gathered = new int[theirs];
        inter.gather(new int[] {rank}, 1, MPI.INT, gathered, 1, MPI.INT, root);
        Must.be(root != MPI.ROOT || gathered[theirs - 1] == size / 2 - 1, "gather");
        inter.reduce(new int[] {1}, sum, 1, MPI.INT, MPI.SUM, root);
        Must.be(root != MPI.ROOT || sum[0] == theirs, "reduce");
        inter.barrier();
        // copies
        Intercomm[] copies = {inter.dup(), inter.clone(), inter.dupWithInfo(MPI.INFO_NULL), inter.iDup()};
        copies[3].getRequest().waitFor();
        for (Intercomm copy : copies) {
            Must.be(copy.isInter() && copy.getRemoteSize() == theirs, "a duplicate");
            Must.equal(MPI.CONGRUENT, Comm.compare(inter, copy), "comparison");
            copy.free();
        }
        Intracomm merged = inter.merge(low);
        Must.be(!merged.isInter() && merged.getSize() == size, "merged");
        Must.equal(low ? size - size / 2 + me : me, merged.getRank(), "the high group comes last");
        merged.free();
        inter.free();
        half.free();
        Must.pass(world, "Intercomms");
        MPI.Finalize();
    }
}
