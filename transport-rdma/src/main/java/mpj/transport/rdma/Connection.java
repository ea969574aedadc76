package mpj.transport.rdma;

import java.io.StreamCorruptedException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import mpj.base.memory.BufferView;
import mpj.transport.Capabilities;
import mpj.transport.Endpoint;
import mpj.transport.RemoteKey;
import mpj.transport.Status;
import org.jspecify.annotations.Nullable;

/**
 * The way to one peer: nothing yet, a connection that is being made, one that stands, or one that has ended.
 *
 * <p>A key's access word holds the adapter's key, whether the memory may be written, whether it is several regions, and
 * the number by which {@link #unexport} finds the registration. The keys of several regions are told before, by that
 * number.
 */
final class Connection implements Endpoint, Channel.Owner {
    private static final long WRITABLE = 1L << 32;
    private static final long SEVERAL = 1L << 33;
    private static final int NUMBER_SHIFT = 34;
    private static final int WORD = Long.BYTES;

    private final RdmaTransport transport;
    private final Resources resources;
    private final int peer;
    private final Transfers transfers;
    private Capabilities capabilities;
    private @Nullable Dialer dialer;
    private @Nullable Channel channel;
    private Handshake.@Nullable Offer offer;
    /** Of the peer's memory that is several regions, by its number. */
    private final Map<Integer, RemoteKeys> remoteKeys = new HashMap<>();
    /** Messages of keys that have to leave before any other. */
    private final ArrayDeque<byte[]> keysToTell = new ArrayDeque<>();

    private boolean closed;
    private boolean leaving;
    private boolean queued;

    Connection(RdmaTransport transport, int peer) {
        this.transport = transport;
        this.resources = transport.resources();
        this.peer = peer;
        this.transfers = new Transfers(resources);
        this.capabilities = capabilities(resources.settings().maxSend());
    }

    private static Capabilities capabilities(int maxSend) {
        return new Capabilities(maxSend, maxSend, maxSend, maxSend, true);
    }

    // ---------------------------------------------------------------- the connection

    /** Begins to connect, unless there is a connection or an attempt already. */
    void dial(RdmaCard card) {
        capabilities = capabilities(Math.min(resources.settings().maxSend(), card.maxSend()));
        if (channel == null && dialer == null && !closed) {
            Dialer attempt = new Dialer(transport, this, card);
            dialer = attempt;
            transport.watchTime();
            attempt.dial();
        }
    }

    boolean isDialing() {
        return dialer != null;
    }

    boolean isOpen() {
        return channel != null && !closed;
    }

    boolean isClosed() {
        return closed;
    }

    /** A connection stands, made by either side. */
    void open(Channel proven, Handshake.Offer offered) {
        endDialing();
        offer = offered;
        channel = proven;
        proven.open(this, offered.window());
        transport.opened();
    }

    private void endDialing() {
        Dialer attempt = dialer;
        if (attempt != null) {
            dialer = null;
            attempt.give();
        }
    }

    /** What the attempt to connect has to do at this time. */
    void onTime(long nowNs) {
        Dialer attempt = dialer;
        if (attempt != null) {
            attempt.onTime(nowNs);
        }
    }

    /** Has the adapter look whether the peer's machine is there. */
    void probe() {
        Channel way = channel;
        Handshake.Offer known = offer;
        if (way != null && known != null && !closed) {
            way.writeWord(known.probeAddress(), known.probeKey(), 0);
        }
    }

    @Override
    public void onConnected() {
        // told on the side that accepted, by then there may have been messages
    }

    @Override
    public void onMessage(int kind, byte[] payload) {
        transport.loseLater(this, kind == Frame.BYE ? "it has left" : "it says what it should not");
    }

    @Override
    public void onEnded(String reason) {
        transport.loseLater(this, reason);
    }

    /** Nothing goes through any more; what is under way stays until {@link #lose}. */
    void shut() {
        closed = true;
        endDialing();
    }

