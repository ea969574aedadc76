package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples, started by the script that users call. */
class ExamplesTest {
    /** For each example its sorted output with so many ranks. */
    private static final Map<String, IntFunction<Pattern>> OUTPUT = Map.of(
            "Hello.java", ExamplesTest::hello, "Ring.java", ExamplesTest::ring, "Pi.java", ExamplesTest::pi);

    /** It would yet be made when the folder is deleted. */
    private static final Map<String, String> NO_CACHE = Map.of("MPJ_AOT", "off");

    @TempDir
    private static Path folder;

    private static TestDistribution distribution;

    private static Pattern hello(int ranks) {
        List<String> lines = IntStream.range(0, ranks)
                .mapToObj(rank -> "Hello from rank " + rank + " of " + ranks + " on \\S+")
                .toList();
        return Pattern.compile(String.join("\n", lines));
    }

    private static Pattern ring(int ranks) {
        int sum = 5 * ranks * (ranks - 1) / 2;
        return Pattern.compile("The token went round " + ranks + " ranks 5 times and holds " + sum + ", as it should");
    }

    private static Pattern pi(int ranks) {
        return Pattern.compile("pi is about 3\\.14159265\\d*, the error is \\S+");
    }

    @BeforeAll
    static void makeDistribution() throws IOException {
        distribution = TestDistribution.in(folder);
    }

    static Stream<Arguments> runs() throws IOException {
        try (Stream<Path> files = Files.list(TestDistribution.CHECKOUT.resolve("examples"))) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream()
                    .flatMap(file -> Stream.of(1, 2, 4).map(ranks -> Arguments.of(file.getFileName().toString(), ranks)));
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void anExamplePrintsWhatItShould(String example, int ranks) throws IOException, InterruptedException {
        IntFunction<Pattern> output = OUTPUT.get(example);
        assertTrue(output != null, () -> "what " + example + " prints is not checked here");
        String script = distribution.script("mpjexec");
        String source = TestDistribution.CHECKOUT.resolve("examples").resolve(example).toString();
        try (LauncherRun job =
                LauncherRun.command(
                List.of(script, "-n", Integer.toString(ranks), "--timeout", "55", source), NO_CACHE)) {
            String out = String.join("\n", job.expect(0).sortedLines());
            assertTrue(output.apply(ranks).matcher(out).matches(), job::describe);
            assertEquals("", job.err());
        }
    }
}
