package mpj.transport.rdma.verbs.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import mpj.base.memory.RawMemory;
import mpj.transport.rdma.verbs.CompletionQueue;
import mpj.transport.rdma.verbs.Device;
import mpj.transport.rdma.verbs.DeviceEvents;
import mpj.transport.rdma.verbs.DeviceLimits;
import mpj.transport.rdma.verbs.Listener;
import mpj.transport.rdma.verbs.LockedMemory;
import mpj.transport.rdma.verbs.QueuePair;
import mpj.transport.rdma.verbs.QueuePairOptions;
import mpj.transport.rdma.verbs.RdmaPort;
import mpj.transport.rdma.verbs.Region;
import mpj.transport.rdma.verbs.SharedReceiveQueue;
import mpj.transport.rdma.verbs.VerbsException;

/**
 * A device that the connection manager found by an address. Its context is the one that the connection manager has
 * opened, as what belongs to connections must stem from that; an identifier bound to the address holds it.
 */
final class FfmDevice implements Device {
    final NativeVerbs verbs;
    final long context;
    final long pd;
    final MemorySegment postSend;
    final MemorySegment postRecv;
    final MemorySegment postSrqRecv;
    final MemorySegment pollCq;
    final MemorySegment requestNotify;
    /** Attributes that put a queue pair into the state of error. */
    final MemorySegment errorState = Arena.ofAuto().allocate(Abi.QpAttr.SIZE, Long.BYTES);

    private final RdmaPort port;
    private final long channel;
    private final long anchor;
    private final FfmEvents events;
    private final DeviceLimits limits;
    private final Set<AutoCloseable> parts = new LinkedHashSet<>();
    private boolean closed;

    /** What was made before the device, in order, for the case that the rest cannot be made. */
    private FfmDevice(NativeVerbs verbs, RdmaPort port, long channel, long anchor, long pd) throws VerbsException {
        this.verbs = verbs;
        this.port = port;
        this.channel = channel;
        this.anchor = anchor;
        this.pd = pd;
        context = RawMemory.getLong(anchor + Abi.CmId.VERBS);
        postSend = NativeVerbs.pointerAt(context + Abi.Context.POST_SEND);
        postRecv = NativeVerbs.pointerAt(context + Abi.Context.POST_RECV);
        postSrqRecv = NativeVerbs.pointerAt(context + Abi.Context.POST_SRQ_RECV);
        pollCq = NativeVerbs.pointerAt(context + Abi.Context.POLL_CQ);
        requestNotify = NativeVerbs.pointerAt(context + Abi.Context.REQ_NOTIFY_CQ);
        errorState.set(ValueLayout.JAVA_INT, Abi.QpAttr.STATE, Abi.QpAttr.STATE_ERR);
        events = new FfmEvents(this, channel);
        limits = new DeviceQuery(verbs, context, pd, port).limits();
    }

    static FfmDevice open(RdmaPort port) throws VerbsException {
        NativeVerbs verbs = NativeVerbs.load();
        long channel = verbs.pointer("rdma_create_event_channel", 0);
        long anchor = 0;
        long pd = 0;
        try {
            int descriptor = RawMemory.getInt(channel);
            AbiCheck.channel(descriptor);
            verbs.makeNonBlocking(descriptor);
            anchor = newId(verbs, channel, port, 0);
            AbiCheck.bound(verbs, anchor, channel, port.device(), port.number());
            pd = verbs.pointer("ibv_alloc_pd", RawMemory.getLong(anchor + Abi.CmId.VERBS));
            return new FfmDevice(verbs, port, channel, anchor, pd);
        } catch (VerbsException | RuntimeException | Error e) {
            release(verbs, channel, anchor, pd);
            throw e;
        }
    }

    private static void release(NativeVerbs verbs, long channel, long anchor, long pd) {
        if (pd != 0) {
            verbs.attempt("ibv_dealloc_pd", pd);
        }
        if (anchor != 0) {
            verbs.attempt("rdma_destroy_id", anchor);
        }
        verbs.call("rdma_destroy_event_channel", channel);
    }

