package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import mpj.it.program.Misbehave;
import mpj.it.program.Offspring;
import mpj.it.program.Show;
import mpj.it.program.Stubborn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs of several hosts, which are network name spaces. */
@Timeout(120)
class HostsJobTest {
    private static final String LIB = Path.of("..", "dist", "target", "lib").toAbsolutePath().normalize().toString();

    private static Namespaces spaces;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeHosts() {
        spaces = Namespaces.of(3);
    }

    @AfterAll
    static void removeHosts() {
        if (spaces != null) {
            spaces.close();
        }
    }

    private static LauncherRun job(String hosts, List<String> options, Class<?> program, String... arguments)
            throws IOException {
        return job(spaces.launcher(), hosts, options, program, arguments);
    }

    private static LauncherRun job(
            String launcher, String hosts, List<String> options, Class<?> program, String... arguments)
            throws IOException {
        List<String> words = new ArrayList<>(List.of("--hosts", hosts, "--launcher", launcher));
        words.addAll(options);
        words.addAll(List.of("-cp", LauncherRun.programPath(), program.getName()));
        words.addAll(List.of(arguments));
        return LauncherRun.start(words.toArray(new String[0]));
    }

    /** A job whose ranks, two on each of two hosts, hang. */
    private static LauncherRun hangingJob(String... options) throws IOException, InterruptedException {
        LauncherRun job = job(spaces.host(1) + ":2," + spaces.host(2) + ":2", List.of(options), Misbehave.class, "hang", "0");
        for (int rank = 0; rank < 4; rank++) {
            job.awaitOutput("ready " + rank + "\n");
        }
        return job;
    }

    @Test
    void ranksFillTheHostsInOrder() throws IOException, InterruptedException {
        String hosts = spaces.host(1) + ":2," + spaces.host(2) + "," + spaces.host(3) + ":7";
        try (LauncherRun job = job(
                hosts, List.of("-n", "5"), Show.class, "env:MPJ_HOST_ID", "env:MPJ_LOCAL_RANK", "env:MPJ_LOCAL_SIZE")) {
            job.expect(0);
            int[] hostOfRank = {1, 1, 2, 3, 3};
            int[] localRank = {0, 1, 0, 0, 1};
            int[] localSize = {2, 2, 1, 2, 2};
            List<String> expected = new ArrayList<>();
            for (int rank = 0; rank < 5; rank++) {
                expected.add(rank + " env:MPJ_HOST_ID=" + spaces.host(hostOfRank[rank]));
                expected.add(rank + " env:MPJ_LOCAL_RANK=" + localRank[rank]);
                expected.add(rank + " env:MPJ_LOCAL_SIZE=" + localSize[rank]);
            }
            expected.sort(null);
            assertEquals(expected, job.sortedLines());
        }
    }

    @Test
    void thisMachineAndAnotherHost() throws IOException, InterruptedException {
        try (LauncherRun job = job("localhost:1," + spaces.host(1) + ":1", List.of("-l"), Show.class, "size")) {
            job.expect(0);
            List<String> lines = job.sortedLines();
            assertEquals(2, lines.size(), job::describe);
            assertTrue(lines.get(0).matches("\\[0@[^\\]]+\\] 0 size=2"), lines::toString);
            assertEquals("[1@" + spaces.host(1) + "] 1 size=2", lines.get(1));
        }
    }

