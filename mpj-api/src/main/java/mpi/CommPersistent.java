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
import mpj.core.request.PartitionedOperation;
import org.jspecify.annotations.Nullable;

/**
 * Messages that are set up once and started many times, whole or in partitions (MPI 5.0, sections 3.9 and 4), exchanges
 * that are waited for later, and the space of buffered sends (section 3.6).
 */
public abstract class CommPersistent extends CommPointToPoint {
    CommPersistent(String name) {
        super(name);
    }

    CommPersistent(@Nullable Communicator core, CommHandle parent) {
        super(core, parent);
    }

    // ---------------------------------------------------------------- persistent messages

    /** Makes a request that starts a {@link #send(Object, int, Datatype, int, int)} each time. */
    public final Prequest sendInit(@Nullable Buffer buf, int count, Datatype type, int dest, int tag)
            throws MPIException {
        return sendInit("sendInit", SendMode.STANDARD, buf, count, type, dest, tag);
    }

    /** {@link #sendInit(Buffer, int, Datatype, int, int)} of any buffer. */
    public final Prequest sendInit(@Nullable Object buf, int count, Datatype type, int dest, int tag)
            throws MPIException {
        return sendInit("sendInit", SendMode.STANDARD, buf, count, type, dest, tag);
    }

    /** {@link #sendInit(Buffer, int, Datatype, int, int)} of any number of elements. */
    public final Prequest sendInit(@Nullable Object buf, long count, Datatype type, int dest, int tag)
            throws MPIException {
        return sendInit("sendInit", SendMode.STANDARD, buf, count, type, dest, tag);
    }

    /** Makes a request that starts a {@link #bSend(Object, int, Datatype, int, int)} each time. */
    public final Prequest bSendInit(@Nullable Buffer buf, int count, Datatype type, int dest, int tag)
            throws MPIException {
        return sendInit("bSendInit", SendMode.BUFFERED, buf, count, type, dest, tag);
    }

    /** {@link #bSendInit(Buffer, int, Datatype, int, int)} of any buffer. */
    public final Prequest bSendInit(@Nullable Object buf, int count, Datatype type, int dest, int tag)
            throws MPIException {
        return sendInit("bSendInit", SendMode.BUFFERED, buf, count, type, dest, tag);
    }

    /** {@link #bSendInit(Buffer, int, Datatype, int, int)} of any number of elements. */
    public final Prequest bSendInit(@Nullable Object buf, long count, Datatype type, int dest, int tag)
            throws MPIException {
        return sendInit("bSendInit", SendMode.BUFFERED, buf, count, type, dest, tag);
    }

    /** Makes a request that starts an {@link #sSend(Object, int, Datatype, int, int)} each time. */
    public final Prequest sSendInit(@Nullable Buffer buf, int count, Datatype type, int dest, int tag)
            throws MPIException {
        return sendInit("sSendInit", SendMode.SYNCHRONOUS, buf, count, type, dest, tag);
    }

    /** {@link #sSendInit(Buffer, int, Datatype, int, int)} of any buffer. */
    public final Prequest sSendInit(@Nullable Object buf, int count, Datatype type, int dest, int tag)
            throws MPIException {
        return sendInit("sSendInit", SendMode.SYNCHRONOUS, buf, count, type, dest, tag);
    }

    /** {@link #sSendInit(Buffer, int, Datatype, int, int)} of any number of elements. */
    public final Prequest sSendInit(@Nullable Object buf, long count, Datatype type, int dest, int tag)
            throws MPIException {
        return sendInit("sSendInit", SendMode.SYNCHRONOUS, buf, count, type, dest, tag);
    }

    /** Makes a request that starts an {@link #rSend(Object, int, Datatype, int, int)} each time. */
    public final Prequest rSendInit(@Nullable Buffer buf, int count, Datatype type, int dest, int tag)
            throws MPIException {
        return sendInit("rSendInit", SendMode.READY, buf, count, type, dest, tag);
    }

    /** {@link #rSendInit(Buffer, int, Datatype, int, int)} of any buffer. */
    public final Prequest rSendInit(@Nullable Object buf, int count, Datatype type, int dest, int tag)
            throws MPIException {
        return sendInit("rSendInit", SendMode.READY, buf, count, type, dest, tag);
    }

