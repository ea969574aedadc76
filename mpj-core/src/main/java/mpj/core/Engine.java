package mpj.core;

import mpj.base.config.Parameters;
import mpj.core.comm.Communicator;
import mpj.core.request.Operation;
import mpj.transport.TransportProvider;
import mpj.wireup.ProcessManager;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One rank of a job. */
@SuppressWarnings("DoNotCallSuggester")
public final class Engine {
    private Engine() {}

    /** Joins the job: opens the transports, publishes their cards, waits for the peers. */
    public static Engine start(ProcessManager manager, Parameters parameters, List<TransportProvider> providers) {
        throw new UnsupportedOperationException();
    }

    public ProcessManager manager() {
        throw new UnsupportedOperationException();
    }

    public Communicator world() {
        throw new UnsupportedOperationException();
    }

    public Communicator self() {
        throw new UnsupportedOperationException();
    }

    /** Makes progress until the operation is done; never throws for the operation's own error. */
    public void await(Operation operation) {
        throw new UnsupportedOperationException();
    }

    /** Makes some progress; says whether the operation is done. */
    public boolean test(Operation operation) {
        throw new UnsupportedOperationException();
    }

    /** Makes progress until one of the non-null operations is done; its index, or -1 where all are null. */
    public int awaitAny(@Nullable Operation[] operations) {
        throw new UnsupportedOperationException();
    }

    /** Tries to cancel; the operation ends in any case. */
    public void cancel(Operation operation) {
        throw new UnsupportedOperationException();
    }

    /** Gives a blocking call's operation back. */
    public void release(Operation operation) {
        throw new UnsupportedOperationException();
    }

    /** Gives the space that buffered sends may take, in bytes. */
    public void attachBuffer(long bytes) {
        throw new UnsupportedOperationException();
    }

    /** Waits until all buffered sends have left, and takes the space away. */
    public void detachBuffer() {
        throw new UnsupportedOperationException();
    }

    /** Memory that peers reach with the fewest copies. */
    public MemorySegment allocate(long bytes) {
        throw new UnsupportedOperationException();
    }

    public void free(MemorySegment memory) {
        throw new UnsupportedOperationException();
    }

    /** Waits for pending traffic, tells the process manager, closes the transports. */
    public void finish() {
        throw new UnsupportedOperationException();
    }
}
