package mpj.transport.shm;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import mpj.base.config.Parameters;
import mpj.base.host.HostId;
import mpj.base.memory.Linux;
import mpj.base.memory.RawMemory;
import mpj.transport.Capabilities;
import mpj.transport.Endpoint;
import mpj.transport.MessageHandler;
import mpj.transport.Transport;
import mpj.transport.TransportContext;
import org.jspecify.annotations.Nullable;

/** One rank's share of the shared memory of a host. */
final class ShmTransport implements Transport {
    /** Rings above this number are given up when they stay empty; a few idle ones cost nothing to look at. */
    private static final int HOT_FLOOR = 4;

    private static final int GIVE_UP_AFTER = 2000;
    /** A sleep of this length that nobody has ended is reason to see whether anybody is left. */
    private static final long LONELY_NS = 500_000_000L;

    private static final int NO_PIPE = -1;
    /**
     * Larger than a core's own caches, so that the receiver finds long messages in the shared one: between 256 KiB and
     * 2 MiB the bandwidth of arrays was seen to rise from 8 to 30 GB/s, with no effect on short messages.
     */
    private static final int MAX_RING_BYTES = 4 << 20;

    private static final int MAX_FRAGMENT = 32 << 10;
    static final int MIN_RING_BYTES = 16 << 10;
    /** What all rings of a host may take together, if every rank talks to every other. */
    private static final long HOST_RING_BYTES = 256L << 20;

    private final TransportContext context;
    private final MessageHandler handler;
    private final Arena arena = Arena.ofShared();
    private final RegionPool pool = new RegionPool(arena);
    private final Object bellLock = new Object();
    private final ShmCard card;
    private final Inbox inbox;
    private final Capabilities capabilities;
    private final long vmFrom;
    private final boolean vmAllowed;
    private final int boardWords;
    private final @Nullable ShmEndpoint[] endpoints;

    private final @Nullable HotRing[] rings;
    private HotRing[] hot = new HotRing[HOT_FLOOR];
    private int hotCount;
    private ShmEndpoint[] copying = new ShmEndpoint[HOT_FLOOR];
    private int copyingCount;
    private @Nullable CopyTask freeTasks;
    private final List<ShmEndpoint> toLose = new ArrayList<>();
    private final List<String> toLoseWhy = new ArrayList<>();
    private final BitSet lost = new BitSet();
    private boolean hasRareWork;
    private boolean lookForDead;
    /** Written by the thread that sleeps, which then takes the lock and disarms. */
    private boolean unrung;

    private int waitFd = NO_PIPE;
    private long armedNs;
    private volatile boolean closed;

    /** A sender's ring and how often it was found empty. */
    private static final class HotRing {
        final int sender;
        final RingReader reader;
        final long polledAddress;
        boolean isHot;
        int emptyLooks;

        HotRing(int sender, long ring, int ringBytes) {
            this.sender = sender;
            this.reader = new RingReader(ring, ringBytes);
            this.polledAddress = ring + InboxDescriptor.RING_POLLED;
        }
    }

    ShmTransport(TransportContext context) throws IOException {
        this.context = context;
        this.handler = context.handler();
        Parameters parameters = context.parameters();
        int ringBytes = ringBytes(context, parameters);
        int eager = (int) parameters.bytes(ShmParameters.EAGER, 128 << 10, 0, RingWriter.maxPayload(ringBytes));
        int eagerCopy = (int) parameters.bytes(ShmParameters.EAGER_COPY, 128 << 10, 0, RingWriter.maxPayload(ringBytes));
        int fragment = (int) parameters.bytes(
                ShmParameters.FRAGMENT, Math.min(MAX_FRAGMENT, ringBytes / 8), 1 << 10, ringBytes / 4);
        int limit = RingWriter.maxPayload(ringBytes);
        this.capabilities =
                new Capabilities(limit, Math.min(eager, limit), Math.min(eagerCopy, limit), fragment & -64, true);
        // through the ring both sides copy at once and in their caches: up to its size that takes half the time
        this.vmFrom = parameters.bytes(ShmParameters.VM_FROM, ringBytes);
        this.vmAllowed = parameters.isOn(ShmParameters.VM, true);
        String host = HostId.of(parameters);
        VmAccess.permit();
        int fd = SharedFile.create("mpj-inbox", InboxDescriptor.inboxBytes(context.size(), ringBytes));
        long nonce = new SecureRandom().nextLong();
        this.inbox = Inbox.create(fd, context.size(), ringBytes, nonce, arena);
        this.card = new ShmCard(host, ProcessHandle.current().pid(), fd, ringBytes, nonce, inbox.nonceAddress());
        this.boardWords = InboxDescriptor.boardWords(context.size());
        this.endpoints = new ShmEndpoint[context.size()];
        this.rings = new HotRing[context.size()];
    }

