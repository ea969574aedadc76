package mpj.it.jobs;

import mpi.Comm;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Request;
import mpi.Status;

/** Messages keep to their communicator and come in order; duplicates, halves, the communicator of oneself. */
public final class Communicators {
    private static final Intracomm WORLD = MPI.COMM_WORLD;
    private static final int RANK = WORLD.getRank();
    private static final int SIZE = WORLD.getSize();
    private static final int MESSAGES = 200;

    private Communicators() {}

    /** Runs all checks. */
    public static void checkAll() {
        self();
        duplicate();
        split();
        nobodysSplit();
        anySource();
        anyTagKeepsOrder();
    }

    private static void self() {
        Check.equal(1, MPI.COMM_SELF.getSize(), () -> "size of COMM_SELF");
        Check.equal(0, MPI.COMM_SELF.getRank(), () -> "rank in COMM_SELF");
        int[] received = new int[1];
        Status status = MPI.COMM_SELF.sendRecv(
                new int[] {RANK}, 1, MPI.INT, 0, 3, received, 1, MPI.INT, MPI.ANY_SOURCE, MPI.ANY_TAG);
        Check.equal(0, status.getSource(), () -> "source in COMM_SELF");
        Check.equal(RANK, received[0], () -> "message in COMM_SELF");
    }

    /** Of two messages with the same envelope the one of the duplicate is received first, though sent last. */
    private static void duplicate() {
        Intracomm copy = WORLD.dup();
        Check.equal(MPI.CONGRUENT, Comm.compare(WORLD, copy), () -> "comparison with a duplicate");
        int next = (RANK + 1) % SIZE;
        int previous = (RANK + SIZE - 1) % SIZE;
        int[] inWorld = {1};
        int[] inCopy = {2};
        int[] received = new int[1];
        Request first = WORLD.iSend(inWorld, 1, MPI.INT, next, 4);
        Request second = copy.iSend(inCopy, 1, MPI.INT, next, 4);
        copy.recv(received, 1, MPI.INT, previous, MPI.ANY_TAG);
        Check.equal(2, received[0], () -> "message in the duplicate");
        WORLD.recv(received, 1, MPI.INT, previous, MPI.ANY_TAG);
        Check.equal(1, received[0], () -> "message in the world");
        first.waitFor();
        second.waitFor();
        copy.free();
        Check.that(copy.isNull(), () -> "a communicator that is freed is null");
    }

    /** Even and odd ranks, in reverse order. */
    private static void split() {
        Intracomm half = WORLD.split(RANK % 2, SIZE - RANK);
        int members = (SIZE + 1 - RANK % 2) / 2;
        int expectedRank = members - 1 - RANK / 2;
        Check.equal(members, half.getSize(), () -> "size of a half");
        Check.equal(expectedRank, half.getRank(), () -> "rank in a half");
        int[] sum = new int[1];
        half.allReduce(new int[] {RANK}, sum, 1, MPI.INT, MPI.SUM);
        int expected = 0;
        for (int rank = RANK % 2; rank < SIZE; rank += 2) {
            expected += rank;
        }
        Check.equal(expected, sum[0], () -> "sum of a half");
        int[] received = new int[1];
        int next = (expectedRank + 1) % members;
        int previous = (expectedRank + members - 1) % members;
        Status status = half.sendRecv(
                new int[] {RANK}, 1, MPI.INT, next, 5, received, 1, MPI.INT, MPI.ANY_SOURCE, MPI.ANY_TAG);
        Check.equal(previous, status.getSource(), () -> "source in a half");
        Check.equal((members - 1 - previous) * 2 + RANK % 2, received[0], () -> "message in a half");
        half.free();
    }

    private static void nobodysSplit() {
        Intracomm first = WORLD.split(RANK == 0 ? 0 : MPI.UNDEFINED, 0);
        Check.that(first.isNull() == (RANK != 0), () -> "split of rank 0 alone");
        if (RANK == 0) {
            Check.equal(1, first.getSize(), () -> "size of rank 0 alone");
            first.free();
        }
    }

    /** Rank 0 hears of all in any order; each sender's numbers come in its own. */
    private static void anySource() {
        long[] number = new long[1];
        if (RANK > 0) {
            for (int i = 0; i < MESSAGES; i++) {
                number[0] = i;
                WORLD.send(number, 1, MPI.LONG, 0, 100 + i);
            }
            return;
        }
        int[] next = new int[SIZE];
        for (int i = 0; i < MESSAGES * (SIZE - 1); i++) {
            Status status = WORLD.recv(number, 1, MPI.LONG, MPI.ANY_SOURCE, MPI.ANY_TAG);
            int source = status.getSource();
            Check.equal(next[source], number[0], () -> "number from " + source);
            Check.equal(100 + next[source], status.getTag(), () -> "tag from " + source);
            next[source]++;
        }
        for (int source = 1; source < SIZE; source++) {
            Check.equal(MESSAGES, next[source], () -> "messages of one rank");
        }
    }

    /** Short and long messages of one sender, by turns: the long ones must not be overtaken. */
    private static void anyTagKeepsOrder() {
        WORLD.barrier();
        int next = (RANK + 1) % SIZE;
        int previous = (RANK + SIZE - 1) % SIZE;
        Request[] sends = new Request[20];
        for (int i = 0; i < sends.length; i++) {
            int count = i % 2 == 0 ? 20_000 : 1;
            int[] data = new int[count];
            data[0] = i;
            sends[i] = WORLD.iSend(data, count, MPI.INT, next, i);
        }
        int[] received = new int[20_000];
        for (int i = 0; i < sends.length; i++) {
            int expected = i;
            Status status = WORLD.recv(received, received.length, MPI.INT, previous, MPI.ANY_TAG);
            Check.equal(i, status.getTag(), () -> "tag of message " + expected);
            Check.equal(i, received[0], () -> "message " + expected);
            Check.equal(i % 2 == 0 ? 20_000 : 1, status.getCount(MPI.INT), () -> "count of message " + expected);
        }
        Request.waitAll(sends);
    }
}
