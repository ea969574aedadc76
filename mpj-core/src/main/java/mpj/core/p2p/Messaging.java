package mpj.core.p2p;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mpj.base.memory.BufferView;
import mpj.base.memory.NativePool;
import mpj.base.memory.RawMemory;
import mpj.core.EngineException;
import mpj.core.ErrorClass;
import mpj.core.datatype.Layout;
import mpj.core.match.Arrival;
import mpj.core.match.Matcher;
import mpj.core.match.Posted;
import mpj.core.progress.Pollable;
import mpj.core.progress.Progress;
import mpj.core.request.Operation;
import mpj.transport.MessageHandler;
import mpj.transport.RemoteKey;
import mpj.transport.Status;
import mpj.transport.Transport;
import org.jspecify.annotations.Nullable;

/**
 * The protocols. A message travels eager - at once, into the receive or into memory kept for it - or by rendezvous: a
 * request to send, and when the receive is there the bytes are got by the receiver, put by the sender, or sent in
 * fragments, whichever the two endpoints can.
 *
 * <p>All methods are called under the engine lock. Flow control: a peer may have {@code Peer.creditLimit} bytes of eager
 * messages waiting here; beyond that its messages come as requests to send, which hold no data. Order: eager messages
 * and requests of one rank are numbered and matched in that order, whatever the transports do.
 */
final class Messaging implements MessageHandler, Pollable {
    /** How often a sleeping rank looks whether everybody lives. */
    private static final long SLEEP_NS = 1_000_000_000L;
    /** How long to sleep when a peer has no room: it does not ring when it has. */
    private static final long SLEEP_BUSY_NS = 1_000_000L;
    /** Fragments of one message sent in one poll. */
    private static final int FRAGMENTS_PER_POLL = 4;

    private final Progress progress;
    private final PeerDirectory directory;
    private Transport[] transports = new Transport[0];
    private Sleeper sleeper = new Sleeper(transports);
    private final NativePool memory = new NativePool();
    private final MatcherTable matchers = new MatcherTable();
    private final OpTable table = new OpTable();
    private final List<Peer> toFlush = new ArrayList<>();
    private final List<SendOp> streams = new ArrayList<>();
    private final List<RecvOp> pendingGets = new ArrayList<>();
    private final long headerAddress = memory.take(64);
    private final BufferView header = new BufferView();
    private final RemoteKey scratchKey = new RemoteKey();

    private Matcher lastMatcher = new Matcher(-1);
    private @Nullable SendOp freeSends;
    private RecvOp[] blockingReceives = {new RecvOp()};
    private @Nullable Unexpected freeUnexpected;
    private long unexpectedBytes;
    private long peakUnexpectedBytes;
    private long bufferedBytes;
    private boolean hasBacklog;
    private long sleepNs;
    private boolean closing;

    Messaging(PeerDirectory directory, long spinNs, long yieldNs) {
        this.directory = directory;
        this.progress = new Progress(this, spinNs, yieldNs);
        header.setNative(headerAddress, 64, null);
        directory.onUnreachable(this::failPosted);
    }

    /** Before the first poll. */
    void setTransports(Transport[] opened) {
        transports = opened;
        sleeper = new Sleeper(opened);
    }

    Progress progress() {
        return progress;
    }

    // ---------------------------------------------------------------- contexts

    /** The matcher of a context; a message may come before this rank has made the communicator. */
    Matcher matcher(long context) {
        Matcher last = lastMatcher;
        if (last.context() == context) {
            return last;
        }
        Matcher matcher = matchers.get(context);
        if (matcher == null) {
            matcher = new Matcher(context);
            matchers.put(matcher);
        }
        lastMatcher = matcher;
        return matcher;
    }

    void dropContext(long context) {
        matchers.remove(context);
        lastMatcher = new Matcher(-1);
    }

    // ---------------------------------------------------------------- sends