    /** {@link #rSendInit(Buffer, int, Datatype, int, int)} of any number of elements. */
    public final Prequest rSendInit(@Nullable Object buf, long count, Datatype type, int dest, int tag)
            throws MPIException {
        return sendInit("rSendInit", SendMode.READY, buf, count, type, dest, tag);
    }

    private Prequest sendInit(
            String operation, SendMode mode, @Nullable Object buf, long count, Datatype type, int dest, int tag) {
        Communicator core = core();
        checkSend(operation, core, count, dest, tag);
        Layout layout = Datatype.layoutOf(this, operation, type);
        Object data = dest == MPI.PROC_NULL ? buf : read(operation, "buf", buf, count, type, layout);
        Object memory = RecordBuffer.memory(data);
        Prequest.Starter starter = new SendStarter(core, mode, memory, count, layout, dest, tag);
        return new Prequest(this, operation, dest, tag, count, false, starter, data, null);
    }

    /** Makes a request that starts a {@link #recv(Object, int, Datatype, int, int)} each time. */
    public final Prequest recvInit(@Nullable Buffer buf, int count, Datatype type, int source, int tag)
            throws MPIException {
        return recvInit((Object) buf, (long) count, type, source, tag);
    }

    /** {@link #recvInit(Buffer, int, Datatype, int, int)} of any buffer. */
    public final Prequest recvInit(@Nullable Object buf, int count, Datatype type, int source, int tag)
            throws MPIException {
        return recvInit(buf, (long) count, type, source, tag);
    }

    /** {@link #recvInit(Buffer, int, Datatype, int, int)} of any number of elements. */
    public final Prequest recvInit(@Nullable Object buf, long count, Datatype type, int source, int tag)
            throws MPIException {
        Communicator core = core();
        checkReceive("recvInit", core, buf, count, source, tag);
        Layout layout = Datatype.layoutOf(this, "recvInit", type);
        Object data = source == MPI.PROC_NULL ? buf : written("recvInit", "buf", buf, count, type, layout);
        Object memory = RecordBuffer.memory(data);
        Prequest.Starter starter = new ReceiveStarter(core, memory, count, layout, source, tag);
        return new Prequest(this, "recvInit", source, tag, count, true, starter, null, data);
    }

    /** Starts a send with the operation of the start before, so that it allocates nothing. */
    private static final class SendStarter implements Prequest.Starter {
        private final Communicator core;
        private final SendMode mode;
        private final @Nullable Object buf;
        private final long count;
        private final Layout layout;
        private final int dest;
        private final int tag;
        private @Nullable Operation used;

        SendStarter(
                Communicator core,
                SendMode mode,
                @Nullable Object buf,
                long count,
                Layout layout,
                int dest,
                int tag) {
            this.core = core;
            this.mode = mode;
            this.buf = buf;
            this.count = count;
            this.layout = layout;
            this.dest = dest;
            this.tag = tag;
        }

        @Override
        public Operation start() {
            Operation before = used;
            // given away, also where the call throws
            used = null;
            Operation started = core.sendAgain(before, buf, 0, count, layout, dest, tag, mode);
            used = started;
            return started;
        }
    }

    /** Starts a receive likewise. */
    private static final class ReceiveStarter implements Prequest.Starter {
        private final Communicator core;
        private final @Nullable Object buf;
        private final long count;
        private final Layout layout;
        private final int source;
        private final int tag;
        private @Nullable Operation used;

        ReceiveStarter(Communicator core, @Nullable Object buf, long count, Layout layout, int source, int tag) {
            this.core = core;
            this.buf = buf;
            this.count = count;
            this.layout = layout;
            this.source = source;
            this.tag = tag;
        }

        @Override
        public Operation start() {
            Operation started = core.receiveAgain(used, buf, 0, count, layout, source, tag);
            used = started;
            return started;
        }
    }

    // ---------------------------------------------------------------- partitioned messages