    private static int ringBytes(TransportContext context, Parameters parameters) {
        long fair = HOST_RING_BYTES / Math.max(1, (long) context.localSize() * context.localSize());
        long power = Long.highestOneBit(Math.clamp(fair, MIN_RING_BYTES, MAX_RING_BYTES));
        long given = parameters.bytes(ShmParameters.RING, power);
        return (int) Long.highestOneBit(given);
    }

    int rank() {
        return context.rank();
    }

    Inbox inbox() {
        return inbox;
    }

    RegionPool pool() {
        return pool;
    }

    long vmFrom() {
        return vmFrom;
    }

    boolean vmAllowed() {
        return vmAllowed;
    }

    MessageHandler handler() {
        return handler;
    }

    Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public String name() {
        return ShmProvider.NAME;
    }

    @Override
    public byte[] card() {
        return card.encode();
    }

    @Override
    public @Nullable String unreachable(int peer, byte[] bytes) {
        if (bytes.length < ShmCard.MIN_BYTES) {
            return "its card is not one of shared memory";
        }
        ShmCard other = ShmCard.decode(bytes);
        if (peer == context.rank()) {
            return "this is the rank itself";
        }
        return other.host().equals(card.host())
                ? null
                : "it runs on another host, or in another process or IPC name space";
    }

