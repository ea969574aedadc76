package mpj.transport.rdma.verbs.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import mpj.base.memory.RawMemory;
import mpj.transport.rdma.verbs.DeviceEvents;
import mpj.transport.rdma.verbs.Errno;
import mpj.transport.rdma.verbs.ManagedQueuePair;
import mpj.transport.rdma.verbs.QueuePairOptions;
import mpj.transport.rdma.verbs.ReceiveRequest;
import mpj.transport.rdma.verbs.SendRequest;
import mpj.transport.rdma.verbs.SharedReceiveQueue;
import mpj.transport.rdma.verbs.VerbsException;
import org.jspecify.annotations.Nullable;

/** A reliable connection: an identifier of the connection manager, and its queue pair. */
final class FfmQueuePair extends ManagedQueuePair {
    private static final int RESOLVE_TIMEOUT_MS = 5000;
    private static final int SEND_PIECES = 2;

    final long id;
    final long qp;
    private final FfmDevice device;
    private final NativeVerbs verbs;
    private final QueuePairOptions options;
    private final @Nullable SharedReceiveQueue shared;
    private final int number;
    private final int maxInline;

    /**
     * @param id bound to the device; belongs to the queue pair from now on, unless this throws
     */
    FfmQueuePair(FfmDevice device, long id, QueuePairOptions options) throws VerbsException {
        this.device = device;
        this.id = id;
        this.options = options;
        options.check(device.limits());
        verbs = device.verbs;
        shared = options.sharedReceives();
        long init = verbs.scratch();
        long cq = ((FfmCompletionQueue) options.completions()).cq;
        fill(init, cq, options.sendDepth(), options.receiveDepth(), options.maxInline());
        if (shared instanceof FfmSharedReceiveQueue queue) {
            RawMemory.putLong(init + Abi.QpInit.SRQ, queue.srq);
        }
        int error = verbs.attempt("rdma_create_qp", id, device.pd, init, 0);
        if (error != 0) {
            throw VerbsException.of("rdma_create_qp for " + options, error);
        }
        maxInline = RawMemory.getInt(init + Abi.QpInit.MAX_INLINE);
        qp = RawMemory.getLong(id + Abi.CmId.QP);
        number = RawMemory.getInt(qp + Abi.Qp.NUMBER);
        // iWARP and old kernels do not know it, and have their own
        long timeout = verbs.scratch();
        RawMemory.putByte(timeout, (byte) options.ackTimeoutExponent());
        verbs.call("rdma_set_option", id, Abi.CmId.OPTION_ID, Abi.CmId.OPTION_ACK_TIMEOUT, timeout, 1);
    }

    /** Fills a zeroed {@code ibv_qp_init_attr}. */
    static void fill(long init, long cq, int sends, int receives, int maxInline) {
        RawMemory.putLong(init + Abi.QpInit.SEND_CQ, cq);
        RawMemory.putLong(init + Abi.QpInit.RECV_CQ, cq);
        RawMemory.putInt(init + Abi.QpInit.MAX_SEND_WR, sends);
        RawMemory.putInt(init + Abi.QpInit.MAX_RECV_WR, receives);
        RawMemory.putInt(init + Abi.QpInit.MAX_SEND_SGE, SEND_PIECES);
        RawMemory.putInt(init + Abi.QpInit.MAX_RECV_SGE, 1);
        RawMemory.putInt(init + Abi.QpInit.MAX_INLINE, maxInline);
        RawMemory.putInt(init + Abi.QpInit.TYPE, Abi.Qp.TYPE_RC);
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public int maxInline() {
        return maxInline;
    }

    @Override
    public SendRequest newSendRequest() {
        return new FfmSendRequest(this, qp, device.postSend, device.limits());
    }

    @Override
    public ReceiveRequest newReceiveRequest() {
        if (shared != null) {
            throw new IllegalStateException("the receives of this queue pair are shared");
        }
        return new FfmReceiveRequest(device.postRecv, qp, this);
    }

    @Override
    public void connect(InetSocketAddress peer) throws VerbsException {
        checkIdle();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = SocketAddress.of(arena, peer.getAddress(), peer.getPort());
            int error = verbs.attempt("rdma_resolve_addr", id, 0, address.address(), RESOLVE_TIMEOUT_MS);
            if (error != 0) {
                throw VerbsException.of("rdma_resolve_addr for " + peer, error);
            }
        }
        begun();
    }

    /** Says yes to the peer's request that the identifier stands for. */
    void accept(int peerReads) throws VerbsException {
        begun();
        verbs.check("rdma_accept", id, parameters(Math.min(options.reads(), peerReads)));
    }

    private long parameters(int reads) {
        long parameters = verbs.scratch();
        RawMemory.putByte(parameters + Abi.ConnParam.RESPONDER_RESOURCES, (byte) reads);
        RawMemory.putByte(parameters + Abi.ConnParam.INITIATOR_DEPTH, (byte) reads);
        RawMemory.putByte(parameters + Abi.ConnParam.RETRY_COUNT, (byte) options.retries());
        RawMemory.putByte(parameters + Abi.ConnParam.RNR_RETRY_COUNT, (byte) options.notReadyRetries());
        RawMemory.putByte(parameters + Abi.ConnParam.SRQ, (byte) (shared == null ? 0 : 1));
        return parameters;
    }

    /** What the connection manager has to say. */
    void onEvent(int event, int status, DeviceEvents handler) {
        switch (event) {
            case Abi.CmEvent.ADDR_RESOLVED ->
                goOn("rdma_resolve_route", verbs.attempt("rdma_resolve_route", id, RESOLVE_TIMEOUT_MS, 0, 0), handler);
            case Abi.CmEvent.ROUTE_RESOLVED ->
                goOn("rdma_connect", verbs.attempt("rdma_connect", id, parameters(options.reads()), 0, 0), handler);
            case Abi.CmEvent.ESTABLISHED -> established(handler);
            case Abi.CmEvent.ADDR_ERROR -> ended("the peer's address cannot be resolved" + cause(status), handler);
            case Abi.CmEvent.ROUTE_ERROR -> ended("no route to the peer" + cause(status), handler);
            case Abi.CmEvent.CONNECT_ERROR -> ended("connecting failed" + cause(status), handler);
            case Abi.CmEvent.UNREACHABLE -> ended("the peer does not answer" + cause(status), handler);
            case Abi.CmEvent.REJECTED ->
                ended("rejected by the peer, or nobody listens there" + cause(status), handler);
            case Abi.CmEvent.DISCONNECTED -> ended("the peer has ended the connection", handler);
            default -> {
                // a change of address, or the end of the time in which the number is not used again
            }
        }
    }

    /** Negative: an error number; positive: a reason of the connection manager's protocol. */
    private static String cause(int status) {
        if (status == 0) {
            return "";
        }
        return status < 0 ? ": " + Errno.describe(-status) : " (reason " + status + ")";
    }

    private void goOn(String verb, int error, DeviceEvents handler) {
        if (error != 0) {
            ended(verb + " failed: " + Errno.describe(error), handler);
        }
    }

    @Override
    protected void flush(boolean begun) {
        if (begun) {
            verbs.attempt("rdma_disconnect", id);
        }
        // whether or not there was a connection: what is posted is flushed
        MemorySegment attributes = device.errorState;
        verbs.attempt("ibv_modify_qp", qp, attributes.address(), Abi.QpAttr.MASK_STATE, 0);
    }

    @Override
    protected void free() {
        device.drop(this);
        verbs.call("rdma_destroy_qp", id);
        verbs.attempt("rdma_destroy_id", id);
    }
}
