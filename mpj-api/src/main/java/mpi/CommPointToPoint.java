package mpi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.Buffer;
import mpj.base.memory.BufferView;
import mpj.core.EngineException;
import mpj.core.comm.Communicator;
import mpj.core.comm.SendMode;
import mpj.core.datatype.Layout;
import mpj.core.request.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Messages from one rank to another. MPI 5.0, chapter 3.
 *
 * <p>A buffer is an array of a primitive type, an NIO buffer (heap or direct) or a {@code MemorySegment}; data begin at
 * its element 0, whatever the position. It may be null where the count is 0. A nonblocking call keeps its buffer
 * reachable until it completes.
 */
public abstract class CommPointToPoint extends CommPacking {
    CommPointToPoint(String name) {
        super(name);
    }

    CommPointToPoint(@Nullable Communicator core, CommHandle parent) {
        super(core, parent);
    }

    /** Sends; returns when the buffer may be used again. */
    public final void send(@Nullable Object buf, int count, Datatype type, int dest, int tag) throws MPIException {
        send("send", SendMode.STANDARD, buf, count, type, dest, tag);
    }

    /** {@link #send(Object, int, Datatype, int, int)} of any number of elements. */
    public final void send(@Nullable Object buf, long count, Datatype type, int dest, int tag) throws MPIException {
        send("send", SendMode.STANDARD, buf, count, type, dest, tag);
    }

    /** Sends from the space given by {@link MPI#attachBuffer}; returns without waiting for the receiver. */
    public final void bSend(@Nullable Object buf, int count, Datatype type, int dest, int tag) throws MPIException {
        send("bSend", SendMode.BUFFERED, buf, count, type, dest, tag);
    }

    /** {@link #bSend(Object, int, Datatype, int, int)} of any number of elements. */
    public final void bSend(@Nullable Object buf, long count, Datatype type, int dest, int tag) throws MPIException {
        send("bSend", SendMode.BUFFERED, buf, count, type, dest, tag);
    }

    /** Sends; returns when the receive has begun. */
    public final void sSend(@Nullable Object buf, int count, Datatype type, int dest, int tag) throws MPIException {
        send("sSend", SendMode.SYNCHRONOUS, buf, count, type, dest, tag);
    }

    /** {@link #sSend(Object, int, Datatype, int, int)} of any number of elements. */
    public final void sSend(@Nullable Object buf, long count, Datatype type, int dest, int tag) throws MPIException {
        send("sSend", SendMode.SYNCHRONOUS, buf, count, type, dest, tag);
    }

    /** Sends to a receive that is known to be posted. */
    public final void rSend(@Nullable Object buf, int count, Datatype type, int dest, int tag) throws MPIException {
        send("rSend", SendMode.READY, buf, count, type, dest, tag);
    }

    /** {@link #rSend(Object, int, Datatype, int, int)} of any number of elements. */
    public final void rSend(@Nullable Object buf, long count, Datatype type, int dest, int tag) throws MPIException {
        send("rSend", SendMode.READY, buf, count, type, dest, tag);
    }

    private void send(
            String operation, SendMode mode, @Nullable Object buf, long count, Datatype type, int dest, int tag) {
        Communicator core = core();
        checkSend(operation, core, count, dest, tag);
        Layout layout = Datatype.layoutOf(this, operation, type);
        try {
            Object data = buf instanceof Record[] ? structures(operation, "buf", buf, count, type, layout) : buf;
            core.send(data, 0, count, layout, dest, tag, mode);
        } catch (EngineException e) {
            throw failure(e, operation, "dest", dest, tag, buf, count, type);
        }
    }

    /** A buffer of which elements are read; {@link RecordBuffer#memory} of it goes to the engine. */
    final @Nullable Object read(
            String operation, String argument, @Nullable Object buffer, long count, Datatype type, Layout layout) {
        Object data = RecordBuffer.of(this, operation, buffer, type);
        Buffers.readable(this, operation, argument, data, count, type, layout);
        RecordBuffer.reads(data, 0, count);
        return data;
    }

