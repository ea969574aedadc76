package mpj.transport.rdma;

import java.io.StreamCorruptedException;
import mpj.transport.Reason;
import mpj.transport.Status;
import mpj.transport.rdma.verbs.LockedMemory;
import mpj.transport.rdma.verbs.VerbsException;
import mpj.wireup.MutualProof;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to connect to a peer, again and again for a time.
 *
 * <p>Where two ranks connect to each other at once, the lower one's attempt goes first: it tells the other to yield, and
 * that one takes the connection that the lower one makes.
 */
final class Dialer implements Channel.Owner {
    private static final long PAUSE_NS = 100_000_000L;
    /** How long a rank that was told to yield waits before it tries again. */
    private static final long YIELD_NS = 1_000_000_000L;
    /** A failure that took so long is a peer that does not look at its connections: it computes. */
    private static final long SLOW_NS = 10_000_000_000L;
    /** For so long attempts that fail at once are repeated. */
    private static final long GIVE_UP_NS = 5_000_000_000L;

    private final RdmaTransport transport;
    private final Connection connection;
    private final RdmaCard card;
    private MutualProof proof;
    private @Nullable Channel channel;
    private boolean answered;
    private long triedNs;
    private long failingSinceNs;
    private boolean failing;
    private long dueNs;

    Dialer(RdmaTransport transport, Connection connection, RdmaCard card) {
        this.transport = transport;
        this.connection = connection;
        this.card = card;
        this.proof = newProof();
    }

    private MutualProof newProof() {
        return MutualProof.initiator(
                transport.secret(), new Handshake.Ranks(transport.rank(), connection.peer()).encode());
    }

    /** Makes an attempt. */
    void dial() {
        triedNs = System.nanoTime();
        answered = false;
        proof = newProof();
        try {
            Resources resources = transport.resources();
            Channel made = resources.newChannel(options -> resources.device().createQueuePair(options), this);
            channel = made;
            if (!made.postReceives(resources.settings().window())) {
                failed("there is no registered memory left for its messages" + LockedMemory.cure());
                return;
            }
            made.pair().connect(card.address());
        } catch (VerbsException e) {
            failed(Reason.of(e));
        }
    }

    @Override
    public void onConnected() {
        send(Frame.OPENING, proof.opening());
    }

    private void send(int kind, byte[] message) {
        Channel to = channel;
        if (to != null && to.sendOwn(kind, message) == Status.BUSY) {
            failed("there is no memory for a message to it");
        }
    }

    @Override
    public void onMessage(int kind, byte[] message) {
        Channel made = channel;
        if (made == null) {
            return;
        }
        try {
            if (kind == Frame.ANSWER && !answered) {
                answered = true;
                Handshake.expect(message, MutualProof.ANSWER_BYTES);
                byte[] mine = proof.closing(message);
                send(Frame.CLOSING, Handshake.closing(mine, Handshake.Offer.of(made, transport.resources())));
            } else if (kind == Frame.VERDICT && answered) {
                hear(made, message);
            } else {
                throw new StreamCorruptedException("it answers what it should not");
            }
        } catch (StreamCorruptedException e) {
            failed(Reason.of(e));
        }
    }

    private void hear(Channel made, byte[] message) throws StreamCorruptedException {
        switch (Handshake.verdictOf(message)) {
            case Handshake.ACCEPT -> {
                channel = null;
                connection.open(made, Handshake.offerOfVerdict(message));
            }
            case Handshake.YIELD -> pause(YIELD_NS);
            case Handshake.GONE -> transport.loseLater(connection, "it holds this rank for lost");
            default -> throw new StreamCorruptedException("it answers what it should not");
        }
    }

    @Override
    public void onEnded(String reason) {
        failed(reason);
    }

    private void failed(String reason) {
        long now = System.nanoTime();
        boolean slow = now - triedNs > SLOW_NS;
        if (!failing || slow) {
            failing = !slow;
            failingSinceNs = now;
        }
        if (failing && now - failingSinceNs > Math.min(GIVE_UP_NS, transport.resources().settings().timeoutNs())) {
            transport.loseLater(connection, "it cannot be reached at " + card.address() + ": " + reason);
        } else {
            pause(PAUSE_NS);
        }
    }

    private void pause(long ns) {
        dropChannel();
        dueNs = System.nanoTime() + ns;
    }

    /** Does what is due. */
    void onTime(long nowNs) {
        if (channel == null && dueNs - nowNs <= 0) {
            dial();
        }
    }

    /** The attempt is of no use any more. */
    void give() {
        dropChannel();
    }

    private void dropChannel() {
        Channel old = channel;
        channel = null;
        if (old != null) {
            transport.closeLater(old);
        }
    }
}
