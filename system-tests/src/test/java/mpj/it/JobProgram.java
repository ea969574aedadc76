package mpj.it;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A program of {@link mpj.it.jobs} as a job that must end well; a job that hangs shows the stacks of its ranks. */
final class JobProgram {
    /** Less than any test waits for a job. */
    private static final int TIMEOUT_S = 55;

    private JobProgram() {}

    /** Runs the program with so many ranks; what it has printed. */
    static String run(int ranks, Class<?> program, String... arguments) throws IOException, InterruptedException {
        return run(ranks, List.of(), program, arguments);
    }

    static String run(int ranks, List<String> options, Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(options);
        words.addAll(List.of("-n", Integer.toString(ranks), "--timeout", Integer.toString(TIMEOUT_S)));
        try (LauncherRun job = LauncherRun.program(String.join(" ", words), program, arguments)) {
            return job.expect(0).out();
        }
    }
}
