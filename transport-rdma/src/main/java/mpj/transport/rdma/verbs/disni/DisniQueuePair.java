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
import mpj.transport.rdma.verbs.Errno;
import mpj.transport.rdma.verbs.ManagedQueuePair;
import mpj.transport.rdma.verbs.QueuePairOptions;
import mpj.transport.rdma.verbs.ReceiveRequest;
import mpj.transport.rdma.verbs.SendRequest;
import mpj.transport.rdma.verbs.VerbsException;

/** A queue pair and the id that connects it. */
final class DisniQueuePair extends ManagedQueuePair {
    /** How long an address, and then the way to it, may take to be found. */
    private static final int RESOLVE_MS = 5_000;

    private final DisniDevice device;
    private final RdmaCmId id;
    private final IbvQP qp;
    private final int number;
    private final int maxInline;
    private final RdmaConnParam parameters = new RdmaConnParam();
    private String peer = "the peer";

    /** Makes a queue pair of an id that is bound to the device; the caller keeps the id where that fails. */
    DisniQueuePair(DisniDevice device, IbvPd pd, RdmaCmId id, QueuePairOptions options) throws VerbsException {
        this.device = device;
        this.id = id;
        maxInline = options.maxInline();
        if (options.sharedReceives() != null) {
            throw new VerbsException(Errno.EOPNOTSUPP, "DiSNI has no shared receive queues");
        }
        options.check(device.limits());
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
            throw DisniErrors.of(e, " of " + options.sizes());
        }
    }

    RdmaCmId id() {
        return id;
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
    public void connect(InetSocketAddress address) throws VerbsException {
        checkIdle();
        if (!(address.getAddress() instanceof Inet4Address)) {
            throw new VerbsException(0, address + ": DiSNI knows addresses of version 4 only");
        }
        peer = address.getAddress().getHostAddress() + ':' + address.getPort();
        try {
            id.resolveAddr(null, address, RESOLVE_MS);
        } catch (IOException e) {
            throw DisniErrors.of(e, " of " + peer);
        }
        begun();
    }

    void accept() throws VerbsException {
        try {
            id.accept(parameters);
        } catch (IOException e) {
            throw DisniErrors.of(e, "");
        }
        begun();
    }

    /** Goes a step further, as the connection manager tells. */
    void onEvent(EventType event, DeviceEvents handler) {
        try {
            switch (event) {
                case RDMA_CM_EVENT_ADDR_RESOLVED -> id.resolveRoute(RESOLVE_MS);
                case RDMA_CM_EVENT_ROUTE_RESOLVED -> id.connect(parameters);
                case RDMA_CM_EVENT_ESTABLISHED -> established(handler);
                case RDMA_CM_EVENT_ADDR_ERROR -> ended("no way from this adapter to " + peer, handler);
                case RDMA_CM_EVENT_ROUTE_ERROR -> ended("no route to " + peer, handler);
                case RDMA_CM_EVENT_CONNECT_ERROR -> ended("connecting to " + peer + " failed", handler);
                case RDMA_CM_EVENT_UNREACHABLE -> ended(peer + " does not answer", handler);
                case RDMA_CM_EVENT_REJECTED -> ended(peer + " refuses, or nobody listens there", handler);
                case RDMA_CM_EVENT_DISCONNECTED -> ended(peer + " has ended the connection, or is gone", handler);
                case RDMA_CM_EVENT_DEVICE_REMOVAL -> ended("the adapter was removed", handler);
                default -> { }
            }
        } catch (IOException e) {
            ended(String.valueOf(DisniErrors.of(e, " of " + peer).getMessage()), handler);
        }
    }

    @Override
    protected void flush(boolean begun) {
        try {
            // an error: there was no connection to end
            id.disconnect();
        } catch (IOException e) {
            throw new IllegalStateException(e);
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
    protected void free() {
        device.forget(this);
        try {
            id.destroyQP();
            id.destroyId();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