    /** Sends at once if that is possible without keeping anything: the hot path of every small message. */
    boolean sendNow(Peer peer, long context, int source, int tag, BufferView view, long length) {
        if (length > eagerLimit(peer, view) || !peer.waiting.isEmpty() || !peer.hasCredit(length)) {
            return false;
        }
        int status = peer.endpoint.send(
                Kinds.EAGER, context, word(peer.sendSequence, tag), word(source, 0), view, 0, (int) length);
        if (status != Status.OK) {
            return false;
        }
        peer.sendSequence++;
        peer.unacknowledged += length + Peer.OVERHEAD;
        if (peer.isSelf) {
            progress.wakeLeader();
        }
        return true;
    }

    private static int eagerLimit(Peer peer, BufferView view) {
        return view.isNative() ? peer.capabilities.eagerMax() : peer.capabilities.eagerCopyMax();
    }

    private static long word(int high, int low) {
        return (long) high << 32 | (low & 0xffffffffL);
    }

    private static int high(long word) {
        return (int) (word >>> 32);
    }

    /** Gives the operation of a blocking or buffered send back. */
    void release(SendOp op) {
        if (op.pooled) {
            op.link = freeSends;
            freeSends = op;
        }
    }

    SendOp takeSend(boolean pooled) {
        SendOp op = pooled ? freeSends : null;
        if (op == null) {
            op = new SendOp();
        } else {
            freeSends = op.link;
            op.link = null;
        }
        op.pooled = pooled;
        return op;
    }

    /** Gives the operation its place in the order to the peer and starts it. */
    void start(SendOp op) {
        Peer peer = peerOf(op);
        op.sequence = peer.sendSequence++;
        if (peer.isSelf) {
            progress.wakeLeader();
        }
        if (peer.lost != null) {
            failSend(op, peer);
        } else if (!peer.waiting.isEmpty() || !trySend(op, peer)) {
            peer.waiting.add(op);
            flushLater(peer);
        }
    }

    private static Peer peerOf(SendOp op) {
        Peer peer = op.peer;
        if (peer == null) {
            throw new IllegalStateException("a send without a peer");
        }
        return peer;
    }

    private void flushLater(Peer peer) {
        if (!peer.onFlushList) {
            peer.onFlushList = true;
            toFlush.add(peer);
            addBacklog();
        }
    }

    /** Sends the message or its request; false where there is no room now. */
    private boolean trySend(SendOp op, Peer peer) {
        if (!op.view.checkAlive()) {
            closedArena(op);
            // the peer counts messages: an empty one must take this one's number
            op.length = 0;
            op.view.clear();
        }
        boolean eager = op.length <= eagerLimit(peer, op.view) && peer.hasCredit(op.length);
        int status = eager ? sendEager(op, peer) : sendRequest(op, peer);
        if (status == Status.BUSY) {
            return false;
        }
        if (status == Status.CLOSED) {
            failSend(op, peer);
        } else if (eager) {
            peer.unacknowledged += op.length + Peer.OVERHEAD;
            if (!op.synchronous) {
                finish(op);
            }
        }
        return true;
    }

    private int sendEager(SendOp op, Peer peer) {
        if (op.synchronous && op.id == 0) {
            op.id = table.add(op);
        }
        return peer.endpoint.send(
                Kinds.EAGER,
                op.context,
                word(op.sequence, op.tag()),
                word(op.source(), op.id),
                op.view,
                0,
                (int) op.length);
    }

    private int sendRequest(SendOp op, Peer peer) {
        if (op.id == 0) {
            op.id = table.add(op);
            op.exported = peer.endpoint.export(op.view, op.key);
        }
        RawMemory.putLong(headerAddress, op.length);
        RawMemory.putLong(headerAddress + 8, op.key.address);
        RawMemory.putLong(headerAddress + 16, op.key.access);
        RawMemory.putLong(headerAddress + 24, op.exported ? Kinds.HAS_KEY : 0);
        return peer.endpoint.send(
                Kinds.RTS,
                op.context,
                word(op.sequence, op.tag()),
                word(op.source(), op.id),
                header,
                0,
                Kinds.RTS_BYTES);
    }

    private static void closedArena(Operation op) {
        op.fail(ErrorClass.BUFFER, "the arena of the buffer was closed while the " + op.describe() + " was pending");
    }

