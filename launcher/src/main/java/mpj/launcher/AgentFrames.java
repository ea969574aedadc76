package mpj.launcher;

import mpj.wireup.ControlLink;

/**
 * What the launcher and the agent of another host tell each other. Bodies are as {@link mpj.wireup.WireWriter} writes
 * them; a stream is 1 for standard output, 2 for standard error, 0 for standard input.
 */
final class AgentFrames {
    /** Both ways: still here. */
    static final int PING = ControlLink.REPORT + 1;
    /** Agent, first: the version, whether its own jar files are missing, and its machine. */
    static final int READY = PING + 1;
    /** Launcher: a part of a file (path, bytes), to be appended. */
    static final int FILE = READY + 1;
    /** Launcher: all files have been sent. */
    static final int FILES_END = FILE + 1;
    /** Launcher, when all agents are ready: the host's part of its machine (ranks before its own, all ranks). */
    static final int SHARE = FILES_END + 1;
    /** Agent: a rank runs (rank, process id, notice if any). */
    static final int STARTED = SHARE + 1;
    /** Agent: a rank has ended (rank, exit code). */
    static final int EXITED = STARTED + 1;
    /** Agent: the job cannot run on this host (exit code, message). */
    static final int FAILED = EXITED + 1;
    /** Agent: something for the verbose (message). */
    static final int NOTE = FAILED + 1;
    /** Both ways: bytes of a rank's stream (rank, stream, bytes); none: its end. */
    static final int DATA = NOTE + 1;
    /** Both ways: the reader of a rank's stream has room for more (rank, stream, count). */
    static final int CREDIT = DATA + 1;
    /** Agent: a rank has opened its channel (rank). */
    static final int OPENED = CREDIT + 1;
    /** Agent: a rank's channel has ended (rank). Launcher: end it. */
    static final int CLOSED = OPENED + 1;
    /** Both ways: a message of a rank's channel (rank, or -1 for all of the host; type, body). */
    static final int RELAY = CLOSED + 1;
    /** Launcher: have the rank's JVM print its threads (rank). */
    static final int DUMP = RELAY + 1;
    /** Launcher: end the ranks (milliseconds between TERM and KILL). Agent, last: done. */
    static final int END = DUMP + 1;

    /** What a stream's writer may send before the reader makes room. */
    static final int STREAM_WINDOW = 1 << 16;

    static final int STDIN = 0;
    static final int STDOUT = 1;
    static final int STDERR = 2;

    /** Messages that keep the connection alive come so many times within the time of silence that ends it. */
    static final int PINGS_PER_SILENCE = 4;

    private AgentFrames() {}
}