    /**
     * Makes a request that sends a message in pieces, each when {@link Prequest#pReady} says so.
     *
     * @param partitions the number of pieces
     * @param count the elements of each
     */
    public final Prequest pSendInit(
            @Nullable Object buf, int partitions, long count, Datatype type, int dest, int tag) throws MPIException {
        Communicator core = core();
        Layout layout = Datatype.layoutOf(this, "pSendInit", type);
        long all = checkPartitions("pSendInit", partitions, count);
        checkSend("pSendInit", core, all, dest, tag);
        Object data = read("pSendInit", "buf", buf, all, type, layout);
        Object memory = RecordBuffer.memory(data);
        PartitionedOperation send = core.psendInit(memory, partitions, count, layout, dest, tag);
        return new Prequest(this, "pSendInit", dest, tag, all, send, data);
    }

    /** {@link #pSendInit(Object, int, long, Datatype, int, int)} with hints, of which none is known. */
    public final Prequest pSendInit(
            @Nullable Object buf, int partitions, long count, Datatype type, int dest, int tag, @Nullable Info info)
            throws MPIException {
        return pSendInit(buf, partitions, count, type, dest, tag);
    }

    /** {@link #pRecvInit(Object, int, long, Datatype, int, int)} with hints, of which none is known. */
    public final Prequest pRecvInit(
            @Nullable Object buf, int partitions, long count, Datatype type, int source, int tag, @Nullable Info info)
            throws MPIException {
        return pRecvInit(buf, partitions, count, type, source, tag);
    }

    /**
     * Makes a request that receives a message in pieces; {@link Prequest#pArrived} tells which are there. It matches a
     * {@link #pSendInit} of the same tag, in the order in which these are made, and nothing else; the pieces of the two
     * may differ, and this side may have room for more.
     *
     * @param partitions the number of pieces
     * @param count the elements of each
     * @param source a rank, no wildcard
     * @param tag a tag, no wildcard
     */
    public final Prequest pRecvInit(
            @Nullable Object buf, int partitions, long count, Datatype type, int source, int tag)
            throws MPIException {
        Communicator core = core();
        Layout layout = Datatype.layoutOf(this, "pRecvInit", type);
        long all = checkPartitions("pRecvInit", partitions, count);
        checkReceive("pRecvInit", core, buf, all, source, tag);
        if (source == MPI.ANY_SOURCE || tag == MPI.ANY_TAG) {
            throw MPIException.argument(
                    source == MPI.ANY_SOURCE ? MPI.ERR_RANK : MPI.ERR_TAG,
                    call("pRecvInit", "source", source, tag, all),
                    "partitioned receives have no wildcards");
        }
        Object data = written("pRecvInit", "buf", buf, all, type, layout);
        Object memory = RecordBuffer.memory(data);
        PartitionedOperation receive = core.precvInit(memory, partitions, count, layout, source, tag);
        return new Prequest(this, "pRecvInit", source, tag, all, receive, data);
    }

    /** The elements of all partitions together; checks that they can be counted. */
    private long checkPartitions(String operation, int partitions, long count) {
        if (partitions < 0) {
            throw MPIException.argument(MPI.ERR_ARG, call(operation), "partitions " + partitions + " is negative");
        }
        if (count < 0 || count > Checks.MAX_COUNT / Math.max(1, partitions)) {
            throw MPIException.argument(
                    MPI.ERR_COUNT,
                    call(operation),
                    "count " + count + " of each of " + partitions + " partitions is "
                            + (count < 0 ? "negative" : "more than " + Checks.MAX_COUNT + " together"));
        }
        return partitions * count;
    }

    // ---------------------------------------------------------------- exchanges

