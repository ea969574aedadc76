package mpj.perf.race;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mpj.perf.race.Contestant.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Races of shell commands. */
class RaceTest {
    private static final int LIMIT_S = 60;

    @TempDir
    private static Path folder;

    private final List<String> told = new ArrayList<>();

    private static Contestant shell(String name, String script) {
        return new Contestant(name, Role.OURS, "sh", List.of("sh", "-c", script), Map.of("FOLDER", folder.toString()));
    }

    /** Prints how often it has run. */
    private static Contestant counter(String name) {
        return shell(name, "echo x >>$FOLDER/%1$s; echo '# Size  Latency (us)'; echo 8 $(wc -l <$FOLDER/%1$s)".formatted(name));
    }

    private static Course course(String benchmark) {
        return new Course(Discipline.of(benchmark), 2, 1, false, List.of(), 2);
    }

    private Standings race(int limitSeconds, int rounds, Contestant... contestants) throws InterruptedException {
        Race race = new Race(course("latency"), "", rounds, limitSeconds, told::add);
        for (Contestant contestant : contestants) {
            race.add(contestant);
        }
        race.run();
        return race.standings(List.of(), "now", Map.of());
    }

    private static double[] figures(Standings standings, String key, String name) {
        return Objects.requireNonNull(
                Objects.requireNonNull(standings.figures().get(key)).get(name));
    }

    @Test
    void eachGoesFirstInTurn() throws InterruptedException {
        Standings standings = race(LIMIT_S, 3, counter("a"), counter("b"));
        assertEquals(
                List.of(
                        "round 1 of 3: a",
                        "round 1 of 3: b",
                        "round 2 of 3: b",
                        "round 2 of 3: a",
                        "round 3 of 3: a",
                        "round 3 of 3: b"),
                told);
        assertArrayEquals(new double[] {1, 2, 3}, figures(standings, "8", "a"));
        assertArrayEquals(new double[] {1, 2, 3}, figures(standings, "8", "b"));
        assertEquals("Latency (us)", standings.column());
    }

    @Test
    void whoFailsAtOnceIsLeftOutWithItsFirstWords() throws InterruptedException {
        Standings standings =
                race(LIMIT_S, 2, counter("c"), shell("bad", "echo --- >&2; echo the reason >&2; echo more >&2; exit 3"), shell("mute", ":"));
        assertEquals(
                Map.of("bad", "exit code 3: the reason", "mute", "no table in what was printed"), standings.leftOut());
        assertEquals(List.of("c"), standings.contestants().stream().map(Contestant::name).toList());
        assertFalse(told.contains("round 2 of 2: bad"));
    }

    @Test
    void whoFailsLaterHasNoFigureOfThatRound() throws InterruptedException {
        Contestant tired = shell(
                "tired", "echo x >>$FOLDER/tired; echo '# Size  Latency (us)'; echo 8 1; test $(wc -l <$FOLDER/tired) -ne 2");
        assertArrayEquals(new double[] {1, Double.NaN, 1}, figures(race(LIMIT_S, 3, tired), "8", "tired"));
    }

    @Test
    void whoTakesTooLongIsEndedWithItsChildren() throws InterruptedException, IOException {
        Standings standings = race(1, 1, shell("slow", "sleep 1000 & echo $! >$FOLDER/pid; wait"));
        assertEquals(Map.of("slow", "not at its end after 1 s"), standings.leftOut());
        String child = Files.readString(folder.resolve("pid")).strip();
        ProcessHandle.of(Long.parseLong(child)).ifPresent(handle -> handle.onExit().join());
        assertTrue(ProcessHandle.of(Long.parseLong(child)).isEmpty());
    }

    @Test
    void aJobsTimeIsTheFigureOfStartup() throws InterruptedException {
        Race race = new Race(course("startup"), "", 1, LIMIT_S, told::add);
        race.add(shell("hello", "echo hello"));
        race.run();
        Standings standings = race.standings(List.of(), "now", Map.of());
        assertEquals("Wall (s)", standings.column());
        assertTrue(figures(standings, "2", "hello")[0] > 0);
    }

    @Test
    void thereAreNoOthers() {
        Throwable benchmark = assertThrows(IllegalArgumentException.class, () -> Discipline.of("marathon"));
        assertTrue(String.valueOf(benchmark.getMessage()).startsWith("no race of 'marathon': there are latency, "));
        Throwable peer = assertThrows(IllegalArgumentException.class, () -> Peer.of("lam"));
        assertTrue(String.valueOf(peer.getMessage()).startsWith("no peer 'lam': there are openmpi, "));
    }

    @Test
    void lowerOrHigherIsBetter() {
        assertTrue(Discipline.of("latency").lowWins(""));
        assertFalse(Discipline.of("bw").lowWins(""));
        assertFalse(Discipline.of("iallreduce").lowWins("Overlap"));
        assertTrue(Discipline.of("iallreduce").lowWins(""));
        assertFalse(Discipline.of("mbw-mr").lowWins("Messages"));
    }
}
