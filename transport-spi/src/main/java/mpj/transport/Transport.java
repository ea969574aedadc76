package mpj.transport;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One rank's share of a means of moving bytes. */
public interface Transport extends AutoCloseable {
    /** The provider's name, as in {@code --transport}. */
    String name();

    /** What it uses and why, for people; empty where the name says all. */
    default String description() {
        return "";
    }

    /** What it has done, by name, for people; empty where nothing is counted. */
    default Map<String, Long> counters() {
        return Map.of();
    }

    /** This rank's address, for the peers' {@link #connect}; exchanged once, at start. */
    byte[] card();

    /**
     * Comes to terms with the transports of all other ranks, where that takes more than a look at one peer's card.
     * Called once, after the exchange of the cards and before anything else; what its own card said holds on.
     *
     * @throws TransportUnavailableException with the reason and the cure, where the ranks cannot agree
     */
    default void agree(Cards cards) throws TransportUnavailableException {}

    /** Why the peer with this card cannot be reached, in words; null if it can be. */
    @Nullable
    String unreachable(int peer, byte[] card);

    /** Makes the way to a peer; called once per peer, on first use. */
    Endpoint connect(int peer, byte[] card);

    /**
     * Does what there is to do - delivers arrived messages to the handler, advances remote memory operations - and
     * returns how many events that was. The cost must not grow with the number of idle peers.
     */
    int poll();

    /**
     * Prepares to sleep: from now on an arrival rings the bell.
     *
     * @return false when something has arrived meanwhile: poll instead of sleeping
     */
    boolean arm();

    /**
     * Sleeps until the bell rings or {@code timeoutNs} have passed. Called after {@link #arm()} said true, without the
     * engine lock.
     */
    void await(long timeoutNs);

    /** Ends the armed state. */
    void disarm();

    /** Rings this rank's own bell; any thread, any time. */
    void wake();

    /**
     * A descriptor that becomes readable when an armed transport has work, or by {@link #wake}, for sleeping on several
     * transports at once; -1 where there is none and {@link #await} is the only way. Asked before the first
     * {@link #arm}, or never.
     */
    int waitFd();

    /**
     * Whether a message that was accepted needs further polls to leave this process: who stops polling now keeps it from
     * the peer.
     */
    default boolean hasUnsent() {
        return false;
    }

    /**
     * Memory that this transport moves with the fewest copies; null where it has none better than any other. Freed by
     * {@link #free}, or when the transport is closed.
     */
    @Nullable
    MemorySegment allocate(long bytes);

    /** Gives back what {@link #allocate} gave; false if it did not come from there. */
    boolean free(MemorySegment memory);

    @Override
    void close();
}
