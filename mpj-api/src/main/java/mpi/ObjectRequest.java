package mpi;

import java.util.concurrent.CompletableFuture;
import mpj.core.Engine;
import mpj.core.comm.Parts;
import mpj.core.request.Operation;
import org.jspecify.annotations.Nullable;

/**
 * An object on its way. It is a {@link Request} like others, to be waited for together with them; {@link #get} gives the
 * object.
 *
 * <p>A received object is read by the thread that completes the request; if it cannot be read, completion throws.
 * mpi4py: the {@code Request} of {@code isend} and {@code irecv}.
 *
 * @param <T> the class of the object
 */
public final class ObjectRequest<T extends @Nullable Object> extends Request {
    private final CommHandle comm;
    private final String operation;
    /** Where the object comes to; null for a send. */
    private final @Nullable Parts parts;

    private @Nullable T object;
    private @Nullable MPIException unreadable;

    /** A send. */
    ObjectRequest(
            CommHandle comm, Engine engine, Operation send, String operation, int dest, int tag, @Nullable T object) {
        super(comm, engine, send, false, operation, dest, tag, -1);
        this.comm = comm;
        this.operation = operation;
        this.parts = null;
        this.object = object;
    }

    /** A receive. */
    ObjectRequest(
            CommHandle comm, Engine engine, Operation receive, String operation, int source, int tag, Parts parts) {
        super(comm, engine, receive, true, operation, source, tag, -1);
        this.comm = comm;
        this.operation = operation;
        this.parts = parts;
    }

    /**
     * Waits for the operation to complete; the object that was received, or the one that was sent. Null if the receive
     * was cancelled, freed, or from {@link MPI#PROC_NULL}. May be called again.
     */
    @SuppressWarnings("NullAway") // null is an object, too
    public T get() throws MPIException {
        waitFor();
        MPIException failure = unreadable;
        if (failure != null) {
            throw failure;
        }
        return object;
    }

    /** The future of the object that {@link #get} gives; see {@link #toCompletableFuture}. */
    public CompletableFuture<T> toObjectFuture() {
        return toCompletableFuture().thenApply(_ -> get());
    }

    @Override
    @SuppressWarnings("unchecked") // the program says what it receives
    void completed(Operation done) {
        if (parts == null || done.isCancelled()) {
            return;
        }
        try {
            object = (T) ObjectFormat.decode(parts);
        } catch (CodingException e) {
            MPIException failure = e.in(comm.call(operation, "source", done.source(), done.tag(), -1));
            unreadable = failure;
            throw failure;
        }
    }
}
