package mpj.wireup;

/**
 * What a rank asks of whoever started it: its place in the job, an exchange of small data before the first message, and
 * an end that reaches every rank.
 *
 * <p>Methods may be called from any thread.
 */
public interface ProcessManager extends AutoCloseable {
    /** A name of the job that no other job on these hosts has now. */
    String jobId();

    /** This process's number in the job, 0 .. size - 1. */
    int rank();

    /** The number of processes of the job. */
    int size();

    /** How many ranks of the job run on this host, this one included. */
    int localSize();

    /** The application number: the index of the program in a launch of several ({@code :}). */
    int appNumber();

    /** The job's 256-bit secret, known to its processes only. */
    byte[] secret();

    /** Publishes a value under this rank; the peers see it after the next {@link #fence()}. */
    void put(String key, byte[] value);

    /** Returns when every rank has called it; what was put before is visible to all afterwards. */
    void fence();

    /**
     * What {@code rank} had put under {@code key} before a fence.
     *
     * @throws WireupException if there is no such value
     */
    byte[] get(int rank, String key);

    /** Has the job's events told to {@code listener}, on a thread of the process manager's. */
    void listen(JobListener listener);

    /**
     * Ends the whole job: {@code message} is shown once, every rank is ended, and the launcher exits with
     * {@code code & 0xff}. Returns when the request has been delivered; the caller is ended soon afterwards.
     */
    void abort(int code, String message);

    /** Tells what the rank has done, where somebody wants to know. */
    void report(RankReport report);

    /** Tells that this rank has left MPI in good order: its exit from now on disturbs nobody. */
    void finished();

    /** Ends the connection to whoever started the job. */
    @Override
    void close();
}
