package mpj.transport.rdma;

import java.io.StreamCorruptedException;
import mpj.transport.Status;
import mpj.transport.rdma.verbs.ConnectionRequest;
import mpj.transport.rdma.verbs.Errno;
import mpj.transport.rdma.verbs.QueuePair;
import mpj.transport.rdma.verbs.VerbsException;
import mpj.wireup.MutualProof;
import org.jspecify.annotations.Nullable;

/** A connection made to this rank whose maker has not proven to be of this job. */
final class Stranger implements Channel.Owner {
    private final RdmaTransport transport;
    private @Nullable Channel channel;
    private Handshake.@Nullable Ranks ranks;
    private @Nullable MutualProof proof;
    /** An opening that came before this side may send. */
    private byte @Nullable [] early;

    private boolean dismissed;
    private long deadlineNs = System.nanoTime() + RdmaTransport.HANDSHAKE_NS;

    Stranger(RdmaTransport transport) {
        this.transport = transport;
    }

    /**
     * Lets it speak.
     *
     * @throws VerbsException where there is no room for it, or it has gone already
     */
    void accept(ConnectionRequest request) throws VerbsException {
        Channel made = transport.resources().newChannel(request::createQueuePair, this);
        channel = made;
        if (!made.postReceives(0)) {
            throw new VerbsException(Errno.ENOMEM, "there is no registered memory left for its messages");
        }
        request.accept();
    }

    /** It speaks first; that may be heard before this is. */
    @Override
    public void onConnected() {
        byte[] opening = early;
        if (opening != null) {
            early = null;
            onMessage(Frame.OPENING, opening);
        }
    }

    @Override
    public void onMessage(int kind, byte[] message) {
        Channel from = channel;
        if (from == null || dismissed) {
            return;
        }
        try {
            if (kind == Frame.OPENING && proof == null && early == null) {
                if (from.pair().state() == QueuePair.State.CONNECTED) {
                    answer(from, message);
                } else {
                    early = message;
                }
            } else if (kind == Frame.CLOSING && proof != null) {
                judge(from, proof, message);
            } else {
                throw new StreamCorruptedException("it says what it should not");
            }
            // what has come in time is heard, however long this rank did not look
            deadlineNs = System.nanoTime() + RdmaTransport.HANDSHAKE_NS;
        } catch (StreamCorruptedException e) {
            transport.dropped(this);
        }
    }

    private void answer(Channel from, byte[] opening) throws StreamCorruptedException {
        Handshake.Ranks said = Handshake.Ranks.decode(opening);
        if (said.to() != transport.rank() || !transport.isPeer(said.from())) {
            throw new StreamCorruptedException("no such ranks: " + said);
        }
        MutualProof mine = MutualProof.acceptor(transport.secret(), opening);
        proof = mine;
        ranks = said;
        send(from, Frame.ANSWER, mine.answer());
    }

    private void judge(Channel from, MutualProof begun, byte[] closing) throws StreamCorruptedException {
        begun.checkClosing(Handshake.proofOf(closing));
        Handshake.Offer offer = Handshake.offerOfClosing(closing);
        Handshake.Ranks who = ranks;
        if (who == null) {
            throw new StreamCorruptedException("it has not said who it is");
        }
        byte verdict = transport.judge(who.from());
        Resources resources = transport.resources();
        if (verdict == Handshake.ACCEPT && !from.postReceives(resources.settings().window())) {
            throw new StreamCorruptedException("there is no registered memory left for its messages");
        }
        send(from, Frame.VERDICT, Handshake.verdict(verdict, Handshake.Offer.of(from, resources)));
        if (verdict == Handshake.ACCEPT) {
            channel = null;
            transport.admitted(this, who.from(), from, offer);
        } else {
            // it closes the connection when it has read that
            dismissed = true;
        }
    }

    private static void send(Channel to, int kind, byte[] message) throws StreamCorruptedException {
        if (to.sendOwn(kind, message) != Status.OK) {
            throw new StreamCorruptedException("it cannot be answered");
        }
    }

    @Override
    public void onEnded(String reason) {
        if (dismissed) {
            transport.forget(this);
        } else {
            transport.dropped(this);
        }
    }

    boolean isLate(long nowNs) {
        return deadlineNs - nowNs < 0;
    }

    /** Closes the connection. */
    void drop() {
        Channel old = channel;
        channel = null;
        if (old != null) {
            transport.closeLater(old);
        }
    }
}
