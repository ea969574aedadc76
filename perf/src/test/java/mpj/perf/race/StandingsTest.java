package mpj.perf.race;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandingsTest {
    @Test
    void figuresAreMedianLeastAndMost() {
        assertEquals(new Figures(2.5, 1, 7), Figures.of(new double[] {7, 1, Double.NaN, 2, 3}));
        assertTrue(Figures.of(new double[] {Double.NaN}).isMissing());
        assertEquals("-", Figures.of(new double[0]).toString());
        assertEquals("12.5 (0.125 - 1250)", new Figures(12.5, 0.125, 1250).toString());
    }

    @Test
    void ratiosAreThoseOfRounds() {
        Standings standings = Samples.sizes();
        assertEquals(new Figures(2, 1, 3), standings.ratio("1024", Samples.OURS, Samples.PEER));
        // the third round has no figure of ours, a figure of 0 gives no ratio
        assertEquals(new Figures(1, 0.5, 1.5), standings.ratio("8", Samples.OURS, Samples.PEER));
        assertEquals(new Figures(3, 3, 3), standings.ratio("8", Samples.OURS, Samples.LIMIT));
        assertTrue(standings.ratio("4", Samples.OURS, Samples.PEER).isMissing());
    }

    @Test
    void sizesAreInTheirOrder() {
        assertEquals(List.of("8", "1024"), Samples.sizes().keys());
    }

    @Test
    void theyArePrinted() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        new RacePrinter(Samples.sizes(), new PrintStream(printed, true, StandardCharsets.UTF_8)).print();
        assertEquals("""
                # latency, 2 ranks, Latency (us): median (least - most) of 3 rounds
                # Size (B)                mpj array              openmpi                  raw
                8                2.00 (1.00 - 3.00)   2.00 (2.00 - 8.00)  1.00 (0.000 - 1.00)
                1024             4.00 (2.00 - 6.00)   2.00 (2.00 - 2.00)   1.00 (1.00 - 1.00)
                # mpj array / others, round by round: below 1 MPI for Java is ahead
                # Size (B)                  openmpi                  raw
                8               1.00 (0.500 - 1.50)   3.00 (3.00 - 3.00)
                1024             2.00 (1.00 - 3.00)   4.00 (2.00 - 6.00)
                # without mpich: not installed
                """, printed.toString(StandardCharsets.UTF_8));
    }

    @Test
    void theyAreSavedAndRead(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("race.json");
        Standings saved = Samples.sizes();
        RaceFile.write(saved, file);
        Standings read = RaceFile.read(file);
        assertEquals(saved.contestants(), read.contestants());
        assertEquals(saved.arguments(), read.arguments());
        assertEquals(saved.environment(), read.environment());
        assertEquals(saved.leftOut(), read.leftOut());
        assertEquals(saved.keys(), read.keys());
        for (String key : saved.keys()) {
            Objects.requireNonNull(saved.figures().get(key)).forEach((name, rounds) -> assertArrayEquals(
                    rounds, Objects.requireNonNull(read.figures().get(key)).get(name), name));
        }
        RaceFile.write(read, folder.resolve("again.json"));
        assertEquals(Files.readString(file), Files.readString(folder.resolve("again.json")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"race\":\"latency\"}", "{\"figures\":1}", "{\"figures\":{\"8\":{\"mpj\":1}}}"})
    void whatIsNoRaceIsRefused(String text, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("race.json"), text);
        String refusal = assertThrows(IOException.class, () -> RaceFile.read(file)).getMessage();
        assertTrue(String.valueOf(refusal).startsWith(file.toString()), refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sizes", "names"})
    void bothPicturesAreDrawn(String kind, @TempDir Path folder) throws IOException {
        Standings standings = kind.equals("sizes")
                ? Samples.sizes()
                : Samples.of(
                        "Shape",
                        Map.of("tree", List.of(new double[] {1, 2, 3}, new double[] {2, 2, 2}, new double[3])));
        Path file = folder.resolve("drawn.png");
        new RacePlots(standings).writeTo(file);
        assertTrue(ImageIO.read(file.toFile()).getWidth() >= 600);
        assertTrue(ImageIO.read(folder.resolve("drawn-ratios.png").toFile()).getWidth() >= 600);
        new RacePlots(standings).writeTo(folder.resolve("drawn.svg"));
        assertTrue(Files.readString(folder.resolve("drawn-ratios.svg")).contains("<svg"));
    }
}
