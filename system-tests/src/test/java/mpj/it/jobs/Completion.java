package mpj.it.jobs;

import java.util.Arrays;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Request;
import mpi.Status;
import org.jspecify.annotations.Nullable;

/**
 * All ranks send to all, themselves included, and complete the receives by each call of the wait and test families; a
 * receive that nobody sends to is cancelled.
 */
public final class Completion {
    private static final Intracomm WORLD = MPI.COMM_WORLD;
    private static final int RANK = WORLD.getRank();
    private static final int SIZE = WORLD.getSize();
    /** Elements of a message: short enough for an eager one, and long enough for a rendezvous. */
    private static final int[] COUNTS = {1, 40_000};

    private Completion() {}

    /** A way to complete all requests of an array. */
    private interface Way {
        /** Completes them; the statuses in the requests' order, elements are null where the way tells none. */
        @Nullable Status[] complete(Request[] requests);
    }

    /** Runs all ways; how many there are. */
    public static int checkAll() {
        int tag = 0;
        for (int count : COUNTS) {
            run("waitFor", count, ++tag, Completion::waitEach);
            run("test", count, ++tag, Completion::testEach);
            run("getStatus", count, ++tag, Completion::getStatusEach);
            run("waitAll", count, ++tag, Completion::waitAll);
            run("waitAllStatus", count, ++tag, Request::waitAllStatus);
            run("testAll", count, ++tag, Completion::testAll);
            run("testAllStatus", count, ++tag, Completion::testAllStatus);
            run("waitAny", count, ++tag, Completion::waitAny);
            run("waitAnyStatus", count, ++tag, Completion::waitAnyStatus);
            run("testAny", count, ++tag, Completion::testAny);
            run("testAnyStatus", count, ++tag, Completion::testAnyStatus);
            run("waitSome", count, ++tag, Completion::waitSome);
            run("waitSomeStatus", count, ++tag, Completion::waitSomeStatus);
            run("testSome", count, ++tag, Completion::testSome);
            run("testSomeStatus", count, ++tag, Completion::testSomeStatus);
        }
        cancelWhatNobodySends();
        cancelWhatHasCome();
        return tag;
    }

    private static void run(String name, int count, int tag, Way way) {
        int[][] received = new int[SIZE][count + 1];
        Request[] receives = new Request[SIZE];
        for (int source = 0; source < SIZE; source++) {
            receives[source] = WORLD.iRecv(received[source], count, MPI.INT, source, tag);
        }
        Request[] sends = new Request[SIZE];
        for (int i = 0; i < SIZE; i++) {
            // everybody begins elsewhere, so that messages come in different orders
            int dest = (RANK + i) % SIZE;
            sends[i] = WORLD.iSend(data(RANK, dest, tag, count), count, MPI.INT, dest, tag);
        }
        @Nullable Status[] statuses = way.complete(receives);
        Request.waitAll(sends);
        for (int source = 0; source < SIZE; source++) {
            String what = name + " of " + count + " from " + source;
            Check.that(receives[source].isNull(), () -> what + " has left the request");
            int[] expected = Arrays.copyOf(data(source, RANK, tag, count), count + 1);
            Check.that(Arrays.equals(expected, received[source]), () -> what + ": wrong data");
            Status status = statuses[source];
            if (status != null) {
                Check.equal(source, status.getSource(), () -> what + ": source");
                Check.equal(tag, status.getTag(), () -> what + ": tag");
                Check.equal(count, status.getCount(MPI.INT), () -> what + ": count");
            }
        }
    }

    private static int[] data(int source, int dest, int tag, int count) {
        int[] data = new int[count];
        Arrays.setAll(data, i -> (source * 31 + dest) * 31 + tag * 1_000_003 + i);
        return data;
    }

    private static @Nullable Status[] none(Request[] requests) {
        return new Status[requests.length];
    }

    private static @Nullable Status[] waitEach(Request[] requests) {
        @Nullable Status[] statuses = none(requests);
        for (int i = requests.length - 1; i >= 0; i--) {
            if (i % 2 == 0) {
                statuses[i] = requests[i].waitStatus();
            } else {
                requests[i].waitFor();
            }
        }
        return statuses;
    }

    private static @Nullable Status[] testEach(Request[] requests) {
        @Nullable Status[] statuses = none(requests);
        for (int i = 0; i < requests.length; i++) {
            if (i % 2 == 0) {
                while (!requests[i].test()) {
                    Thread.yield();
                }
            } else {
                while (statuses[i] == null) {
                    Thread.yield();
                    statuses[i] = requests[i].testStatus();
                }
            }
        }
        return statuses;
    }

    private static @Nullable Status[] getStatusEach(Request[] requests) {
        @Nullable Status[] statuses = none(requests);
        for (int i = 0; i < requests.length; i++) {
            while (statuses[i] == null) {
                Thread.yield();
                statuses[i] = requests[i].getStatus();
            }
            Check.that(!requests[i].isNull(), () -> "getStatus completes nothing");
            requests[i].waitFor();
        }
        return statuses;
    }

    private static @Nullable Status[] waitAll(Request[] requests) {
        Request.waitAll(requests);
        return none(requests);
    }

    private static @Nullable Status[] testAll(Request[] requests) {
        while (!Request.testAll(requests)) {
            Thread.yield();
        }
        return none(requests);
    }