    /** A buffer to which elements are written, likewise. */
    final @Nullable Object written(
            String operation, String argument, @Nullable Object buffer, long count, Datatype type, Layout layout) {
        Object data = RecordBuffer.of(this, operation, buffer, type);
        Buffers.writable(this, operation, argument, data, count, type, layout);
        RecordBuffer.writes(data, 0, count);
        return data;
    }

    /** What is sent in place of an array of records. */
    final @Nullable Object structures(
            String operation, String argument, Object records, long count, Datatype type, Layout layout) {
        Object data = read(operation, argument, records, count, type, layout);
        Object memory = RecordBuffer.memory(data);
        RecordBuffer.load(data);
        return memory;
    }

    /** Checks what every send is given. */
    final void checkSend(String operation, Communicator core, long count, int dest, int tag) {
        if ((dest | tag) < 0 || count >>> Checks.COUNT_BITS != 0 || dest >= core.peerCount()) {
            Checks.send(this, core, operation, count, dest, tag);
        }
    }

    /**
     * Receives a message of at most {@code count} elements.
     *
     * @param source a rank or {@link MPI#ANY_SOURCE}
     * @param tag a tag or {@link MPI#ANY_TAG}
     */
    public final Status recv(@Nullable Object buf, int count, Datatype type, int source, int tag) throws MPIException {
        if (buf instanceof Record[]) {
            return receiveRecords(buf, count, type, source, tag);
        }
        Communicator core = core();
        return take(core, receive("recv", core, buf, count, type, source, tag));
    }

    /** {@link #recv(Object, int, Datatype, int, int)} of any number of elements. */
    public final Status recv(@Nullable Object buf, long count, Datatype type, int source, int tag) throws MPIException {
        if (buf instanceof Record[]) {
            return receiveRecords(buf, count, type, source, tag);
        }
        Communicator core = core();
        return take(core, receive("recv", core, buf, count, type, source, tag));
    }

    private Status receiveRecords(Object records, long count, Datatype type, int source, int tag) {
        Communicator core = core();
        checkReceive("recv", core, null, count, source, tag);
        Object data = written("recv", "buf", records, count, type, Datatype.layoutOf(this, "recv", type));
        Status status = take(core, receive("recv", core, RecordBuffer.memory(data), count, type, source, tag));
        RecordBuffer.storeFirst(data, status.bytes());
        return status;
    }

    private Operation receive(
            String operation,
            Communicator core,
            @Nullable Object buf,
            long count,
            Datatype type,
            int source,
            int tag) {
        checkReceive(operation, core, buf, count, source, tag);
        Layout layout = Datatype.layoutOf(this, operation, type);
        try {
            return core.recv(buf, 0, count, layout, source, tag);
        } catch (EngineException e) {
            throw failure(e, operation, "source", source, tag, buf, count, type);
        }
    }

    /** Checks what every receive is given. */
    final void checkReceive(
            String operation, Communicator core, @Nullable Object buf, long count, int source, int tag) {
        if (source < MPI.PROC_NULL || source >= core.peerCount() || tag < MPI.ANY_TAG || count >>> Checks.COUNT_BITS != 0) {
            Checks.receive(this, core, operation, count, source, tag);
        }
        if (Buffers.isReadOnly(buf)) {
            throw Buffers.readOnly(this, operation, "buf");
        }
    }

    /** Reads a blocking call's operation and gives it back; small, so that an unused status is never made. */
    private static Status take(Communicator core, Operation operation) {
        Status status = new Status(operation.source(), operation.tag(), operation.bytes());
        core.engine().release(operation);
        return status;
    }

    /** Begins a {@link #send(Object, int, Datatype, int, int)}. */
    public final Request iSend(@Nullable Buffer buf, int count, Datatype type, int dest, int tag) throws MPIException {
        return isend("iSend", SendMode.STANDARD, buf, count, type, dest, tag);
    }

