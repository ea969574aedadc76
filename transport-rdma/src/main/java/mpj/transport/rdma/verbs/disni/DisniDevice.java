package mpj.transport.rdma.verbs.disni;

import com.ibm.disni.verbs.IbvCQ;
import com.ibm.disni.verbs.IbvContext;
import com.ibm.disni.verbs.IbvPd;
import com.ibm.disni.verbs.IbvQP;
import com.ibm.disni.verbs.IbvQPInitAttr;
import com.ibm.disni.verbs.RdmaCm;
import com.ibm.disni.verbs.RdmaCmEvent;
import com.ibm.disni.verbs.RdmaCmEvent.EventType;
import com.ibm.disni.verbs.RdmaCmId;
import com.ibm.disni.verbs.RdmaEventChannel;
import com.ibm.disni.verbs.SVCRegMr;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mpj.base.memory.Linux;
import mpj.transport.rdma.verbs.Access;
import mpj.transport.rdma.verbs.CompletionQueue;
import mpj.transport.rdma.verbs.Device;
import mpj.transport.rdma.verbs.DeviceEvents;
import mpj.transport.rdma.verbs.DeviceLimits;
import mpj.transport.rdma.verbs.Errno;
import mpj.transport.rdma.verbs.LinkLayer;
import mpj.transport.rdma.verbs.Listener;
import mpj.transport.rdma.verbs.LockedMemory;
import mpj.transport.rdma.verbs.QueuePair;
import mpj.transport.rdma.verbs.QueuePairOptions;
import mpj.transport.rdma.verbs.RdmaPort;
import mpj.transport.rdma.verbs.Region;
import mpj.transport.rdma.verbs.SharedReceiveQueue;
import mpj.transport.rdma.verbs.VerbsException;
import mpj.transport.rdma.verbs.disni.Descriptors.Found;
import org.jspecify.annotations.Nullable;

/** A device, reached by an id that is bound to its address, with a channel of connections' events. */
final class DisniDevice implements Device {
    private static final EventType[] EVENTS = EventType.values();

    /** What any adapter takes in one message: Soft-RoCE no more. */
    private static final long MAX_MESSAGE = 8 << 20;
    /** What adapters take at least. */
    private static final int MAX_QUEUE_DEPTH = 4096;

    private static final int LARGEST_MTU = 4096;
    private static final int IPOIB_HEADER = 4;
    /** Of the longest kind of request, in the longest kind of packet. */
    private static final int ROCE_HEADERS = 80;

    private static final int MAX_COMPLETIONS = 32767;
    private static final int MAX_READS = 16;
    private static final int[] INLINE_BYTES = {512, 256, 128, 64, 32};

    private final RdmaPort port;
    private final InetAddress address;
    private final RdmaEventChannel channel;
    private final int[] waitDescriptors;
    /** Bound to the address for as long as the device is open. */
    private final RdmaCmId anchor;

    private final IbvContext context;
    private final IbvPd pd;
    private final DeviceLimits limits;
    private final Map<RdmaCmId, DisniQueuePair> queuePairs = new HashMap<>();
    private final Set<DisniRegion> regions = new LinkedHashSet<>();
    private final List<DisniCompletionQueue> completionQueues = new ArrayList<>();
    private @Nullable DisniListener listener;
    private boolean closed;

    private DisniDevice(RdmaPort port, InetAddress address, Found<RdmaEventChannel> found, RdmaCmId anchor)
            throws IOException {
        this.port = port;
        this.address = address;
        this.anchor = anchor;
        channel = found.channel();
        waitDescriptors = found.descriptor() < 0 ? new int[0] : new int[] {found.descriptor()};
        context = anchor.getVerbs();
        if (context == null) {
            throw new IOException("no adapter has the address " + address.getHostAddress());
        }
        pd = context.allocPd();
        try {
            limits = findLimits();
        } catch (IOException e) {
            free(pd);
            throw e;
        }
    }

    /** Opens the device that has an address. */
    static DisniDevice open(RdmaPort port, InetAddress address) throws IOException {
        Found<RdmaEventChannel> found = Descriptors.connections(RdmaEventChannel::createEventChannel);
        RdmaCmId anchor = null;
        try {
            anchor = newId(found.channel(), address, 0);
            return new DisniDevice(port, address, found, anchor);
        } catch (IOException e) {
            if (anchor != null) {
                anchor.destroyId();
            }
            found.channel().destroyEventChannel();
            throw e;
        }
    }

    private static void free(IbvPd pd) {
        try {
            pd.deallocPd();
        } catch (Exception e) {
            // so declared; DiSNI throws where it is closed already
            throw new IllegalStateException(e);
        }
    }

    /** An id that is bound to an address. */
    private static RdmaCmId newId(RdmaEventChannel channel, InetAddress address, int portNumber) throws IOException {
        RdmaCmId id = channel.createId(RdmaCm.RDMA_PS_TCP);
        try {
            id.bindAddr(new InetSocketAddress(address, portNumber));
            return id;
        } catch (IOException e) {
            id.destroyId();
            throw e;
        }
    }

    private DeviceLimits findLimits() throws IOException {
        boolean iwarp = port.linkLayer() == LinkLayer.IWARP;
        return new DeviceLimits(
                mtu(),
                MAX_MESSAGE,
                Integer.MAX_VALUE,
                findInline(),
                MAX_QUEUE_DEPTH,
                MAX_COMPLETIONS,
                MAX_READS,
                0,
                false,
                !iwarp,
                iwarp ? Access.LOCAL_WRITE | Access.REMOTE_WRITE : Access.LOCAL_WRITE);
    }