    private static @Nullable Status[] testAllStatus(Request[] requests) {
        Status @Nullable [] statuses = Request.testAllStatus(requests);
        while (statuses == null) {
            Thread.yield();
            statuses = Request.testAllStatus(requests);
        }
        return statuses;
    }

    private static @Nullable Status[] waitAny(Request[] requests) {
        for (int i = 0; i < requests.length; i++) {
            int index = Request.waitAny(requests);
            Check.that(requests[index].isNull(), () -> "waitAny has left request " + index);
        }
        Check.equal(MPI.UNDEFINED, Request.waitAny(requests), () -> "waitAny of null requests");
        return none(requests);
    }

    private static @Nullable Status[] waitAnyStatus(Request[] requests) {
        @Nullable Status[] statuses = none(requests);
        for (int i = 0; i < requests.length; i++) {
            put(statuses, Request.waitAnyStatus(requests));
        }
        Check.equal(MPI.UNDEFINED, Request.waitAnyStatus(requests).getIndex(), () -> "waitAnyStatus of null requests");
        return statuses;
    }

    private static @Nullable Status[] testAny(Request[] requests) {
        int done = 0;
        while (done < requests.length) {
            int index = Request.testAny(requests);
            if (index == MPI.UNDEFINED) {
                Thread.yield();
            } else {
                Check.that(requests[index].isNull(), () -> "testAny has left request " + index);
                done++;
            }
        }
        return none(requests);
    }

    private static @Nullable Status[] testAnyStatus(Request[] requests) {
        @Nullable Status[] statuses = none(requests);
        int done = 0;
        while (done < requests.length) {
            Status status = Request.testAnyStatus(requests);
            if (status == null) {
                Thread.yield();
            } else {
                put(statuses, status);
                done++;
            }
        }
        Status last = Request.testAnyStatus(requests);
        Check.that(last != null && last.getIndex() == MPI.UNDEFINED, () -> "testAnyStatus of null requests: " + last);
        return statuses;
    }

    private static @Nullable Status[] waitSome(Request[] requests) {
        int done = 0;
        for (int @Nullable [] some = Request.waitSome(requests); some != null; some = Request.waitSome(requests)) {
            Check.that(some.length > 0, () -> "waitSome has waited for none");
            done += some.length;
        }
        Check.equal(requests.length, done, () -> "indices of waitSome");
        return none(requests);
    }

    private static @Nullable Status[] waitSomeStatus(Request[] requests) {
        @Nullable Status[] statuses = none(requests);
        for (Status @Nullable [] some = Request.waitSomeStatus(requests); some != null; some = Request.waitSomeStatus(requests)) {
            Check.that(some.length > 0, () -> "waitSomeStatus has waited for none");
            for (Status status : some) {
                put(statuses, status);
            }
        }
        checkAllThere(statuses);
        return statuses;
    }

    private static @Nullable Status[] testSome(Request[] requests) {
        int done = 0;
        for (int @Nullable [] some = Request.testSome(requests); some != null; some = Request.testSome(requests)) {
            done += some.length;
            Thread.yield();
        }
        Check.equal(requests.length, done, () -> "indices of testSome");
        return none(requests);
    }

    private static @Nullable Status[] testSomeStatus(Request[] requests) {
        @Nullable Status[] statuses = none(requests);
        for (Status @Nullable [] some = Request.testSomeStatus(requests); some != null; some = Request.testSomeStatus(requests)) {
            for (Status status : some) {
                put(statuses, status);
            }
            Thread.yield();
        }
        checkAllThere(statuses);
        return statuses;
    }

    private static void put(@Nullable Status[] statuses, Status status) {
        Check.that(statuses[status.getIndex()] == null, () -> "index " + status.getIndex() + " comes twice");
        statuses[status.getIndex()] = status;
    }

    private static void checkAllThere(@Nullable Status[] statuses) {
        Check.that(!Arrays.asList(statuses).contains(null), () -> "some requests have no status");
    }

    private static void cancelWhatNobodySends() {
        int[] untouched = {7};
        Request request = WORLD.iRecv(untouched, 1, MPI.INT, MPI.ANY_SOURCE, 1000);
        request.cancel();
        Check.that(request.waitStatus().isCancelled(), () -> "a receive that matches nothing can be cancelled");
        Check.equal(7, untouched[0], () -> "memory of a cancelled receive");
        // a message with the same tag goes to a later receive
        int[] received = new int[1];
        Request later = WORLD.iRecv(received, 1, MPI.INT, RANK, 1000);
        WORLD.send(new int[] {8}, 1, MPI.INT, RANK, 1000);
        Check.that(!later.waitStatus().isCancelled(), () -> "a receive that was not cancelled");
        Check.equal(8, received[0], () -> "message after a cancelled receive");
        Check.equal(7, untouched[0], () -> "memory of a cancelled receive");
    }

    private static void cancelWhatHasCome() {
        int[] received = new int[1];
        Request request = WORLD.iRecv(received, 1, MPI.INT, RANK, 1001);
        WORLD.sSend(new int[] {9}, 1, MPI.INT, RANK, 1001);
        request.cancel();
        Check.that(!request.waitStatus().isCancelled(), () -> "a receive with its message cannot be cancelled");
        Check.equal(9, received[0], () -> "message of a receive that was cancelled too late");
    }
}