    private void failSend(SendOp op, Peer peer) {
        String why = peer.lost == null ? "the connection is closed" : peer.lost;
        op.fail(ErrorClass.PROC_ABORTED, "the " + op.describe() + " failed: rank " + peer.rank + " is gone (" + why + ")");
        finish(op);
    }

    /** The send is over: gives everything back and tells whoever waits. */
    private void finish(SendOp op) {
        Peer peer = peerOf(op);
        if (op.exported) {
            peer.endpoint.unexport(op.key);
            op.exported = false;
        }
        if (op.id != 0) {
            table.remove(op.id);
            op.id = 0;
        }
        if (op.staging != 0) {
            memory.give(op.staging, op.stagingBytes);
            op.staging = 0;
        }
        bufferedBytes -= op.bufferedBytes;
        op.view.clear();
        progress.complete(op);
        if (op.detached) {
            release(op);
        }
    }

    /** The receiver is there and says how it wants the bytes. */
    private void onClearToSend(Peer peer, int sendId, int receiveId, long wanted, long flags, long payload) {
        if (!(table.get(sendId) instanceof SendOp op)) {
            return;
        }
        op.receiveId = receiveId;
        op.wanted = wanted;
        op.sent = 0;
        if (!op.view.checkAlive()) {
            closedArena(op);
        }
        if ((flags & Kinds.HAS_KEY) != 0) {
            op.peerKey.set(RawMemory.getLong(payload), RawMemory.getLong(payload + 8));
            if (peer.endpoint.canReach(op.peerKey, op.view)
                    && peer.endpoint.put(op.view, 0, op.peerKey, 0, wanted, op.id) == Status.PENDING) {
                progress.wakeLeader();
                return;
            }
        }
        streams.add(op);
        addBacklog();
    }

    /** Sends some fragments of a message; true when all are on their way. */
    private boolean stream(SendOp op) {
        Peer peer = peerOf(op);
        int fragment = peer.capabilities.fragment();
        boolean alive = op.view.checkAlive();
        if (!alive) {
            closedArena(op);
        }
        for (int i = 0; i < FRAGMENTS_PER_POLL && op.sent < op.wanted; i++) {
            int n = (int) Math.min(fragment, op.wanted - op.sent);
            // the receiver counts bytes: where ours are gone it gets whatever, and this send its error
            BufferView from = alive ? op.view : zeros(n);
            int status = peer.endpoint.send(Kinds.DATA, op.receiveId, op.sent, 0, from, alive ? op.sent : 0, n);
            if (status == Status.BUSY) {
                return false;
            }
            if (status == Status.CLOSED) {
                failSend(op, peer);
                return true;
            }
            op.sent += n;
        }
        if (op.sent < op.wanted) {
            return false;
        }
        finish(op);
        return true;
    }

    private BufferView zeros(int bytes) {
        BufferView view = new BufferView();
        view.set(new byte[bytes], 0, bytes);
        return view;
    }

    // ---------------------------------------------------------------- receives

    /** The operation of a blocking receive: there are as many as threads that received at the same time. */
    RecvOp takeReceive() {
        RecvOp op = blockingReceives[0];
        return op.take() ? op : takeOtherReceive();
    }

    private RecvOp takeOtherReceive() {
        for (RecvOp op : blockingReceives) {
            if (op.take()) {
                return op;
            }
        }
        int n = blockingReceives.length;
        blockingReceives = Arrays.copyOf(blockingReceives, n + 1);
        RecvOp op = new RecvOp();
        op.take();
        blockingReceives[n] = op;
        return op;
    }

    /** Matches the receive with a message that is there, or posts it. */
    void start(RecvOp op, Matcher matcher) {
        Arrival arrival = matcher.takeArrival(op.wantedSource, op.wantedTag);
        if (arrival != null) {
            receive(op, (Unexpected) arrival);
            return;
        }
        String lost = lostSource(matcher, op.wantedSource);
        if (lost != null) {
            op.fail(ErrorClass.PROC_ABORTED, "the " + op.describe() + " failed: " + lost);
            finish(op);
            return;
        }
        matcher.post(op, op.wantedSource, op.wantedTag);
    }