    /** Takes the memory of everything under way away from the adapter. */
    void cut() {
        Channel old = channel;
        channel = null;
        if (old != null) {
            resources.close(old);
        }
    }

    /** Ends everything that was under way. */
    void lose() {
        transfers.endAll();
    }

    /** Tells the peer that this rank leaves. */
    @Override
    public void close() {
        Channel way = channel;
        if (way != null && !leaving && !closed) {
            way.sendOwn(Frame.BYE, Frame.EMPTY);
        }
        leaving = true;
    }

    /** Whether the adapter will tell anyway if the peer's machine is gone. */
    boolean awaitsAnswer() {
        Channel way = channel;
        return way != null && way.awaitsCompletion();
    }

    /** Whether the adapter still works on something. */
    boolean isSending() {
        Channel way = channel;
        return way != null && !way.isBroken() && !way.isIdle();
    }

    // ---------------------------------------------------------------- messages

    @Override
    public int peer() {
        return peer;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public int send(int kind, long h0, long h1, long h2, @Nullable BufferView payload, long offset, int length) {
        if (closed || leaving) {
            return Status.CLOSED;
        }
        Channel way = channel;
        if (way == null || !keysToTell.isEmpty() && !tellKeys(way)) {
            return Status.BUSY;
        }
        return way.send(kind, h0, h1, h2, payload, offset, length);
    }

    // ---------------------------------------------------------------- memory

    @Override
    public boolean isWorthExporting(BufferView view, boolean writable) {
        return view.isNative() && resources.cache().isWorthwhile(view, 0, view.length(), writable);
    }

    @Override
    public boolean export(BufferView view, RemoteKey key) {
        return export(view, key, true);
    }

    @Override
    public boolean exportToRead(BufferView view, RemoteKey key) {
        return export(view, key, false);
    }

    private boolean export(BufferView view, RemoteKey key, boolean writable) {
        if (closed || !view.isNative() || view.length() <= 0 || writable && view.isReadOnly()) {
            return false;
        }
        RegistrationCache cache = resources.cache();
        Registration registration = cache.acquire(view, 0, view.length(), writable);
        if (registration == null) {
            return false;
        }
        int number = cache.number(registration);
        long access = (registration.writable ? WRITABLE : 0) | (long) number << NUMBER_SHIFT;
        if (registration.regions() == 1) {
            access |= registration.remoteKey(0) & 0xffffffffL;
        } else if (RemoteKeys.bytes(registration.regions()) <= capabilities.maxSend()) {
            access |= SEVERAL;
            keysToTell.add(RemoteKeys.encode(number, registration));
        } else {
            cache.release(registration);
            return false;
        }
        key.set(view.address(), access);
        return true;
    }

    /** Tells the keys of memory that is exported and several regions; false if there is no place for that now. */
    private boolean tellKeys(Channel way) {
        while (!keysToTell.isEmpty()) {
            if (way.sendPaid(Frame.KEYS, keysToTell.getFirst()) == Status.BUSY) {
                return false;
            }
            keysToTell.removeFirst();
        }
        return true;
    }

    /** The peer tells the keys of memory whose number is about to come. */
    void onKeys(byte[] message) throws StreamCorruptedException {
        remoteKeys.put(RemoteKeys.number(message), RemoteKeys.decode(message));
    }

    @Override
    public void unexport(RemoteKey key) {
        Registration registration = resources.cache().numbered(numberOf(key));
        if (registration != null) {
            resources.cache().release(registration);
        }
    }

    @Override
    public boolean canReach(RemoteKey key, BufferView local) {
        return !closed && ((key.access & SEVERAL) == 0 || remoteKeys.containsKey(numberOf(key)));
    }

    private static int numberOf(RemoteKey key) {
        return (int) (key.access >>> NUMBER_SHIFT);
    }

    @Override
    public int get(BufferView local, long localOffset, RemoteKey key, long remoteOffset, long length, long token) {
        return begin(Transfer.Kind.GET, local, localOffset, key, remoteOffset, length, 0, 0, token);
    }

    @Override
    public int put(BufferView local, long localOffset, RemoteKey key, long remoteOffset, long length, long token) {
        if ((key.access & WRITABLE) == 0 && !closed) {
            return Status.FAILED;
        }
        return begin(Transfer.Kind.PUT, local, localOffset, key, remoteOffset, length, 0, 0, token);
    }

    @Override
    public int putWithNote(
            BufferView local, long localOffset, RemoteKey key, long remoteOffset, long length, int note, long token) {
        Handshake.Offer known = offer;
        boolean enough = known == null || known.window() > 1;
        boolean possible =
                enough && resources.device().limits().immediate() && (key.access & WRITABLE) != 0 && length > 0;
        return possible || closed
                ? begin(Transfer.Kind.NOTED_PUT, local, localOffset, key, remoteOffset, length, note, 0, token)
                : Status.FAILED;
    }

    @Override
    public boolean hasAtomics() {
        return resources.device().limits().atomics();
    }

    @Override
    public int fetchAdd(
            BufferView local, long localOffset, RemoteKey key, long remoteOffset, long summand, long token) {
        return atomic(Transfer.Kind.ADD, local, localOffset, key, remoteOffset, summand, 0, token);
    }

    @Override
    public int compareSwap(
            BufferView local,
            long localOffset,
            RemoteKey key,
            long remoteOffset,
            long expected,
            long desired,
            long token) {
        return atomic(Transfer.Kind.SWAP, local, localOffset, key, remoteOffset, expected, desired, token);
    }

    private int atomic(
            Transfer.Kind kind,
            BufferView local,
            long localOffset,
            RemoteKey key,
            long remoteOffset,
            long operand,
            long desired,
            long token) {
        boolean aligned = (key.address + remoteOffset & WORD - 1) == 0;
        if (!closed && (!hasAtomics() || !aligned || (key.access & WRITABLE) == 0)) {
            return Status.FAILED;
        }
        return begin(kind, local, localOffset, key, remoteOffset, WORD, operand, desired, token);
    }

    @Override
    public int flush(long token) {
        return begin(Transfer.Kind.FLUSH, null, 0, null, 0, 0, 0, 0, token);
    }

    private int begin(
            Transfer.Kind kind,
            @Nullable BufferView local,
            long localOffset,
            @Nullable RemoteKey key,
            long remoteOffset,
            long length,
            long operand,
            long desired,
            long token) {
        if (closed || leaving) {
            return Status.CLOSED;
        }
        Channel way = channel;
        if (way == null || transfers.isFull()) {
            return Status.BUSY;
        }
        RemoteKeys keys = null;
        if (key != null && (key.access & SEVERAL) != 0) {
            keys = remoteKeys.get(numberOf(key));
            if (keys == null) {
                return Status.FAILED;
            }
        }
        Transfer transfer = transfers.begin(kind, local, localOffset, length, token);
        if (key != null) {
            transfer.remote = key.address + remoteOffset;
            transfer.remoteKey = (int) key.access;
            transfer.remoteKeys = keys;
        }
        transfer.operand = operand;
        transfer.desired = desired;
        if (!transfers.advance(way) || transfers.hasSettled()) {
            workLater();
        }
        return Status.PENDING;
    }

    Transfers transfers() {
        return transfers;
    }

    private void workLater() {
        if (!queued) {
            queued = true;
            transport.workLater(this);
        }
    }

    /** Goes on with transfers that found no place before; how many have ended. */
    int work() {
        queued = false;
        Channel way = channel;
        if (way == null || closed) {
            return 0;
        }
        int events = transfers.settle();
        if (!transfers.advance(way) || transfers.hasSettled()) {
            workLater();
        }
        return events;
    }
}