    /** {@link #iSend(Buffer, int, Datatype, int, int)} from any buffer. */
    public final Request iSend(@Nullable Object buf, int count, Datatype type, int dest, int tag) throws MPIException {
        return isend("iSend", SendMode.STANDARD, buf, count, type, dest, tag);
    }

    /** {@link #iSend(Buffer, int, Datatype, int, int)} of any number of elements. */
    public final Request iSend(@Nullable Object buf, long count, Datatype type, int dest, int tag) throws MPIException {
        return isend("iSend", SendMode.STANDARD, buf, count, type, dest, tag);
    }

    /** Begins a {@link #bSend(Object, int, Datatype, int, int)}. */
    public final Request ibSend(@Nullable Buffer buf, int count, Datatype type, int dest, int tag) throws MPIException {
        return isend("ibSend", SendMode.BUFFERED, buf, count, type, dest, tag);
    }

    /** {@link #ibSend(Buffer, int, Datatype, int, int)} from any buffer. */
    public final Request ibSend(@Nullable Object buf, int count, Datatype type, int dest, int tag) throws MPIException {
        return isend("ibSend", SendMode.BUFFERED, buf, count, type, dest, tag);
    }

    /** {@link #ibSend(Buffer, int, Datatype, int, int)} of any number of elements. */
    public final Request ibSend(@Nullable Object buf, long count, Datatype type, int dest, int tag)
            throws MPIException {
        return isend("ibSend", SendMode.BUFFERED, buf, count, type, dest, tag);
    }

    /** Begins a {@link #sSend(Object, int, Datatype, int, int)}. */
    public final Request isSend(@Nullable Buffer buf, int count, Datatype type, int dest, int tag) throws MPIException {
        return isend("isSend", SendMode.SYNCHRONOUS, buf, count, type, dest, tag);
    }

    /** {@link #isSend(Buffer, int, Datatype, int, int)} from any buffer. */
    public final Request isSend(@Nullable Object buf, int count, Datatype type, int dest, int tag) throws MPIException {
        return isend("isSend", SendMode.SYNCHRONOUS, buf, count, type, dest, tag);
    }

    /** {@link #isSend(Buffer, int, Datatype, int, int)} of any number of elements. */
    public final Request isSend(@Nullable Object buf, long count, Datatype type, int dest, int tag)
            throws MPIException {
        return isend("isSend", SendMode.SYNCHRONOUS, buf, count, type, dest, tag);
    }

    /** Begins a {@link #rSend(Object, int, Datatype, int, int)}. */
    public final Request irSend(@Nullable Buffer buf, int count, Datatype type, int dest, int tag) throws MPIException {
        return isend("irSend", SendMode.READY, buf, count, type, dest, tag);
    }

    /** {@link #irSend(Buffer, int, Datatype, int, int)} from any buffer. */
    public final Request irSend(@Nullable Object buf, int count, Datatype type, int dest, int tag) throws MPIException {
        return isend("irSend", SendMode.READY, buf, count, type, dest, tag);
    }

    /** {@link #irSend(Buffer, int, Datatype, int, int)} of any number of elements. */
    public final Request irSend(@Nullable Object buf, long count, Datatype type, int dest, int tag)
            throws MPIException {
        return isend("irSend", SendMode.READY, buf, count, type, dest, tag);
    }

    private Request isend(
            String operation, SendMode mode, @Nullable Object buf, long count, Datatype type, int dest, int tag) {
        Communicator core = core();
        checkSend(operation, core, count, dest, tag);
        Layout layout = Datatype.layoutOf(this, operation, type);
        try {
            Object data = buf instanceof Record[] ? structures(operation, "buf", buf, count, type, layout) : buf;
            Operation send = core.isend(data, 0, count, layout, dest, tag, mode);
            return new Request(this, core.engine(), send, false, operation, dest, tag, count);
        } catch (EngineException e) {
            throw failure(e, operation, "dest", dest, tag, buf, count, type);
        }
    }