    private @Nullable String lostSource(Matcher matcher, int source) {
        int[] members = matcher.members();
        if (source < 0 || members == null) {
            return null;
        }
        Peer peer = directory.known(members[source]);
        return peer == null || peer.lost == null ? null : "rank " + peer.rank + " is gone (" + peer.lost + ")";
    }

    /** Has the receive take a message that was kept. */
    void receive(RecvOp op, Unexpected message) {
        Peer peer = message.peer;
        if (peer == null) {
            throw new IllegalStateException("a message without a sender");
        }
        if (message.kind == Kinds.EAGER) {
            deliver(op, peer, message.source(), message.tag(), message.address, (int) message.bytes, message.sendId);
            credit(peer, message.bytes);
        } else {
            op.key.set(message.key.address, message.key.access);
            op.hasKey = message.hasKey;
            rendezvous(op, peer, message.source(), message.tag(), message.bytes, message.sendId);
        }
        drop(message);
    }

    private void drop(Unexpected message) {
        if (message.address != 0) {
            memory.give(message.address, message.bytes);
            unexpectedBytes -= message.bytes;
            message.address = 0;
        }
        message.peer = null;
        message.link = freeUnexpected;
        freeUnexpected = message;
    }

    /** An eager message has met its receive. */
    private void deliver(RecvOp op, Peer peer, int source, int tag, long address, int length, int ackId) {
        op.matched(source, tag, length);
        long n = op.bytes();
        if (n > 0) {
            if (!op.view.checkAlive()) {
                closedArena(op);
            } else if (op.layout.isContiguous()) {
                op.view.copyFrom(address, 0, n);
            } else {
                op.layout.unpack(address, op.view, 0, n);
            }
        }
        if (length > n) {
            truncated(op, length);
        }
        if (ackId != 0) {
            answer(peer, Kinds.ACK, ackId, 0, 0, 0, 0, 0);
        }
        finish(op);
    }

    private static void truncated(RecvOp op, long length) {
        op.fail(
                ErrorClass.TRUNCATE,
                "message truncated: " + length + " bytes from rank " + op.source() + " with tag " + op.tag()
                        + " came for a receive of at most " + op.capacity + " bytes");
    }

    /** A request to send has met its receive. */
    private void rendezvous(RecvOp op, Peer peer, int source, int tag, long total, int sendId) {
        op.matched(source, tag, total);
        op.peer = peer;
        op.sendId = sendId;
        op.wanted = op.bytes();
        op.received = 0;
        if (total > op.wanted) {
            truncated(op, total);
        }
        if (op.wanted == 0 || !op.view.checkAlive()) {
            if (op.wanted > 0) {
                closedArena(op);
            }
            answer(peer, Kinds.FIN, sendId, 0, 0, 0, 0, 0);
            finish(op);
            return;
        }
        if (op.layout.isContiguous()) {
            op.target.set(op.view);
        } else {
            op.staging = memory.take(op.wanted);
            op.target.setNative(op.staging, op.wanted, null);
        }
        op.id = table.add(op);
        if (!op.hasKey || !peer.endpoint.canReach(op.key, op.target) || !tryGet(op, peer)) {
            clearToSend(op, peer, true);
        }
    }

    /** Starts the get, now or when there is room; false if it will never work. */
    private boolean tryGet(RecvOp op, Peer peer) {
        int status = peer.endpoint.get(op.target, 0, op.key, 0, op.wanted, op.id);
        progress.wakeLeader();
        if (status == Status.BUSY) {
            pendingGets.add(op);
            addBacklog();
            return true;
        }
        return status == Status.PENDING;
    }

    private void clearToSend(RecvOp op, Peer peer, boolean offerKey) {
        boolean hasKey = offerKey && peer.endpoint.export(op.target, scratchKey);
        answer(
                peer,
                Kinds.CTS,
                word(op.sendId, op.id),
                op.wanted,
                hasKey ? Kinds.HAS_KEY : 0,
                hasKey ? scratchKey.address : 0,
                hasKey ? scratchKey.access : 0,
                Kinds.CTS_BYTES);
    }

