package mpj.testkit;

/**
 * What a {@link FaultyProvider} does to the transport it wraps. Probabilities are in percent.
 *
 * @param seed of all its randomness; each rank draws a stream of its own
 * @param delayPercent how many arrivals are held back
 * @param delayMaxPolls for how many polls at most
 * @param reorderWithinPeer whether a held message may be overtaken by later ones of the same peer, which the transport
 *     contract forbids: for proving what the engine restores
 * @param refusePercent how many sends, gets and puts are answered BUSY although there is room
 * @param lateCompletionPercent how many completions are held back
 * @param spuriousWakePercent how many sleeps end, or are refused, for no reason
 * @param lostPeer the peer that is lost, -1 for none; it loses this rank at the same time, if both are opened by one
 *     provider
 * @param lostAfterEvents after how many arrivals and completions of any peer it is lost
 */
public record Faults(
        long seed,
        int delayPercent,
        int delayMaxPolls,
        boolean reorderWithinPeer,
        int refusePercent,
        int lateCompletionPercent,
        int spuriousWakePercent,
        int lostPeer,
        long lostAfterEvents) {

    /** Delays in order, refusals, late completions and spurious wake-ups: all that a transport is allowed to do. */
    public static Faults lawful(long seed) {
        return new Faults(seed, 20, 12, false, 10, 30, 20, -1, 0);
    }

    /** No fault at all. */
    public static Faults none(long seed) {
        return new Faults(seed, 0, 1, false, 0, 0, 0, -1, 0);
    }

    /** These, and messages of one peer overtake each other. */
    public Faults reorderingWithinPeer() {
        return new Faults(
                seed,
                delayPercent,
                delayMaxPolls,
                true,
                refusePercent,
                lateCompletionPercent,
                spuriousWakePercent,
                lostPeer,
                lostAfterEvents);
    }

    /** These, and {@code peer} is lost after so many events. */
    public Faults losing(int peer, long afterEvents) {
        return new Faults(
                seed,
                delayPercent,
                delayMaxPolls,
                reorderWithinPeer,
                refusePercent,
                lateCompletionPercent,
                spuriousWakePercent,
                peer,
                afterEvents);
    }
}
