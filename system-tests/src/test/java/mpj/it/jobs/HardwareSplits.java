package mpj.it.jobs;

import java.util.Map;
import mpi.Comm;
import mpi.Info;
import mpi.Intracomm;
import mpi.MPI;

/**
 * Splits the ranks by each kind of hardware that this machine has. Prints for each rank and kind {@code rank kind size}, or
 * {@code rank kind none} where the rank may run on several of the kind.
 */
public final class HardwareSplits {
    private HardwareSplits() {}

    /** No arguments. */
    public static void main(String[] args) {
        Info kinds = MPI.getHwResourceInfo();
        int rank = MPI.COMM_WORLD.getRank();
        for (int i = 0; i < kinds.size(); i++) {
            String kind = kinds.getKey(i);
            boolean confined = Boolean.parseBoolean(kinds.get(kind));
            Info wanted = Info.of(Map.of("mpi_hw_resource_type", String.valueOf(kind)));
            Intracomm part = MPI.COMM_WORLD.splitType(Comm.TYPE_HW_GUIDED, -rank, wanted);
            Check.that(part.isNull() != confined, () -> kind + " confines: " + confined);
            if (part.isNull()) {
                System.out.println(rank + " " + kind + " none");
                continue;
            }
            Check.that(String.valueOf(kind).equals(part.getInfo().get("mpi_hw_resource_type")), () -> "hint of " + kind);
            int[] ranks = new int[part.getSize()];
            part.allGather(new int[] {rank}, 1, MPI.INT, ranks, 1, MPI.INT);
            for (int k = 1; k < ranks.length; k++) {
                Check.that(ranks[k - 1] > ranks[k], () -> "the order of keys");
            }
            System.out.println(rank + " " + kind + " " + part.getSize());
        }
    }
}