    /** Makes an identifier bound to the port's address. */
    long newId(int socketPort) throws VerbsException {
        return newId(verbs, channel, port, socketPort);
    }

    private static long newId(NativeVerbs verbs, long channel, RdmaPort port, int socketPort) throws VerbsException {
        long at = verbs.scratch();
        verbs.check("rdma_create_id", channel, at, 0, Abi.CmId.PORT_SPACE);
        long id = RawMemory.getLong(at);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = SocketAddress.of(arena, Objects.requireNonNull(port.address()), socketPort);
            int error = verbs.attempt("rdma_bind_addr", id, address.address(), 0, 0);
            if (error != 0) {
                verbs.attempt("rdma_destroy_id", id);
                throw VerbsException.of("rdma_bind_addr to " + port.address() + " port " + socketPort, error);
            }
            return id;
        }
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
    public Region register(long address, long length, int access) throws VerbsException {
        limits.checkRegion(length);
        long mr = verbs.call("ibv_reg_mr", pd, address, length, access, 0);
        if (mr == 0) {
            throw LockedMemory.registrationFailed("ibv_reg_mr", length, verbs.errno());
        }
        FfmRegion region = keep(new FfmRegion(this, mr, address, length));
        AbiCheck.region(mr, context, address, length);
        return region;
    }

    @Override
    public CompletionQueue createCompletionQueue(int capacity) throws VerbsException {
        return keep(new FfmCompletionQueue(this, capacity));
    }

    @Override
    public SharedReceiveQueue createSharedReceiveQueue(int capacity) throws VerbsException {
        return keep(new FfmSharedReceiveQueue(this, capacity));
    }

    @Override
    public QueuePair createQueuePair(QueuePairOptions options) throws VerbsException {
        long id = newId(0);
        try {
            return newQueuePair(id, options);
        } catch (VerbsException e) {
            verbs.attempt("rdma_destroy_id", id);
            throw e;
        }
    }

    /** Makes a queue pair for an identifier, which is its own from now on. */
    FfmQueuePair newQueuePair(long id, QueuePairOptions options) throws VerbsException {
        FfmQueuePair queuePair = keep(new FfmQueuePair(this, id, options));
        events.add(queuePair);
        return queuePair;
    }

    @Override
    public Listener listen(int socketPort) throws VerbsException {
        if (events.isListening()) {
            throw new IllegalStateException("the device has a listener already");
        }
        FfmListener listener = keep(new FfmListener(this, socketPort));
        events.listenBy(listener);
        return listener;
    }

    /** The capacity of a completion queue, by the address of its structure; 0 where there is none any more. */
    int capacityOf(long cq) {
        for (AutoCloseable part : parts) {
            if (part instanceof FfmCompletionQueue queue && queue.cq == cq) {
                return queue.capacity;
            }
        }
        return 0;
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.add(part);
        return part;
    }

    /** A part is being closed. */
    void drop(AutoCloseable part) {
        parts.remove(part);
        switch (part) {
            case FfmQueuePair queuePair -> events.remove(queuePair);
            case FfmListener listener -> events.listenBy(null);
            default -> {
                // no events come for it
            }
        }
    }

    @Override
    public int pollEvents(DeviceEvents handler) {
        return events.poll(handler);
    }

    @Override
    public int[] waitDescriptors() {
        return events.descriptors();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        closeAll(FfmQueuePair.class);
        closeAll(FfmListener.class);
        closeAll(FfmSharedReceiveQueue.class);
        closeAll(FfmCompletionQueue.class);
        closeAll(FfmRegion.class);
        release(verbs, channel, anchor, pd);
    }

    private void closeAll(Class<? extends AutoCloseable> kind) {
        for (AutoCloseable part : List.copyOf(parts)) {
            if (kind.isInstance(part)) {
                try {
                    part.close();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}
