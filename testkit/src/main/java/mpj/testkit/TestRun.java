package mpj.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs test classes in this JVM, where Maven does not run: in a machine of the RDMA laboratory.
 *
 * <p>{@code java mpj.testkit.TestRun REPORTS CLASS...} prints what fails, writes a report of each class to the folder
 * {@code REPORTS} as {@code TEST-CLASS.xml}, with the counts that Surefire's reports have, and exits with 0 when tests ran
 * and none failed, else 1.
 */
public final class TestRun implements TestExecutionListener {
    private static final String TEST_LIMIT = "60 s";

    private final PrintStream out;
    private final long startedNs = System.nanoTime();
    private final Map<String, Counts> classes = new TreeMap<>();

    private TestRun(PrintStream out) {
        this.out = out;
    }

    /** What happened to the tests of one class. */
    private static final class Counts {
        private int tests;
        private int failures;
        private int skipped;

        private String report(String name) {
            return String.format(Locale.ROOT, "<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\"/>%n",
                    name, tests, failures, skipped);
        }
    }

    /** Runs the classes that the arguments name after the folder of reports, and exits. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2) {
            System.err.println("usage: java mpj.testkit.TestRun REPORTS CLASS...");
            System.exit(2);
        }
        List<String> names = Arrays.asList(arguments).subList(1, arguments.length);
        System.exit(run(Path.of(arguments[0]), names, System.out) ? 0 : 1);
    }

    /**
     * Runs test classes.
     *
     * @param reports the folder that gets a report of each class
     * @param names the classes' names
     * @param out where failures and counts are printed
     * @return whether each class had a test that ran, and no test failed
     * @throws IOException when a report cannot be written
     */
    static boolean run(Path reports, List<String> names, PrintStream out) throws IOException {
        TestRun run = new TestRun(out);
        for (String name : names) {
            run.classes.put(name, new Counts());
        }
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(names.stream().map(name -> selectClass(name)).toList())
                .configurationParameter("junit.jupiter.execution.timeout.default", TEST_LIMIT)
                .configurationParameter("junit.jupiter.execution.timeout.threaddump.enabled", "true")
                .build();
        LauncherFactory.create().execute(request, run);
        return run.finish(reports);
    }

    private boolean finish(Path reports) throws IOException {
        Files.createDirectories(reports);
        boolean good = true;
        for (Map.Entry<String, Counts> entry : classes.entrySet()) {
            Counts counts = entry.getValue();
            String report = counts.report(entry.getKey());
            Files.writeString(reports.resolve("TEST-" + entry.getKey() + ".xml"), report);
            out.print(report);
            good &= counts.failures == 0 && counts.tests > counts.skipped;
        }
        out.flush();
        return good;
    }

    /** Says what goes on: a class may take a minute where processors are emulated. */
    @Override
    public void executionStarted(TestIdentifier test) {
        if (test.isContainer() && test.getSource().orElse(null) instanceof ClassSource type) {
            out.println((System.nanoTime() - startedNs) / 1_000_000_000 + " s: " + type.getClassName());
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        Counts counts = counts(test);
        counts.tests++;
        counts.skipped++;
        out.println("skipped: " + test.getDisplayName() + ": " + reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        boolean failed = result.getStatus() == TestExecutionResult.Status.FAILED;
        // a class or a container counts where it fails itself, as its tests do not run then
        if (!test.isTest() && !failed) {
            return;
        }
        Counts counts = counts(test);
        counts.tests++;
        if (failed) {
            counts.failures++;
            out.println("FAILED: " + test.getUniqueId());
            result.getThrowable().ifPresent(this::printStack);
        } else if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            counts.skipped++;
        }
    }

    private void printStack(Throwable throwable) {
        StringWriter stack = new StringWriter();
        throwable.printStackTrace(new PrintWriter(stack));
        out.println(stack);
    }

    /** The counts of the class that a test belongs to; what belongs to none, such as an engine, counts by its own name. */
    private Counts counts(TestIdentifier test) {
        String name = test.getSource().map(source -> switch (source) {
            case MethodSource method -> method.getClassName();
            case ClassSource type -> type.getClassName();
            default -> test.getDisplayName();
        }).orElse(test.getDisplayName());
        return classes.computeIfAbsent(name, absent -> new Counts());
    }
}
