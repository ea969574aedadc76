package mpj.it.jobs;

import java.util.Arrays;
import mpi.Datatype;
import mpi.Info;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Op;
import mpi.UserFunction;

/** Collective operations of several sizes, checked; on the world and on a duplicate with hints from the arguments. */
public final class ChosenCollectives {
    private ChosenCollectives() {}

    /** Arguments: nothing, or a key and a value of a hint that rank 0 alone gives; the others give none. */
    public static void main(String[] args) {
        MPI.Init(args);
        Intracomm world = MPI.COMM_WORLD;
        check(world);
        Info hints = new Info();
        if (args.length == 2 && world.getRank() == 0) {
            hints.set(args[0], args[1]);
        }
        Intracomm hinted = world.dupWithInfo(hints);
        check(hinted);
        hinted.free();
        world.setInfo(hints);
        check(world);
        if (world.getRank() == 0) {
            System.out.println("all were right on " + world.getSize() + " ranks, " + MPI.INFO_ENV.get("mpj_transport"));
        }
        MPI.Finalize();
    }

    private static void check(Intracomm c) {
        Op inOrder = new Op(new Last(), false);
        for (int length : new int[] {0, 1, 100, 30_000, 300_000}) {
            // often enough for what only starts after some calls
            for (int i = 0; i < 10; i++) {
                bcast(c, length, i % c.getSize());
                sums(c, length);
            }
            lastOf(c, length, inOrder);
        }
        inOrder.free();
    }

    private static void bcast(Intracomm c, int length, int root) {
        int[] data = new int[length];
        for (int i = 0; i < length; i++) {
            data[i] = c.getRank() == root ? i + root : -1;
        }
        c.bcast(data, length, MPI.INT, root);
        for (int i = 0; i < length; i++) {
            Check.equal(i + root, data[i], () -> "bcast");
        }
    }

    private static void sums(Intracomm c, int length) {
        int[] mine = new int[length];
        int[] sum = new int[length];
        for (int i = 0; i < length; i++) {
            mine[i] = i + c.getRank();
        }
        c.allReduce(mine, sum, length, MPI.INT, MPI.SUM);
        int size = c.getSize();
        for (int i = 0; i < length; i++) {
            Check.equal(i * size + size * (size - 1) / 2, sum[i], () -> "allReduce");
        }
    }

    /** Gives the operand of the higher rank, which is what is in {@code inOut} already. */
    private static final class Last extends UserFunction {
        @Override
        public void call(Object in, Object inOut, int count, Datatype datatype) {}
    }

    private static void lastOf(Intracomm c, int length, Op inOrder) {
        int[] mine = new int[length];
        int[] last = new int[length];
        Arrays.fill(mine, c.getRank());
        c.allReduce(mine, last, length, MPI.INT, inOrder);
        for (int i = 0; i < length; i++) {
            Check.equal(c.getSize() - 1, last[i], () -> "allReduce in order");
        }
    }
}
