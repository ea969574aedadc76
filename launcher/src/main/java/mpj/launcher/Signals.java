package mpj.launcher;

import org.jspecify.annotations.Nullable;

/** The names of signals, as exit codes tell them. */
final class Signals {
    /** What shells and the JDK add to a signal's number to make the exit code of a process that it killed. */
    static final int BASE = 128;

    private static final String[] NAMES = {
        "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
        "TERM"
    };

    private Signals() {}

    /** The signal by which a process with this exit code ended, or null. */
    static @Nullable String nameOf(int exitCode) {
        int signal = exitCode - BASE;
        if (signal <= 0 || signal > 64) {
            return null;
        }
        return "signal " + signal + (signal < NAMES.length ? " (SIG" + NAMES[signal] + ")" : "");
    }
}
