package mpj.transport.tcp;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import mpj.base.config.Parameters;
import mpj.base.memory.NativePool;
import mpj.transport.Capabilities;
import mpj.transport.Endpoint;
import mpj.transport.MessageHandler;
import mpj.transport.Reason;
import mpj.transport.Status;
import mpj.transport.Transport;
import mpj.transport.TransportContext;
import mpj.wireup.JobSecret;
import org.jspecify.annotations.Nullable;

/** One rank's connections. */
final class TcpTransport implements Transport {
    /** How long an unproven connection may keep this rank waiting for its next message. */
    static final long HANDSHAKE_NS = 5_000_000_000L;

    /** Unproven connections at the same time; the oldest makes room. */
    private static final int MAX_STRANGERS = 256;

    private static final int DEFAULT_TIMEOUT_S = 30;
    /** Of how many polls one looks at all sockets, where only one has had anything to say of late. */
    private static final int POLLS_PER_LOOK = 4;

    /**
     * After so many polls without an event only every 16th looks at all, or every 256th where there has never been a
     * connection: each look is a system call, and other transports are polled in between.
     */
    private static final int KEEN_POLLS = 64;

    private static final int QUIET_POLLS = 16;
    private static final int UNUSED_POLLS = 256;

    /** Of how many polls that find nothing one asks whether peers still answer; a rank that sleeps asks before. */
    private static final int POLLS_PER_CHECK = 1 << 12;

    private static final int CHECKS_PER_TIMEOUT = 8;

    private static final long TIME_CHECK_NS = 10_000_000L;
    /** How long to sleep where there is something that waits for a time. */
    private static final long TIMED_SLEEP_NS = 50_000_000L;

    private static final long CLOSE_NS = 1_000_000_000L;
    private static final int ENTRIES_BYTES = 3 * Wire.ENTRY_BYTES;

    private final TransportContext context;
    private final MessageHandler handler;
    private final JobSecret secret;
    private final Capabilities capabilities;
    private final Addresses addresses;
    private final Sockets sockets;
    private final TcpCard card;
    private final int timeoutS;
    private final NativePool memory = new NativePool();
    private final long entries = memory.take(ENTRIES_BYTES);
    private final long number = memory.take(Long.BYTES);
    private final long exchangeMemory = memory.take(Exchange.MAX_BYTES);
    private final @Nullable Link[] links;
    private final Slots exports = new Slots();
    private final Slots operations = new Slots();
    private final ArrayDeque<Transfer> spare = new ArrayDeque<>();

    private @Nullable Link favourite;
    private int pollsToLook;
    private int emptyPolls;
    private int pollsToSkip;
    private boolean used;
    private List<Link> pending = new ArrayList<>();
    private List<Link> flushing = new ArrayList<>();
    private final ArrayDeque<Stranger> strangers = new ArrayDeque<>();
    private final ArrayDeque<Link> toLose = new ArrayDeque<>();
    private final ArrayDeque<String> toLoseWhy = new ArrayDeque<>();
    private final BitSet lost = new BitSet();
    private boolean hasRareWork;
    private boolean hasTimers;
    private long timeCheckedNs;
    private long silenceCheckedNs;
    private long droppedStrangers;

    TcpTransport(TransportContext context) throws IOException {
        this.context = context;
        this.handler = context.handler();
        this.secret = JobSecret.of(context.secret());
        this.links = new Link[context.size()];
        Parameters parameters = context.parameters();
        this.timeoutS = parameters.integer(TcpParameters.TIMEOUT, DEFAULT_TIMEOUT_S);
        int eager = (int) parameters.bytes(TcpParameters.EAGER, Frame.MAX_STAGED);
        this.capabilities = new Capabilities(Frame.MAX_STAGED, eager, eager, Frame.MAX_STAGED / 2, true);
        this.addresses = Addresses.find(parameters, context.localSize() == context.size());
        this.sockets = open(parameters, addresses.only());
        this.card = addresses.card(sockets.port());
        sockets.listen(this::acceptAll);
    }

    private static Sockets open(Parameters parameters, @Nullable InetAddress only) throws IOException {
        ListenAddress address = ListenAddress.of(parameters, only);
        String kind = parameters.text(TcpParameters.IO);
        boolean epoll = kind == null ? EpollSockets.isSupported() : kind.equals(TcpParameters.EPOLL);
        return epoll ? new EpollSockets(address) : new NioSockets(address);
    }

    int rank() {
        return context.rank();
    }

    boolean isPeer(int rank) {
        return context.isPeer(rank);
    }

    JobSecret secret() {
        return secret;
    }

    int timeoutS() {
        return timeoutS;
    }

    long timeoutNs() {
        return timeoutS * 1_000_000_000L;
    }

    Sockets sockets() {
        return sockets;
    }

