package mpj.transport.rdma.verbs.disni;

import com.ibm.disni.verbs.IbvPd;
import com.ibm.disni.verbs.IbvQP;
import com.ibm.disni.verbs.IbvQPInitAttr;
import com.ibm.disni.verbs.RdmaCmEvent.EventType;
import com.ibm.disni.verbs.RdmaCmId;
import com.ibm.disni.verbs.RdmaConnParam;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import mpj.transport.rdma.verbs.DeviceEvents;
import mpj.transport.rdma.verbs.DeviceLimits;
import mpj.transport.rdma.verbs.Errno;
import mpj.transport.rdma.verbs.QueuePair;
import mpj.transport.rdma.verbs.QueuePairOptions;
import mpj.transport.rdma.verbs.ReceiveRequest;
import mpj.transport.rdma.verbs.SendRequest;
import mpj.transport.rdma.verbs.VerbsException;

/** A queue pair and the id that connects it. */
final class DisniQueuePair implements QueuePair {
    /** How long an address, and then the way to it, may take to be found. */
    private static final int RESOLVE_MS = 5_000;

    private final DisniDevice device;
    private final RdmaCmId id;
    private final IbvQP qp;
    private final int number;
    private final int maxInline;
    private final RdmaConnParam parameters = new RdmaConnParam();
    private String peer = "the peer";
    private State state = State.IDLE;
    private boolean closed;

    /** Makes a queue pair of an id that is bound to the device; the caller keeps the id where that fails. */
    DisniQueuePair(DisniDevice device, IbvPd pd, RdmaCmId id, QueuePairOptions options) throws VerbsException {
        this.device = device;
        this.id = id;
        maxInline = options.maxInline();
        check(options, device.limits());
        if (!(options.completions() instanceof DisniCompletionQueue completions)) {
            throw new IllegalArgumentException("a completion queue of another provider");
        }
        IbvQPInitAttr attributes = new IbvQPInitAttr();
        attributes.setQp_type(IbvQP.IBV_QPT_RC);
        attributes.setSend_cq(completions.cq());
        attributes.setRecv_cq(completions.cq());
        attributes.cap().setMax_send_wr(options.sendDepth());
        attributes.cap().setMax_recv_wr(options.receiveDepth());
        attributes.cap().setMax_inline_data(maxInline);
        try {
            parameters.setRetry_count((byte) options.retries());
            parameters.setRnr_retry_count((byte) options.notReadyRetries());
            qp = id.createQP(pd, attributes);
            number = qp.getQp_num();
        } catch (IOException e) {
            throw DisniErrors.of(e, " of " + sizes(options));
        }
    }

    private static void check(QueuePairOptions options, DeviceLimits limits) throws VerbsException {
        if (options.sharedReceives() != null) {
            throw new VerbsException(Errno.EOPNOTSUPP, "DiSNI has no shared receive queues");
        }
        if (Math.max(options.sendDepth(), options.receiveDepth()) > limits.maxQueueDepth()
                || options.maxInline() > limits.maxInline()) {
            throw new VerbsException(Errno.EINVAL, "a queue pair of " + sizes(options) + "; DiSNI's have up to "
                    + limits.maxQueueDepth() + " and here up to " + limits.maxInline() + " bytes inline");
        }
    }

    private static String sizes(QueuePairOptions options) {
        return options.sendDepth() + " sends, " + options.receiveDepth() + " receives, " + options.maxInline()
                + " bytes inline";
    }

    RdmaCmId id() {
        return id;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public int maxInline() {
        return maxInline;
    }

    @Override
    public void connect(InetSocketAddress address) throws VerbsException {
        if (state != State.IDLE) {
            throw new IllegalStateException("a queue pair connects once");
        }
        if (!(address.getAddress() instanceof Inet4Address)) {
            throw new VerbsException(0, address + ": DiSNI knows addresses of version 4 only");
        }
        peer = address.getAddress().getHostAddress() + ':' + address.getPort();
        try {
            id.resolveAddr(null, address, RESOLVE_MS);
        } catch (IOException e) {
            throw DisniErrors.of(e, " of " + peer);
        }
        state = State.CONNECTING;
    }

    void accept() throws VerbsException {
        try {
            id.accept(parameters);
        } catch (IOException e) {
            throw DisniErrors.of(e, "");
        }
        state = State.CONNECTING;
    }

    /** Goes a step further, as the connection manager tells. */
    void onEvent(EventType event, DeviceEvents handler) {
        try {
            switch (event) {
                case RDMA_CM_EVENT_ADDR_RESOLVED -> id.resolveRoute(RESOLVE_MS);
                case RDMA_CM_EVENT_ROUTE_RESOLVED -> id.connect(parameters);
                case RDMA_CM_EVENT_ESTABLISHED -> established(handler);
                case RDMA_CM_EVENT_ADDR_ERROR -> ended(handler, "no way from this adapter to " + peer);
                case RDMA_CM_EVENT_ROUTE_ERROR -> ended(handler, "no route to " + peer);
                case RDMA_CM_EVENT_CONNECT_ERROR -> ended(handler, "connecting to " + peer + " failed");
                case RDMA_CM_EVENT_UNREACHABLE -> ended(handler, peer + " does not answer");
                case RDMA_CM_EVENT_REJECTED -> ended(handler, peer + " refuses, or nobody listens there");
                case RDMA_CM_EVENT_DISCONNECTED -> ended(handler, peer + " has ended the connection, or is gone");
                case RDMA_CM_EVENT_DEVICE_REMOVAL -> ended(handler, "the adapter was removed");
                default -> { }
            }
        } catch (IOException e) {
            ended(handler, String.valueOf(DisniErrors.of(e, " of " + peer).getMessage()));
        }
    }

    private void established(DeviceEvents handler) {
        if (state == State.CONNECTING) {
            state = State.CONNECTED;
            handler.onConnected(this);
        }
    }

    private void ended(DeviceEvents handler, String reason) {
        State before = state;
        flush();
        if (before == State.CONNECTED) {
            handler.onDisconnected(this, reason);
        } else if (before == State.CONNECTING) {
            handler.onFailed(this, reason);
        }
    }

    /** Ends the connection, if there is one; in any case what is posted completes with an error. */
    private void flush() {
        if (state != State.ENDED) {
            state = State.ENDED;
            try {
                // an error: there was no connection to end
                id.disconnect();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public SendRequest newSendRequest() {
        try {
            return new DisniSendRequest(this, qp);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public ReceiveRequest newReceiveRequest() {
        try {
            return new DisniReceiveRequest(this, qp);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void disconnect() {
        flush();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        flush();
        closed = true;
        device.forget(this);
        try {
            id.destroyQP();
            id.destroyId();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
