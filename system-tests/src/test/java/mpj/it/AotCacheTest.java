package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mpj.it.program.Show;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The caches of {@code mpjexec} and the ranks: made by the first job's end, used by the next, and never in the way. */
class AotCacheTest {
    /** One that has had its first job, which most tests share: to make caches takes seconds. */
    @TempDir
    private static Path sharedFolder;

    private static TestDistribution shared;

    @TempDir
    private Path folder;

    @BeforeAll
    static void theFirstJobHasThemMade() throws IOException, InterruptedException {
        shared = TestDistribution.in(sharedFolder);
        assertEquals("", run(shared, Map.of()));
        assertEquals(2, caches(made(aot(shared))).size());
    }

    private static Path aot(TestDistribution distribution) {
        return distribution.lib().resolve("aot");
    }

    private static String run(TestDistribution distribution, Map<String, String> environment, String... options)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(distribution.script("mpjexec"), "-n", "2"));
        words.addAll(List.of(options));
        words.addAll(List.of("-cp", LauncherRun.programPath(), Show.class.getName(), "size"));
        try (LauncherRun job = LauncherRun.command(words, environment)) {
            assertEquals(List.of("0 size=2", "1 size=2"), job.expect(0).sortedLines(), job::describe);
            return job.err();
        }
    }

    /** The files that the process which makes caches has left when it has ended. */
    private static List<Path> made(Path caches) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LauncherRun.LIMIT_S);
        while (deadline - System.nanoTime() > 0) {
            List<Path> files = Files.isDirectory(caches) ? list(caches) : List.of();
            boolean complete = files.stream().anyMatch(file -> file.toString().endsWith(".key"));
            if (complete && files.stream().noneMatch(Files::isDirectory)) {
                return files;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return fail("no caches were made in " + caches);
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static List<Path> caches(List<Path> files) {
        return files.stream().filter(file -> file.toString().endsWith(".aot")).toList();
    }

    @Test
    void theNextJobUsesThem() throws IOException, InterruptedException {
        assertTrue(run(shared, Map.of(), "-v").contains("-XX:AOTCache=" + aot(shared).resolve("ranks-")));
    }

    @Test
    void brokenOnesAreNotSpokenOf() throws IOException, InterruptedException {
        Map<Path, byte[]> whole = new HashMap<>();
        for (Path cache : caches(list(aot(shared)))) {
            whole.put(cache, Files.readAllBytes(cache));
            Files.write(cache, new byte[] {1, 2, 3});
        }
        assertEquals("", run(shared, Map.of()));
        for (Map.Entry<Path, byte[]> cache : whole.entrySet()) {
            Files.write(cache.getKey(), cache.getValue());
        }
    }

    @Test
    void staleOnesAreReplaced() throws IOException, InterruptedException {
        Path aot = aot(shared);
        Path key = made(aot).stream().filter(file -> file.toString().endsWith(".key")).findFirst().orElseThrow();
        String fresh = Files.readString(key);
        Files.writeString(key, "other jar files");
        assertFalse(run(shared, Map.of(), "-v").contains("-XX:AOTCache"));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LauncherRun.LIMIT_S);
        while (!Files.readString(key).equals(fresh) && deadline - System.nanoTime() > 0) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertEquals(fresh, Files.readString(key));
        made(aot);
    }

    @Test
    void switchedOffNoneIsMade() throws IOException, InterruptedException {
        TestDistribution distribution = TestDistribution.in(folder);
        assertFalse(run(distribution, Map.of("MPJ_AOT", "off"), "-v").contains("AOT"));
        assertFalse(Files.exists(aot(distribution)));
    }

    @Test
    void whereTheLibraryCannotBeWrittenTheyLieWithTheUser() throws IOException, InterruptedException {
        TestDistribution distribution = TestDistribution.in(folder);
        // root may write into any folder, but not make one where a file is
        Files.writeString(aot(distribution), "not a folder");
        Map<String, String> environment = Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString());
        run(distribution, environment);
        String mangled = distribution.lib().toString().substring(1).replace('/', '%');
        Path caches = folder.resolve("cache/mpj").resolve(mangled);
        assertEquals(2, caches(made(caches)).size());
        assertTrue(run(distribution, environment, "-v").contains("-XX:AOTCache=" + caches.resolve("ranks-")));
    }

    @Test
    void optionsThatDoNotGoTogetherWithThem() throws IOException, InterruptedException {
        for (String option : List.of("-XX:+UseZGC", "--add-modules=java.sql", "-Xshare:off", "-Xmx40g")) {
            assertFalse(run(shared, Map.of(), "-v", option).contains("-XX:AOTCache"), option);
        }
        assertFalse(run(shared, Map.of("JDK_JAVA_OPTIONS", "-Xshare:off"), "-v").contains("-XX:AOTCache"));
    }
}