    MessageHandler handler() {
        return handler;
    }

    Capabilities capabilities() {
        return capabilities;
    }

    long takeBuffers() {
        return memory.take(Link.bufferBytes());
    }

    /** Memory for the entries of a gathering write, for the length of a call. */
    long entries() {
        return entries;
    }

    /** Memory for one number, for the length of a call. */
    long number() {
        return number;
    }

    long exchangeMemory() {
        return exchangeMemory;
    }

    Slots exports() {
        return exports;
    }

    Slots operations() {
        return operations;
    }

    Transfer takeTransfer() {
        Transfer transfer = spare.poll();
        return transfer == null ? new Transfer() : transfer;
    }

    void giveTransfer(Transfer transfer) {
        transfer.view.clear();
        transfer.link = null;
        spare.push(transfer);
    }

    @Override
    public String name() {
        return TcpProvider.NAME;
    }

    @Override
    public byte[] card() {
        return card.encode();
    }

    List<InetSocketAddress> ways(TcpCard peer) {
        return addresses.ways(peer);
    }

    @Override
    public @Nullable String unreachable(int peer, byte[] bytes) {
        TcpCard other = TcpCard.decode(bytes);
        if (other == null) {
            return "its card is not one of TCP";
        }
        if (peer == context.rank()) {
            return "this is the rank itself";
        }
        return ways(other).isEmpty()
                ? "none of its addresses " + other.addresses() + " can be reached from " + card.addresses()
                        + "; name the interfaces to use with MPJ_TCP_IF (--tcp-if)"
                : null;
    }

    @Override
    public Endpoint connect(int peer, byte[] bytes) {
        TcpCard other = TcpCard.decode(bytes);
        if (other == null) {
            throw new IllegalStateException("the card of rank " + peer + " is not one of TCP");
        }
        Link link = link(peer);
        link.dial(other);
        return link;
    }

    private Link link(int peer) {
        Link link = links[peer];
        if (link == null) {
            link = new Link(this, peer);
            links[peer] = link;
        }
        return link;
    }

    // ---------------------------------------------------------------- strangers

    private int acceptAll() {
        int events = 0;
        try {
            for (Wire wire = sockets.accept(); wire != null; wire = sockets.accept()) {
                events++;
                if (strangers.size() == MAX_STRANGERS) {
                    dropped(strangers.getFirst());
                }
                Stranger stranger = new Stranger(this, wire);
                strangers.add(stranger);
                watchTime();
                stranger.start();
            }
        } catch (IOException e) {
            // no descriptor for it, or it has gone already: the kernel keeps others until there is one
            droppedStrangers++;
        }
        return events;
    }

    /** A connection that has proven nothing is closed. */
    void dropped(Stranger stranger) {
        droppedStrangers++;
        strangers.remove(stranger);
        stranger.drop();
    }

    /** How many connections were closed because they proved nothing. */
    long droppedStrangers() {
        return droppedStrangers;
    }

    /** What to say to a peer that has connected and is who it says. */
    byte judge(int peer) {
        Link link = link(peer);
        if (link.isClosed()) {
            return Hello.GONE;
        }
        // where there is a connection already, this is what the peer has left of an attempt at the same time
        boolean yields = link.isConnected() || link.isDialing() && context.rank() < peer;
        return yields ? Hello.YIELD : Hello.ACCEPT;
    }

    /** A stranger is none any more; the connection is of use where it was accepted, from a peer that is not negative. */
    void admitted(Stranger stranger, int peer) throws IOException {
        strangers.remove(stranger);
        if (peer < 0) {
            stranger.drop();
        } else {
            link(peer).open(stranger.wire());
        }
    }

    // ---------------------------------------------------------------- progress

    @Override
    public int poll() {
        if (emptyPolls > KEEN_POLLS) {
            if (--pollsToSkip > 0) {
                return hasRareWork ? rareWork() : 0;
            }
            pollsToSkip = used ? QUIET_POLLS : UNUSED_POLLS;
        }
        int events = look();
        emptyPolls = events == 0 ? emptyPolls + 1 : 0;
        if (emptyPolls % POLLS_PER_CHECK == POLLS_PER_CHECK - 1) {
            checkSilence();
        }
        return hasRareWork ? events + rareWork() : events;
    }

    private int look() {
        int events = 0;
        Link preferred = favourite;
        if (preferred != null) {
            events = preferred.read();
        }
        if (--pollsToLook < 0) {
            pollsToLook = preferred == null ? 0 : POLLS_PER_LOOK;
            events += sockets.select();
        }
        return events;
    }

    /** What most polls find nothing of: sends without room, connections to be made, peers that are lost. */
    private int rareWork() {
        flushPending();
        if (hasTimers) {
            checkTimes();
        }
        int events = losePeers();
        hasRareWork = !pending.isEmpty() || hasTimers || !toLose.isEmpty();
        return events;
    }