    private void onData(RecvOp op, long offset, long address, int length) {
        if (op.target.checkAlive()) {
            op.target.copyFrom(address, offset, length);
        } else {
            closedArena(op);
        }
        op.received += length;
        if (op.received >= op.wanted) {
            finish(op);
        }
    }

    /** The receive is over. */
    private void finish(RecvOp op) {
        if (op.id != 0) {
            table.remove(op.id);
            op.id = 0;
            op.target.clear();
        }
        if (op.staging != 0) {
            if (op.errorClass() == 0 || op.errorClass() == ErrorClass.TRUNCATE) {
                if (op.view.checkAlive()) {
                    op.layout.unpack(op.staging, op.view, 0, op.wanted);
                } else {
                    closedArena(op);
                }
            }
            memory.give(op.staging, op.wanted);
            op.staging = 0;
        }
        op.view.clear();
        progress.complete(op);
    }


    // ---------------------------------------------------------------- arrivals

    @Override
    public void onMessage(int from, int kind, long h0, long h1, long h2, long address, int length) {
        Peer peer = directory.peer(from);
        if (kind <= Kinds.RTS) {
            if (high(h1) != peer.receiveSequence) {
                keepEarly(peer, kind, h0, h1, h2, address, length);
                return;
            }
            peer.receiveSequence++;
            arrive(peer, kind, h0, h1, h2, address, length);
            if (peer.early != null) {
                replayEarly(peer);
            }
        } else {
            onAnswer(peer, kind, h0, h1, h2, address, length);
        }
    }

    private void arrive(Peer peer, int kind, long context, long h1, long h2, long address, int length) {
        Matcher matcher = matcher(context);
        int source = high(h2);
        int tag = (int) h1;
        Posted posted = matcher.takePosted(source, tag);
        if (posted instanceof RecvOp op) {
            if (kind == Kinds.EAGER) {
                deliver(op, peer, source, tag, address, length, (int) h2);
                credit(peer, length);
            } else {
                op.key.set(RawMemory.getLong(address + 8), RawMemory.getLong(address + 16));
                op.hasKey = (RawMemory.getLong(address + 24) & Kinds.HAS_KEY) != 0;
                rendezvous(op, peer, source, tag, RawMemory.getLong(address), (int) h2);
            }
            return;
        }
        Unexpected message = keep(peer, kind, source, tag, (int) h2, address, length);
        matcher.addArrival(message);
        if (!matcher.probes().isEmpty()) {
            answerProbes(matcher);
        }
    }

    private Unexpected keep(Peer peer, int kind, int source, int tag, int sendId, long address, int length) {
        Unexpected message = freeUnexpected;
        if (message == null) {
            message = new Unexpected();
        } else {
            freeUnexpected = (Unexpected) message.link;
            message.link = null;
        }
        message.set(source, tag);
        message.peer = peer;
        message.kind = kind;
        message.sendId = sendId;
        if (kind == Kinds.EAGER) {
            message.bytes = length;
            message.address = 0;
            if (length > 0) {
                message.address = memory.take(length);
                RawMemory.copy(address, message.address, length);
                unexpectedBytes += length;
                peakUnexpectedBytes = Math.max(peakUnexpectedBytes, unexpectedBytes);
            }
        } else {
            message.bytes = RawMemory.getLong(address);
            message.key.set(RawMemory.getLong(address + 8), RawMemory.getLong(address + 16));
            message.hasKey = (RawMemory.getLong(address + 24) & Kinds.HAS_KEY) != 0;
        }
        return message;
    }

    /** A message that overtook an earlier one of the same sender waits for it. */
    private void keepEarly(Peer peer, int kind, long h0, long h1, long h2, long address, int length) {
        Unexpected message = keep(peer, kind, high(h2), (int) h1, (int) h2, address, length);
        message.context = h0;
        message.sequence = high(h1);
        message.link = peer.early;
        peer.early = message;
    }

