package mpj.launcher;

import mpj.wireup.RankReport;

/** What the control server hears from the ranks; told on the threads of their connections. */
interface ControlEvents {
    /** A process has proved to be this rank; before anything else of it is told. */
    void connected(int rank);

    /** The rank has begun with MPI. */
    void joined(int rank);

    /** The rank has left MPI in good order. */
    void finished(int rank);

    /** The rank ends the job. */
    void aborted(int rank, int code, String message);

    /** What the rank has done, at its end. */
    void report(int rank, RankReport report);

    /** The rank's answer to the request for its stacks. */
    void stacks(int rank, String text);

    /** The rank's connection has ended. */
    void disconnected(int rank);
}
