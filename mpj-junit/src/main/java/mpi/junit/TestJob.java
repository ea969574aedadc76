package mpi.junit;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mpj.launcher.TestLaunch;
import org.opentest4j.TestAbortedException;

/** One job of one test: starts it, shows its output, and turns its results into that of the test. */
final class TestJob {
    /** What mpjexec needs to call the roll and to end its ranks; it is ended itself thereafter. */
    private static final long GRACE_S = 30;

    private static final int TIMEOUT_CODE = 124;

    private final MpiTest test;
    private final int ranks;
    private final String transports;
    private final Class<?> testClass;
    private final Method method;

    /**
     * Prepares.
     *
     * @param transports the list that the ranks may use; empty if that is not said
     */
    TestJob(MpiTest test, int ranks, String transports, Class<?> testClass, Method method) {
        this.test = test;
        this.ranks = ranks;
        this.transports = transports;
        this.testClass = testClass;
        this.method = method;
    }

    /** Returns if the test has passed in all ranks. */
    void run() throws IOException, InterruptedException {
        Path results = Files.createTempDirectory("mpi-junit");
        try {
            Process job = new ProcessBuilder(TestLaunch.command(words(results)))
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
            Pump out = new Pump(job.getInputStream(), System.out);
            Pump err = new Pump(job.getErrorStream(), System.err);
            out.start();
            err.start();
            int code = await(job);
            out.join();
            err.join();
            judge(code, results, err.text());
        } finally {
            try (Stream<Path> files = Files.walk(results)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    private List<String> words(Path results) {
        List<String> words = new ArrayList<>();
        words.addAll(List.of("-n", Integer.toString(ranks), "--timeout", Double.toString(test.timeout())));
        words.addAll(List.of("-l", "--stdin", "none", "-ea", "-D" + RankMain.RESULTS + "=" + results));
        if (!transports.isEmpty()) {
            words.addAll(List.of("--transport", transports));
        }
        if (ranks > Runtime.getRuntime().availableProcessors()) {
            words.add("-XX:TieredStopAtLevel=1");
        }
        for (String name : test.properties()) {
            String value = System.getProperty(name);
            if (value != null) {
                words.add("-D" + name + "=" + value);
            }
        }
        words.addAll(Arrays.asList(test.options()));
        String parameters = Arrays.stream(method.getParameterTypes())
                .map(Class::getName)
                .collect(Collectors.joining(","));
        words.addAll(List.of(RankMain.class.getName(), testClass.getName(), method.getName(), parameters));
        return words;
    }

    private int await(Process job) throws InterruptedException {
        try {
            if (job.waitFor((long) test.timeout() + GRACE_S, TimeUnit.SECONDS)) {
                return job.exitValue();
            }
            return TIMEOUT_CODE;
        } finally {
            // also when the test is interrupted: its ranks end with mpjexec
            job.destroyForcibly();
        }
    }

    private void judge(int code, Path results, String messages) throws IOException {
        List<AssertionError> failures = new ArrayList<>();
        int aborted = 0;
        String reason = "";
        for (int rank = 0; rank < ranks; rank++) {
            RankResult result = RankResult.read(results, rank);
            String failure = result == null ? null : result.failure();
            if (result != null && failure != null && result.aborted()) {
                aborted++;
                reason = failure;
            } else if (result != null && failure != null) {
                AssertionError error = new AssertionError("rank " + rank + " of " + ranks + ": " + failure);
                error.setStackTrace(result.stack());
                failures.add(error);
            }
        }
        if (!failures.isEmpty()) {
            AssertionError first = failures.getFirst();
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
        if (code == TIMEOUT_CODE) {
            throw new AssertionError(
                    "the job of " + ranks + " ranks did not end within " + test.timeout() + " s\n" + messages);
        }
        if (code != 0) {
            throw new AssertionError("the job of " + ranks + " ranks ended with exit code " + code + "\n" + messages);
        }
        if (aborted == ranks) {
            throw new TestAbortedException(reason);
        }
    }

    /** Shows a stream and keeps it. */
    private static final class Pump extends Thread {
        private final InputStream in;
        private final PrintStream copy;
        private final StringBuilder kept = new StringBuilder();

        Pump(InputStream in, PrintStream copy) {
            super("mpi-junit-output");
            setDaemon(true);
            this.in = in;
            this.copy = copy;
        }

        @Override
        public void run() {
            try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    copy.println(line);
                    kept.append(line).append('\n');
                }
            } catch (IOException e) {
                // the job has ended
            }
        }

        /** All of it; after the thread's end. */
        String text() {
            return kept.toString();
        }
    }
}
