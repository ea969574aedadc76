package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mpj.core.coll.Algorithms;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.it.jobs.ChosenCollectives;
import mpj.perf.bench.Main;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The choice of algorithms in jobs whose ranks have been told different things. */
class ChoiceJobTest {
    private static final String FIRST = Algorithms.of(Kind.ALLREDUCE).getFirst().name();
    private static final String LAST = Algorithms.of(Kind.ALLREDUCE).getLast().name();

    @TempDir
    private Path folder;

    private static LauncherRun start(List<String> first, List<String> others, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of("--timeout", "55", "-n", "1"));
        program(words, first, arguments);
        words.addAll(List.of(":", "-n", "2"));
        program(words, others, arguments);
        return LauncherRun.start(words.toArray(new String[0]));
    }

    private static void program(List<String> words, List<String> options, String... arguments) {
        words.addAll(options);
        words.addAll(List.of("-cp", LauncherRun.programPath(), ChosenCollectives.class.getName()));
        words.addAll(List.of(arguments));
    }

    @Test
    void whatOtherRanksAreToldDoesNotMatter() throws IOException, InterruptedException {
        List<String> first = List.of("-x", "MPJ_COLL_TUNING=none", "-x", "MPJ_COLL_ALLREDUCE=" + FIRST);
        List<String> others = List.of(
                "-x", "MPJ_COLL_ALLREDUCE=" + LAST, "-x", "MPJ_COLL_BCAST=binomial", "-x", "MPJ_COLL_TUNING=/no/such/file");
        try (LauncherRun job = start(first, others)) {
            assertEquals("all were right on 3 ranks, shm\n", job.expect(0).out());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"shm", "tcp"})
    void hintsOfRank0HoldForAll(String transport) throws IOException, InterruptedException {
        List<String> options = List.of("--transport=" + transport);
        String out = JobProgram.run(3, options, ChosenCollectives.class, "mpj_coll_allreduce", LAST);
        assertEquals("all were right on 3 ranks, " + transport + "\n", out);
    }

    @Test
    void anUnknownAlgorithmEndsTheJobWithTheKnownNames() throws IOException, InterruptedException {
        try (LauncherRun job = start(List.of("-x", "MPJ_COLL_BCAST=unknown"), List.of())) {
            job.expectFailure();
            assertTrue(
                    job.err().contains("MPJ_COLL_BCAST=unknown: no algorithm 'unknown' for bcast; there are "
                            + Algorithms.of(Kind.BCAST).getFirst().name()),
                    job::describe);
        }
    }

    @Test
    void anUnknownOperationEndsTheJobWithTheKnownOnes() throws IOException, InterruptedException {
        try (LauncherRun job = start(List.of("-x", "MPJ_COLL_FOO=" + FIRST, "-x", "MPJ_COLL_SHARED=1"), List.of())) {
            job.expectFailure();
            assertTrue(
                    job.err().contains("MPJ_COLL_FOO: no such operation; there are MPJ_COLL_BARRIER, MPJ_COLL_BCAST, "),
                    job::describe);
        }
    }

    @Test
    void aBadTuningFileEndsTheJobWithItsLine() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("bad.json"), "{\"format\": \"mpj-collectives-1\",\n \"rule\": []}");
        try (LauncherRun job = start(List.of("-x", "MPJ_COLL_TUNING=" + file), List.of())) {
            job.expectFailure();
            assertTrue(
                    job.err().contains(file + ", line 2: the file has no field 'rule'; there are format, made, rules"),
                    job::describe);
        }
    }

    @Test
    void whatDoesNotApplyIsToldOfOnceAtRank0() throws IOException, InterruptedException {
        // every job of one node refuses what is for operations that commute, when one does not
        String name = Algorithms.of(Kind.ALLREDUCE).stream()
                .filter(algorithm -> !algorithm.applies(new Facts(Kind.ALLREDUCE, 3, 1, 3, 400, false)))
                .findFirst()
                .orElseThrow()
                .name();
        List<String> options = List.of("-x", "MPJ_COLL_ALLREDUCE=" + name, "-x", "MPJ_COLL_TUNING=none");
        try (LauncherRun job = start(options, options)) {
            assertEquals("all were right on 3 ranks, shm\n", job.expect(0).out());
            job.expectMessage("mpj: warning: the algorithm " + name + " of allreduce does not apply to 3 ranks on 1 nodes");
        }
    }

    @Test
    void whatIsTunedIsUsed() throws Exception {
        Path file = folder.resolve("new").resolve("tuning.json");
        List<String> words = new ArrayList<>(List.of("--timeout", "55", "-n", "2", "-cp", benchPath(), Main.class.getName()));
        words.addAll(List.of("tune", "--ops", "allreduce,barrier", "-m", "16:64", "--rounds", "1", "--slice", "1"));
        words.addAll(List.of("-o", file.toString()));
        try (LauncherRun tune = LauncherRun.start(words.toArray(new String[0]))) {
            tune.expect(0);
            assertTrue(tune.out().contains("# 2 rules for 2 ranks are in " + file), tune::describe);
        }
        List<String> options = List.of("-x", "MPJ_COLL_TUNING=" + file);
        List<String> info = new ArrayList<>(options);
        info.addAll(List.of("-n", "1", "mpj.tools.InfoMain", "--collectives", "2"));
        try (LauncherRun table = LauncherRun.start(info.toArray(new String[0]))) {
            String out = table.expect(0).out();
            assertTrue(out.lines().anyMatch(line -> line.matches("allreduce, op commutes .* tuned")), out);
            assertTrue(out.lines().anyMatch(line -> line.matches("allreduce, op does not .* model")), out);
            assertTrue(out.lines().anyMatch(line -> line.matches("bcast .* model")), out);
        }
        assertEquals("all were right on 2 ranks, shm\n", JobProgram.run(2, options, ChosenCollectives.class));
    }

    /** Every point is counted, whether it is good or not, and no tuning file is written. */
    @Test
    void theChoiceIsChecked() throws Exception {
        Path json = folder.resolve("check.json");
        List<String> words = new ArrayList<>(List.of("--timeout", "55", "-n", "2", "-cp", benchPath(), Main.class.getName()));
        words.addAll(List.of("tune", "--check", "--ops", "allreduce,bcast", "-m", "16:64", "--rounds", "3"));
        words.addAll(List.of("--slice", "1", "--json", json.toString(), "-o", folder.resolve("none.json").toString()));
        try (LauncherRun check = LauncherRun.start(words.toArray(new String[0]))) {
            String out = check.expect(0).out();
            assertTrue(out.lines().anyMatch(line -> line.matches("# [0-4] of 4 points within 15 %")), out);
            assertTrue(out.lines().anyMatch(line -> line.matches("allreduce 64 .* best .*")), out);
            assertTrue(out.lines().anyMatch(line -> line.matches("# of [1-9][0-9]* simulated times half are .*")), out);
        }
        assertTrue(Files.readString(json).contains("points within 15 %"));
        assertFalse(Files.exists(folder.resolve("none.json")));
    }

    private static String benchPath() throws URISyntaxException {
        List<String> places = new ArrayList<>();
        for (Class<?> used : List.of(Main.class, CommandLine.class, Histogram.class)) {
            places.add(Path.of(used.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
        }
        return String.join(File.pathSeparator, places);
    }

    @Test
    void theTableIsPrintedAsJson() throws IOException, InterruptedException {
        try (LauncherRun table = LauncherRun.start(
                "-x", "MPJ_COLL_TUNING=none", "-x", "MPJ_COLL_BARRIER=shared", "-n", "1", "mpj.tools.InfoMain",
                "--collectives", "8", "--ppn", "4", "--transport", "tcp", "--json")) {
            String out = table.expect(0).out();
            assertTrue(
                    out.startsWith("{\"ranks\":8,\"ranksPerNode\":4,\"nodes\":2,\"transport\":\"tcp\",\"tuningFile\":null,"
                            + "\"rows\":[{\"operation\":\"barrier\",\"from\":0,"),
                    out);
            assertTrue(out.contains("\"reason\":\"model\",\"refused\":\"shared\"}"), out);
        }
    }
}