    private void replayEarly(Peer peer) {
        Unexpected before = null;
        Unexpected message = peer.early;
        while (message != null) {
            Unexpected next = (Unexpected) message.link;
            if (message.sequence != peer.receiveSequence) {
                before = message;
                message = next;
                continue;
            }
            if (before == null) {
                peer.early = next;
            } else {
                before.link = next;
            }
            message.link = null;
            peer.receiveSequence++;
            Matcher matcher = matcher(message.context);
            if (matcher.takePosted(message.source(), message.tag()) instanceof RecvOp op) {
                receive(op, message);
            } else {
                matcher.addArrival(message);
                answerProbes(matcher);
            }
            before = null;
            message = peer.early;
        }
    }

    private void answerProbes(Matcher matcher) {
        List<Posted> probes = matcher.probes();
        for (int i = 0; i < probes.size(); i++) {
            ProbeOp probe = (ProbeOp) probes.get(i);
            if (tryProbe(matcher, probe)) {
                probes.remove(i--);
                progress.complete(probe);
            }
        }
    }

    /** Whether a message for the probe is there; a matched probe takes it. */
    boolean tryProbe(Matcher matcher, ProbeOp probe) {
        Arrival arrival = probe.take
                ? matcher.takeArrival(probe.wantedSource, probe.wantedTag)
                : matcher.findArrival(probe.wantedSource, probe.wantedTag);
        if (arrival == null) {
            return false;
        }
        probe.found((Unexpected) arrival);
        return true;
    }

    /** Why no message from there can come any more; null if one can. */
    @Nullable
    String cannotCome(Matcher matcher, int source) {
        return lostSource(matcher, source);
    }

    private void onAnswer(Peer peer, int kind, long h0, long h1, long h2, long address, int length) {
        switch (kind) {
            case Kinds.CTS -> onClearToSend(peer, high(h0), (int) h0, h1, h2, address);
            case Kinds.DATA -> {
                if (table.get((int) h0) instanceof RecvOp op) {
                    onData(op, h1, address, length);
                }
            }
            case Kinds.DONE -> {
                if (table.get((int) h0) instanceof RecvOp op) {
                    finish(op);
                }
            }
            case Kinds.FIN -> {
                if (table.get((int) h0) instanceof SendOp op) {
                    if (!op.view.checkAlive()) {
                        // what the receiver has read may be anything
                        closedArena(op);
                    }
                    finish(op);
                }
            }
            case Kinds.ACK -> {
                if (table.get((int) h0) instanceof SendOp op) {
                    finish(op);
                }
            }
            case Kinds.CREDIT -> peer.unacknowledged -= h0;
            default -> throw new IllegalStateException("message of unknown kind " + kind + " from rank " + peer.rank);
        }
    }

    @Override
    public void onCompletion(long token, int status) {
        Operation operation = table.get((int) token);
        if (operation instanceof RecvOp op) {
            onGot(op, status);
        } else if (operation instanceof SendOp op) {
            onPut(op, status);
        }
    }

    private void onGot(RecvOp op, int status) {
        Peer peer = op.peer;
        if (peer == null) {
            return;
        }
        if (status == Status.OK) {
            answer(peer, Kinds.FIN, op.sendId, 0, 0, 0, 0, 0);
            finish(op);
        } else if (status == Status.CLOSED) {
            failReceive(op, "rank " + peer.rank + " is gone (" + Status.describe(status) + ")");
        } else if (!op.target.checkAlive()) {
            closedArena(op);
            answer(peer, Kinds.FIN, op.sendId, 0, 0, 0, 0, 0);
            finish(op);
        } else {
            // the memory could not be reached after all: have it sent
            clearToSend(op, peer, false);
        }
    }

    private void onPut(SendOp op, int status) {
        Peer peer = peerOf(op);
        if (status == Status.OK) {
            answer(peer, Kinds.DONE, op.receiveId, 0, 0, 0, 0, 0);
            finish(op);
        } else if (status == Status.CLOSED) {
            failSend(op, peer);
        } else {
            streams.add(op);
            addBacklog();
        }
    }

    private void failReceive(RecvOp op, String why) {
        op.fail(ErrorClass.PROC_ABORTED, "the " + op.describe() + " failed: " + why);
        finish(op);
    }

    // ---------------------------------------------------------------- answers and credits

