package mpj.launcher;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param transport the transports that may be used, or null for all
 * @param timeoutMs time limit of the job, or 0
 * @param stdinRank the rank that reads the launcher's standard input, or -1
 */
record JobSpec(
        List<ProgramSpec> programs,
        @Nullable String transport,
        Binding binding,
        boolean tagOutput,
        long timeoutMs,
        int stdinRank,
        boolean report,
        boolean verbose) {
    enum Binding {
        AUTO,
        CORE,
        NONE
    }

    int size() {
        int size = 0;
        for (ProgramSpec program : programs) {
            size += program.ranks();
        }
        return size;
    }
}
