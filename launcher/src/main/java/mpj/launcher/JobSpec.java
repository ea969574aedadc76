package mpj.launcher;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param placement which rank runs on which host
 * @param hostOptions how other hosts are reached
 * @param transport the transports that may be used, or null for all
 * @param timeoutMs time limit of the job, or 0
 * @param stdinRank the rank that reads the launcher's standard input, or -1
 */
record JobSpec(
        List<ProgramSpec> programs,
        Placement placement,
        HostOptions hostOptions,
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
        return placement.hostOfRank().length;
    }

    /** For each rank the index of its program. */
    int[] programOfRank() {
        int[] indices = new int[size()];
        int rank = 0;
        for (int index = 0; index < programs.size(); index++) {
            int end = rank + programs.get(index).ranks();
            Arrays.fill(indices, rank, end, index);
            rank = end;
        }
        return indices;
    }
}