    /** Begins a {@link #sendRecv(Object, int, Datatype, int, int, Object, int, Datatype, int, int)}. */
    public final Request iSendRecv(
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
        return iSendRecv(
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

    /** {@link #iSendRecv(Object, int, Datatype, int, int, Object, int, Datatype, int, int)} of any numbers. */
    public final Request iSendRecv(
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
        checkSend("iSendRecv", core, sendcount, dest, sendtag);
        checkReceive("iSendRecv", core, recvbuf, recvcount, source, recvtag);
        Layout sendLayout = Datatype.layoutOf(this, "iSendRecv", sendtype);
        Layout recvLayout = Datatype.layoutOf(this, "iSendRecv", recvtype);
        Object sent = sendbuf instanceof Record[]
                ? structures("iSendRecv", "sendbuf", sendbuf, sendcount, sendtype, sendLayout)
                : sendbuf;
        Buffers.readable(this, "iSendRecv", "sendbuf", sent, sendcount, sendtype, sendLayout);
        Object data = recvbuf instanceof Record[]
                ? written("iSendRecv", "recvbuf", recvbuf, recvcount, recvtype, recvLayout)
                : recvbuf;
        Object into = RecordBuffer.memory(data);
        try {
            Operation exchange = core.isendRecv(
                    sent, 0, sendcount, sendLayout, dest, sendtag, into, 0, recvcount, recvLayout, source, recvtag);
            return RecordBuffer.request(this, exchange, true, "iSendRecv", source, recvtag, recvcount, data);
        } catch (EngineException e) {
            throw failure(e, "iSendRecv", "source", source, recvtag, recvbuf, recvcount, recvtype);
        }
    }

    /** Begins a {@link #sendRecvReplace(Object, int, Datatype, int, int, int, int)}. */
    public final Request iSendRecvReplace(
            @Nullable Object buf, int count, Datatype type, int dest, int sendtag, int source, int recvtag)
            throws MPIException {
        return iSendRecvReplace(buf, (long) count, type, dest, sendtag, source, recvtag);
    }

    /** {@link #iSendRecvReplace(Object, int, Datatype, int, int, int, int)} of any number of elements. */
    @SuppressWarnings("MustBeClosedChecker") // the collector closes it
    public final Request iSendRecvReplace(
            @Nullable Object buf, long count, Datatype type, int dest, int sendtag, int source, int recvtag)
            throws MPIException {
        Communicator core = core();
        checkSend("iSendRecvReplace", core, count, dest, sendtag);
        checkReceive("iSendRecvReplace", core, buf, count, source, recvtag);
        Layout layout = Datatype.layoutOf(this, "iSendRecvReplace", type);
        if (buf instanceof Record[]) {
            return iSendRecv(buf, count, type, dest, sendtag, buf, count, type, source, recvtag);
        }
        Buffers.writable(this, "iSendRecvReplace", "buf", buf, count, type, layout);
        long bytes = layout.bytes(count);
        MemorySegment copy = Arena.ofAuto().allocate(bytes, Long.BYTES);
        BufferView view = new BufferView();
        layout.open(view, buf, 0, count);
        layout.pack(view, 0, count, copy.address());
        try {
            Operation exchange = core.isendRecv(
                    copy, 0, bytes, Layout.BYTES, dest, sendtag, buf, 0, count, layout, source, recvtag);
            return new Request(this, core.engine(), exchange, true, "iSendRecvReplace", source, recvtag, count);
        } catch (EngineException e) {
            throw failure(e, "iSendRecvReplace", "source", source, recvtag, buf, count, type);
        }
    }

    // ---------------------------------------------------------------- the space of buffered sends

    /**
     * Gives this communicator's buffered sends space of their own, as much as the buffer is long: an array of a
     * primitive type, an NIO buffer, a {@link MemorySegment}, or {@link MPI#BUFFER_AUTOMATIC} for as much as they need.
     * Its content is left alone. Communicators without use what {@link MPI#attachBuffer(Object)} gave.
     */
    public final void attachBuffer(Object buffer) throws MPIException {
        SendBuffers.attach(core().sendBuffer(), buffer);
    }

    /** Waits until the sends that use the attached buffer have left, and takes it away; what was attached. */
    public final Object detachBuffer() throws MPIException {
        return SendBuffers.detach(core().sendBuffer());
    }

    /** Waits until the sends have left that use the attached buffer now. */
    public final void flushBuffer() throws MPIException {
        iFlushBuffer().waitFor();
    }

    /** Begins a {@link #flushBuffer}. */
    public final Request iFlushBuffer() throws MPIException {
        Communicator core = core();
        return SendBuffers.flush(this, core.engine(), core.sendBuffer());
    }
}
