package mpi;

import mpj.core.EngineException;
import mpj.core.comm.Communicator;
import mpj.core.comm.Parts;
import mpj.core.comm.SendMode;
import mpj.core.request.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Messages of whole objects: calls without count and datatype. mpi4py: the methods in lower case.
 *
 * <p>An object is anything that the {@link MPI#setCodec codec} can write: for Java serialization what is
 * {@link java.io.Serializable}. Null, primitive arrays, strings, boxed values, enums, and records of these travel without
 * the codec; records need not be serializable for that. The receiver gets a copy, of whatever size; nobody says a size.
 * Large primitive arrays are not copied into a stream: an object must not be changed while a nonblocking send of it is
 * under way.
 *
 * <p>NIO buffers and memory segments travel as the arrays that they stand for: a buffer's elements from its position to
 * its limit, which stay, and a segment's bytes. The receiver gets an array, or has them put into a buffer.
 *
 * <p>A message knows whether it is an object or a buffer with a datatype. To receive one as the other is
 * {@link MPI#ERR_TYPE}, and consumes the message. A primitive array that was sent without a datatype can be received
 * either way.
 *
 * <p>The caller names the class that it expects by what it assigns to; another one is a {@link ClassCastException}
 * there. Where nothing says a class, say it: {@code System.out.println((Object) comm.recv(0, 0))}, since println itself
 * would expect a {@code char[]}. An object that cannot be written or read is an {@link MPIException} with the reason as
 * its cause, {@link MPI#ERR_TYPE} if it lies in its class, else {@link MPI#ERR_OTHER}; the job goes on.
 */
public abstract class CommObjects extends CommNeighborCollective {
    CommObjects(String name) {
        super(name);
    }

    CommObjects(@Nullable Communicator core, CommHandle parent) {
        super(core, parent);
    }

    /** Sends an object; returns when it may be changed again. */
    public final void send(@Nullable Object object, int dest, int tag) throws MPIException {
        send("send", SendMode.STANDARD, object, dest, tag);
    }

    /** Sends an object from the space given by {@link MPI#attachBuffer}; returns without waiting for the receiver. */
    public final void bSend(@Nullable Object object, int dest, int tag) throws MPIException {
        send("bSend", SendMode.BUFFERED, object, dest, tag);
    }

    /** Sends an object; returns when the receive has begun. */
    public final void sSend(@Nullable Object object, int dest, int tag) throws MPIException {
        send("sSend", SendMode.SYNCHRONOUS, object, dest, tag);
    }

    private void send(String operation, SendMode mode, @Nullable Object object, int dest, int tag) {
        Communicator core = core();
        checkSend(operation, core, 0, dest, tag);
        Parts parts = encode(operation, object, "dest", dest, tag);
        try {
            core.sendObject(parts, dest, tag, mode);
        } catch (EngineException e) {
            throw failure(e, call(operation, "dest", dest, tag, -1));
        }
    }

    /** Begins a {@link #send(Object, int, int)}. */
    public final <T extends @Nullable Object> ObjectRequest<T> iSend(T object, int dest, int tag) throws MPIException {
        return isend("iSend", SendMode.STANDARD, object, dest, tag);
    }

    /** Begins a {@link #bSend(Object, int, int)}. */
    public final <T extends @Nullable Object> ObjectRequest<T> ibSend(T object, int dest, int tag)
            throws MPIException {
        return isend("ibSend", SendMode.BUFFERED, object, dest, tag);
    }

    /** Begins an {@link #sSend(Object, int, int)}. */
    public final <T extends @Nullable Object> ObjectRequest<T> isSend(T object, int dest, int tag)
            throws MPIException {
        return isend("isSend", SendMode.SYNCHRONOUS, object, dest, tag);
    }

    private <T extends @Nullable Object> ObjectRequest<T> isend(
            String operation, SendMode mode, T object, int dest, int tag) {
        Communicator core = core();
        checkSend(operation, core, 0, dest, tag);
        Parts parts = encode(operation, object, "dest", dest, tag);
        try {
            Operation send = core.isendObject(parts, dest, tag, mode);
            return new ObjectRequest<>(this, core.engine(), send, operation, dest, tag, object);
        } catch (EngineException e) {
            throw failure(e, call(operation, "dest", dest, tag, -1));
        }
    }

    /**
     * Receives an object.
     *
     * @param source a rank or {@link MPI#ANY_SOURCE}
     * @param tag a tag or {@link MPI#ANY_TAG}
     * @return the object; null also from {@link MPI#PROC_NULL}
     */
    @SuppressWarnings("TypeParameterUnusedInFormals") // the program says what it receives
    public final <T extends @Nullable Object> T recv(int source, int tag) throws MPIException {
        return this.<T>irecv("recv", source, tag).get();
    }

    /** {@link #recv(int, int)} that tells source and tag in {@code status}, and in its count of bytes the size. */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public final <T extends @Nullable Object> T recv(int source, int tag, Status status) throws MPIException {
        ObjectRequest<T> request = irecv("recv", source, tag);
        complete(request, status);
        return request.get();
    }

    private static void complete(ObjectRequest<?> request, Status status) {
        Operation operation = request.operation();
        if (status == null || operation == null) {
            throw MPIException.argument(MPI.ERR_ARG, "recv", "the status is null");
        }
        request.engine().await(operation);
        status.set(operation);
    }

    /**
     * Receives into a primitive array, an NIO buffer from its position to its limit, or a segment, which takes bytes:
     * what was sent as an array or buffer of its kind without a datatype, or any buffer that was sent with one. The
     * position stays.
     */
    public final Status recv(Object array, int source, int tag) throws MPIException {
        return irecvArray("recv", array, source, tag).waitStatus();
    }

    /** Begins a {@link #recv(int, int)}. */
    public final <T extends @Nullable Object> ObjectRequest<T> iRecv(int source, int tag) throws MPIException {
        return irecv("iRecv", source, tag);
    }

    /** Begins a {@link #recv(Object, int, int)}. */
    public final Request iRecv(Object array, int source, int tag) throws MPIException {
        return irecvArray("iRecv", array, source, tag);
    }

    private <T extends @Nullable Object> ObjectRequest<T> irecv(String operation, int source, int tag) {
        Communicator core = core();
        checkReceive(operation, core, null, 0, source, tag);
        Parts parts = new Parts();
        Operation receive = core.irecvObject(parts, source, tag);
        return new ObjectRequest<>(this, core.engine(), receive, operation, source, tag, parts);
    }

    private Request irecvArray(String operation, Object array, int source, int tag) {
        Communicator core = core();
        checkReceive(operation, core, array, 0, source, tag);
        Operation receive = core.irecvArray(into(operation, array, source, tag), source, tag);
        return new Request(this, core.engine(), receive, true, operation, source, tag, -1);
    }

    private Parts into(String operation, @Nullable Object array, int source, int tag) {
        Call call = call(operation, "source", source, tag, -1);
        try {
            Parts into = PlainBuffers.of(array);
            if (into != null) {
                return into;
            }
        } catch (CodingException e) {
            throw e.in(call);
        }
        throw MPIException.argument(
                MPI.ERR_BUFFER,
                call,
                (array == null ? "the array is null" : "a " + array.getClass().getTypeName() + " is no primitive array")
                        + " and no buffer: objects are received with recv(source, tag)");
    }

    /** Sends one object and receives another, without fear of deadlock. */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public final <T extends @Nullable Object> T sendRecv(
            @Nullable Object object, int dest, int sendtag, int source, int recvtag) throws MPIException {
        return this.<T>exchange(object, dest, sendtag, source, recvtag).get();
    }

    /** {@link #sendRecv(Object, int, int, int, int)} that tells source, tag and size in {@code status}. */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public final <T extends @Nullable Object> T sendRecv(
            @Nullable Object object, int dest, int sendtag, int source, int recvtag, Status status)
            throws MPIException {
        ObjectRequest<T> request = exchange(object, dest, sendtag, source, recvtag);
        complete(request, status);
        return request.get();
    }

    private <T extends @Nullable Object> ObjectRequest<T> exchange(
            @Nullable Object object, int dest, int sendtag, int source, int recvtag) {
        Communicator core = core();
        checkSend("sendRecv", core, 0, dest, sendtag);
        checkReceive("sendRecv", core, null, 0, source, recvtag);
        // before anything is started: neither half may be left behind alone
        Parts parts = encode("sendRecv", object, "dest", dest, sendtag);
        ObjectRequest<T> receive = irecv("sendRecv", source, recvtag);
        try {
            core.sendObject(parts, dest, sendtag, SendMode.STANDARD);
        } catch (EngineException e) {
            receive.cancel();
            throw failure(e, call("sendRecv", "dest", dest, sendtag, -1));
        }
        return receive;
    }

    private Parts encode(String operation, @Nullable Object object, String peerName, int peer, int tag) {
        try {
            return ObjectFormat.encode(object);
        } catch (CodingException e) {
            throw e.in(call(operation, peerName, peer, tag, -1));
        }
    }
}
