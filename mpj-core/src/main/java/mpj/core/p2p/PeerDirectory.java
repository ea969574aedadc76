package mpj.core.p2p;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import mpj.base.memory.BufferView;
import mpj.transport.Capabilities;
import mpj.transport.Cards;
import mpj.transport.Endpoint;
import mpj.transport.RemoteKey;
import mpj.transport.Status;
import mpj.transport.Transport;
import mpj.wireup.ProcessManager;
import mpj.wireup.WireupException;
import org.jspecify.annotations.Nullable;

/** The peers met so far, and how to reach one on first use: by the first transport that can. */
final class PeerDirectory implements Cards {
    private final ProcessManager manager;
    private final long creditLimit;
    private final @Nullable Peer[] peers;
    private Transport[] transports = new Transport[0];
    private Consumer<Peer> unreachable = _ -> {};

    PeerDirectory(ProcessManager manager, long unexpectedMax) {
        this.manager = manager;
        int others = Math.max(1, manager.size() - 1);
        this.creditLimit = Math.clamp(unexpectedMax / others, 64 << 10, 4 << 20);
        this.peers = new Peer[manager.size()];
    }

    /** In the order in which they are tried. */
    void setTransports(Transport[] inOrder) {
        transports = inOrder;
    }

    /** Has peers that turn out to be out of reach told. */
    void onUnreachable(Consumer<Peer> action) {
        unreachable = action;
    }

    Peer peer(int rank) {
        Peer peer = peers[rank];
        return peer != null ? peer : connect(rank);
    }

    /** The peer, if there has been a reason to look for it. */
    @Nullable
    Peer known(int rank) {
        return peers[rank];
    }

    /** The peers met so far, in the order of their ranks. */
    List<Peer> met() {
        List<Peer> met = new ArrayList<>();
        for (Peer peer : peers) {
            if (peer != null) {
                met.add(peer);
            }
        }
        return met;
    }

    /** The peer, or one that cannot be reached where there was none: for one that is lost anyway. */
    Peer orClosed(int rank) {
        Peer peer = peers[rank];
        return peer != null ? peer : remember(rank, new ClosedEndpoint(rank), "none");
    }

    private Peer remember(int rank, Endpoint endpoint, String transport) {
        Peer peer = new Peer(rank, endpoint, transport, creditLimit, rank == manager.rank());
        peers[rank] = peer;
        return peer;
    }

    private Peer connect(int rank) {
        StringBuilder why = new StringBuilder();
        for (Transport transport : transports) {
            byte[] card = card(rank, transport);
            String reason = card == null ? "it could not open it" : transport.unreachable(rank, card);
            if (card != null && reason == null) {
                try {
                    return remember(rank, transport.connect(rank, card), transport.name());
                } catch (IllegalStateException e) {
                    reason = e.getMessage();
                }
            }
            why.append(why.isEmpty() ? "" : "; ").append(transport.name()).append(": ").append(reason);
        }
        Peer peer = remember(rank, new ClosedEndpoint(rank), "none");
        peer.lost = why.toString();
        unreachable.accept(peer);
        return peer;
    }

    @Override
    public int size() {
        return manager.size();
    }

    @Override
    public byte @Nullable [] card(int rank, Transport transport) {
        if (transport.name().equals("self")) {
            return new byte[0];
        }
        try {
            return manager.get(rank, P2p.CARD + transport.name());
        } catch (WireupException e) {
            return null;
        }
    }

    /** The way to a peer that cannot be reached. */
    private record ClosedEndpoint(int peer) implements Endpoint {
        @Override
        public Capabilities capabilities() {
            return new Capabilities(0, Integer.MAX_VALUE, Integer.MAX_VALUE, 1, false);
        }

        @Override
        public int send(int kind, long h0, long h1, long h2, @Nullable BufferView payload, long offset, int length) {
            return Status.CLOSED;
        }

        @Override
        public boolean export(BufferView view, RemoteKey key) {
            return false;
        }

        @Override
        public void unexport(RemoteKey key) {}

        @Override
        public boolean canReach(RemoteKey key, BufferView local) {
            return false;
        }

        @Override
        public int get(BufferView local, long localOffset, RemoteKey key, long remoteOffset, long length, long token) {
            return Status.CLOSED;
        }

        @Override
        public int put(BufferView local, long localOffset, RemoteKey key, long remoteOffset, long length, long token) {
            return Status.CLOSED;
        }

        @Override
        public void close() {}
    }
}
