package mpj.transport.rdma;

import java.util.ArrayList;
import java.util.List;
import mpj.base.memory.BufferView;
import mpj.base.memory.NativePool;
import mpj.transport.MessageHandler;
import mpj.transport.rdma.verbs.Access;
import mpj.transport.rdma.verbs.CompletionQueue;
import mpj.transport.rdma.verbs.Device;
import mpj.transport.rdma.verbs.DeviceLimits;
import mpj.transport.rdma.verbs.Errno;
import mpj.transport.rdma.verbs.LockedMemory;
import mpj.transport.rdma.verbs.QueuePair;
import mpj.transport.rdma.verbs.QueuePairOptions;
import mpj.transport.rdma.verbs.ReceiveRequest;
import mpj.transport.rdma.verbs.Region;
import mpj.transport.rdma.verbs.SharedReceiveQueue;
import mpj.transport.rdma.verbs.VerbsException;
import org.jspecify.annotations.Nullable;

/** What a rank's channels share: the device, registered memory, shared receives, completion queues. */
final class Resources implements AutoCloseable {
    /** Memory for a message that goes with the request itself. */
    static final int SCRATCH_BYTES = 256;

    /** Channels that a completion queue has room for, if the device can. */
    private static final int CHANNELS_PER_QUEUE = 64;

    private final Device device;
    private final RdmaSettings settings;
    private final Runnable onFatal;
    private final RdmaCounters counters = new RdmaCounters();
    private final AllocatedMemory allocated;
    private final RegistrationCache cache;
    private final RegisteredPool pool;
    private final Rings rings;
    private final NativePool memory = new NativePool();
    private final long scratch = memory.take(SCRATCH_BYTES);
    private final Region probed;
    private final BufferView ownView = new BufferView();
    private @Nullable SharedReceiveQueue sharedReceives;
    private @Nullable ReceiveRequest sharedReceive;
    private int sharedCount;
    private final List<Completer> completers = new ArrayList<>();
    private final List<Channel> owing = new ArrayList<>();
    private MessageHandler handler;
    private int channels;
    private boolean warned;
    private @Nullable String fatal;

    /**
     * Sets aside what every rank needs, so that memory that cannot be registered shows at once.
     *
     * @param onFatal is called when the device is of no use any more
     * @throws VerbsException with the cause and the cure
     */
    Resources(Device device, RdmaSettings settings, MessageHandler handler, Runnable onFatal)
            throws VerbsException {
        this.device = device;
        this.settings = settings;
        this.handler = handler;
        this.onFatal = onFatal;
        allocated = new AllocatedMemory(device, counters);
        cache = new RegistrationCache(device, counters, allocated, settings.cacheBytes(), this::warn);
        pool = new RegisteredPool(device, counters, settings.frameBytes(), settings.poolBytes());
        rings = new Rings(device, counters, settings.rings(), memory);
        probed = device.register(
                memory.take(Long.BYTES), Long.BYTES, Access.LOCAL_WRITE | Access.REMOTE_WRITE);
        counters.registrations++;
        Slot slot = pool.take(RegisteredPool.FRAME);
        if (slot == null) {
            String failure = pool.failure();
            throw new VerbsException(Errno.ENOMEM, failure != null ? failure : settings.tooLittle());
        }
        pool.give(slot);
    }

    /** Says once what is slower than it need be. */
    private void warn(String failure) {
        if (!warned) {
            warned = true;
            System.err.println("mpj: warning: memory cannot be registered for RDMA, its bytes are copied: " + failure);
            System.err.flush();
        }
    }

    /** Lets one more connection take from the shared receives: these grow with it, up to their limit. */
    private void growShared() throws VerbsException {
        int most = settings.sharedReceives();
        if (most == 0) {
            return;
        }
        SharedReceiveQueue queue = sharedReceives;
        ReceiveRequest request = sharedReceive;
        if (queue == null || request == null) {
            queue = device.createSharedReceiveQueue(most);
            request = queue.newReceiveRequest();
            sharedReceives = queue;
            sharedReceive = request;
        }
        for (int i = Channel.RESERVE + settings.window(); i > 0 && sharedCount < most; i--) {
            Slot slot = pool.takeForReceive();
            if (slot == null) {
                break;
            }
            int errno = post(slot, request);
            if (errno != 0) {
                throw VerbsException.of("ibv_post_srq_recv", errno);
            }
            sharedCount++;
        }
        if (sharedCount == 0) {
            throw new VerbsException(Errno.ENOMEM, "no registered memory is left for messages" + LockedMemory.cure());
        }
    }

    private static int post(Slot slot, ReceiveRequest request) {
        return request.id(Completer.receiveId(slot))
                .local(slot.address, slot.bytes, slot.localKey)
                .post();
    }

    Device device() {
        return device;
    }

    MessageHandler handler() {
        return handler;
    }

    /** From now on nobody hears of what comes. */
    void silence() {
        handler = new Nobody();
    }