    /** Begins a {@link #recv(Object, int, Datatype, int, int)}. */
    public final Request iRecv(@Nullable Buffer buf, int count, Datatype type, int source, int tag)
            throws MPIException {
        return irecv(buf, count, type, source, tag);
    }

    /** {@link #iRecv(Buffer, int, Datatype, int, int)} into any buffer. */
    public final Request iRecv(@Nullable Object buf, int count, Datatype type, int source, int tag)
            throws MPIException {
        return irecv(buf, count, type, source, tag);
    }

    /** {@link #iRecv(Buffer, int, Datatype, int, int)} of any number of elements. */
    public final Request iRecv(@Nullable Object buf, long count, Datatype type, int source, int tag)
            throws MPIException {
        return irecv(buf, count, type, source, tag);
    }

    private Request irecv(@Nullable Object buf, long count, Datatype type, int source, int tag) {
        Communicator core = core();
        checkReceive("iRecv", core, buf, count, source, tag);
        Layout layout = Datatype.layoutOf(this, "iRecv", type);
        try {
            if (buf instanceof Record[]) {
                Object data = written("iRecv", "buf", buf, count, type, layout);
                Operation receive = core.irecv(RecordBuffer.memory(data), 0, count, layout, source, tag);
                return RecordBuffer.request(this, receive, true, "iRecv", source, tag, count, data);
            }
            Operation receive = core.irecv(buf, 0, count, layout, source, tag);
            return new Request(this, core.engine(), receive, true, "iRecv", source, tag, count);
        } catch (EngineException e) {
            throw failure(e, "iRecv", "source", source, tag, buf, count, type);
        }
    }

    /** Sends one message and receives another, without fear of deadlock. */
    public final Status sendRecv(
            @Nullable Object sendbuf,
            int sendcount,
            Datatype sendtype,
            int dest,
            int sendtag,
            @Nullable Object recvbuf,
            int recvcount,
            Datatype recvtype,
            int source,
            int recvtag)
            throws MPIException {
        return sendRecv(
                sendbuf,
                (long) sendcount,
                sendtype,
                dest,
                sendtag,
                recvbuf,
                (long) recvcount,
                recvtype,
                source,
                recvtag);
    }

    /** {@link #sendRecv(Object, int, Datatype, int, int, Object, int, Datatype, int, int)} of any numbers. */
    public final Status sendRecv(
            @Nullable Object sendbuf,
            long sendcount,
            Datatype sendtype,
            int dest,
            int sendtag,
            @Nullable Object recvbuf,
            long recvcount,
            Datatype recvtype,
            int source,
            int recvtag)
            throws MPIException {
        Communicator core = core();
        checkSend("sendRecv", core, sendcount, dest, sendtag);
        checkReceive("sendRecv", core, recvbuf, recvcount, source, recvtag);
        Layout sendLayout = Datatype.layoutOf(this, "sendRecv", sendtype);
        Layout recvLayout = Datatype.layoutOf(this, "sendRecv", recvtype);
        Object sent = sendbuf instanceof Record[]
                ? structures("sendRecv", "sendbuf", sendbuf, sendcount, sendtype, sendLayout)
                : sendbuf;
        if (recvbuf instanceof Record[]) {
            Object data = written("sendRecv", "recvbuf", recvbuf, recvcount, recvtype, recvLayout);
            Object into = RecordBuffer.memory(data);
            Status status = sendRecv(
                    sent, sendcount, sendtype, dest, sendtag, into, recvcount, recvtype, source, recvtag);
            RecordBuffer.storeFirst(data, status.bytes());
            return status;
        }
        Buffers.readable(this, "sendRecv", "sendbuf", sent, sendcount, sendtype, sendLayout);
        try {
            return take(
                    core,
                    core.sendRecv(
                            sent,
                            0,
                            sendcount,
                            sendLayout,
                            dest,
                            sendtag,
                            recvbuf,
                            0,
                            recvcount,
                            recvLayout,
                            source,
                            recvtag));
        } catch (EngineException e) {
            throw failure(e, "sendRecv", "source", source, recvtag, recvbuf, recvcount, recvtype);
        }
    }

