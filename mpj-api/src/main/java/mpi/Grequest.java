package mpi;

import java.util.function.Consumer;
import mpj.core.request.Operation;
import mpj.core.request.ProgramOperation;
import org.jspecify.annotations.Nullable;

/**
 * A generalized request: an operation of the program's own that is waited for like those of MPI. Somebody, on any thread,
 * calls {@link #complete} when it is over. MPI 5.0, section 13.2.
 */
public final class Grequest extends Request {
    /** Is told that the program has cancelled the request. */
    @FunctionalInterface
    public interface CancelFunction {
        /**
         * Cancels the operation, if it can.
         *
         * @param completed whether {@link Grequest#complete} has been called
         */
        void cancel(boolean completed);
    }

    private final Operation own;
    private final @Nullable Consumer<Status> query;
    private final @Nullable CancelFunction cancel;
    /** Null once it has been called. */
    private @Nullable Runnable free;

    private boolean completed;
    private boolean freed;

    private Grequest(
            Operation own,
            @Nullable Consumer<Status> query,
            @Nullable Runnable free,
            @Nullable CancelFunction cancel) {
        super(MPI.COMM_SELF, Job.engine(), own, false, "generalized request", MPI.UNDEFINED, MPI.UNDEFINED, -1);
        this.own = own;
        this.query = query;
        this.free = free;
        this.cancel = cancel;
    }

    /**
     * Makes an active request. The functions run on the threads that call; an exception of theirs becomes the failure of
     * that call, {@link MPI#ERR_OTHER} unless it is an {@link MPIException}. mpi4py: {@code Grequest.Start}.
     *
     * @param query fills in the status that is told of the request; null for an empty one
     * @param free is called once, when the request has been completed and its status told, or freed; null for nothing
     * @param cancel is called by {@link #cancel()}; null for nothing
     */
    public static Grequest start(
            @Nullable Consumer<Status> query, @Nullable Runnable free, @Nullable CancelFunction cancel)
            throws MPIException {
        return new Grequest(new ProgramOperation(), query, free, cancel);
    }

    /** Says that the operation is over; once. */
    public void complete() throws MPIException {
        boolean unwanted;
        synchronized (this) {
            if (completed) {
                throw MPIException.argument(MPI.ERR_REQUEST, "complete", "the request has been completed already");
            }
            completed = true;
            unwanted = freed;
        }
        engine().complete(own);
        if (unwanted) {
            release();
        }
    }

    /** Makes this the null request; the function for that is called when the operation has been completed. */
    @Override
    public void free() throws MPIException {
        boolean now;
        synchronized (this) {
            if (operation() == null) {
                return;
            }
            freed = true;
            now = completed;
        }
        super.free();
        if (now) {
            release();
        }
    }

    @Override
    void cancel(Operation pending) {
        CancelFunction function = cancel;
        if (function == null) {
            return;
        }
        boolean over;
        synchronized (this) {
            over = completed;
        }
        call("cancel", () -> function.cancel(over));
    }

    @Override
    boolean needsStatus() {
        return true;
    }

    @Override
    Status statusOf(Operation done, int index) {
        Status status = Status.empty(false, index);
        Consumer<Status> function = query;
        if (function != null) {
            call("query", () -> function.accept(status));
        }
        return status;
    }

    @Override
    void completed(Operation done) {
        release();
    }

    private void release() {
        Runnable function;
        synchronized (this) {
            function = free;
            free = null;
        }
        if (function != null) {
            call("free", function);
        }
    }

    private static void call(String name, Runnable function) {
        try {
            function.run();
        } catch (MPIException e) {
            throw e;
        } catch (RuntimeException e) {
            throw MPIException.failure(
                    MPI.ERR_OTHER, Call.of("generalized request"), "its " + name + " function threw " + e, e);
        }
    }
}
