package mpi;

import java.util.Arrays;
import mpj.core.Engine;
import mpj.core.request.Operation;
import org.jspecify.annotations.Nullable;

/** Completion of several requests at once. */
final class Requests {
    /** No operation is done. */
    static final int NONE_DONE = -1;

    /** There is no operation: all requests are null requests. */
    static final int ALL_NULL = -2;

    private static final int[] NO_INDICES = {};

    private Requests() {}

    private static void check(String operation, Request @Nullable [] requests) {
        Job.checkNotFinalized();
        if (requests == null) {
            throw MPIException.argument(MPI.ERR_REQUEST, operation, "the array of requests is null");
        }
        for (int i = 0; i < requests.length; i++) {
            if (requests[i] == null) {
                throw MPIException.argument(MPI.ERR_REQUEST, operation, "element " + i + " of the array is null");
            }
        }
    }

    /** Waits for all and completes all; a failure is thrown after the last one. */
    static void waitAll(String operation, Request[] requests, Status @Nullable [] statuses) {
        check(operation, requests);
        for (Request request : requests) {
            Operation pending = request.operation();
            if (pending != null && !pending.isDone()) {
                request.engine().await(pending);
            }
        }
        MPIException first = null;
        for (int i = 0; i < requests.length; i++) {
            try {
                if (statuses == null) {
                    requests[i].completeDone();
                } else {
                    statuses[i] = requests[i].completeDoneStatus(0);
                }
            } catch (MPIException e) {
                first = chain(operation, first, e, i);
            }
        }
        if (first != null) {
            throw first;
        }
    }

    static Status[] waitAllStatus(Request[] requests) {
        check("waitAllStatus", requests);
        Status[] statuses = new Status[requests.length];
        waitAll("waitAllStatus", requests, statuses);
        return statuses;
    }

    private static MPIException chain(
            String operation, @Nullable MPIException first, MPIException next, int index) {
        if (first != null) {
            first.addSuppressed(next);
            return first;
        }
        return MPIException.failure(
                MPI.ERR_IN_STATUS, Call.of(operation), "request " + index + " failed: " + next.getMessage(), next);
    }

    /** Whether all are done, after one attempt at progress. */
    static boolean allDone(String operation, Request[] requests) {
        check(operation, requests);
        boolean progressed = false;
        for (Request request : requests) {
            Operation pending = request.operation();
            if (pending != null && !pending.isDone()) {
                if (progressed || !request.engine().test(pending)) {
                    return false;
                }
                progressed = true;
            }
        }
        return true;
    }

    /** The index of one that is done, after one attempt at progress; NONE_DONE or ALL_NULL. */
    static int findDone(String operation, Request[] requests) {
        check(operation, requests);
        int found = scan(requests);
        if (found == NONE_DONE) {
            progress(requests);
            found = scan(requests);
        }
        return found;
    }

    private static int scan(Request[] requests) {
        int found = ALL_NULL;
        for (int i = 0; i < requests.length; i++) {
            Operation pending = requests[i].operation();
            if (pending != null) {
                if (pending.isDone()) {
                    return i;
                }
                found = NONE_DONE;
            }
        }
        return found;
    }

    private static void progress(Request[] requests) {
        for (Request request : requests) {
            Operation pending = request.operation();
            if (pending != null && !pending.isDone()) {
                request.engine().test(pending);
                return;
            }
        }
    }

    /** Waits for one; its index, UNDEFINED if there is none. */
    static int awaitAny(String operation, Request[] requests) {
        check(operation, requests);
        int found = scan(requests);
        if (found == NONE_DONE) {
            @Nullable Operation[] operations = new @Nullable Operation[requests.length];
            Engine engine = null;
            for (int i = 0; i < requests.length; i++) {
                operations[i] = requests[i].operation();
                if (operations[i] != null) {
                    engine = requests[i].engine();
                }
            }
            found = engine == null ? ALL_NULL : engine.awaitAny(operations);
        }
        return found < 0 ? MPI.UNDEFINED : found;
    }

    static Status @Nullable [] awaitSome(String operation, Request[] requests) {
        return awaitAny(operation, requests) == MPI.UNDEFINED ? null : collect(operation, requests);
    }

    /** Completes what is done after one attempt at progress; null if all requests are null. */
    static Status @Nullable [] collectSome(String operation, Request[] requests) {
        check(operation, requests);
        progress(requests);
        return scan(requests) == ALL_NULL ? null : collect(operation, requests);
    }

    private static Status[] collect(String operation, Request[] requests) {
        Status[] statuses = new Status[requests.length];
        int n = 0;
        MPIException first = null;
        for (int i = 0; i < requests.length; i++) {
            Operation pending = requests[i].operation();
            if (pending != null && pending.isDone()) {
                try {
                    statuses[n] = requests[i].completeDoneStatus(i);
                    n++;
                } catch (MPIException e) {
                    first = chain(operation, first, e, i);
                }
            }
        }
        if (first != null) {
            throw first;
        }
        return Arrays.copyOf(statuses, n);
    }

    /** The statuses of requests whose operations are all done; the requests stay as they are. */
    static Status[] peekAll(Request[] requests) {
        Status[] statuses = new Status[requests.length];
        for (int i = 0; i < requests.length; i++) {
            statuses[i] = requests[i].peek(0);
        }
        return statuses;
    }

    /** The statuses of what is done after one attempt at progress, null if all requests are null. */
    static Status @Nullable [] peekSome(String operation, Request[] requests) {
        check(operation, requests);
        progress(requests);
        if (scan(requests) == ALL_NULL) {
            return null;
        }
        Status[] statuses = new Status[requests.length];
        int n = 0;
        for (int i = 0; i < requests.length; i++) {
            Operation pending = requests[i].operation();
            if (pending != null && pending.isDone()) {
                statuses[n++] = requests[i].peek(i);
            }
        }
        return Arrays.copyOf(statuses, n);
    }

    /** The indices of statuses; null for null. */
    static int @Nullable [] indices(Status @Nullable [] statuses) {
        if (statuses == null) {
            return null;
        }
        int[] indices = statuses.length == 0 ? NO_INDICES : new int[statuses.length];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = statuses[i].getIndex();
        }
        return indices;
    }
}
