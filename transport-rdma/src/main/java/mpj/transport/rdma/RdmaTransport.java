package mpj.transport.rdma;

import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import mpj.transport.Cards;
import mpj.transport.Endpoint;
import mpj.transport.MessageHandler;
import mpj.transport.Reason;
import mpj.transport.Transport;
import mpj.transport.TransportContext;
import mpj.transport.TransportUnavailableException;
import mpj.transport.rdma.verbs.CompletionQueue;
import mpj.transport.rdma.verbs.ConnectionRequest;
import mpj.transport.rdma.verbs.Device;
import mpj.transport.rdma.verbs.DeviceEvents;
import mpj.transport.rdma.verbs.Listener;
import mpj.transport.rdma.verbs.QueuePair;
import mpj.transport.rdma.verbs.VerbsException;
import mpj.wireup.JobSecret;
import org.jspecify.annotations.Nullable;

/** One rank's connections. */
final class RdmaTransport implements Transport {
    /** How long an unproven connection may keep this rank waiting for its next message. */
    static final long HANDSHAKE_NS = 5_000_000_000L;

    /** Unproven connections at the same time; the oldest makes room. */
    private static final int MAX_STRANGERS = 256;

    /** Of how many polls one looks at the events of connections, which may be a system call. */
    private static final int POLLS_PER_LOOK = 256;
    /** The same while a connection is being made. */
    private static final int POLLS_PER_KEEN_LOOK = 4;
    /** While rings have messages, so many polls leave all else out. */
    private static final int MOST_RING_POLLS = 8;

    private static final long TIME_CHECK_NS = 10_000_000L;
    private static final long PROBE_NS = 1_000_000_000L;
    /** How long to sleep where there is something that waits for a time. */
    private static final long TIMED_SLEEP_NS = 50_000_000L;
    /** The same where something can happen that no descriptor tells. */
    private static final long BLIND_SLEEP_NS = 1_000_000L;

    private static final long CLOSE_NS = 1_000_000_000L;

    private final TransportContext context;
    private final MessageHandler handler;
    private final JobSecret secret;
    private final Ways ways;
    private final RdmaCard card;
    private final WaitSet waitSet;
    private String description;
    private Resources resources;
    private Listener listener;
    private final Events events = new Events();
    private final @Nullable Connection[] connections;
    private final List<Completer> watched = new ArrayList<>();
    private final ArrayDeque<Stranger> strangers = new ArrayDeque<>();
    private final ArrayDeque<Channel> toClose = new ArrayDeque<>();
    private final ArrayDeque<Channel> disconnected = new ArrayDeque<>();
    private final ArrayDeque<Connection> toLose = new ArrayDeque<>();
    private final ArrayDeque<String> toLoseWhy = new ArrayDeque<>();
    private List<Connection> toWork = new ArrayList<>();
    private List<Connection> working = new ArrayList<>();
    private final BitSet lost = new BitSet();
    private boolean hasRareWork;
    private boolean hasTimers;
    private boolean hasOpen;
    private int pollsToLook;
    private int ringPolls;
    private long timeCheckedNs;
    private long probedNs = System.nanoTime();
    private boolean closing;

    /** @throws TransportUnavailableException with the cause and the cure */
    RdmaTransport(TransportContext context, Ways ways) throws TransportUnavailableException {
        this.context = context;
        this.handler = context.handler();
        this.secret = JobSecret.of(context.secret());
        this.ways = ways;
        this.connections = new Connection[context.size()];
        Ways.Opened opened = ways.open();
        Device device = opened.device();
        description = opened.description();
        try {
            resources = new Resources(device, opened.settings(), handler, () -> hasRareWork = true);
            listener = device.listen(0);
            waitSet = WaitSet.of(device.waitDescriptors());
        } catch (VerbsException e) {
            throw unusable(device, e);
        }
        String fabric = device.port().linkLayer().toString();
        int maxSend = opened.settings().maxSend();
        card = new RdmaCard(fabric, maxSend, listener.address(), ways.name(), ways.why(), Ways.host());
    }

    private static TransportUnavailableException unusable(Device device, VerbsException e) {
        String port = device.port().describe();
        device.close();
        return TransportUnavailableException.broken(port + ": " + Reason.of(e), e);
    }

