package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mpj.base.json.JsonException;
import mpj.base.json.JsonReader;
import mpj.base.json.JsonValue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Races of a distribution against peers that are installed here: one round of a few messages. */
class RaceJobTest {
    private static final List<String> FEW = List.of("-k", "1", "-n", "2", "-i", "50", "-x", "50");

    @TempDir
    private static Path folder;

    private static TestDistribution distribution;

    @BeforeAll
    static void makeDistribution() throws IOException {
        distribution = TestDistribution.in(Files.createDirectory(folder.resolve("mpj")));
        Path sources = TestDistribution.CHECKOUT.resolve("perf/peers");
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.toList()) {
                Path copy = distribution.root().resolve("peers").resolve(sources.relativize(file).toString());
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static LauncherRun race(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(distribution.script("mpj-bench"), "race"));
        command.addAll(List.of(words));
        command.addAll(FEW);
        return LauncherRun.command(command, Map.of("MPJ_AOT", "off", "XDG_CACHE_HOME", folder.resolve("cache").toString()));
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private static void assume(String tool) {
        boolean isThere = tool.startsWith("/") ? Files.exists(Path.of(tool)) : isOnPath(tool);
        assumeTrue(isThere, () -> "not installed: " + tool);
    }

    /** Of peer and tool: what must be installed for it. */
    @ParameterizedTest
    @CsvSource({
        "openmpi, mpicc.openmpi, latency",
        "openmpi, mpicc.openmpi, bibw",
        "mpich, mpicc.mpich, mbw-mr",
        "mpi4py, /usr/lib/python3/dist-packages/mpi4py, allreduce",
        "mpi4py-pickle, /usr/lib/python3/dist-packages/mpi4py, latency",
        "mpjexpress, /usr/share/mpj/lib/smpdev.jar, bw",
        "raw, cc, latency",
    })
    void aPeerTakesPart(String peer, String tool, String benchmark)
            throws IOException, InterruptedException, JsonException {
        assume(tool);
        Path json = folder.resolve(peer + "-" + benchmark + ".json");
        String checked = benchmark.equals("allreduce") ? "--api=array" : "-c";
        try (LauncherRun race = race(benchmark, "--peers", peer, "-m", "8,1024", checked, "--json", json.toString())) {
            race.expect(0);
            assertTrue(race.out().contains("# mpj array / others"), race::out);
        }
        JsonValue figures = JsonReader.read(Files.readString(json)).field("figures");
        for (String size : List.of("8", "1024")) {
            for (String name : List.of("mpj array", peer)) {
                assertEquals(1, figures.field(size).field(name).elements().size(), size);
                assertTrue(figures.field(size).field(name).elements().getFirst().number() > 0, size);
            }
        }
    }

    @Test
    void jobsAndTheirStartAreRacedToo() throws IOException, InterruptedException {
        assume("mpicc.openmpi");
        try (LauncherRun race = LauncherRun.command(
                List.of(distribution.script("mpj-bench"), "race", "startup", "-k", "1", "-n", "2", "--peers", "openmpi"),
                Map.of("MPJ_AOT", "off", "XDG_CACHE_HOME", folder.resolve("cache").toString()))) {
            race.expect(0);
            assertTrue(race.out().contains("# startup, 2 ranks, Wall (s): median (least - most) of 1 rounds"), race::out);
        }
    }

    @Test
    void whoCannotTakePartIsTold() throws IOException, InterruptedException {
        try (LauncherRun race = race("bcast", "--peers", "raw", "-m", "8")) {
            race.expect(0);
            assertTrue(race.out().contains("# without raw: it has latency and bw of two processes alone\n"), race::out);
        }
    }

    @Test
    void overTcpAllAreOverTcp() throws IOException, InterruptedException {
        assume("mpicc.openmpi");
        try (LauncherRun race = race("latency", "--tcp", "--peers", "openmpi,raw", "-m", "8", "-c")) {
            race.expect(0);
            assertTrue(race.out().contains(" openmpi "), race::out);
        }
    }
}
