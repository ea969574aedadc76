package mpj.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run of tests outside Maven counts and reports. */
@Timeout(60)
class TestRunTest {
    @TempDir
    private Path reports = Path.of("");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    // nested classes are run by nobody but the tests below

    static class Passing {
        @Test
        void passes() {}

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        void isSkippedOnce(int number) {
            assumeTrue(number != 2);
        }
    }

    static class Failing {
        @Test
        void fails() {
            throw new IllegalStateException("on purpose");
        }

        @Test
        void passes() {}
    }

    static class Unready {
        @BeforeAll
        static void prepare() {
            fail("not today");
        }

        @Test
        void neverRuns() {}
    }

    static class Idle {
        @Test
        void needsWhatIsNotThere() {
            assumeTrue(false);
        }
    }

    private boolean run(Class<?>... classes) throws IOException {
        List<String> names = List.of(classes).stream().map(Class::getName).toList();
        return TestRun.run(reports, names, new PrintStream(printed, true, UTF_8));
    }

    private void expectReport(Class<?> type, int tests, int failures, int skipped) throws IOException {
        String report = Files.readString(reports.resolve("TEST-" + type.getName() + ".xml"));
        assertEquals("<testsuite name=\"" + type.getName() + "\" tests=\"" + tests + "\" failures=\"" + failures
                + "\" errors=\"0\" skipped=\"" + skipped + "\"/>", report.strip());
    }

    @Test
    void testsThatPass() throws IOException {
        assertTrue(run(Passing.class));
        expectReport(Passing.class, 4, 0, 1);
    }

    @Test
    void oneThatFails() throws IOException {
        assertFalse(run(Passing.class, Failing.class));
        expectReport(Passing.class, 4, 0, 1);
        expectReport(Failing.class, 2, 1, 0);
        assertTrue(printed.toString(UTF_8).contains("IllegalStateException: on purpose"), printed.toString(UTF_8));
    }

    @Test
    void aClassThatCannotStart() throws IOException {
        assertFalse(run(Unready.class));
        expectReport(Unready.class, 1, 1, 0);
    }

    @Test
    void aClassOfWhichNothingRan() throws IOException {
        assertFalse(run(Passing.class, Idle.class));
        expectReport(Idle.class, 1, 0, 1);
    }
}