    @Override
    public Endpoint connect(int peer, byte[] bytes) {
        ShmCard other = ShmCard.decode(bytes);
        try {
            ShmEndpoint endpoint =
                    new ShmEndpoint(this, peer, other, Inbox.open(other, context.size(), arena), arena);
            endpoints[peer] = endpoint;
            return endpoint;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "rank " + peer + " (process " + other.pid() + ") cannot be reached through shared memory: "
                            + e.getMessage(),
                    e);
        }
    }

    @Override
    public int poll() {
        int events = 0;
        if (inbox.hasNews()) {
            readBoard();
        }
        for (int i = 0; i < hotCount; i++) {
            HotRing ring = hot[i];
            long word = ring.reader.peek();
            if (word != 0) {
                ring.emptyLooks = 0;
                deliver(ring, word);
                events++;
            } else if (++ring.emptyLooks > GIVE_UP_AFTER) {
                i -= giveUp(ring, i);
            }
        }
        return hasRareWork ? events + rareWork() : events;
    }

    /** What most polls find nothing of: copies under way, peers that may be lost. */
    private int rareWork() {
        int events = copyingCount > 0 ? advanceCopies() : 0;
        if (lookForDead || !toLose.isEmpty()) {
            events += losePeers();
        }
        hasRareWork = copyingCount > 0 || lookForDead || !toLose.isEmpty();
        return events;
    }

    private void deliver(HotRing ring, long word) {
        long record = ring.reader.record();
        int kind = RecordDescriptor.kind(word);
        long h0 = RawMemory.getLong(record + RecordDescriptor.H0);
        long h1 = RawMemory.getLong(record + RecordDescriptor.H1);
        long h2 = RawMemory.getLong(record + RecordDescriptor.H2);
        int length = RecordDescriptor.length(word);
        long payload = record + RecordDescriptor.payloadAt(length);
        if (kind < ShmEndpoint.HELP) {
            handler.onMessage(ring.sender, kind, h0, h1, h2, payload, length);
        } else {
            ShmEndpoint endpoint = endpoints[ring.sender];
            if (kind == ShmEndpoint.BYE) {
                tellLost(ring.sender, "it has left");
            } else if (endpoint != null) {
                endpoint.onHelp(h0, h1, h2, payload);
            }
        }
        ring.reader.consume(word);
    }

    /** Told once, however it is noticed: by the peer's farewell, its closed inbox or its missing process. */
    private void tellLost(int peer, String reason) {
        if (lost.get(peer)) {
            return;
        }
        lost.set(peer);
        handler.onPeerLost(peer, reason);
        ShmEndpoint endpoint = endpoints[peer];
        if (endpoint != null) {
            endpoint.lose();
        }
    }

    private void readBoard() {
        inbox.clearNews();
        for (int word = 0; word < boardWords; word++) {
            long bits = inbox.takeBoard(word);
            while (bits != 0) {
                int sender = (word << 6) + Long.numberOfTrailingZeros(bits);
                bits &= bits - 1;
                makeHot(sender);
            }
        }
    }

    private void makeHot(int sender) {
        HotRing ring = rings[sender];
        if (ring == null) {
            ring = new HotRing(sender, inbox.ring(sender), inbox.ringBytes());
            rings[sender] = ring;
        }
        if (ring.isHot) {
            return;
        }
        if (hotCount == hot.length) {
            hot = Arrays.copyOf(hot, 2 * hotCount);
        }
        ring.isHot = true;
        ring.emptyLooks = 0;
        hot[hotCount++] = ring;
        RawMemory.putIntVolatile(ring.polledAddress, 1);
    }

    /** Leaves an empty ring to the board; returns 1 if it did. */
    private int giveUp(HotRing ring, int index) {
        ring.emptyLooks = 0;
        if (hotCount <= HOT_FLOOR) {
            return 0;
        }
        // volatile store = full fence before the last look; the sender has the matching one after its record
        RawMemory.putIntVolatile(ring.polledAddress, 0);
        if (ring.reader.peek() != 0) {
            RawMemory.putIntVolatile(ring.polledAddress, 1);
            return 0;
        }
        ring.isHot = false;
        hot[index] = hot[--hotCount];
        return 1;
    }

    /** Puts an endpoint on the list of those that copy. */
    void activate(ShmEndpoint endpoint) {
        for (int i = 0; i < copyingCount; i++) {
            if (copying[i] == endpoint) {
                return;
            }
        }
        if (copyingCount == copying.length) {
            copying = Arrays.copyOf(copying, 2 * copyingCount);
        }
        copying[copyingCount++] = endpoint;
        hasRareWork = true;
    }

    private int advanceCopies() {
        int events = 0;
        for (int i = 0; i < copyingCount; i++) {
            ShmEndpoint endpoint = copying[i];
            events += endpoint.advance();
            if (!endpoint.isCopying()) {
                copying[i--] = copying[--copyingCount];
            }
        }
        return events;
    }

    CopyTask takeTask() {
        CopyTask task = freeTasks;
        if (task == null) {
            return new CopyTask();
        }
        freeTasks = task.link;
        task.link = null;
        return task;
    }

    void giveTask(CopyTask task) {
        task.local.clear();
        task.link = freeTasks;
        freeTasks = task;
    }

    /** Has the loss of a peer told from within the next poll. */
    void loseLater(ShmEndpoint endpoint, String reason) {
        if (endpoint.isOpen()) {
            endpoint.shut();
            toLose.add(endpoint);
            hasRareWork = true;
            toLoseWhy.add(reason);
        }
    }

    private int losePeers() {
        if (lookForDead) {
            lookForDead = false;
            for (ShmEndpoint endpoint : endpoints) {
                if (endpoint != null
                        && endpoint.isOpen()
                        && Linux.kill((int) endpoint.pid(), 0) == -Linux.ESRCH) {
                    loseLater(endpoint, "its process " + endpoint.pid() + " has died");
                }
            }
        }
        int events = 0;
        while (!toLose.isEmpty()) {
            ShmEndpoint endpoint = toLose.removeLast();
            String reason = toLoseWhy.removeLast();
            tellLost(endpoint.peer(), reason);
            events++;
        }
        return events;
    }

    @Override
    public boolean arm() {
        // volatile store = full fence before the last look; senders have the matching one after their record
        inbox.setAsleep();
        boolean empty = copyingCount == 0 && toLose.isEmpty() && !inbox.hasNews();
        for (int i = 0; empty && i < hotCount; i++) {
            empty = hot[i].reader.peek() == 0;
        }
        if (!empty) {
            inbox.setAwake();
        } else if (waitFd != NO_PIPE) {
            armedNs = System.nanoTime();
        }
        return empty;
    }

    @Override
    public void await(long timeoutNs) {
        inbox.sleep(timeoutNs);
        // nobody rang: time to see whether anybody is left
        unrung = inbox.bell() != InboxDescriptor.AWAKE;
    }

    @Override
    public void disarm() {
        // where the sleep was another's, on several descriptors, only its length tells
        unrung |= waitFd != NO_PIPE
                && inbox.bell() != InboxDescriptor.AWAKE
                && System.nanoTime() - armedNs > LONELY_NS;
        if (unrung) {
            unrung = false;
            lookForDead = true;
            hasRareWork = true;
        }
        inbox.setAwake();
    }

    @Override
    public void wake() {
        synchronized (bellLock) {
            if (!closed) {
                inbox.ring();
            }
        }
    }

    @Override
    public int waitFd() {
        if (waitFd == NO_PIPE) {
            waitFd = Math.max(NO_PIPE, inbox.makePipe());
        }
        return waitFd;
    }

    @Override
    public @Nullable MemorySegment allocate(long bytes) {
        try {
            return pool.allocate(bytes);
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public boolean free(MemorySegment memory) {
        return pool.free(memory);
    }

    @Override
    public void close() {
        for (ShmEndpoint endpoint : endpoints) {
            if (endpoint != null) {
                endpoint.close();
            }
        }
        synchronized (bellLock) {
            if (closed) {
                return;
            }
            closed = true;
            inbox.setBell(InboxDescriptor.CLOSED);
            inbox.closePipe();
            arena.close();
        }
        pool.close();
        Linux.close(card.fd());
    }
}
