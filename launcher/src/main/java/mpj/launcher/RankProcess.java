package mpj.launcher;

/** A rank's process and what is known of it; the fields are under the job's lock. */
final class RankProcess {
    final int rank;
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

    RankProcess(int rank, Process process, OutputPump out, OutputPump err) {
        this.rank = rank;
        this.process = process;
        this.out = out;
        this.err = err;
    }

    Long pid() {
        return process.pid();
    }

    /** The rank, for a message. */
    String title(String host) {
        return "rank " + rank + " (host " + host + ", pid " + process.pid() + ")";
    }

    /** How it ended, for a message. */
    String ending() {
        String signal = Signals.nameOf(exitCode);
        return signal == null ? "exited with code " + exitCode : "was killed by " + signal;
    }
}