    private void credit(Peer peer, long bytes) {
        peer.toReturn += bytes + Peer.OVERHEAD;
        if (peer.toReturn >= peer.creditLimit / 2) {
            long back = peer.toReturn;
            peer.toReturn = 0;
            answer(peer, Kinds.CREDIT, back, 0, 0, 0, 0, 0);
        }
    }

    private void answer(Peer peer, int kind, long h0, long h1, long h2, long key0, long key1, int bytes) {
        if (!peer.controls.isEmpty() || trySend(peer, kind, h0, h1, h2, key0, key1, bytes) == Status.BUSY) {
            peer.controls.add(new Peer.Control(kind, h0, h1, h2, key0, key1, bytes));
            flushLater(peer);
        }
    }

    private int trySend(Peer peer, int kind, long h0, long h1, long h2, long key0, long key1, int bytes) {
        if (bytes > 0) {
            RawMemory.putLong(headerAddress, key0);
            RawMemory.putLong(headerAddress + 8, key1);
        }
        return peer.endpoint.send(kind, h0, h1, h2, header, 0, bytes);
    }

    // ---------------------------------------------------------------- progress

    @Override
    public int poll() {
        int events = 0;
        for (Transport transport : transports) {
            events += transport.poll();
        }
        return hasBacklog ? events + workOffBacklog() : events;
    }

    /** What most polls find nothing of: sends without room, fragments, gets without room. */
    private int workOffBacklog() {
        int events = flush() + advanceStreams() + retryGets();
        hasBacklog = isBusy();
        return events;
    }

    private void addBacklog() {
        hasBacklog = true;
        progress.wakeLeader();
    }

    private int flush() {
        int events = 0;
        for (int i = 0; i < toFlush.size(); i++) {
            Peer peer = toFlush.get(i);
            events += flush(peer);
            if (peer.controls.isEmpty() && peer.waiting.isEmpty()) {
                peer.onFlushList = false;
                toFlush.remove(i--);
            }
        }
        return events;
    }

    private int flush(Peer peer) {
        int events = 0;
        for (Peer.Control c = peer.controls.peek(); c != null; c = peer.controls.peek()) {
            if (trySend(peer, c.kind(), c.h0(), c.h1(), c.h2(), c.key0(), c.key1(), c.bytes()) == Status.BUSY) {
                return events;
            }
            peer.controls.remove();
            events++;
        }
        for (SendOp op = peer.waiting.peek(); op != null; op = peer.waiting.peek()) {
            if (!trySend(op, peer)) {
                return events;
            }
            peer.waiting.remove();
            events++;
        }
        return events;
    }

    private int advanceStreams() {
        int events = 0;
        for (int i = 0; i < streams.size(); i++) {
            SendOp op = streams.get(i);
            long before = op.sent;
            if (stream(op)) {
                streams.remove(i--);
                events++;
            } else if (op.sent != before) {
                events++;
            }
        }
        return events;
    }

    private int retryGets() {
        int events = 0;
        for (int i = 0; i < pendingGets.size(); i++) {
            RecvOp op = pendingGets.get(i);
            Peer peer = op.peer;
            if (peer == null) {
                continue;
            }
            int status = peer.endpoint.get(op.target, 0, op.key, 0, op.wanted, op.id);
            if (status != Status.BUSY) {
                pendingGets.remove(i--);
                events++;
                if (status != Status.PENDING) {
                    onGot(op, status);
                }
            }
        }
        return events;
    }

    private boolean isBusy() {
        return !toFlush.isEmpty() || !streams.isEmpty() || !pendingGets.isEmpty();
    }


    @Override
    public boolean arm() {
        sleepNs = isBusy() ? SLEEP_BUSY_NS : SLEEP_NS;
        boolean armed = true;
        for (Transport transport : transports) {
            armed &= transport.arm();
        }
        return armed;
    }

    @Override
    public void sleep() {
        sleeper.sleep(sleepNs);
    }

    @Override
    public void disarm() {
        for (Transport transport : transports) {
            transport.disarm();
        }
    }

    @Override
    public void wake() {
        sleeper.wake();
    }

    // ---------------------------------------------------------------- ends