    /** Who hears when this rank has left. */
    private static final class Nobody implements MessageHandler {
        @Override
        public void onMessage(int peer, int kind, long h0, long h1, long h2, long address, int length) {}

        @Override
        public void onCompletion(long token, int status) {}

        @Override
        public void onNote(int peer, int note) {}

        @Override
        public void onPeerLost(int peer, String reason) {}
    }

    RdmaCounters counters() {
        return counters;
    }

    RdmaSettings settings() {
        return settings;
    }

    RegisteredPool pool() {
        return pool;
    }

    Rings rings() {
        return rings;
    }

    RegistrationCache cache() {
        return cache;
    }

    AllocatedMemory allocated() {
        return allocated;
    }

    /** Memory of {@link #SCRATCH_BYTES}, for the length of a call. */
    long scratch() {
        return scratch;
    }

    /** A view for the length of a call. */
    BufferView ownView() {
        return ownView;
    }

    /** The word that peers write to see whether this machine is there. */
    Region probed() {
        return probed;
    }

    /** How many requests a channel's queue holds. */
    int depth() {
        return settings.depth();
    }

    @Nullable
    SharedReceiveQueue sharedReceives() {
        return sharedReceives;
    }

    /** Lets a slot of the shared receives take the next message; where there are none a channel sees to its own. */
    void repostShared(Slot slot) {
        ReceiveRequest request = sharedReceive;
        if (request != null) {
            int errno = post(slot, request);
            if (errno != 0) {
                onFatal("a shared receive cannot be posted: " + Errno.describe(errno));
            }
        }
    }

    /** Of a window of so many credits, how many are to be due before a message is sent for them. */
    int creditsWorthAMessage(int window) {
        return Math.max(1, window / 2);
    }

    /** Has a channel pay what it owes at the end of this poll. */
    void payLater(Channel channel) {
        owing.add(channel);
    }

    boolean hasOwing() {
        return !owing.isEmpty();
    }

    /** Has channels pay what they owe, as far as there is a place for that. */
    void payOwed() {
        for (int i = 0; i < owing.size(); i++) {
            if (owing.get(i).payOwed()) {
                owing.set(i--, owing.getLast());
                owing.removeLast();
            }
        }
    }

    /** A completion queue is of no use any more, and with it the device. */
    void onBrokenQueue(int capacity, String reason) {
        onFatal("a completion queue of " + capacity + " entries on " + device.port().device() + " is broken: " + reason
                + "; it has room for all that is posted, so the adapter or its driver is at fault, and lower values of"
                + " MPJ_RDMA_DEPTH and MPJ_RDMA_WINDOW ask less of them");
    }

    /** The device is of no use any more. */
    void onFatal(String reason) {
        if (fatal == null) {
            fatal = reason;
            onFatal.run();
        }
    }

    /** Why the device is of no use any more; null while it is. */
    @Nullable
    String fatal() {
        return fatal;
    }

    // ---------------------------------------------------------------- channels

    /** Makes the queue pair of a channel. */
    @FunctionalInterface
    interface PairMaker {
        QueuePair make(QueuePairOptions options) throws VerbsException;
    }

    Channel newChannel(PairMaker maker, Channel.Owner owner) throws VerbsException {
        growShared();
        Completer completer = completerFor(completionsOfAChannel());
        try {
            int receives = sharedReceives == null ? Channel.RESERVE + settings.window() : 0;
            QueuePairOptions options =
                    QueuePairOptions.of(device.limits(), completer.queue(), sharedReceives, depth(), receives);
            Channel channel = new Channel(this, maker.make(options), ++channels, completer, owner);
            completer.add(channel);
            return channel;
        } catch (VerbsException e) {
            completer.release(completionsOfAChannel());
            throw e;
        }
    }

    void close(Channel channel) {
        channel.close();
        owing.remove(channel);
        channel.completer().remove(channel);
        channel.completer().release(completionsOfAChannel());
    }

    private int completionsOfAChannel() {
        return depth() + (sharedReceives == null ? Channel.RESERVE + settings.window() : 0);
    }

    private Completer completerFor(int completions) throws VerbsException {
        for (Completer completer : completers) {
            if (completer.reserve(completions)) {
                return completer;
            }
        }
        DeviceLimits limits = device.limits();
        int shared = settings.sharedReceives();
        int capacity = Math.min(limits.maxCompletions(), shared + completions * settings.peers(CHANNELS_PER_QUEUE));
        CompletionQueue queue = device.createCompletionQueue(capacity);
        Completer completer = new Completer(this, queue, capacity, shared);
        completers.add(completer);
        if (!completer.reserve(completions)) {
            throw new VerbsException(
                    Errno.ENOMEM, "a completion queue of this device has no room for one connection; lower MPJ_RDMA_DEPTH");
        }
        return completer;
    }

    List<Completer> completers() {
        return completers;
    }

    @Override
    public void close() {
        device.close();
        pool.close();
        allocated.close();
        memory.close();
    }
}
