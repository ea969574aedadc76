package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mpi.MPI;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mpj-info} and {@code mpjc}, by the scripts that users call. */
class ToolsTest {
    private static final Map<String, String> NO_CACHE = Map.of("MPJ_AOT", "off");

    @TempDir
    private static Path folder;

    private static TestDistribution distribution;

    @BeforeAll
    static void makeDistribution() throws IOException {
        distribution = TestDistribution.in(folder);
    }

    private static String run(int code, Map<String, String> environment, String script, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(distribution.script(script)));
        command.addAll(List.of(words));
        Map<String, String> all = new TreeMap<>(NO_CACHE);
        all.putAll(environment);
        try (LauncherRun tool = LauncherRun.command(command, all)) {
            tool.expect(code);
            return code == 0 ? tool.out() : tool.err();
        }
    }

    private static void assertContains(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), () -> "no '" + part + "' in:\n" + text);
        }
    }

    @Test
    void infoTellsWhatIsSetAndWhy() throws IOException, InterruptedException {
        String info = run(0, Map.of("MPJ_SPIN_US", "77"), "mpj-info");
        assertContains(
                info,
                "java:       " + System.getProperty("java.runtime.version"),
                "  self  usable\n",
                "  shm   usable\n",
                "  MPJ_SPIN_US = 77 (environment)\n      us; how long a waiting rank polls without pause\n",
                "  MPJ_SHM_VM = 1 (default)\n");
    }

    @Test
    void infoTellsWhyATransportCannotBeUsed() throws IOException, InterruptedException {
        String info = run(0, Map.of("MPJ_SHM_RING", "many"), "mpj-info");
        assertContains(info, "  shm   not usable: MPJ_SHM_RING=many is not a size from ");
    }

    @Test
    void infoAsJson() throws IOException, InterruptedException {
        String json = run(0, Map.of("MPJ_HOST_ID", "a \"b\" \\\tc"), "mpj-info", "--json");
        assertContains(
                json,
                "{\"name\":\"shm\",\"usable\":true,\"problem\":null,\"uses\":\"\"}",
                "{\"name\":\"MPJ_HOST_ID\",\"value\":\"a \\\"b\\\" \\\\\\u0009c\",\"origin\":\"environment\",");
    }

    @Test
    void inAJobTheCommandLineIsSeen() throws IOException, InterruptedException {
        String info = run(
                0, NO_CACHE, "mpjexec", "--transport=shm", "-x", "MPJ_YIELD_US=5", "-n", "1", "mpj.tools.InfoMain");
        assertContains(info, "MPJ_TRANSPORT = shm (command line)\n", "MPJ_YIELD_US = 5 (command line)\n");
    }

    @Test
    void aWrongOptionIsToldOf() throws IOException, InterruptedException {
        assertEquals(
                "mpj-info: unknown option: --jason (mpj-info --help tells more)\n", run(2, NO_CACHE, "mpj-info", "--jason"));
    }

    @Test
    void theReadmeHasTheParametersOfTheCatalog() throws IOException, InterruptedException {
        String readme = Files.readString(TestDistribution.CHECKOUT.resolve("README.md"));
        String table = run(0, NO_CACHE, "mpj-info", "--markdown");
        assertTrue(readme.contains(table), () -> "the table of parameters in README.md should be:\n" + table);
    }

    @Test
    void compilesAgainstTheApi() throws IOException, InterruptedException {
        Path source = Files.writeString(
                folder.resolve("Two.java"),
                "class Two { public static void main(String[] a) { System.out.println(mpi.MPI.COMM_WORLD.getSize()); } }");
        Path classes = folder.resolve("classes");
        run(0, NO_CACHE, "mpjc", "-cp", folder.toString(), "-Xlint:all", "-d", classes.toString(), source.toString());
        assertEquals("2\n2\n", run(0, NO_CACHE, "mpjexec", "-n", "2", "-cp", classes.toString(), "Two"));
    }

    @Test
    void printsTheClassPathOfTheApi() throws IOException, InterruptedException {
        List<String> path = List.of(run(0, NO_CACHE, "mpjc", "--classpath").strip().split(":", -1));
        assertTrue(path.stream().anyMatch(jar -> jar.contains("/lib/mpj-api-")), path.toString());
        assertTrue(path.stream().allMatch(jar -> Files.exists(Path.of(jar))), path.toString());
    }

    @Test
    void compilerErrorsComeThrough() throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("Bad.java"), "class Bad { mpi.NoSuchClass x; }");
        assertContains(run(1, NO_CACHE, "mpjc", "-d", folder.toString(), source.toString()), "NoSuchClass");
    }

    /** One line names the cause, and the exit code says that it was the command line. */
    @Test
    void mistakes() throws IOException, InterruptedException {
        assertEquals("mpjc: no source file given (mpjc --help tells more)\n", run(2, NO_CACHE, "mpjc"));
        assertEquals("mpjc: -cp needs a value (mpjc --help tells more)\n", run(2, NO_CACHE, "mpjc", "-cp"));
        assertEquals("mpjc: No.java: there is no such source file\n", run(2, NO_CACHE, "mpjc", "No.java"));
        assertEquals("mpj: -cp needs a value (mpj --help tells more)\n", run(2, NO_CACHE, "mpj", "-cp"));
        assertOneLine(run(2, NO_CACHE, "mpj", "No.java"), "No.java: there is no such source file; looked in ");
        assertOneLine(run(2, NO_CACHE, "mpj", "--jar", "no.jar"), "no.jar: there is no such jar file; looked in ");
        assertOneLine(run(2, NO_CACHE, "mpj", "NoSuchClass"), "class NoSuchClass is not on the class path");
    }

    private static void assertOneLine(String text, String part) {
        assertContains(text, part);
        assertEquals(1, text.lines().count(), text);
    }

    /** Also one that the job would never use. */
    @Test
    void aWrongSettingOfAJobThatIsStartedByHand() throws IOException, InterruptedException {
        String training = "mpj.tools.Training";
        for (String setting : List.of("MPJ_TCP_IO=x", "MPJ_RDMA_PROVIDER=x", "MPJ_CODEC=x", "MPJ_TRANSPORT=x")) {
            String[] parts = setting.split("=", 2);
            String error = run(MPI.ERR_OTHER, Map.of(parts[0], parts[1]), "mpj", training);
            assertOneLine(error, parts[0].equals("MPJ_TRANSPORT") ? "transport 'x' is not known" : setting);
        }
    }

    @Test
    void infoTellsOfAWrongSetting() throws IOException, InterruptedException {
        String info = run(0, Map.of("MPJ_PROGRESS", "yes"), "mpj-info");
        assertContains(info, "      wrong: MPJ_PROGRESS=yes is none of thread, off\n");
    }
}
