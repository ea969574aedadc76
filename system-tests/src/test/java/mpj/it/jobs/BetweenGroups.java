package mpj.it.jobs;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import mpi.Datatype;
import mpi.Intercomm;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Prequest;
import org.jspecify.annotations.Nullable;

/** Objects through all collective operations between two groups of processes, and arrays of records likewise. */
public final class BetweenGroups {
    private static final int ROUNDS = 20;
    private static final int LENGTH = 3000;

    private BetweenGroups() {}

    /** With a hole in its structure. */
    record Sample(short place, double value) {}

    /** Runs all rounds. */
    public static void checkAll() {
        Intracomm world = MPI.COMM_WORLD;
        int rank = world.getRank();
        int lower = (world.getSize() + 1) / 2;
        Intracomm group = world.split(rank < lower ? 0 : 1, rank);
        Intercomm inter = world.createIntercomm(group, 0, rank < lower ? lower : 0, 1);
        for (int round = 0; round < ROUNDS; round++) {
            objects(inter, rank, rank < lower ? lower : 0, round);
            records(inter, rank < lower, round);
        }
        inter.barrier();
    }

    private static void objects(Intercomm inter, int rank, int firstRemote, int round) {
        // from small to larger than a message that is sent at once
        String mine = "o".repeat(1 << Math.min(round, 18)) + rank;
        List<String> theirs = IntStream.range(firstRemote, firstRemote + inter.getRemoteSize())
                .mapToObj(i -> "o".repeat(1 << Math.min(round, 18)) + i)
                .toList();
        same(theirs, inter.allGather(mine), "allGather");
        same(Collections.nCopies(inter.getRemoteSize(), mine), inter.allToAll(theirs), "allToAll");
        same(String.join("", theirs), inter.allReduce(mine, String::concat), "allReduce");
        boolean rootGroup = firstRemote != 0;
        int root = rootGroup ? inter.getRank() == 0 ? MPI.ROOT : MPI.PROC_NULL : 0;
        same(rootGroup ? null : "from the root", inter.bcast("from the root", root), "bcast");
        same(root == MPI.ROOT ? theirs : null, inter.gather(mine, root), "gather");
        same(rootGroup ? null : mine, inter.<String>scatter(theirs, root), "scatter");
        same(root == MPI.ROOT ? String.join("", theirs) : null, inter.reduce(mine, String::concat, root), "reduce");
    }

    private static void records(Intercomm inter, boolean rootGroup, int round) {
        Datatype type = Datatype.of(Sample.class);
        Sample[] mine = new Sample[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            mine[i] = new Sample((short) i, round + i / 2.0);
        }
        Sample[] all = new Sample[LENGTH * inter.getRemoteSize()];
        Prequest gather = inter.allGatherInit(mine, LENGTH, type, all, LENGTH, type);
        gather.start();
        gather.waitFor();
        gather.free();
        for (int i = 0; i < all.length; i++) {
            same(mine[i % LENGTH], all[i], "record " + i);
        }
        int root = rootGroup ? inter.getRank() == 0 ? MPI.ROOT : MPI.PROC_NULL : 0;
        Sample[] given = rootGroup ? mine : new Sample[LENGTH];
        inter.iBcast(given, LENGTH, type, root).waitFor();
        same(mine[LENGTH - 1], given[LENGTH - 1], "the last record");
        int[] sum = new int[1];
        inter.allReduce(new int[] {1}, sum, 1, MPI.INT, MPI.SUM);
        Check.equal(inter.getRemoteSize(), sum[0], () -> "the size of the other group");
    }

    private static void same(@Nullable Object expected, @Nullable Object found, String what) {
        Check.that(
                expected == null ? found == null : expected.equals(found),
                () -> what + ": expected " + expected + ", got " + found);
    }
}
