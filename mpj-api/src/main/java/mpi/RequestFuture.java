package mpi;

import java.util.concurrent.CompletableFuture;
import mpj.core.request.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The future of a request's operation. The end of the operation is looked at once, by the call that completes the request
 * or for the future, whichever comes first, and both are told the same.
 */
final class RequestFuture implements Runnable {
    private final Request request;
    private final Operation operation;
    private final CompletableFuture<Status> future = new CompletableFuture<>();
    private @Nullable Status status;
    private @Nullable RuntimeException failure;

    RequestFuture(Request request, Operation operation) {
        this.request = request;
        this.operation = operation;
    }

    CompletableFuture<Status> future() {
        return future;
    }

    /** The operation is over: completes the future, and with it runs what depends on it. */
    @Override
    public void run() {
        try {
            future.complete(outcome());
        } catch (RuntimeException | Error e) {
            future.completeExceptionally(e);
        }
    }

    /** The status of the operation, which has ended; throws if it has failed. */
    synchronized Status outcome() {
        if (failure != null) {
            throw failure;
        }
        Status known = status;
        if (known == null) {
            try {
                known = request.end(operation, 0);
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
            status = known;
        }
        return known;
    }
}
