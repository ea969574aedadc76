package mpj.it.jobs;

import mpi.Comm;
import mpi.MPI;
import org.jspecify.annotations.Nullable;

/** {@code FinalAttributes finalize|return}: what the functions of attributes of COMM_SELF can do at the end. */
public final class FinalAttributes {
    private FinalAttributes() {}

    /** Sets two attributes, whose functions communicate. */
    public static void main(String[] args) {
        int first = Comm.createKeyval(null, (_, _, value) -> delete(value));
        int second = Comm.createKeyval(null, (_, _, value) -> delete(value));
        MPI.COMM_SELF.setAttr(first, "first");
        MPI.COMM_SELF.setAttr(second, "second");
        MPI.COMM_WORLD.setAttr(first, "of the world, which is not freed");
        if (args[0].equals("finalize")) {
            MPI.Finalize();
        }
    }

    private static void delete(@Nullable Object value) {
        int[] ranks = new int[1];
        MPI.COMM_WORLD.allReduce(new int[] {1}, ranks, 1, MPI.INT, MPI.SUM);
        if (MPI.COMM_WORLD.getRank() == 0) {
            System.out.println("delete " + value + " of " + ranks[0] + " ranks");
        }
    }
}
