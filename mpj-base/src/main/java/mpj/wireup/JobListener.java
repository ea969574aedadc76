package mpj.wireup;

/** Hears of the job's events on the process manager's thread; must not block for long. */
public interface JobListener {
    /** A peer has died, with the reason in words. */
    void peerLost(int rank, String reason);

    /**
     * The state of this rank for a roll call: a line with what it waits for, the same in ranks that wait for the same;
     * then its pending operations, one a line. Empty if none is pending.
     */
    String pending();
}
