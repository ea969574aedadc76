package mpj.testkit.verbs;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mpj.base.memory.RawMemory;
import mpj.transport.rdma.verbs.Access;
import mpj.transport.rdma.verbs.CompletionQueue;
import mpj.transport.rdma.verbs.CompletionStatus;
import mpj.transport.rdma.verbs.Completions;
import mpj.transport.rdma.verbs.ConnectionRequest;
import mpj.transport.rdma.verbs.Device;
import mpj.transport.rdma.verbs.DeviceEvents;
import mpj.transport.rdma.verbs.Listener;
import mpj.transport.rdma.verbs.QueuePair;
import mpj.transport.rdma.verbs.QueuePairOptions;
import mpj.transport.rdma.verbs.RdmaPort;
import mpj.transport.rdma.verbs.Region;
import mpj.transport.rdma.verbs.VerbsException;
import mpj.transport.rdma.verbs.VerbsProvider;

/** One side of a test: a device with registered memory, a completion queue, a listener, and all that it was told. */
final class VerbsEnd implements DeviceEvents, AutoCloseable {
    static final int MEMORY = 1 << 20;
    static final int EVERYTHING =
            Access.LOCAL_WRITE | Access.REMOTE_WRITE | Access.REMOTE_READ | Access.REMOTE_ATOMIC;

    final Device device;
    final CompletionQueue queue;
    final Listener listener;
    final Region region;
    final List<ConnectionRequest> requests = new ArrayList<>();
    final List<QueuePair> connected = new ArrayList<>();
    final Map<QueuePair, String> failed = new HashMap<>();
    final Map<QueuePair, String> disconnected = new HashMap<>();
    final List<String> fatal = new ArrayList<>();
    final List<Ended> ended = new ArrayList<>();
    private final Arena arena = Arena.ofShared();
    private final Completions batch = new Completions(16);

    /** A completion. */
    record Ended(long id, int status, int opcode, int length, int immediate, int queuePair) {
        @Override
        public String toString() {
            return "completion of " + id + ", opcode " + opcode + ": " + CompletionStatus.describe(status);
        }
    }

    VerbsEnd(VerbsProvider provider) throws VerbsException {
        RdmaPort port = provider.ports().getFirst();
        device = provider.open(port);
        queue = device.createCompletionQueue(4096);
        listener = device.listen(0);
        MemorySegment memory = arena.allocate(MEMORY, 4096);
        int access = device.limits().atomics() ? EVERYTHING : EVERYTHING & ~Access.REMOTE_ATOMIC;
        region = device.register(memory.address(), MEMORY, access);
    }

    /** A native address in the registered memory. */
    long at(int offset) {
        return region.address() + offset;
    }

    /** Fills memory with bytes that depend on the seed. */
    void fill(int offset, int length, int seed) {
        for (int i = 0; i < length; i++) {
            RawMemory.putByte(at(offset + i), value(seed, i));
        }
    }

    /** Whether memory is as {@link #fill} left it elsewhere. */
    boolean holds(int offset, int length, int seed) {
        for (int i = 0; i < length; i++) {
            if (RawMemory.getByte(at(offset + i)) != value(seed, i)) {
                return false;
            }
        }
        return true;
    }

    private static byte value(int seed, int i) {
        return (byte) (seed * 31 + i * 7 + (i >> 8));
    }

    QueuePairOptions options() {
        return QueuePairOptions.of(device.limits(), queue, null, 64, 64);
    }

    /** Posts a receive into the registered memory. */
    int receive(QueuePair to, long id, int offset, int length) {
        return to.newReceiveRequest()
                .id(id)
                .local(at(offset), length, region.localKey())
                .post();
    }

    /** Takes what has happened. */
    void poll() {
        device.pollEvents(this);
        int count = queue.poll(batch);
        if (count < 0) {
            throw new AssertionError("the completion queue answers " + count + "; " + fatal);
        }
        for (int i = 0; i < count; i++) {
            ended.add(new Ended(
                    batch.id(i),
                    batch.status(i),
                    batch.opcode(i),
                    batch.length(i),
                    batch.immediate(i),
                    batch.queuePair(i)));
        }
    }

    @Override
    public void onRequest(ConnectionRequest request) {
        requests.add(request);
    }

    @Override
    public void onConnected(QueuePair queuePair) {
        connected.add(queuePair);
    }

    @Override
    public void onFailed(QueuePair queuePair, String reason) {
        failed.put(queuePair, reason);
    }

    @Override
    public void onDisconnected(QueuePair queuePair, String reason) {
        disconnected.merge(queuePair, reason, (first, second) -> {
            throw new AssertionError("told twice: " + first + ", " + second);
        });
    }

    @Override
    public void onPortChange(boolean active) {
        fatal.add("port " + active);
    }

    @Override
    public void onFatal(String reason) {
        fatal.add(reason);
    }

    @Override
    public void close() {
        device.close();
        arena.close();
    }
}
