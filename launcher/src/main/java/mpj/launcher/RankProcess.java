package mpj.launcher;

/** A rank's process and what is known of it; the fields are under the job's lock. */
final class RankProcess {
    /** The code of one whose end nobody has seen. */
    static final int LOST = -1;

    final int rank;
    final RankHost host;
    final String hostName;
    final Process process;
    final OutputPump out;
    final OutputPump err;

    boolean exited;
    int exitCode;
    /** Has begun with MPI. */
    boolean joined;
    /** Has left MPI in good order. */
    boolean finished;
    boolean connected;

    RankProcess(int rank, RankHost host, String hostName, Process process, OutputPump out, OutputPump err) {
        this.rank = rank;
        this.host = host;
        this.hostName = hostName;
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** The rank, for a message. */
    String title() {
        return "rank " + rank + " (host " + hostName + ", pid " + process.pid() + ")";
    }

    /** How it ended, for a message. */
    String ending() {
        if (exitCode == LOST) {
            return "was lost with its host";
        }
        String signal = Signals.nameOf(exitCode);
        return signal == null ? "exited with code " + exitCode : "was killed by " + signal;
    }
}
