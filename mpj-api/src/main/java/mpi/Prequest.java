package mpi;

import mpj.core.Engine;
import mpj.core.EngineException;
import mpj.core.request.Operation;
import mpj.core.request.PartitionedOperation;
import org.jspecify.annotations.Nullable;

/**
 * A persistent request: an operation with its arguments, to be started again and again. MPI 5.0, section 3.9.
 *
 * <p>It is inactive until it is started and after its completion has been seen; for the calls of {@link Request} an
 * inactive request is like the null request. It is null once it has been freed.
 */
public final class Prequest extends Request {
    /** Starts the operation, with the arguments that it was made for. */
    @FunctionalInterface
    interface Starter {
        /** The operation, under way; it may be the one of an earlier start, which has ended. */
        Operation start();
    }

    /** Null once freed. */
    private @Nullable Starter starter;

    /** Null in one of a whole message or of a collective operation. */
    private final @Nullable PartitionedOperation partitioned;

    /** The array of records that is filled, or the buffer that is none. */
    private final @Nullable Object in;

    private final boolean receives;
    /** Of a partition. */
    private final long elements;

    /**
     * An operation on whole buffers; {@code peer}, {@code tag} and {@code count} are for messages of errors.
     *
     * @param out a buffer of which records may be read at each start
     * @param in a buffer of which records may be read at each start, and made at the end
     */
    Prequest(
            CommHandle comm,
            String name,
            int peer,
            int tag,
            long count,
            boolean receives,
            Starter starter,
            @Nullable Object out,
            @Nullable Object in) {
        super(comm, comm.core().engine(), null, receives, name, peer, tag, count);
        this.receives = receives;
        this.in = in;
        this.partitioned = null;
        this.elements = 0;
        boolean loads = out instanceof RecordBuffer || in instanceof RecordBuffer;
        this.starter = !loads ? starter : () -> {
            RecordBuffer.load(out);
            RecordBuffer.load(in);
            return starter.start();
        };
    }

    /** A partitioned operation; {@code all} elements of {@code data} in all its pieces. */
    Prequest(
            CommHandle comm, String name, int peer, int tag, long all, PartitionedOperation partitioned,
            @Nullable Object data) {
        super(comm, comm.core().engine(), null, !partitioned.sends(), name, peer, tag, all);
        this.receives = !partitioned.sends();
        this.in = data;
        this.partitioned = partitioned;
        this.elements = all / Math.max(1, partitioned.partitions());
        this.starter = () -> {
            partitioned.start();
            return partitioned;
        };
    }

    /** Partitioned operations have no way back: the peer may have been told of the first pieces. */
    @Override
    void cancel(Operation pending) {
        if (partitioned != null) {
            throw MPIException.argument(
                    MPI.ERR_REQUEST, "cancel", "a partitioned operation cannot be cancelled: complete it");
        }
        super.cancel(pending);
    }

    @Override
    void completed(Operation done) {
        if (receives || partitioned == null) {
            RecordBuffer.finish(in, receives, done);
        }
    }

    @Override
    boolean persists() {
        return starter != null;
    }

    /** Starts the operation; its buffers must not be touched until it has been completed. */
    public void start() throws MPIException {
        start(startable("start", "the request"));
    }

    private void start(Starter ready) {
        Job.checkNotFinalized();
        try {
            begin(ready.start());
        } catch (EngineException e) {
            throw failure(e.errorClass(), e.getMessage(), e);
        }
    }

    /** Starts several, in the array's order; none if one of them cannot be. mpi4py: {@code Startall}. */
    public static void startAll(Prequest[] requests) throws MPIException {
        if (requests == null) {
            throw MPIException.argument(MPI.ERR_REQUEST, "startAll", "the array of requests is null");
        }
        for (int i = 0; i < requests.length; i++) {
            if (requests[i] == null || !requests[i].isStartable()) {
                throw unstartable("startAll", "element " + i, requests[i]);
            }
        }
        for (Prequest request : requests) {
            request.start(request.startable("startAll", "an element"));
        }
    }

    private boolean isStartable() {
        return starter != null && operation() == null;
    }

    private Starter startable(String call, String what) {
        Starter ready = starter;
        if (ready == null || operation() != null) {
            throw unstartable(call, what, this);
        }
        return ready;
    }

    private static MPIException unstartable(String call, String what, @Nullable Prequest request) {
        String why = " is active: complete it first";
        if (request == null) {
            why = " is a null reference";
        } else if (request.starter == null) {
            why = " is null: it has been freed";
        }
        return MPIException.argument(MPI.ERR_REQUEST, call, what + why);
    }

    /** Makes this the null request; an operation that is under way goes on. */
    @Override
    public void free() throws MPIException {
        starter = null;
        super.free();
    }

    // ---------------------------------------------------------------- partitions

    /** Says that a partition of a started {@code pSendInit} may be sent. Any thread may. MPI 5.0, section 4.2. */
    public void pReady(int partition) throws MPIException {
        ready("pReady", partition, partition);
    }

    /** {@link #pReady} of the partitions from {@code low} to {@code high}, both included. */
    public void pReadyRange(int low, int high) throws MPIException {
        ready("pReadyRange", low, high);
    }

    /** {@link #pReady} of each of the partitions. */
    public void pReadyList(int... partitions) throws MPIException {
        PartitionedOperation send = partitioned("pReadyList", true);
        for (int partition : partitions) {
            check("pReadyList", send, partition);
        }
        for (int partition : partitions) {
            ready("pReadyList", partition, partition);
        }
    }

    private void ready(String call, int low, int high) {
        PartitionedOperation send = partitioned(call, true);
        check(call, send, low);
        check(call, send, high);
        if (low > high) {
            throw MPIException.argument(MPI.ERR_ARG, call, "low " + low + " is more than high " + high);
        }
        if (operation() == null) {
            throw MPIException.argument(MPI.ERR_REQUEST, call, "the request is not active: start it first");
        }
        try {
            if (in instanceof RecordBuffer records) {
                records.load(low * elements, (high - low + 1) * elements);
            }
            send.ready(low, high);
        } catch (EngineException e) {
            throw MPIException.failure(e.errorClass(), Call.of(call), e.getMessage(), e);
        }
    }

    /**
     * Whether a partition of a {@code pRecvInit} has come since it was started; true if it is not active. The partition may
     * be read then.
     */
    public boolean pArrived(int partition) throws MPIException {
        PartitionedOperation receive = partitioned("pArrived", false);
        check("pArrived", receive, partition);
        if (!receive.arrived(partition)) {
            engine().test(receive);
            if (!receive.arrived(partition)) {
                return false;
            }
        }
        if (in instanceof RecordBuffer records && operation() != null) {
            records.storeWithin(partition * elements, elements, receive.messageBytes());
        }
        return true;
    }

    private PartitionedOperation partitioned(String call, boolean send) {
        PartitionedOperation own = partitioned;
        if (own == null || starter == null || own.sends() != send) {
            throw MPIException.argument(
                    MPI.ERR_REQUEST,
                    call,
                    starter == null
                            ? "the request is null: it has been freed"
                            : "the request is no partitioned " + (send ? "send" : "receive"));
        }
        return own;
    }

    private static void check(String call, PartitionedOperation operation, int partition) {
        if (partition < 0 || partition >= operation.partitions()) {
            throw MPIException.argument(
                    MPI.ERR_ARG, call, "partition " + partition + " is outside 0.." + (operation.partitions() - 1));
        }
    }
}