    /** Sends a buffer's content and receives into the same buffer. */
    public final Status sendRecvReplace(
            @Nullable Object buf, int count, Datatype type, int dest, int sendtag, int source, int recvtag)
            throws MPIException {
        return sendRecvReplace(buf, (long) count, type, dest, sendtag, source, recvtag);
    }

    /** {@link #sendRecvReplace(Object, int, Datatype, int, int, int, int)} of any number of elements. */
    public final Status sendRecvReplace(
            @Nullable Object buf, long count, Datatype type, int dest, int sendtag, int source, int recvtag)
            throws MPIException {
        Communicator core = core();
        checkSend("sendRecvReplace", core, count, dest, sendtag);
        checkReceive("sendRecvReplace", core, buf, count, source, recvtag);
        Layout layout = Datatype.layoutOf(this, "sendRecvReplace", type);
        if (buf instanceof Record[]) {
            return sendRecv(buf, count, type, dest, sendtag, buf, count, type, source, recvtag);
        }
        Buffers.writable(this, "sendRecvReplace", "buf", buf, count, type, layout);
        long bytes = layout.bytes(count);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment copy = arena.allocate(bytes, Long.BYTES);
            BufferView view = new BufferView();
            layout.open(view, buf, 0, count);
            Buffers.checkAlive(this, "sendRecvReplace", view);
            layout.pack(view, 0, count, copy.address());
            return take(
                    core,
                    core.sendRecv(
                            copy, 0, bytes, Layout.BYTES, dest, sendtag, buf, 0, count, layout, source, recvtag));
        } catch (EngineException e) {
            throw failure(e, "sendRecvReplace", "source", source, recvtag, buf, count, type);
        }
    }

    /** Waits until a matching message is there, and leaves it there. */
    public final Status probe(int source, int tag) throws MPIException {
        Communicator core = core();
        checkReceive("probe", core, null, 0, source, tag);
        try {
            return take(core, core.probe(source, tag));
        } catch (EngineException e) {
            throw failure(e, call("probe", "source", source, tag, -1));
        }
    }

    /** The status of a matching message that is there now, or null. */
    public final @Nullable Status iProbe(int source, int tag) throws MPIException {
        Communicator core = core();
        checkReceive("iProbe", core, null, 0, source, tag);
        try {
            Operation found = core.iprobe(source, tag);
            return found == null ? null : Status.of(found, 0);
        } catch (EngineException e) {
            throw failure(e, call("iProbe", "source", source, tag, -1));
        }
    }

    /** The operation of a matched probe; null if there is no message and none was to be waited for. */
    final @Nullable Operation matchedProbe(String operation, boolean wait, int source, int tag) {
        Communicator core = core();
        checkReceive(operation, core, null, 0, source, tag);
        try {
            return wait ? core.mprobe(source, tag) : core.improbe(source, tag);
        } catch (EngineException e) {
            throw failure(e, call(operation, "source", source, tag, -1));
        }
    }

    /** What to throw when the engine has thrown; a buffer that is none or too short is named in better words here. */
    final MPIException failure(
            EngineException e,
            String operation,
            String peerName,
            int peer,
            int tag,
            @Nullable Object buf,
            long count,
            Datatype type) {
        if (e.errorClass() == MPI.ERR_BUFFER) {
            Buffers.readable(this, operation, "buf", buf, count, type, Datatype.layoutOf(this, operation, type));
        }
        return failure(e, call(operation, peerName, peer, tag, count));
    }
}
