package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs as users of Open MPI's Java bindings write them, in {@code src/test/openmpi}: they are compiled as such users
 * do, by a plain javac, and run as jobs. Each checks its own results and tells of its success by one line.
 */
class OpenMpiProgramsTest {
    private static final Path SOURCES = Path.of("src", "test", "openmpi");
    private static final int[] RANKS = {1, 2, 3, 4, 7};
    /** What the programs share, and one that does not end well. */
    private static final List<String> OTHERS = List.of("Must", "Aborts");

    @TempDir
    static Path classes;

    @BeforeAll
    static void compile() throws IOException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.list(SOURCES)) {
            List<String> options = List.of("-d", classes.toString(), "-proc:none");
            assertTrue(
                    javac.getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources.toList()))
                            .call(),
                    "a program does not compile");
        }
    }

    private static List<String> names() throws IOException {
        try (Stream<Path> sources = Files.list(SOURCES)) {
            return sources.map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> !OTHERS.contains(name))
                    .sorted()
                    .toList();
        }
    }

    /** Every program with two numbers of ranks, which differ from program to program; one in three on TCP as well. */
    static List<Arguments> jobs() throws IOException {
        List<Arguments> jobs = new ArrayList<>();
        List<String> names = names();
        for (int i = 0; i < names.size(); i++) {
            jobs.add(Arguments.of(names.get(i), RANKS[i % RANKS.length], "shm"));
            jobs.add(Arguments.of(names.get(i), RANKS[(i + 2) % RANKS.length], "shm"));
            if (i % 3 == 0) {
                jobs.add(Arguments.of(names.get(i), RANKS[1 + i / 3 % (RANKS.length - 1)], "tcp"));
            }
        }
        return jobs;
    }

    /** Every program with every number of ranks. */
    static List<Arguments> allJobs() throws IOException {
        List<Arguments> jobs = new ArrayList<>();
        for (String name : names()) {
            for (int ranks : RANKS) {
                jobs.add(Arguments.of(name, ranks, "shm"));
                jobs.add(Arguments.of(name, ranks, "tcp"));
            }
        }
        return jobs;
    }

    private static LauncherRun start(int ranks, String transport, String program) throws IOException {
        List<String> words = new ArrayList<>(List.of("-n", Integer.toString(ranks), "--transport", transport));
        if (ranks > Runtime.getRuntime().availableProcessors()) {
            words.addAll(LauncherRun.COMPILE_QUICKLY);
        }
        words.addAll(List.of("--timeout", "55", "-cp", classes.toString(), program));
        return LauncherRun.start(words.toArray(new String[0]));
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void runsUnchanged(String program, int ranks, String transport) throws IOException, InterruptedException {
        try (LauncherRun job = start(ranks, transport, program)) {
            job.expect(0);
            assertEquals(program + " passed\n", job.out());
            assertEquals("", job.err());
        }
    }

    /** Takes minutes. */
    @ParameterizedTest
    @MethodSource("allJobs")
    @Tag("heavy")
    void runsWithAnyNumberOfRanks(String program, int ranks, String transport) throws IOException, InterruptedException {
        runsUnchanged(program, ranks, transport);
    }

    @Test
    void abortEndsTheJobWithTheLowByteOfItsCode() throws IOException, InterruptedException {
        try (LauncherRun job = start(3, "shm", "Aborts")) {
            job.expect(300 & 0xff);
        }
    }
}
