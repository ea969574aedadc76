package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples, started by the script that users call. */
class ExamplesTest {
    /** For each example its sorted output with so many ranks. */
    private static final Map<String, IntFunction<Pattern>> OUTPUT = Map.of(
            "Hello.java",
            ExamplesTest::hello,
            "Ring.java",
            ExamplesTest::ring,
            "Pi.java",
            ExamplesTest::pi,
            "WordCount.java",
            ExamplesTest::wordCount,
            "Mandelbrot.java",
            ExamplesTest::mandelbrot,
            "Heat2D.java",
            ranks -> Pattern.compile("The heat of 200 x 200 cells after 500 steps is that of one rank alone"),
            "MatrixMultiply.java",
            ranks -> Pattern.compile("The product of two 300 x 300 matrices is right"),
            "Sort.java",
            ranks -> Pattern.compile(ranks + " ranks have sorted " + 100_000 * ranks + " numbers"),
            "Life.java",
            ranks -> Pattern.compile("([.#]{16}\n){15}[.#]{16}"));

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

    private static Pattern wordCount(int ranks) {
        return Pattern.compile("10 it\n10 of\n10 the\nThe text has \\d+ different words, as it should");
    }

    /** Workers make progress in an order of their own; the lines are sorted. */
    private static Pattern mandelbrot(int ranks) {
        String progress = ranks == 1 ? "" : "\nrow 100 of 400\nrow 200 of 400\nrow 300 of 400\nrow 400 of 400";
        return Pattern.compile("The picture is 600 x 400, the set's area about 1\\.5, as it should be" + progress);
    }

    @BeforeAll
    static void makeDistribution() throws IOException, InterruptedException {
        distribution = TestDistribution.in(folder).withCaches();
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
        IntFunction<Pattern> output =
                Objects.requireNonNull(OUTPUT.get(example), "what " + example + " prints is not checked here");
        String script = distribution.script("mpjexec");
        String source = TestDistribution.CHECKOUT.resolve("examples").resolve(example).toString();
        try (LauncherRun job =
                LauncherRun.command(List.of(script, "-n", Integer.toString(ranks), "--timeout", "55", source))) {
            String out = String.join("\n", job.expect(0).sortedLines());
            assertTrue(output.apply(ranks).matcher(out).matches(), job::describe);
            assertEquals("", job.err());
        }
    }

    @Test
    void heatMakesAPicture() throws IOException, InterruptedException {
        Path picture = folder.resolve("heat.png");
        String source = TestDistribution.CHECKOUT.resolve("examples/Heat2D.java").toString();
        try (LauncherRun job = LauncherRun.command(
                List.of(distribution.script("mpjexec"), "-n", "3", source, "50", "200", picture.toString()))) {
            job.expect(0);
        }
        BufferedImage image = ImageIO.read(picture.toFile());
        assertEquals(50, image.getWidth());
        assertEquals(50, image.getHeight());
        assertEquals(0, image.getRGB(0, 49) & 0xff_ff_ff, "the lower edge is cold");
        assertTrue((image.getRGB(25, 0) >> 16 & 0xff) == 0xff, "the upper edge is hot");
    }
}
