package mpj.testkit;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Random;
import mpj.base.memory.BufferView;
import mpj.transport.Capabilities;
import mpj.transport.Cards;
import mpj.transport.Endpoint;
import mpj.transport.RemoteKey;
import mpj.transport.Status;
import mpj.transport.Transport;
import mpj.transport.TransportUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * A transport that does by seed what a real one does when nobody looks: holds arrivals and completions back, refuses
 * for want of room, wakes for no reason, and loses a peer.
 */
final class FaultyTransport implements Transport {
    private final Transport inner;
    private final FaultyArrivals arrivals;
    private final Faults faults;
    private final Random random;

    FaultyTransport(Transport inner, FaultyArrivals arrivals, Faults faults, int rank) {
        this.inner = inner;
        this.arrivals = arrivals;
        this.faults = faults;
        this.random = new Random(faults.seed() * 17 + rank);
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public String description() {
        return inner.description();
    }

    @Override
    public Map<String, Long> counters() {
        return inner.counters();
    }

    @Override
    public byte[] card() {
        return inner.card();
    }

    @Override
    public void agree(Cards cards) throws TransportUnavailableException {
        inner.agree(cards);
    }

    @Override
    public @Nullable String unreachable(int peer, byte[] card) {
        return inner.unreachable(peer, card);
    }

    @Override
    public Endpoint connect(int peer, byte[] card) {
        return new FaultyEndpoint(inner.connect(peer, card));
    }

    @Override
    public int poll() {
        int toldBefore = arrivals.delivered();
        int heldBefore = arrivals.held();
        int found = inner.poll();
        int hidden = arrivals.held() - heldBefore;
        int toldInside = arrivals.delivered() - toldBefore;
        arrivals.release();
        int told = arrivals.delivered() - toldBefore;
        // events of the wrapped transport that never reach a handler count too
        return told + Math.max(0, found - toldInside - hidden);
    }

    @Override
    public boolean arm() {
        if (arrivals.held() > 0 || chance(faults.spuriousWakePercent())) {
            return false;
        }
        return inner.arm();
    }

    @Override
    public void await(long timeoutNs) {
        if (!chance(faults.spuriousWakePercent())) {
            inner.await(timeoutNs);
        }
    }

    @Override
    public void disarm() {
        inner.disarm();
    }

    @Override
    public void wake() {
        inner.wake();
    }

    @Override
    public int waitFd() {
        return inner.waitFd();
    }

    @Override
    public boolean hasUnsent() {
        return inner.hasUnsent();
    }

    @Override
    public @Nullable MemorySegment allocate(long bytes) {
        return inner.allocate(bytes);
    }

    @Override
    public boolean free(MemorySegment memory) {
        return inner.free(memory);
    }

    @Override
    public void close() {
        inner.close();
        arrivals.close();
    }

    /** Has a peer lost from within the next poll; any thread. */
    void loseSoon(int peer) {
        arrivals.loseSoon(peer);
        inner.wake();
    }

    private boolean chance(int percent) {
        return percent > 0 && random.nextInt(100) < percent;
    }

    /** The way to a peer, sometimes refused, closed once the peer is lost. */
    private final class FaultyEndpoint implements Endpoint {
        private final Endpoint way;

        FaultyEndpoint(Endpoint way) {
            this.way = way;
        }

        /** OK where the attempt goes on to the wrapped endpoint. */
        private int admit() {
            if (arrivals.isLost(way.peer())) {
                return Status.CLOSED;
            }
            return chance(faults.refusePercent()) ? Status.BUSY : Status.OK;
        }

        @Override
        public int peer() {
            return way.peer();
        }

        @Override
        public Capabilities capabilities() {
            return way.capabilities();
        }

        @Override
        public int send(int kind, long h0, long h1, long h2, @Nullable BufferView payload, long offset, int length) {
            int admitted = admit();
            return admitted == Status.OK ? way.send(kind, h0, h1, h2, payload, offset, length) : admitted;
        }

        @Override
        public boolean export(BufferView view, RemoteKey key) {
            return way.export(view, key);
        }

        @Override
        public boolean exportToRead(BufferView view, RemoteKey key) {
            return way.exportToRead(view, key);
        }

        @Override
        public void unexport(RemoteKey key) {
            way.unexport(key);
        }

        @Override
        public boolean canReach(RemoteKey key, BufferView local) {
            return way.canReach(key, local);
        }

        @Override
        public boolean isWorthExporting(BufferView view, boolean writable) {
            return way.isWorthExporting(view, writable);
        }

        @Override
        public boolean prefersRemote(RemoteKey key, long length) {
            return way.prefersRemote(key, length);
        }

        @Override
        public int get(BufferView local, long localOffset, RemoteKey key, long remoteOffset, long length, long token) {
            int status = admit();
            if (status == Status.OK) {
                status = way.get(local, localOffset, key, remoteOffset, length, token);
            }
            return started(status, token);
        }

        @Override
        public int put(BufferView local, long localOffset, RemoteKey key, long remoteOffset, long length, long token) {
            int status = admit();
            if (status == Status.OK) {
                status = way.put(local, localOffset, key, remoteOffset, length, token);
            }
            return started(status, token);
        }

        @Override
        public int putWithNote(
                BufferView local,
                long localOffset,
                RemoteKey key,
                long remoteOffset,
                long length,
                int note,
                long token) {
            int status = admit();
            if (status == Status.OK) {
                status = way.putWithNote(local, localOffset, key, remoteOffset, length, note, token);
            }
            return started(status, token);
        }

        private int started(int status, long token) {
            if (status == Status.PENDING) {
                arrivals.started(token, way.peer());
            }
            return status;
        }

        @Override
        public void close() {
            way.close();
        }
    }
}
