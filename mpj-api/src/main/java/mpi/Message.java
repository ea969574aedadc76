package mpi;

import java.nio.Buffer;
import mpj.core.EngineException;
import mpj.core.comm.Communicator;
import mpj.core.comm.Parts;
import mpj.core.datatype.Layout;
import mpj.core.request.Operation;
import org.jspecify.annotations.Nullable;

/** A message that a matched probe took out of the queue, to be received by nobody else. MPI 5.0, section 3.8.2. */
public final class Message {
    /** The probe's operation; null if this is the null message. */
    private @Nullable Operation message;

    private @Nullable Comm comm;

    /** The message of a probe of {@link MPI#PROC_NULL}: it can be received again and again, and is empty. */
    public static final Message NO_PROC = new Message(true);

    /** Whether this is {@link #NO_PROC}, which stays what it is. */
    private final boolean constant;

    /** The null message. */
    public Message() {
        this(false);
    }

    private Message(boolean constant) {
        this.constant = constant;
    }

    /** Whether this holds no message: before a probe and after the receive. */
    public boolean isNull() {
        return message == null && !constant;
    }

    /** Whether this is the message of a probe of {@link MPI#PROC_NULL}, of length 0. */
    public boolean isNoProc() {
        Operation probed = message;
        return constant || probed != null && probed.source() == MPI.PROC_NULL;
    }

    /** Waits for a matching message, which this object holds afterwards. */
    public Status mProbe(int source, int tag, Comm comm) throws MPIException {
        Status status = hold(comm, probe("mProbe", comm, true, source, tag));
        if (status == null) {
            throw new IllegalStateException("a blocking probe ended without a message");
        }
        return status;
    }

    /** Takes a matching message that is there now; null, and this object as it was, if there is none. */
    public @Nullable Status imProbe(int source, int tag, Comm comm) throws MPIException {
        return hold(comm, probe("imProbe", comm, false, source, tag));
    }

    private @Nullable Operation probe(String operation, Comm comm, boolean wait, int source, int tag) {
        if (comm == null) {
            throw MPIException.argument(MPI.ERR_COMM, operation, "the communicator is a null reference");
        }
        if (constant) {
            throw MPIException.argument(MPI.ERR_REQUEST, operation, "Message.NO_PROC cannot hold another message");
        }
        return comm.matchedProbe(operation, wait, source, tag);
    }

    private @Nullable Status hold(Comm from, @Nullable Operation probed) {
        if (probed == null) {
            return null;
        }
        message = probed;
        comm = from;
        return Status.of(probed, 0);
    }

    /** Receives the message; this object is null afterwards. */
    public Status mRecv(@Nullable Object buf, int count, Datatype type) throws MPIException {
        return receive("mRecv", buf, count, type).waitStatus();
    }

    /** {@link #mRecv(Object, int, Datatype)} of any number of elements. */
    public Status mRecv(@Nullable Object buf, long count, Datatype type) throws MPIException {
        return receive("mRecv", buf, count, type).waitStatus();
    }

    /** Begins to receive the message; this object is null afterwards. */
    public Request imRecv(@Nullable Buffer buf, int count, Datatype type) throws MPIException {
        return receive("imRecv", buf, count, type);
    }

    /** {@link #imRecv(Buffer, int, Datatype)} into any buffer. */
    public Request imRecv(@Nullable Object buf, int count, Datatype type) throws MPIException {
        return receive("imRecv", buf, count, type);
    }

    /** {@link #imRecv(Buffer, int, Datatype)} of any number of elements. */
    public Request imRecv(@Nullable Object buf, long count, Datatype type) throws MPIException {
        return receive("imRecv", buf, count, type);
    }

    /** Receives the object that the message is; this is null afterwards. mpi4py: {@code Message.recv}. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // as of every receive of an object
    public <T extends @Nullable Object> T mRecv() throws MPIException {
        return this.<T>receiveObject("mRecv").get();
    }

    /** Begins to receive the object that the message is; this is null afterwards. mpi4py: {@code Message.irecv}. */
    public <T extends @Nullable Object> ObjectRequest<T> imRecv() throws MPIException {
        return receiveObject("imRecv");
    }

    private <T extends @Nullable Object> ObjectRequest<T> receiveObject(String operation) {
        if (constant) {
            return MPI.COMM_SELF.iRecv(MPI.PROC_NULL, MPI.ANY_TAG);
        }
        Operation probed = probed(operation);
        Comm from = origin();
        Communicator core = from.core();
        Parts parts = new Parts();
        try {
            Operation receive = isNoProc()
                    ? core.irecvObject(parts, MPI.PROC_NULL, MPI.ANY_TAG)
                    : core.imrecvObject(probed, parts);
            message = null;
            comm = null;
            return new ObjectRequest<>(from, core.engine(), receive, operation, probed.source(), probed.tag(), parts);
        } catch (EngineException e) {
            throw from.failure(e, from.call(operation, "source", probed.source(), probed.tag(), -1));
        }
    }

    private Operation probed(String operation) {
        Operation probed = message;
        if (probed == null) {
            throw MPIException.argument(MPI.ERR_REQUEST, operation, "the message is null: none was probed");
        }
        return probed;
    }

    /** Where the message comes from; there is one if there is a message. */
    private Comm origin() {
        Comm from = comm;
        if (from == null) {
            throw new IllegalStateException("a message of no communicator");
        }
        return from;
    }

    private Request receive(String operation, @Nullable Object buf, long count, Datatype type) {
        if (constant) {
            return MPI.COMM_SELF.iRecv(buf, count, type, MPI.PROC_NULL, MPI.ANY_TAG);
        }
        Operation probed = probed(operation);
        Comm from = origin();
        Communicator core = from.core();
        Checks.receive(from, core, operation, count, probed.source(), probed.tag());
        Layout layout = Datatype.layoutOf(from, operation, type);
        Object data = from.written(operation, "buf", buf, count, type, layout);
        Object into = RecordBuffer.memory(data);
        try {
            Operation receive = isNoProc()
                    ? core.irecv(into, 0, count, layout, MPI.PROC_NULL, MPI.ANY_TAG)
                    : core.imrecv(probed, into, 0, count, layout);
            message = null;
            comm = null;
            return RecordBuffer.request(
                    from, receive, true, operation, probed.source(), probed.tag(), count, data);
        } catch (EngineException e) {
            throw from.failure(e, operation, "source", probed.source(), probed.tag(), buf, count, type);
        }
    }
}
