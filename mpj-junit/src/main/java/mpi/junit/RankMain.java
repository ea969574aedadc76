package mpi.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The program of a test's job: {@code RankMain CLASS METHOD PARAMETER-TYPES} runs this one test. */
final class RankMain {
    /** The folder of the results; set in ranks only. */
    static final String RESULTS = "mpi.junit.results";

    private RankMain() {}

    static boolean isRank() {
        return System.getProperty(RESULTS) != null;
    }

    /** Runs the test and leaves its result. */
    public static void main(String[] args) throws IOException {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(args[0], args[1], args[2]))
                .build();
        Outcome outcome = new Outcome();
        LauncherFactory.create().execute(request, outcome);
        int rank = Integer.parseInt(System.getenv("MPJ_RANK"));
        outcome.result().write(Path.of(System.getProperty(RESULTS)), rank);
        if (outcome.result().failure() != null && !outcome.result().aborted()) {
            // the job is over: the other ranks may wait for this one
            System.exit(1);
        }
    }

    /** Keeps the first thing that goes wrong, in the test or around it. */
    private static final class Outcome implements TestExecutionListener {
        private @Nullable TestExecutionResult bad;
        private int tests;

        @Override
        public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
            if (identifier.isTest()) {
                tests++;
            }
            if (bad == null && result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                bad = result;
            }
        }

        RankResult result() {
            TestExecutionResult worst = bad;
            if (worst != null) {
                Throwable thrown = worst.getThrowable().orElseGet(() -> new AssertionError("failed"));
                boolean aborted = worst.getStatus() == TestExecutionResult.Status.ABORTED;
                return new RankResult(aborted, thrown.toString(), thrown.getStackTrace());
            }
            return tests == 1
                    ? new RankResult(false, null, new StackTraceElement[0])
                    : new RankResult(false, "the rank found " + tests + " tests instead of one", new StackTraceElement[0]);
        }
    }
}
