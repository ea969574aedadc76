package mpj.testkit.verbs;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import mpj.base.memory.Linux;
import mpj.transport.rdma.verbs.CompletionQueue;
import mpj.transport.rdma.verbs.Device;
import mpj.transport.rdma.verbs.DeviceEvents;
import mpj.transport.rdma.verbs.DeviceLimits;
import mpj.transport.rdma.verbs.Errno;
import mpj.transport.rdma.verbs.Listener;
import mpj.transport.rdma.verbs.QueuePair;
import mpj.transport.rdma.verbs.QueuePairOptions;
import mpj.transport.rdma.verbs.RdmaPort;
import mpj.transport.rdma.verbs.Region;
import mpj.transport.rdma.verbs.SharedReceiveQueue;
import mpj.transport.rdma.verbs.VerbsException;
import org.jspecify.annotations.Nullable;

/** A device whose memory checks are stricter than a real one's. */
final class FakeDevice implements Device {
    final FakeFabric fabric;
    final InetAddress address;
    private final RdmaPort port;
    private final DeviceLimits limits;
    private final Map<Integer, FakeRegion> regions = new HashMap<>();
    private final List<AutoCloseable> parts = new ArrayList<>();
    private final ArrayDeque<Event> events = new ArrayDeque<>();
    private final int eventDescriptor = Linux.eventfd();
    private int lastKey = 100;
    private long registered;
    private boolean closed;

    /** Something to tell after some polls. */
    private static final class Event {
        final Consumer<DeviceEvents> telling;
        int delay;

        Event(Consumer<DeviceEvents> telling, int delay) {
            this.telling = telling;
            this.delay = delay;
        }
    }

    FakeDevice(FakeFabric fabric, RdmaPort port, DeviceLimits limits) {
        this.fabric = fabric;
        this.port = port;
        this.limits = limits;
        address = Objects.requireNonNull(port.address());
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
    public Region register(long at, long length, int access) throws VerbsException {
        synchronized (fabric) {
            String verb = "register(" + length + " bytes)";
            limits.checkRegion(length);
            if (registered + length > fabric.faults().lockedMemory()
                    || fabric.faults().failsRegistration()) {
                throw VerbsException.of(verb, Errno.ENOMEM);
            }
            registered += length;
            // a peer's key differs from the local one, so that one taken for the other is noticed
            lastKey += 2;
            FakeRegion region = new FakeRegion(this, at, length, access, lastKey, lastKey + 1);
            regions.put(region.localKey(), region);
            regions.put(region.remoteKey(), region);
            return region;
        }
    }

    void forget(FakeRegion region) {
        if (regions.remove(region.localKey()) != null) {
            regions.remove(region.remoteKey());
            registered -= region.length();
        }
    }

    /** Whether a region with this local key holds the bytes and allows the access. */
    boolean holdsLocal(int key, long at, long length, int access) {
        FakeRegion region = regions.get(key);
        return region != null && region.localKey() == key && region.holds(at, length, access);
    }

    /** The same for a key that a peer was told. */
    boolean holdsRemote(int key, long at, long length, int access) {
        FakeRegion region = regions.get(key);
        return region != null && region.remoteKey() == key && region.holds(at, length, access);
    }

    @Override
    public CompletionQueue createCompletionQueue(int capacity) throws VerbsException {
        if (capacity < 1 || capacity > limits.maxCompletions()) {
            throw VerbsException.of("createCompletionQueue(" + capacity + ")", Errno.EINVAL);
        }
        return keep(new FakeCompletionQueue(this, capacity));
    }

    @Override
    public SharedReceiveQueue createSharedReceiveQueue(int capacity) throws VerbsException {
        if (capacity < 1 || capacity > limits.maxSharedReceives()) {
            throw VerbsException.of("createSharedReceiveQueue(" + capacity + ")", Errno.EOPNOTSUPP);
        }
        return keep(new FakeSharedReceives(this, capacity));
    }

    @Override
    public QueuePair createQueuePair(QueuePairOptions options) throws VerbsException {
        return newQueuePair(options);
    }

    FakeQueuePair newQueuePair(QueuePairOptions options) throws VerbsException {
        options.check(limits);
        if (options.reads() > limits.maxReads()) {
            throw VerbsException.of("createQueuePair(" + options + ")", Errno.EINVAL);
        }
        synchronized (fabric) {
            FakeQueuePair queuePair = keep(new FakeQueuePair(this, options));
            fabric.add(queuePair);
            return queuePair;
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        synchronized (fabric) {
            parts.add(part);
            return part;
        }
    }

    void drop(AutoCloseable part) {
        parts.remove(part);
    }

    @Override
    public Listener listen(int wanted) throws VerbsException {
        synchronized (fabric) {
            int number = wanted == 0 ? fabric.newPort() : wanted;
            FakeListener listener = new FakeListener(this, new InetSocketAddress(address, number));
            if (!fabric.addListener(listener.address(), listener)) {
                throw VerbsException.of("listen(" + wanted + ")", Errno.EADDRINUSE);
            }
            return keep(listener);
        }
    }

    /** Has something told by a later {@link #pollEvents}. */
    void tell(Consumer<DeviceEvents> telling) {
        if (closed) {
            return;
        }
        events.add(new Event(telling, fabric.faults().nextDelay(false)));
        Linux.writeOne(eventDescriptor);
    }

    @Override
    public int pollEvents(DeviceEvents handler) {
        int count = 0;
        Consumer<DeviceEvents> next = nextEvent();
        while (next != null) {
            next.accept(handler);
            count++;
            next = nextEvent();
        }
        return count;
    }

    private @Nullable Consumer<DeviceEvents> nextEvent() {
        synchronized (fabric) {
            Event first = events.peek();
            if (first == null || first.delay-- > 0) {
                return null;
            }
            events.remove();
            if (events.isEmpty()) {
                Linux.readAll(eventDescriptor);
            }
            return first.telling;
        }
    }

    @Override
    public int[] waitDescriptors() {
        return new int[] {eventDescriptor};
    }

    @Override
    public void close() {
        synchronized (fabric) {
            if (closed) {
                return;
            }
            closed = true;
            for (AutoCloseable part : List.copyOf(parts)) {
                try {
                    part.close();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
            regions.clear();
            Linux.close(eventDescriptor);
        }
    }
}
