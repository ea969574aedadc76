package mpi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;
import mpj.core.Engine;
import mpj.core.request.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A nonblocking operation under way. Once its completion has been seen by a wait or a successful test it is the null
 * request. MPI 5.0, section 3.7.
 *
 * <p>A request is also a {@link java.util.concurrent.CompletionStage}: {@link #toCompletableFuture} and the methods that
 * attach dependent actions have it completed when the operation ends, whether or not a thread waits.
 */
public class Request extends RequestStage implements Freeable {
    private static final VarHandle OPERATION = operationHandle();

    /**
     * Null in the null request. Read with acquire and written with release, so that a thread which finds it null sees what
     * the thread that completed the request did before; a volatile store would cost a fence for each small message.
     */
    private @Nullable Operation operation;

    /** Of the operation that was begun last, if its future has been asked for. */
    private volatile @Nullable RequestFuture future;

    private final @Nullable CommHandle comm;
    private final @Nullable Engine engine;
    private final boolean receives;
    private final String name;
    private final int peer;
    private final int tag;
    private final long count;

    /** The null request. */
    Request() {
        comm = null;
        engine = null;
        receives = false;
        name = "request";
        peer = MPI.UNDEFINED;
        tag = MPI.UNDEFINED;
        count = -1;
    }

    /** A request of an operation; of none yet if it is persistent. */
    Request(
            CommHandle comm,
            Engine engine,
            @Nullable Operation operation,
            boolean receives,
            String name,
            int peer,
            int tag,
            long count) {
        this.comm = comm;
        this.engine = engine;
        this.operation = operation;
        this.receives = receives;
        this.name = name;
        this.peer = peer;
        this.tag = tag;
        this.count = count;
    }

    /** Whether this is the null request: completed, freed or {@link MPI#REQUEST_NULL}. */
    @Override
    public final boolean isNull() {
        return operation() == null && !persists();
    }

    /** Whether it is not null although it has no operation: an inactive persistent request. */
    boolean persists() {
        return false;
    }

    /** Lets the operation go on without anybody waiting for it; nothing to do for the null request. */
    @Override
    public void free() throws MPIException {
        setOperation(null);
    }

    /**
     * Tries to cancel; the operation must still be completed, its status tells whether it was cancelled. Sends and
     * collective operations go on.
     *
     * @throws MPIException ERR_REQUEST for a partitioned operation, which cannot be cancelled
     */
    public final void cancel() throws MPIException {
        Operation pending = operation();
        if (pending == null) {
            throw MPIException.argument(
                    MPI.ERR_REQUEST,
                    "cancel",
                    persists() ? "the request is not active" : "the request is null: it has been completed or freed");
        }
        cancel(pending);
    }

    /** Tries to cancel an operation that may be under way. */
    void cancel(Operation pending) {
        engine().cancel(pending);
    }

    /**
     * The future of the operation: its status, or the {@link MPIException} with which it failed. Completing it completes
     * the request as a wait does, so that the request is null then. That happens as soon as any thread's progress has
     * ended the operation; where none makes progress a thread of the library does. Actions that depend on the future run
     * on virtual threads, never within a call of MPI, and may communicate and wait.
     *
     * <p>Of a request that is null already it is the future of the operation that was completed, if it was asked for
     * before, else one with an empty status. To cancel it does not cancel the operation.
     */
    @Override
    public final CompletableFuture<Status> toCompletableFuture() {
        RequestFuture made = future;
        return made == null ? newFuture() : made.future();
    }

    private synchronized CompletableFuture<Status> newFuture() {
        RequestFuture made = future;
        if (made != null) {
            return made.future();
        }
        Operation pending = operation();
        if (pending == null) {
            return CompletableFuture.completedFuture(Status.empty(false, 0));
        }
        made = new RequestFuture(this, pending);
        future = made;
        engine().whenDone(pending, made);
        return made.future();
    }

    /** Waits for the operation to complete. */
    public final void waitFor() throws MPIException {
        Operation pending = operation();
        if (pending == null) {
            Job.checkNotFinalized();
            return;
        }
        engine().await(pending);
        complete(pending);
    }

    /** Waits for the operation to complete; its status, which is empty for the null request. */
    public final Status waitStatus() throws MPIException {
        Operation pending = operation();
        if (pending == null) {
            Job.checkNotFinalized();
            return Status.empty(false, 0);
        }
        engine().await(pending);
        return completeStatus(pending, 0);
    }

    /** Whether the operation has completed; the request is null then. */
    public final boolean test() throws MPIException {
        Operation pending = operation();
        if (pending == null) {
            Job.checkNotFinalized();
            return true;
        }
        if (!engine().test(pending)) {
            return false;
        }
        complete(pending);
        return true;
    }

    /** The status if the operation has completed, and the request is null then; null otherwise. */
    public final @Nullable Status testStatus() throws MPIException {
        Operation pending = operation();
        if (pending == null) {
            Job.checkNotFinalized();
            return Status.empty(false, 0);
        }
        return engine().test(pending) ? completeStatus(pending, 0) : null;
    }

    /** The status if the operation has completed, null otherwise; the request stays as it is. */
    public final @Nullable Status getStatus() throws MPIException {
        Operation pending = operation();
        if (pending == null) {
            Job.checkNotFinalized();
            return Status.empty(false, 0);
        }
        return engine().test(pending) ? statusOf(pending, 0) : null;
    }

    /**
     * The statuses of all operations if all have completed, null otherwise; the requests stay as they are. An operation
     * that failed has its error class in its status. mpi4py: {@code Get_status_all}.
     */
    public static Status @Nullable [] getStatusAll(Request[] requests) throws MPIException {
        return Requests.allDone("getStatusAll", requests) ? Requests.peekAll(requests) : null;
    }

    /**
     * The status of an operation that has completed, with its index, null if none has; the requests stay as they are. If
     * no request is active the index is {@link MPI#UNDEFINED}. mpi4py: {@code Get_status_any}.
     */
    public static @Nullable Status getStatusAny(Request[] requests) throws MPIException {
        int index = Requests.findDone("getStatusAny", requests);
        if (index >= 0) {
            return requests[index].peek(index);
        }
        return index == Requests.ALL_NULL ? Status.empty(false, MPI.UNDEFINED) : null;
    }

    /**
     * The statuses of the operations that have completed, with their indices, null if no request is active; the requests
     * stay as they are. mpi4py: {@code Get_status_some}.
     */
    public static Status @Nullable [] getStatusSome(Request[] requests) throws MPIException {
        return Requests.peekSome("getStatusSome", requests);
    }

    /** Waits for all operations. */
    public static void waitAll(Request[] requests) throws MPIException {
        Requests.waitAll("waitAll", requests, null);
    }

    /** Waits for all operations; their statuses. */
    public static Status[] waitAllStatus(Request[] requests) throws MPIException {
        return Requests.waitAllStatus(requests);
    }

    /** Whether all operations have completed; the requests are null then. */
    public static boolean testAll(Request[] requests) throws MPIException {
        if (!Requests.allDone("testAll", requests)) {
            return false;
        }
        Requests.waitAll("testAll", requests, null);
        return true;
    }

    /** The statuses of all operations if all have completed, null otherwise. */
    public static Status @Nullable [] testAllStatus(Request[] requests) throws MPIException {
        return Requests.allDone("testAllStatus", requests) ? Requests.waitAllStatus(requests) : null;
    }

    /** Waits for any one operation; its index, {@link MPI#UNDEFINED} if all requests are null. */
    public static int waitAny(Request[] requests) throws MPIException {
        int index = Requests.awaitAny("waitAny", requests);
        if (index == MPI.UNDEFINED) {
            return index;
        }
        requests[index].completeDone();
        return index;
    }

    /** Waits for any one operation; its status with the index in the array, UNDEFINED if all requests are null. */
    public static Status waitAnyStatus(Request[] requests) throws MPIException {
        int index = Requests.awaitAny("waitAnyStatus", requests);
        return index == MPI.UNDEFINED ? Status.empty(false, index) : requests[index].completeDoneStatus(index);
    }

    /** The index of an operation that has completed; {@link MPI#UNDEFINED} if none has or all requests are null. */
    public static int testAny(Request[] requests) throws MPIException {
        int index = Requests.findDone("testAny", requests);
        if (index < 0) {
            return MPI.UNDEFINED;
        }
        requests[index].completeDone();
        return index;
    }

    /** The status of an operation that has completed, null if none; index UNDEFINED if all requests are null. */
    public static @Nullable Status testAnyStatus(Request[] requests) throws MPIException {
        int index = Requests.findDone("testAnyStatus", requests);
        if (index >= 0) {
            return requests[index].completeDoneStatus(index);
        }
        return index == Requests.ALL_NULL ? Status.empty(false, MPI.UNDEFINED) : null;
    }

    /** Waits until some operations have completed; their indices, null if all requests are null. */
    public static int @Nullable [] waitSome(Request[] requests) throws MPIException {
        return Requests.indices(Requests.awaitSome("waitSome", requests));
    }

    /** Waits until some operations have completed; their statuses with the indices, null if all requests are null. */
    public static Status @Nullable [] waitSomeStatus(Request[] requests) throws MPIException {
        return Requests.awaitSome("waitSomeStatus", requests);
    }

    /** The indices of the operations that have completed, null if all requests are null. */
    public static int @Nullable [] testSome(Request[] requests) throws MPIException {
        return Requests.indices(Requests.collectSome("testSome", requests));
    }

    /** The statuses of the operations that have completed, with their indices; null if all requests are null. */
    public static Status @Nullable [] testSomeStatus(Request[] requests) throws MPIException {
        return Requests.collectSome("testSomeStatus", requests);
    }

    /** The operation, null in the null request and in an inactive one. */
    final @Nullable Operation operation() {
        return (Operation) OPERATION.getAcquire(this);
    }

    private void setOperation(@Nullable Operation newOperation) {
        OPERATION.setRelease(this, newOperation);
    }

    private static VarHandle operationHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(Request.class, "operation", Operation.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Begins anew with another operation. */
    final void begin(Operation started) {
        future = null;
        setOperation(started);
    }

    final Engine engine() {
        Job.checkNotFinalized();
        if (engine == null) {
            throw new IllegalStateException("only the null request has no engine");
        }
        return engine;
    }

    /** The status of an operation that is known to be done, empty for the null request; it stays as it is. */
    final Status peek(int index) {
        Operation done = operation();
        return done == null ? Status.empty(false, index) : statusOf(done, index);
    }

    /** Completes an operation that is known to be done; nothing to do for the null request. */
    final void completeDone() {
        Operation done = operation();
        if (done != null) {
            complete(done);
        }
    }

    final Status completeDoneStatus(int index) {
        Operation done = operation();
        return done == null ? Status.empty(false, 0) : completeStatus(done, index);
    }

    private Status completeStatus(Operation done, int index) {
        RequestFuture made = future;
        return made == null ? end(done, index) : made.outcome().at(index);
    }

    private void complete(Operation done) {
        if (future != null || needsStatus()) {
            completeStatus(done, 0);
            return;
        }
        setOperation(null);
        if (done.errorClass() != MPI.SUCCESS) {
            throw failure(done);
        }
        completed(done);
    }

    /** Makes this request null, or inactive, for an operation has ended; its status, or its failure is thrown. */
    final Status end(Operation done, int index) {
        setOperation(null);
        if (done.errorClass() != MPI.SUCCESS) {
            throw failure(done);
        }
        try {
            return statusOf(done, index);
        } finally {
            completed(done);
        }
    }

    /** Whether its status has to be made although nobody asks for it. */
    boolean needsStatus() {
        return false;
    }

    /** Told of an operation that has ended without an error, by the thread that completes the request. */
    void completed(Operation done) {}

    /** What is told of an operation that has ended. */
    Status statusOf(Operation done, int index) {
        Status status = receives ? Status.of(done, index) : Status.empty(done.isCancelled(), index);
        if (done.errorClass() != MPI.SUCCESS) {
            status.setError(done.errorClass());
        }
        return status;
    }

    private MPIException failure(Operation done) {
        return failure(done.errorClass(), done.error(), null);
    }

    /** What to throw for an error of this request's operation, after the error handler's turn. */
    final MPIException failure(int errorClass, @Nullable String error, @Nullable Throwable cause) {
        if (comm == null) {
            throw new IllegalStateException("only the null request has no communicator");
        }
        Call call = comm.call(name, receives ? "source" : "dest", peer, tag, count);
        return comm.failure(errorClass, error, cause, call);
    }

    @Override
    public String toString() {
        Operation pending = operation();
        if (pending == null) {
            return persists() ? name + " (inactive)" : "MPI_REQUEST_NULL";
        }
        return name + (pending.isDone() ? " (done)" : " (pending)");
    }
}
