package mpj.it.jobs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import mpi.Comm;
import mpi.Group;
import mpi.Intercomm;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Request;
import mpi.Session;
import mpi.Status;

/**
 * Communicators are made out of each other in random ways, used and freed; all ranks draw the
 * same, also those that are in none.
 */
public final class MakingMatrix {
    private static final int ROUNDS = 120;
    private static final int MOST = 6;

    private final int round;
    private final Intracomm parent;
    private final Random random;

    private MakingMatrix(int round, Intracomm parent, Random random) {
        this.round = round;
        this.parent = parent;
        this.random = random;
    }

    /** Runs all rounds. */
    public static void checkAll(long seed) {
        Random random = new Random(seed);
        List<Intracomm> pool = new ArrayList<>(List.of(MPI.COMM_WORLD));
        int members = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Intracomm parent = pool.get(random.nextInt(pool.size()));
            Random own = new Random(random.nextLong());
            Intracomm made = parent.isNull() ? MPI.COMM_NULL : new MakingMatrix(round, parent, own).make();
            if (!made.isNull()) {
                members++;
                check(made, "communicator of round " + round);
            }
            pool.add(made);
            if (pool.size() > MOST) {
                try (Intracomm freed = pool.remove(1 + random.nextInt(MOST))) {
                    Objects.requireNonNull(freed);
                }
            }
        }
        int[] all = {members};
        MPI.COMM_WORLD.allReduce(all, 1, MPI.INT, MPI.MAX);
        Check.that(all[0] > ROUNDS / 4, () -> "only " + all[0] + " communicators were made");
    }

    private Intracomm make() {
        return switch (random.nextInt(8)) {
            case 0 -> parent.dup();
            case 1 -> begun();
            case 2 -> parent.split(colour(3) == 0 ? MPI.UNDEFINED : 1, -parent.getRank());
            case 3 -> parent.create(subgroup());
            case 4 -> ofMembers(false);
            case 5 -> ofMembers(true);
            case 6 -> parent.splitType(Comm.TYPE_SHARED, 0, MPI.INFO_NULL);
            default -> merged();
        };
    }

    /** A number for each rank of the parent; the caller's. */
    private int colour(int limit) {
        return random.ints(parent.getSize(), 0, limit).toArray()[parent.getRank()];
    }

    private Intracomm begun() {
        Intracomm dup = parent.iDup();
        check(parent, "parent of round " + round);
        Request request = Objects.requireNonNull(dup.getRequest());
        request.waitFor();
        return dup;
    }

    private Group subgroup() {
        List<Integer> ranks = new ArrayList<>(IntStream.range(0, parent.getSize()).boxed().toList());
        Collections.shuffle(ranks, random);
        int size = 1 + random.nextInt(ranks.size());
        return parent.getGroup().incl(ranks.subList(0, size).stream().mapToInt(Integer::intValue).toArray());
    }

    private Intracomm ofMembers(boolean byName) {
        Group group = subgroup();
        if (group.getRank() == MPI.UNDEFINED) {
            return MPI.COMM_NULL;
        }
        if (!byName) {
            return parent.createGroup(group, round);
        }
        try (Session session = Session.init()) {
            Group members = Group.intersection(group, session.createGroup("mpi://WORLD"));
            return Intracomm.createFromGroup(members, "round " + round, null, null);
        }
    }

    /** Two halves, an intercommunicator between them, and both together again, the odd ones first. */
    private Intracomm merged() {
        if (parent.getSize() == 1) {
            return parent.dup();
        }
        int side = parent.getRank() % 2;
        Intracomm half = parent.split(side, 0);
        Intercomm inter = parent.createIntercomm(half, 0, 1 - side, round);
        int partner = inter.getRank() < inter.getRemoteSize() ? inter.getRank() : MPI.PROC_NULL;
        long[] sent = {parent.getRank()};
        long[] received = {-1};
        Status status = inter.sendRecv(sent, 1, MPI.LONG, partner, 1, received, 1, MPI.LONG, partner, 1);
        Check.equal(partner, status.getSource(), () -> "source on the other side in round " + round);
        if (partner != MPI.PROC_NULL) {
            Check.equal(2L * partner + 1 - side, received[0], () -> "message of the other side in round " + round);
        }
        Intracomm merged = inter.merge(side == 0);
        int expected = side == 0 ? inter.getRemoteSize() + half.getRank() : half.getRank();
        Check.equal(expected, merged.getRank(), () -> "rank after merging in round " + round);
        inter.free();
        half.free();
        return merged;
    }

    /** Members know each other's ranks, reach each other and all of them together. */
    private static void check(Intracomm comm, String what) {
        Group world = MPI.COMM_WORLD.getGroup();
        int size = comm.getSize();
        int rank = comm.getRank();
        int[] members = Group.translateRanks(comm.getGroup(), IntStream.range(0, size).toArray(), world);
        Check.equal(MPI.COMM_WORLD.getRank(), members[rank], () -> "own place in the " + what);
        int[] sum = {members[rank]};
        comm.allReduce(sum, 1, MPI.INT, MPI.SUM);
        Check.equal(IntStream.of(members).sum(), sum[0], () -> "sum in the " + what);
        int[] received = new int[1];
        int previous = (rank + size - 1) % size;
        Status status = comm.sendRecv(
                new int[] {members[rank]}, 1, MPI.INT, (rank + 1) % size, 2, received, 1, MPI.INT, MPI.ANY_SOURCE, 2);
        Check.equal(previous, status.getSource(), () -> "source in the " + what);
        Check.equal(members[previous], received[0], () -> "message in the " + what);
    }
}