    @Override
    public void onPeerLost(int rank, String reason) {
        if (closing) {
            return;
        }
        Peer peer = directory.orClosed(rank);
        if (peer.lost != null) {
            return;
        }
        peer.lost = reason;
        peer.controls.clear();
        for (SendOp op = peer.waiting.poll(); op != null; op = peer.waiting.poll()) {
            failSend(op, peer);
        }
        for (Operation operation : table.all()) {
            if (operation instanceof SendOp op && op.peer == peer) {
                streams.remove(op);
                failSend(op, peer);
            } else if (operation instanceof RecvOp op && op.peer == peer) {
                pendingGets.remove(op);
                failReceive(op, "rank " + rank + " is gone (" + reason + ")");
            }
        }
        failPosted(peer);
    }

    /** Ends the receives and probes that wait for messages of a peer that is lost. */
    private void failPosted(Peer peer) {
        for (Matcher matcher : matchers.all()) {
            if (matcher != null) {
                failPosted(matcher, peer);
            }
        }
    }

    private void failPosted(Matcher matcher, Peer peer) {
        int[] members = matcher.members();
        if (members == null) {
            return;
        }
        String why = "rank " + peer.rank + " is gone (" + peer.lost + ")";
        for (int i = 0; i < members.length; i++) {
            if (members[i] == peer.rank) {
                for (Posted posted : matcher.takeAllFrom(i)) {
                    failReceive((RecvOp) posted, why);
                }
                for (Posted probe : List.copyOf(matcher.probes())) {
                    int wanted = ((ProbeOp) probe).wantedSource;
                    if (wanted == i || wanted == Matcher.ANY) {
                        matcher.probes().remove(probe);
                        probe.fail(ErrorClass.PROC_ABORTED, "the " + probe.describe() + " failed: " + why);
                        progress.complete(probe);
                    }
                }
            }
        }
    }

    /** Takes a receive back that has no message yet, or a send that has not left; others go on. */
    void cancel(Operation operation) {
        if (operation.isDone()) {
            return;
        }
        if (operation instanceof RecvOp op && op.isQueued() && op.matcher != null) {
            op.matcher.unpost(op);
            op.cancelled();
            finish(op);
        }
    }

    // ---------------------------------------------------------------- memory

    /** Packs a message with holes into memory of the send's own; {@code view} spans the elements. */
    void pack(SendOp op, BufferView view, long count, Layout layout, long buffered) {
        long n = count * layout.size();
        op.stagingBytes = Math.max(1, n);
        op.staging = memory.take(op.stagingBytes);
        layout.pack(view, 0, count, op.staging);
        op.view.setNative(op.staging, n, null);
        op.bufferedBytes = buffered;
        bufferedBytes += buffered;
    }

    long bufferedBytes() {
        return bufferedBytes;
    }

    long peakUnexpectedBytes() {
        return peakUnexpectedBytes;
    }

    /** Whether nothing of ours is left to be sent. */
    boolean isQuiet() {
        for (Transport transport : transports) {
            if (transport.hasUnsent()) {
                return false;
            }
        }
        return !isBusy() && table.all().stream().noneMatch(SendOp.class::isInstance);
    }

    /** What is pending here, one a line. */
    List<String> pending() {
        List<String> lines = new ArrayList<>();
        for (Operation operation : table.all()) {
            lines.add(operation.describe());
        }
        for (Matcher matcher : matchers.all()) {
            if (matcher != null) {
                matcher.waiting().forEach(p -> lines.add(p.describe()));
                matcher.probes().forEach(p -> lines.add(p.describe()));
            }
        }
        return lines;
    }

    void stopListening() {
        closing = true;
    }

    /** Closes the transports, unless a thread of the program still waits in them: their memory must stay then. */
    void close() {
        if (!progress.stop()) {
            return;
        }
        for (Transport transport : transports) {
            transport.close();
        }
        memory.close();
    }

    /** Turns an operation's error into an exception. */
    static void check(Operation operation) {
        if (operation.errorClass() != 0) {
            throw new EngineException(operation.errorClass(), String.valueOf(operation.error()));
        }
    }
}