    /** What the packets of the network interface leave room for. */
    private int mtu() throws IOException {
        NetworkInterface below = NetworkInterface.getByName(port.networkInterface());
        int bytes = below == null ? 0 : below.getMTU();
        return switch (port.linkLayer()) {
            case IWARP -> bytes;
            case INFINIBAND -> Integer.highestOneBit(Math.min(bytes + IPOIB_HEADER, LARGEST_MTU));
            default -> Integer.highestOneBit(Math.min(bytes - ROCE_HEADERS, LARGEST_MTU));
        };
    }

    /** DiSNI cannot ask how much a request can carry inline: whether a queue pair can be made, tells. */
    private int findInline() throws IOException {
        DisniCompletionQueue completions = new DisniCompletionQueue(context, 2);
        try {
            for (int bytes : INLINE_BYTES) {
                if (hasInline(bytes, completions.cq())) {
                    return bytes;
                }
            }
            return 0;
        } finally {
            completions.close();
        }
    }

    private boolean hasInline(int bytes, IbvCQ cq) throws IOException {
        IbvQPInitAttr attributes = new IbvQPInitAttr();
        attributes.setQp_type(IbvQP.IBV_QPT_RC);
        attributes.setSend_cq(cq);
        attributes.setRecv_cq(cq);
        attributes.cap().setMax_send_wr(1);
        attributes.cap().setMax_recv_wr(1);
        attributes.cap().setMax_inline_data(bytes);
        try {
            anchor.createQP(pd, attributes);
        } catch (IOException e) {
            return false;
        }
        anchor.destroyQP();
        return true;
    }

    @Override
    public RdmaPort port() {
        return port;
    }

    @Override
    public DeviceLimits limits() {
        return limits;
    }

    @Override
    public Region register(long from, long length, int access) throws VerbsException {
        limits.checkRegion(length);
        try {
            SVCRegMr call = pd.regMr(from, (int) length, access);
            try {
                DisniRegion region = new DisniRegion(this, call.execute().getMr());
                regions.add(region);
                return region;
            } finally {
                call.free();
            }
        } catch (IOException e) {
            throw LockedMemory.registrationFailed("ibv_reg_mr", length, DisniErrors.errno(e));
        }
    }

    @Override
    public CompletionQueue createCompletionQueue(int capacity) throws VerbsException {
        try {
            DisniCompletionQueue queue = new DisniCompletionQueue(context, capacity);
            completionQueues.add(queue);
            return queue;
        } catch (IOException e) {
            throw DisniErrors.of(e, " for " + capacity + " completions");
        }
    }

    @Override
    public SharedReceiveQueue createSharedReceiveQueue(int capacity) throws VerbsException {
        throw new VerbsException(Errno.EOPNOTSUPP, "DiSNI has no shared receive queues");
    }

    @Override
    public QueuePair createQueuePair(QueuePairOptions options) throws VerbsException {
        try {
            RdmaCmId id = newId(channel, address, 0);
            try {
                return createQueuePair(id, options);
            } catch (VerbsException e) {
                id.destroyId();
                throw e;
            }
        } catch (IOException e) {
            throw DisniErrors.of(e, "");
        }
    }

    DisniQueuePair createQueuePair(RdmaCmId id, QueuePairOptions options) throws VerbsException {
        DisniQueuePair queuePair = new DisniQueuePair(this, pd, id, options);
        queuePairs.put(id, queuePair);
        return queuePair;
    }

    @Override
    public Listener listen(int portNumber) throws VerbsException {
        if (listener != null) {
            throw new IllegalStateException("a device has one listener");
        }
        try {
            RdmaCmId id = newId(channel, address, portNumber);
            // requests get it from the listening id
            id.getVerbs();
            try {
                listener = new DisniListener(this, id);
                return listener;
            } catch (IOException e) {
                id.destroyId();
                throw e;
            }
        } catch (IOException e) {
            throw DisniErrors.of(e, " of " + address.getHostAddress() + ':' + portNumber);
        }
    }

    @Override
    public int pollEvents(DeviceEvents handler) {
        // DiSNI's own look costs allocations
        if (closed || waitDescriptors.length > 0 && Linux.poll(waitDescriptors, 0) <= 0) {
            return 0;
        }
        int count = 0;
        try {
            RdmaCmEvent event = channel.getCmEvent(0);
            while (event != null) {
                count++;
                dispatch(event, handler);
                event = closed ? null : channel.getCmEvent(0);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return count;
    }

    private void dispatch(RdmaCmEvent event, DeviceEvents handler) throws IOException {
        EventType type = EVENTS[event.getEvent()];
        RdmaCmId id = event.getConnIdPriv();
        if (type == EventType.RDMA_CM_EVENT_CONNECT_REQUEST) {
            DisniListener open = listener;
            if (open == null) {
                id.destroyId();
            } else {
                handler.onRequest(open.request(id));
            }
        } else if (anchor.equals(id) && type == EventType.RDMA_CM_EVENT_DEVICE_REMOVAL) {
            handler.onFatal("the adapter was removed");
        } else {
            DisniQueuePair queuePair = queuePairs.get(id);
            if (queuePair != null) {
                queuePair.onEvent(type, handler);
            }
        }
    }

    @Override
    public int[] waitDescriptors() {
        return waitDescriptors.clone();
    }

    void forget(DisniQueuePair queuePair) {
        queuePairs.remove(queuePair.id());
    }

    void forget(DisniRegion region) {
        regions.remove(region);
    }

    void forget(DisniListener closedListener) {
        if (listener == closedListener) {
            listener = null;
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (listener != null) {
            listener.close();
        }
        List.copyOf(queuePairs.values()).forEach(DisniQueuePair::close);
        List.copyOf(regions).forEach(DisniRegion::close);
        completionQueues.forEach(DisniCompletionQueue::close);
        free(pd);
        try {
            anchor.destroyId();
            channel.destroyEventChannel();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
