package mpj.transport.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import mpj.transport.Reason;
import mpj.wireup.JobSecret;
import mpj.wireup.MutualProof;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to connect to a peer: its addresses one after the other, again and again for a time.
 *
 * <p>Where two ranks connect to each other at once, the lower one's attempt goes first: it tells the other to yield, and
 * that one takes the connection that the lower one makes. A connection that stands at the peer's kernel may wait long
 * for the peer to look: it computes. Only where there is another address to try is that time limited.
 */
final class Dialer {
    private static final long ATTEMPT_NS = 5_000_000_000L;
    private static final long PAUSE_NS = 100_000_000L;
    /** For so long a peer is called again although all its addresses refuse. */
    private static final long REFUSED_NS = 1_000_000_000L;

    /** How long a rank that was told to yield waits before it tries again. */
    private static final long YIELD_NS = 1_000_000_000L;

    private enum State {
        CONNECTING,
        ANSWER,
        VERDICT,
        /** Waits for the time of the next attempt, or for the peer's. */
        PAUSE
    }

    private final TcpTransport transport;
    private final Link link;
    private final List<InetSocketAddress> addresses;
    private final long startNs = System.nanoTime();
    private final StringBuilder failures = new StringBuilder();
    private int next;
    /** Whether an address of this round is silent, as a peer is that computes. */
    private boolean someSilent;

    private boolean allRefused = true;
    private State state = State.PAUSE;
    private long deadlineNs;
    private @Nullable Wire wire;
    private @Nullable Exchange exchange;
    private @Nullable MutualProof proof;

    Dialer(TcpTransport transport, Link link, TcpCard card) {
        this.transport = transport;
        this.link = link;
        this.addresses = transport.ways(card);
    }

    /** Tries the next address. */
    void dial() {
        InetSocketAddress address = addresses.get(next);
        state = State.CONNECTING;
        deadlineNs = System.nanoTime() + Math.min(ATTEMPT_NS, transport.timeoutNs());
        try {
            Wire made = transport.sockets().connect(address);
            wire = made;
            exchange = new Exchange(made, transport.exchangeMemory());
            made.watch(this::onReady, true);
        } catch (IOException e) {
            failed(Reason.of(e));
        }
    }

    private int onReady() {
        try {
            Wire made = wire;
            Exchange messages = exchange;
            if (made == null || messages == null) {
                return 0;
            }
            if (state == State.CONNECTING) {
                if (!made.finishConnect()) {
                    return 0;
                }
                greet(made, messages);
            }
            while (state != State.PAUSE && messages.isComplete()) {
                step(made, messages);
            }
        } catch (IOException e) {
            failed(Reason.of(e));
        }
        return 1;
    }

    private void greet(Wire made, Exchange messages) throws IOException {
        made.configure(transport.timeoutS());
        MutualProof mine = MutualProof.initiator(
                transport.secret(), new Hello(transport.rank(), link.peer()).encode());
        proof = mine;
        messages.send(mine.opening());
        messages.expect(MutualProof.ANSWER_BYTES);
        state = State.ANSWER;
        allRefused = false;
        deadlineNs = System.nanoTime() + ATTEMPT_NS;
        made.watch(this::onReady, false);
    }

    private void step(Wire made, Exchange messages) throws IOException {
        MutualProof mine = proof;
        if (state == State.ANSWER && mine != null) {
            messages.send(mine.closing(messages.message()));
            messages.expect(1);
            state = State.VERDICT;
            return;
        }
        switch (messages.message()[0]) {
            case Hello.ACCEPT -> {
                wire = null;
                state = State.PAUSE;
                link.open(made);
            }
            case Hello.YIELD -> pause(YIELD_NS);
            case Hello.GONE -> transport.loseLater(link, "it holds this rank for lost");
            default -> throw new IOException("it answers what it should not");
        }
    }

    private void failed(String reason) {
        InetSocketAddress address = addresses.get(next);
        if (failures.indexOf(address.toString()) < 0) {
            failures.append(failures.isEmpty() ? "" : "; ").append(address).append(": ").append(reason);
        }
        closeWire();
        long now = System.nanoTime();
        if (++next < addresses.size()) {
            // from the next look at the time on, not from here: many addresses that fail at once are no deep recursion
            pause(0);
            return;
        }
        long limitNs = allRefused ? REFUSED_NS : transport.timeoutNs();
        if (!someSilent && now - startNs > limitNs) {
            transport.loseLater(link, "it cannot be reached at " + failures);
            return;
        }
        someSilent = false;
        allRefused = true;
        pause(PAUSE_NS);
    }

    private void pause(long ns) {
        closeWire();
        state = State.PAUSE;
        deadlineNs = System.nanoTime() + ns;
        if (next >= addresses.size()) {
            next = 0;
        }
    }

    /** Does what is due. */
    void onTime(long nowNs) {
        if (deadlineNs - nowNs > 0) {
            return;
        }
        switch (state) {
            case PAUSE -> dial();
            case CONNECTING -> {
                allRefused = false;
                failed("no answer");
            }
            case ANSWER -> {
                if (addresses.size() > 1) {
                    someSilent = true;
                    failed("no answer from MPI");
                }
            }
            case VERDICT -> {}
        }
    }

    private void closeWire() {
        Wire old = wire;
        wire = null;
        exchange = null;
        if (old != null) {
            old.close();
        }
    }

    /** The link has a connection, or has ended: this attempt is of no use any more, unless that is its own. */
    void give() {
        state = State.PAUSE;
        closeWire();
    }
}
