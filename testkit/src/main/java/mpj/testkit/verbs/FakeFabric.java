package mpj.testkit.verbs;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mpj.transport.rdma.verbs.Access;
import mpj.transport.rdma.verbs.DeviceLimits;
import mpj.transport.rdma.verbs.VerbsProvider;
import org.jspecify.annotations.Nullable;

/**
 * What joins the fake devices of a process. Its monitor guards all of them; hosts may be used by different threads.
 *
 * <p>Requests are carried out when anybody polls. Before somebody sleeps ({@code arm}) all that can be carried out is,
 * and while somebody sleeps requests are carried out as they are posted: so nobody sleeps for want of a poll.
 */
public final class FakeFabric {
    /** What a middling adapter can do. */
    public static final DeviceLimits LIMITS = new DeviceLimits(
            4096, 1L << 31, Long.MAX_VALUE, 128, 1 << 14, 1 << 20, 16, 1 << 14, true, true, Access.LOCAL_WRITE);

    private static final int FIRST_NUMBER = 16;
    private static final int PORTS = 20_000;

    private final FakeFaults faults;
    private final Map<InetSocketAddress, FakeListener> listeners = new HashMap<>();
    private final List<FakeQueuePair> queuePairs = new ArrayList<>();
    private final Set<InetAddress> cut = new HashSet<>();
    private int lastNumber = FIRST_NUMBER;
    private int lastPort = PORTS;
    private int sleepers;
    private long requests;
    private long completions;
    private long fullness;
    private long notReady;

    public FakeFabric() {
        this(new FakeFaults(0));
    }

    public FakeFabric(FakeFaults faults) {
        this.faults = faults;
    }

    /** The verbs of one host, which can do everything. */
    public VerbsProvider host(int index) {
        return host(index, LIMITS);
    }

    /** The verbs of one host with an adapter like this. */
    public VerbsProvider host(int index, DeviceLimits limits) {
        return host(index, limits, "fake", null);
    }

    /**
     * The verbs of one host by a way of this name.
     *
     * @param problem why it cannot be used there; null if it can
     */
    public VerbsProvider host(int index, DeviceLimits limits, String name, @Nullable String problem) {
        return new FakeVerbs(this, addressOf(index), limits, name, problem);
    }

    /** Cuts a host off: it and its peers get no answers from each other any more, and nobody is told. */
    public synchronized void cut(int index) {
        cut.add(addressOf(index));
    }

    /** How full any completion queue has ever been, in percent. */
    public synchronized long fullness() {
        return fullness;
    }

    void noteFullness(long percent) {
        fullness = Math.max(fullness, percent);
    }

    /** Whether the next completion is to find its queue full; counts it. */
    boolean isOverflowing() {
        return faults.overflowsAt(completions++);
    }

    /** How often a message, or a write that tells a word, met no receive, each attempt counted. */
    public synchronized long notReady() {
        return notReady;
    }

    void noteNotReady() {
        notReady++;
    }

    /** How many requests were carried out or failed. */
    public synchronized long requests() {
        return requests;
    }

    private static InetAddress addressOf(int index) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 77, (byte) (index >> 8), (byte) index});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    FakeFaults faults() {
        return faults;
    }

    int newNumber() {
        return ++lastNumber;
    }

    int newPort() {
        return ++lastPort;
    }

    boolean reaches(InetAddress from, InetAddress to) {
        return !cut.contains(from) && !cut.contains(to);
    }

    boolean addListener(InetSocketAddress address, FakeListener listener) {
        return listeners.putIfAbsent(address, listener) == null;
    }

    void removeListener(InetSocketAddress address) {
        listeners.remove(address);
    }

    @Nullable
    FakeListener listener(InetSocketAddress address) {
        return listeners.get(address);
    }

    void add(FakeQueuePair queuePair) {
        queuePairs.add(queuePair);
    }

    void remove(FakeQueuePair queuePair) {
        queuePairs.remove(queuePair);
    }

    void addSleeper(int change) {
        sleepers += change;
    }

    /** The status with which the next request is to fail, or 0; counts it. */
    int nextRequest() {
        int lost = faults.hostLostAt(requests);
        if (lost >= 0) {
            cut(lost);
        }
        return faults.statusOf(requests++);
    }

    /** Lets each queue pair carry out what it can now; whether anything happened. */
    boolean step() {
        boolean moved = false;
        for (int i = 0; i < queuePairs.size(); i++) {
            moved |= queuePairs.get(i).step();
        }
        return moved;
    }

    /** Carries out all that can be without waiting for a receive. */
    void settle() {
        while (step()) {
            // another delay has passed, or another request has ended
        }
    }

    /** After something was posted: nobody else may be awake to poll. */
    void posted() {
        if (sleepers > 0) {
            settle();
        }
    }
}