    @Test
    void aSourceFileIsCompiledOnceForAllHosts() throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("Where.java"), """
                void main() {
                    IO.println(System.getenv("MPJ_RANK") + " " + System.getenv("MPJ_HOST_ID"));
                }
                """);
        try (LauncherRun job = LauncherRun.start(
                "--hosts", spaces.hosts(1), "--launcher", spaces.launcher(), source.toString())) {
            job.expect(0);
            assertEquals(
                    List.of("0 " + spaces.host(1), "1 " + spaces.host(2), "2 " + spaces.host(3)), job.sortedLines());
        }
    }

    /** Messages go by shared memory here: these hosts do not say that they have none in common. */
    @Test
    void allRanksMeet() throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("Sum.java"), """
                import mpi.*;

                void main() {
                    int[] sum = new int[1];
                    MPI.COMM_WORLD.allReduce(new int[] {MPI.COMM_WORLD.getRank()}, sum, 1, MPI.INT, MPI.SUM);
                    IO.println(MPI.COMM_WORLD.getRank() + " " + sum[0]);
                }
                """);
        try (LauncherRun job = LauncherRun.start("--hosts", "localhost:1," + spaces.hosts(2), "--launcher",
                "ip netns exec {host}", source.toString())) {
            job.expect(0);
            List<String> expected = new ArrayList<>();
            for (int rank = 0; rank < 7; rank++) {
                expected.add(rank + " 21");
            }
            assertEquals(expected, job.sortedLines());
        }
    }

    /** A rank that aborts, and one that meets nobody any longer, tell through their agent. */
    @Test
    void aRankOfAnotherHostAborts() throws IOException, InterruptedException {
        List<String> options = List.of();
        try (LauncherRun job = job(
                "ip netns exec {host}", spaces.hosts(1), options, Misbehave.class, "abort-7", "2", "joined")) {
            job.expect(7).expectMessage("rank 2 (host " + spaces.host(3) + ", pid ");
        }
    }

    @Test
    void theInputGoesToARankOfAnotherHost() throws IOException, InterruptedException {
        try (LauncherRun job = job(spaces.hosts(1), List.of("--stdin", "1"), Show.class, "stdin")) {
            job.type("one\ntwo\n").endInput().expect(0);
            assertEquals(List.of("0 stdin=", "1 stdin=one|two|", "2 stdin="), job.sortedLines());
        }
    }

    /** More than any buffer on the way holds, in both directions at once. */
    @Test
    void muchInputAndOutput() throws IOException, InterruptedException {
        String line = "x".repeat(99) + "\n";
        int lines = 20_000;
        try (LauncherRun job = LauncherRun.start(
                "--hosts", spaces.host(1), "--launcher", spaces.launcher(), "-n", "1", "--", "cat")) {
            for (int i = 0; i < lines; i++) {
                job.type(line);
            }
            job.endInput().expect(0);
            assertEquals(lines * line.length(), job.out().length());
            assertTrue(job.out().lines().allMatch(line.strip()::equals));
        }
    }

    @Test
    void aSlowReaderGetsEverything() throws IOException, InterruptedException {
        String hosts = spaces.hosts(2);
        try (LauncherRun job = LauncherRun.piped(
                "sleep 3; wc -c", "--hosts", hosts, "--launcher", spaces.launcher(), "-n", "2",
                "--", "head", "-c", "300000", "/dev/zero")) {
            job.expect(0);
            assertEquals("600000", job.out().strip());
        }
    }

    @ParameterizedTest
    @CsvSource({"throw, 1, deliberate", "exit-3, 3, exited with code 3", "kill-9, 137, was killed by signal 9 (SIGKILL)"})
    void aRankThatFailsIsNamedWithItsHost(String way, int code, String text) throws IOException, InterruptedException {
        try (LauncherRun job = job(spaces.hosts(2), List.of(), Misbehave.class, way, "3")) {
            job.expect(code).expectMessage("rank 3 (host " + spaces.host(2) + ", pid ").expectMessage(text);
        }
    }

    @Test
    void aCommandThatIsMissingThere() throws IOException, InterruptedException {
        try (LauncherRun job = LauncherRun.start(
                "--hosts", spaces.host(1), "--launcher", spaces.launcher(), "--", "no-such-command")) {
            job.expect(2).expectMessage("mpjexec: host " + spaces.host(1) + ": no-such-command: command not found");
        }
    }

    @Test
    void aFolderThatIsMissingThere() throws IOException, InterruptedException {
        try (LauncherRun job = job(spaces.host(1), List.of("--wdir", "/no/such/folder"), Show.class, "size")) {
            job.expect(2).expectMessage("host " + spaces.host(1) + ": there is no folder /no/such/folder to run in");
        }
    }

    @Test
    void whatARankLeftBehindEndsWithTheJob() throws IOException, InterruptedException {
        try (LauncherRun job = job(spaces.hosts(1), List.of(), Offspring.class)) {
            job.expect(0);
            assertEquals(3, job.sortedLines().size(), job::describe);
        }
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void aSignalEndsTheRanksFirst(String signal, int code) throws IOException, InterruptedException {
        try (LauncherRun job = hangingJob()) {
            job.signal(signal).expect(code);
            assertEquals("", job.err());
        }
    }

    @Test
    void ranksThatDoNotEndAreKilled() throws IOException, InterruptedException {
        try (LauncherRun job = job(spaces.hosts(1), List.of(), Stubborn.class)) {
            job.awaitOutput("ready 0").awaitOutput("ready 1").awaitOutput("ready 2").signal("TERM").expect(143);
        }
    }

    @Test
    void killedItTakesAllHostsAlong() throws IOException, InterruptedException {
        try (LauncherRun job = hangingJob()) {
            job.signal("KILL").expectEnd(137);
            job.awaitNothingLeft();
        }
    }

    @Test
    void aKilledAgentEndsTheJob() throws IOException, InterruptedException {
        try (LauncherRun job = hangingJob()) {
            LauncherRun.signal("KILL", job.agent(spaces.host(2)));
            job.expect(1).expectMessage("host " + spaces.host(2) + ": its agent was killed by signal 9 (SIGKILL)");
        }
    }

    /** No process of its is scheduled any longer, as on a machine that has crashed. */
    @Test
    void aStoppedAgentEndsTheJob() throws IOException, InterruptedException {
        try (LauncherRun job = hangingJob("--host-timeout", "2")) {
            LauncherRun.signal("STOP", job.agent(spaces.host(1)));
            job.expect(1).expectMessage("host " + spaces.host(1) + ": nothing has been heard of it for 2.0 s");
        }
    }

    @Test
    void aHostThatIsCutOffEndsTheJob() throws IOException, InterruptedException {
        try (Namespaces own = Namespaces.of(2);
                LauncherRun job = job(own.launcher(), own.hosts(2), List.of("--host-timeout", "2"), Misbehave.class, "hang", "0")) {
            for (int rank = 0; rank < 4; rank++) {
                job.awaitOutput("ready " + rank + "\n");
            }
            own.cutOff(2);
            job.expect(1).expectMessage("host " + own.host(2) + ": nothing has been heard of it for 2.0 s");
        }
    }

    @Test
    void timeLimit() throws IOException, InterruptedException {
        try (LauncherRun job = job(spaces.hosts(1), List.of("--timeout", "4"), Misbehave.class, "hang", "0")) {
            job.expect(124).expectMessage("the time limit of 4.0 s has passed");
            for (int rank = 0; rank < 3; rank++) {
                job.expectMessage("rank " + rank + " (host " + spaces.host(rank + 1) + ", pid ");
            }
            assertEquals(3, job.err().split("Misbehave\\.hang\\(", -1).length - 1, job::describe);
        }
    }

    @Test
    void aHostThatCannotBeReached() throws IOException, InterruptedException {
        try (LauncherRun job = job(spaces.host(1) + ",nowhere", List.of(), Misbehave.class, "hang", "0")) {
            job.expect(1).expectMessage("mpjexec: host nowhere: cannot be reached: Cannot open network namespace");
            assertEquals(1, job.err().lines().count(), job::describe);
        }
    }

    @Test
    void aHostThatDoesNotReport() throws IOException, InterruptedException {
        try (LauncherRun job = job(
                "sh -c 'sleep 3600' {host}", "b", List.of("--start-timeout", "1"), Show.class, "size")) {
            job.expect(1).expectMessage("mpjexec: host b: has not reported within 1.0 s");
        }
    }

    @Test
    void aHostThatCannotConnectBack() throws IOException, InterruptedException {
        String launcher = "unshare --net {host}";
        try (LauncherRun job = job(launcher.replace("{host}", "env HOST={host}"), "b", List.of(), Show.class, "size")) {
            job.expect(1).expectMessage("mpjexec: host b: cannot connect back to mpjexec (");
        }
    }

    @Test
    void theChosenNetworkAndPorts() throws IOException, InterruptedException {
        List<String> options = List.of("--tcp-if", spaces.network(), "--tcp-port-range", "23400-23499", "-v");
        try (LauncherRun job = job(spaces.hosts(1), options, Show.class, "env:MPJ_TCP_IF", "env:MPJ_TCP_PORT_RANGE")) {
            job.expect(0);
            assertTrue(job.out().contains("0 env:MPJ_TCP_IF=" + spaces.network()), job::describe);
            assertTrue(job.out().contains("2 env:MPJ_TCP_PORT_RANGE=23400-23499"), job::describe);
            assertTrue(job.err().contains("connects to " + spaces.address(254) + " 234"), job::describe);
        }
    }

    @Test
    void aNetworkThatThisHostDoesNotHave() throws IOException, InterruptedException {
        try (LauncherRun job = job(spaces.hosts(1), List.of("--tcp-if", "nonet7"), Show.class, "size")) {
            job.expect(2).expectMessage("mpjexec: --tcp-if nonet7: 'nonet7' is no interface of this host");
        }
    }

    /** They are one machine: their ranks have different cores, or none for themselves where there are too few. */
    @Test
    void hostsThatShareAMachineShareItsCores() throws IOException, InterruptedException {
        int processors = Runtime.getRuntime().availableProcessors();
        assumeTrue(processors >= 2, "this machine has one processor");
        assertEquals(2, coresOf(1).stream().distinct().count());
        assertEquals(1, coresOf(processors).stream().distinct().count());
    }

    /** The processors of each rank of the first two hosts, which have so many each. */
    private static List<String> coresOf(int each) throws IOException, InterruptedException {
        String hosts = spaces.host(1) + ":" + each + "," + spaces.host(2) + ":" + each;
        try (LauncherRun job = LauncherRun.start("--hosts", hosts, "--launcher", spaces.launcher(), "--", "sed", "-n",
                "s/^Cpus_allowed_list:.//p", "/proc/self/status")) {
            job.expect(0);
            assertEquals(2 * each, job.sortedLines().size(), job::describe);
            return job.sortedLines();
        }
    }

    /** A host where a folder is empty. */
    private static String launcherWithout(String... hidden) {
        StringBuilder script = new StringBuilder();
        for (String one : hidden) {
            script.append("mount -t tmpfs none ").append(one).append(" && ");
        }
        return "unshare --mount sh -c '" + script + "exec \"$@\"' {host}";
    }

    @Test
    void withoutTheLibraryThere() throws IOException, InterruptedException {
        try (LauncherRun job = job(launcherWithout(LIB), "b", List.of(), Show.class, "size")) {
            job.expect(1).expectMessage("mpjexec: host b: there is no " + LIB + "/launcher-");
            job.expectMessage("or use --preload");
            assertEquals(1, job.err().lines().count(), job::describe);
        }
    }

    @Test
    void withoutJavaThere() throws IOException, InterruptedException {
        List<String> hidden = new ArrayList<>(List.of(LauncherRun.javaHome()));
        for (String place : List.of("/usr/lib/jvm", "/opt/java")) {
            if (Files.isDirectory(Path.of(place))) {
                hidden.add(place);
            }
        }
        String launcher = "env -u JAVA_HOME HOME=/nowhere " + launcherWithout(hidden.toArray(new String[0]));
        try (LauncherRun job = job(launcher, "b", List.of(), Show.class, "size")) {
            job.expect(1).expectMessage("mpjexec: host b: there is no Java 25 in ");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void preloadedFilesLieInAPrivateFolder(boolean bare) throws IOException, InterruptedException {
        String launcher = "env TMPDIR=" + folder + " " + launcherWithout(
                bare ? new String[] {LIB, LauncherRun.programPath()} : new String[] {LauncherRun.programPath()});
        try (LauncherRun job = job(launcher, "a:2,b:1", List.of("--preload"), Show.class, "size", "java.class.path")) {
            job.expect(0);
            assertEquals(6, job.sortedLines().size(), job::describe);
            assertTrue(job.out().contains(folder + "/mpj-"), job::describe);
            assertEquals(!bare, job.out().contains(LIB), job::describe);
        }
        assertFolderIsEmpty();
    }

    @Test
    void aPreloadedJarFile() throws IOException, InterruptedException {
        Path jar = folder.resolve("show.jar");
        writeJar(jar, Attributes.Name.MAIN_CLASS, Show.class.getName(), Show.class);
        expectTwoRanks(jar);
    }

    /** The main class is two jar files away, by names that are relative to where each lies. */
    @Test
    void whatThePreloadedJarFileNames() throws IOException, InterruptedException {
        Path jar = folder.resolve("app/show.jar");
        Files.createDirectories(folder.resolve("app/lib"));
        Files.createDirectories(folder.resolve("other jars"));
        writeJar(folder.resolve("other jars/b.jar"), Attributes.Name.CLASS_PATH, "", Show.class);
        String names = "missing.jar / https://example.org/c.jar ../../other%20jars/b.jar";
        writeJar(folder.resolve("app/lib/a.jar"), Attributes.Name.CLASS_PATH, names);
        Manifest manifest = manifest(Attributes.Name.MAIN_CLASS, Show.class.getName());
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, "lib/a.jar show.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        expectTwoRanks(jar);
    }

    private static Manifest manifest(Attributes.Name name, String value) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(name, value);
        return manifest;
    }

    private static void writeJar(Path jar, Attributes.Name name, String value, Class<?>... classes) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest(name, value))) {
            for (Class<?> one : classes) {
                String entry = one.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(entry));
                out.write(Files.readAllBytes(Path.of(LauncherRun.programPath(), entry)));
            }
        }
    }

    /** The jar file's folder is empty on the hosts. */
    private void expectTwoRanks(Path jar) throws IOException, InterruptedException {
        try (LauncherRun job = LauncherRun.start("--hosts", "a,b", "--launcher", launcherWithout(folder.toString()),
                "--preload", "--jar", jar.toString(), "size")) {
            job.expect(0);
            assertEquals(List.of("0 size=2", "1 size=2"), job.sortedLines());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"launcher", "agent"})
    void preloadedFilesAreRemovedWhenSomethingIsKilled(String what) throws IOException, InterruptedException {
        String launcher = "env TMPDIR=" + folder + " MPJ_HOST_ID={host}";
        try (LauncherRun job = job(launcher, "b:2", List.of("--preload"), Misbehave.class, "hang", "0")) {
            job.awaitOutput("ready 0\n").awaitOutput("ready 1\n");
            LauncherRun.signal("KILL", what.equals("agent") ? job.agent("b") : job.pid());
            job.expectEnd(what.equals("agent") ? 1 : 137);
            job.awaitNothingLeft();
        }
        assertFolderIsEmpty();
    }

    private void assertFolderIsEmpty() throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }
}
