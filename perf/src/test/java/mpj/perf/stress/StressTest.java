package mpj.perf.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mpj.perf.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All stress tests in short, as part of the build: some hundred thousand interleavings of each. */
class StressTest {
    private static final int SECONDS = 240;

    /** What jcstress says in the end; its exit code does not tell that it found no test. */
    private static final Pattern RESULTS = Pattern.compile(
            "Results: (\\d+) planned; \\d+ passed, \\d+ failed, \\d+ soft errs, \\d+ hard errs");

    @Test
    @Timeout(SECONDS + 30)
    void allPassInShort() throws IOException, InterruptedException {
        checkResults(ChildJvm.run("jcstress", SECONDS, options()));
    }

    /** One configuration of each test: neither the JVM's stress options nor all ways to compile the actors. */
    private static List<String> options() {
        List<String> options = new ArrayList<>();
        options.add("org.openjdk.jcstress.Main");
        options.addAll(List.of("-m", "quick", "-sc", "false", "-af", "NONE"));
        options.addAll(List.of("-f", "1", "-fsm", "0", "-iters", "1", "-time", "300"));
        options.addAll(List.of("-jvmArgs", System.getProperty("mpj.jvm.flags")));
        return options;
    }

    private static void checkResults(String output) throws IOException {
        Matcher results = RESULTS.matcher(output);
        String last = "";
        int planned = 0;
        while (results.find()) {
            last = results.group();
            planned = Integer.parseInt(results.group(1));
        }
        assertEquals(knownTests(), planned, "not all tests ran");
        assertEquals(
                "Results: %d planned; %d passed, 0 failed, 0 soft errs, 0 hard errs".formatted(planned, planned),
                last,
                output);
    }

    /** The tests that the annotation processor has found. */
    private static long knownTests() throws IOException {
        try (InputStream list = Objects.requireNonNull(StressTest.class.getResourceAsStream("/META-INF/TestList"))) {
            long tests = new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("JCTEST"))
                    .count();
            assertTrue(tests > 0, "no stress tests were compiled");
            return tests;
        }
    }
}