    /** The link that has had something to say is asked first from now on. */
    void prefer(Link link) {
        if (!link.isClosed()) {
            favourite = link;
        }
    }

    /** A connection stands. */
    void opened(Link link) {
        used = true;
        prefer(link);
    }

    /** Has the link's flush called in the next poll. */
    void flushLater(Link link) {
        if (!link.isQueued()) {
            link.setQueued(true);
            pending.add(link);
            hasRareWork = true;
        }
    }

    private void flushPending() {
        if (pending.isEmpty()) {
            return;
        }
        List<Link> batch = pending;
        pending = flushing;
        flushing = batch;
        boolean stuck = false;
        for (Link link : batch) {
            link.setQueued(false);
            if (link.isPending()) {
                link.flush();
            }
            stuck |= link.isStuck();
        }
        batch.clear();
        if (stuck) {
            checkSilence();
        }
    }

    /** There is something that waits for a time. */
    void watchTime() {
        hasTimers = true;
        hasRareWork = true;
    }

    private void checkTimes() {
        long now = System.nanoTime();
        if (now - timeCheckedNs < TIME_CHECK_NS) {
            return;
        }
        timeCheckedNs = now;
        while (!strangers.isEmpty() && strangers.getFirst().isLate(now)) {
            dropped(strangers.getFirst());
        }
        boolean dialing = false;
        for (Link link : links) {
            if (link != null && link.isDialing()) {
                link.onTime(now);
                dialing = true;
            }
        }
        hasTimers = dialing || !strangers.isEmpty();
    }

    /** Asks the kernel now and then whether peers' machines answer; only who waits has a reason to. */
    private void checkSilence() {
        long now = System.nanoTime();
        if (now - silenceCheckedNs < timeoutNs() / CHECKS_PER_TIMEOUT) {
            return;
        }
        silenceCheckedNs = now;
        for (Link link : links) {
            if (link != null) {
                link.checkSilence(now);
            }
        }
    }

    // ---------------------------------------------------------------- losses

    /** Has the loss of a peer told from within the next poll. */
    void loseLater(Link link, String reason) {
        if (!link.isClosed()) {
            link.shut();
            toLose.add(link);
            toLoseWhy.add(reason);
            hasRareWork = true;
            if (favourite == link) {
                favourite = null;
            }
        }
    }

    private int losePeers() {
        int events = 0;
        while (!toLose.isEmpty()) {
            Link link = toLose.remove();
            String reason = toLoseWhy.remove();
            events++;
            if (!lost.get(link.peer())) {
                lost.set(link.peer());
                handler.onPeerLost(link.peer(), reason);
            }
            link.lose();
        }
        return events;
    }

    /** Ends the operations of a link that has ended, and what it has exported stays until it is withdrawn. */
    void endAll(Link link) {
        for (int place = 0; place < operations.limit(); place++) {
            Transfer transfer = operations.at(place);
            if (transfer != null && transfer.link == link) {
                link.end(transfer, Status.CLOSED);
            }
        }
    }

    // ---------------------------------------------------------------- waiting

    @Override
    public boolean arm() {
        for (Link link : pending) {
            link.watchRoom();
        }
        checkSilence();
        return toLose.isEmpty() && sockets.arm();
    }

    @Override
    public void await(long timeoutNs) {
        sockets.await(hasTimers ? Math.min(timeoutNs, TIMED_SLEEP_NS) : timeoutNs);
    }

    @Override
    public void disarm() {
        sockets.disarm();
        pollsToLook = 0;
        emptyPolls = 0;
    }

    @Override
    public void wake() {
        sockets.wake();
    }

    @Override
    public int waitFd() {
        return sockets.waitFd();
    }

    @Override
    public boolean hasUnsent() {
        for (Link link : links) {
            if (link != null && link.isPending()) {
                return true;
            }
        }
        return false;
    }

    private boolean isSending() {
        for (Link link : links) {
            if (link != null && link.isConnected() && link.isPending()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public @Nullable MemorySegment allocate(long bytes) {
        return null;
    }

    @Override
    public boolean free(MemorySegment segment) {
        return false;
    }

    /** Says farewell and sends what is left, for a short time at most: a peer that does not read is not waited for. */
    @Override
    public void close() {
        for (Link link : links) {
            if (link != null) {
                link.close();
            }
        }
        long deadline = System.nanoTime() + CLOSE_NS;
        while (isSending() && deadline - System.nanoTime() > 0) {
            flushPending();
            Thread.onSpinWait();
        }
        for (Link link : links) {
            if (link != null) {
                link.shut();
            }
        }
        strangers.forEach(Stranger::drop);
        strangers.clear();
        sockets.close();
        memory.close();
    }
}