    /** Where a rank cannot reach the verbs as this one does, this one goes over to the other's way. */
    @Override
    public void agree(Cards cards) throws TransportUnavailableException {
        boolean changes = false;
        for (int rank = 0; rank < cards.size(); rank++) {
            byte[] bytes = rank == context.rank() ? null : cards.card(rank, this);
            RdmaCard other = bytes == null ? null : RdmaCard.decode(bytes);
            if (other != null) {
                changes |= ways.follow(rank, other);
            }
        }
        if (changes) {
            reopen();
        }
    }

    /** Opens the device anew, at the address that the peers have been told. */
    private void reopen() throws TransportUnavailableException {
        listener.close();
        resources.close();
        Ways.Opened opened = ways.open();
        Device device = opened.device();
        description = opened.description();
        try {
            resources = new Resources(device, opened.settings(), handler, () -> hasRareWork = true);
            listener = device.listen(card.address().getPort());
            waitSet.watch(device.waitDescriptors());
        } catch (VerbsException e) {
            throw unusable(device, e);
        }
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

    Resources resources() {
        return resources;
    }

    @Override
    public String name() {
        return RdmaProvider.NAME;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public Map<String, Long> counters() {
        Map<String, Long> all = resources.counters().asMap();
        all.put("pool bytes", resources.pool().bytes());
        all.put("cache bytes", resources.cache().bytes());
        return all;
    }

    @Override
    public byte[] card() {
        return card.encode();
    }

    @Override
    public @Nullable String unreachable(int peer, byte[] bytes) {
        RdmaCard other = RdmaCard.decode(bytes);
        if (other == null) {
            return "its card is not one of RDMA";
        }
        if (peer == context.rank()) {
            return "this is the rank itself";
        }
        return card.speaksAs(other)
                ? null
                : "its port speaks " + other.fabric() + " at " + other.address() + ", that of this rank " + card.fabric()
                        + " at " + card.address() + "; choose ports with MPJ_RDMA_DEVICE and MPJ_RDMA_PORT";
    }

    @Override
    public Endpoint connect(int peer, byte[] bytes) {
        RdmaCard other = RdmaCard.decode(bytes);
        if (other == null) {
            throw new IllegalStateException("the card of rank " + peer + " is not one of RDMA");
        }
        Connection connection = connection(peer);
        connection.dial(other);
        return connection;
    }

    private Connection connection(int peer) {
        Connection connection = connections[peer];
        if (connection == null) {
            connection = new Connection(this, peer);
            connections[peer] = connection;
        }
        return connection;
    }

    // ---------------------------------------------------------------- connections

    /** What the device tells. */
    private final class Events implements DeviceEvents {
        @Override
        public void onRequest(ConnectionRequest request) {
            if (closing) {
                request.reject();
                return;
            }
            if (strangers.size() == MAX_STRANGERS) {
                dropped(strangers.getFirst());
            }
            Stranger stranger = new Stranger(RdmaTransport.this);
            strangers.add(stranger);
            watchTime();
            try {
                stranger.accept(request);
            } catch (VerbsException e) {
                request.reject();
                dropped(stranger);
            }
        }

        @Override
        public void onConnected(QueuePair pair) {
            Channel channel = find(pair);
            if (channel != null) {
                channel.owner().onConnected();
            }
        }

        @Override
        public void onFailed(QueuePair pair, String reason) {
            Channel channel = find(pair);
            if (channel != null) {
                channel.fail(reason);
            }
        }

        @Override
        public void onDisconnected(QueuePair pair, String reason) {
            Channel channel = find(pair);
            if (channel != null) {
                // what it sent before is still to be heard
                disconnected.add(channel);
                hasRareWork = true;
            }
        }

        @Override
        public void onPortChange(boolean active) {
            // connections survive a short time of this, and tell when they do not
        }

        @Override
        public void onFatal(String reason) {
            resources.onFatal(reason);
        }

        @Override
        public void onOverflow(int capacity) {
            resources.onBrokenQueue(capacity, "it has overflowed");
        }
    }

    private @Nullable Channel find(QueuePair pair) {
        for (Completer completer : resources.completers()) {
            Channel channel = completer.find(pair.number());
            if (channel != null && channel.pair().equals(pair)) {
                return channel;
            }
        }
        return null;
    }

    /** A connection that has proven nothing is closed. */
    void dropped(Stranger stranger) {
        if (strangers.contains(stranger)) {
            resources.counters().strangers++;
            forget(stranger);
        }
    }

    /** A connection that has proven itself, and is of no use, is closed. */
    void forget(Stranger stranger) {
        strangers.remove(stranger);
        stranger.drop();
    }

    /** What to say to a peer that has connected and is who it says. */
    byte judge(int peer) {
        Connection connection = connection(peer);
        if (connection.isClosed()) {
            return Handshake.GONE;
        }
        // where there is a connection already, this is what the peer has left of an attempt at the same time
        boolean yields = connection.isOpen() || connection.isDialing() && context.rank() < peer;
        return yields ? Handshake.YIELD : Handshake.ACCEPT;
    }

    /** A stranger is none any more. */
    void admitted(Stranger stranger, int peer, Channel channel, Handshake.Offer offer) {
        strangers.remove(stranger);
        connection(peer).open(channel, offer);
    }

    /** A connection stands. */
    void opened() {
        hasOpen = true;
    }

    /** Closes a channel in the next poll: its completions may be being handled. */
    void closeLater(Channel channel) {
        toClose.add(channel);
        hasRareWork = true;
    }

    // ---------------------------------------------------------------- progress

    @Override
    public int poll() {
        int found = resources.rings().poll();
        if (found > 0 && ++ringPolls < MOST_RING_POLLS) {
            return found;
        }
        ringPolls = 0;
        List<Completer> completers = resources.completers();
        for (int i = 0; i < completers.size(); i++) {
            found += completers.get(i).poll();
        }
        if (resources.hasOwing()) {
            resources.payOwed();
        }
        if (hasRareWork) {
            found += rareWork();
        }
        if (--pollsToLook < 0) {
            pollsToLook = hasTimers ? POLLS_PER_KEEN_LOOK : POLLS_PER_LOOK;
            found += look();
        }
        return found;
    }

    /** What most polls leave out: events of connections, and times. */
    private int look() {
        int found = resources.device().pollEvents(events);
        if (hasTimers || hasOpen) {
            checkTimes();
        }
        return found;
    }

    /** What most polls find nothing of: transfers without a place, channels that have ended, peers that are lost. */
    private int rareWork() {
        int found = work();
        // these have been noted before the last look at the completions
        while (isDrained() && !disconnected.isEmpty()) {
            disconnected.remove().fail("it has closed the connection");
        }
        String fatal = resources.fatal();
        if (fatal != null) {
            loseAll(fatal);
        }
        for (Channel channel = toClose.poll(); channel != null; channel = toClose.poll()) {
            disconnected.remove(channel);
            resources.close(channel);
        }
        found += losePeers();
        hasRareWork = !toWork.isEmpty() || isEnding();
        return found;
    }

    /** Whether the last look at the completions has taken all there were. */
    private boolean isDrained() {
        boolean drained = resources.rings().isDrained();
        List<Completer> completers = resources.completers();
        for (int i = 0; i < completers.size(); i++) {
            drained &= completers.get(i).isDrained();
        }
        return drained;
    }

    /** Whether a channel or a connection is about to end. */
    private boolean isEnding() {
        return !disconnected.isEmpty() || !toClose.isEmpty() || !toLose.isEmpty();
    }

    /** Has the connection go on with its transfers in the next poll. */
    void workLater(Connection connection) {
        toWork.add(connection);
        hasRareWork = true;
    }

    private int work() {
        if (toWork.isEmpty()) {
            return 0;
        }
        List<Connection> batch = toWork;
        toWork = working;
        working = batch;
        int found = 0;
        for (int i = 0; i < batch.size(); i++) {
            found += batch.get(i).work();
        }
        batch.clear();
        return found;
    }

    /** There is something that waits for a time. */
    void watchTime() {
        hasTimers = true;
        pollsToLook = 0;
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
        boolean probes = now - probedNs > PROBE_NS;
        if (!hasTimers && !probes) {
            return;
        }
        boolean dialing = false;
        for (Connection connection : connections) {
            if (connection == null) {
                continue;
            }
            if (connection.isDialing()) {
                connection.onTime(now);
                dialing = true;
            } else if (probes && !connection.awaitsAnswer()) {
                connection.probe();
            }
        }
        probedNs = probes ? now : probedNs;
        hasTimers = dialing || !strangers.isEmpty();
    }

    // ---------------------------------------------------------------- losses

    /** Has the loss of a peer told from within the next poll. */
    void loseLater(Connection connection, String reason) {
        if (!connection.isClosed()) {
            connection.shut();
            toLose.add(connection);
            toLoseWhy.add(reason);
            hasRareWork = true;
        }
    }

    private void loseAll(String reason) {
        for (Connection connection : connections) {
            if (connection != null) {
                loseLater(connection, reason);
            }
        }
    }

    private int losePeers() {
        int found = 0;
        while (!toLose.isEmpty()) {
            Connection connection = toLose.remove();
            String reason = toLoseWhy.remove();
            found++;
            // first of all, so that nothing is written into memory that the engine takes back
            connection.cut();
            if (!lost.get(connection.peer())) {
                lost.set(connection.peer());
                handler.onPeerLost(connection.peer(), reason);
            }
            connection.lose();
        }
        return found;
    }

    // ---------------------------------------------------------------- waiting

    @Override
    public boolean arm() {
        List<Completer> completers = resources.completers();
        for (int i = watched.size(); i < completers.size(); i++) {
            watch(completers.get(i));
        }
        resources.rings().stopAll();
        boolean armed = true;
        for (int i = 0; i < completers.size(); i++) {
            armed &= completers.get(i).queue().arm() == 0;
        }
        // the last look, after which whatever comes makes a descriptor readable
        pollsToLook = 0;
        int found = poll();
        while (found == 0 && !isDrained()) {
            found = poll();
        }
        return armed
                && found == 0
                && !isEnding()
                && !resources.rings().mayBeWritten()
                && watched.size() == completers.size();
    }

    private void watch(Completer completer) {
        CompletionQueue queue = completer.queue();
        watched.add(completer);
        try {
            waitSet.add(queue.waitDescriptor());
        } catch (VerbsException e) {
            resources.onFatal(Reason.of(e));
        }
    }

    @Override
    public void await(long timeoutNs) {
        waitSet.sleep(Math.min(timeoutNs, mostSleepNs()));
    }

    private long mostSleepNs() {
        if (!waitSet.isComplete()) {
            return BLIND_SLEEP_NS;
        }
        return hasTimers ? TIMED_SLEEP_NS : hasOpen ? PROBE_NS : Long.MAX_VALUE;
    }

    @Override
    public void disarm() {
        waitSet.silence();
        for (int i = 0; i < watched.size(); i++) {
            watched.get(i).queue().disarm();
        }
        pollsToLook = 0;
    }

    @Override
    public void wake() {
        waitSet.ring();
    }

    @Override
    public int waitFd() {
        return waitSet.isComplete() ? waitSet.descriptor() : -1;
    }

    // ---------------------------------------------------------------- memory

    @Override
    public @Nullable MemorySegment allocate(long bytes) {
        return resources.allocated().allocate(bytes);
    }

    @Override
    public boolean free(MemorySegment memory) {
        Registration ended = resources.allocated().free(memory);
        if (ended != null) {
            resources.cache().forget(ended);
        }
        return ended != null;
    }

    // ---------------------------------------------------------------- the end

    /** Says farewell, and waits for a short time until the adapter has sent what it was given. */
    @Override
    public void close() {
        if (closing) {
            return;
        }
        closing = true;
        resources.silence();
        for (Connection connection : connections) {
            if (connection != null) {
                connection.close();
            }
        }
        long deadline = System.nanoTime() + CLOSE_NS;
        while (isSending() && deadline - System.nanoTime() > 0) {
            resources.completers().forEach(Completer::poll);
            Thread.onSpinWait();
        }
        listener.close();
        resources.close();
        waitSet.close();
    }

    private boolean isSending() {
        for (Connection connection : connections) {
            if (connection != null && connection.isOpen() && connection.isSending()) {
                return true;
            }
        }
        return false;
    }
}
