package mpj.launcher;

/** A host with ranks of the job. */
interface RankHost {
    /**
     * Ends what lives yet in the ranks' process groups: first asking, then not. Returns when that is done, or cannot
     * be; what the ranks have written may still be coming.
     *
     * @param graceMs between the two
     */
    void end(long graceMs) throws InterruptedException;

    /** Lets go of the host, from which nothing more is expected. */
    void close() throws InterruptedException;

    /** Has a rank that is a JVM print its threads. */
    void dumpThreads(int rank);

    /** Whether nothing has been heard of the host for so long that it may be lost. */
    boolean isSilent();
}
