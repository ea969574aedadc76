package mpj.perf.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        Path folder = Files.createDirectories(Path.of(System.getProperty("mpj.stress.folder")));
        Path log = folder.resolve("jcstress.txt");
        Process process = new ProcessBuilder(command())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        String output = Files.readString(log);
        assertTrue(ended, () -> "jcstress did not end: " + output);
        assertEquals(0, process.exitValue(), output);
        checkResults(output);
    }

    /** One configuration of each test: neither the JVM's stress options nor all ways to compile the actors. */
    private static List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", classPath(), "org.openjdk.jcstress.Main"));
        command.addAll(List.of("-m", "quick", "-sc", "false", "-af", "NONE"));
        command.addAll(List.of("-f", "1", "-fsm", "0", "-iters", "1", "-time", "300"));
        command.addAll(List.of("-jvmArgs", System.getProperty("mpj.jvm.flags")));
        return command;
    }

    /** Surefire's own class path is a jar that only names the others. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
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
