package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mpj.it.program.Misbehave;
import mpj.it.program.Show;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs of "hosts" that a real ssh leads to. */
@Timeout(120)
class SshJobTest {
    private static SshServer server;

    @BeforeAll
    static void startServer(@TempDir Path folder) throws IOException, InterruptedException {
        server = SshServer.start(folder, "nodea", "nodeb");
    }

    @AfterAll
    static void stopServer() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    private static LauncherRun job(String hosts, List<String> options, Class<?> program, String... arguments)
            throws IOException {
        List<String> words = new ArrayList<>(List.of("--hosts", hosts, "--launcher", server.launcher()));
        words.addAll(options);
        words.addAll(List.of("-cp", LauncherRun.programPath(), program.getName()));
        words.addAll(List.of(arguments));
        return LauncherRun.start(words.toArray(new String[0]));
    }

    private static LauncherRun hangingJob() throws IOException, InterruptedException {
        LauncherRun job = job("nodea:2,nodeb:1", List.of(), Misbehave.class, "hang", "0");
        for (int rank = 0; rank < 3; rank++) {
            job.awaitOutput("ready " + rank + "\n");
        }
        return job;
    }

    @Test
    void ranksRunWhereTheyShould() throws IOException, InterruptedException {
        List<String> options = List.of("-x", "COLOUR=it's \"red\"; $HOME");
        try (LauncherRun job = job("nodea:1,nodeb:2", options, Show.class, "env:MPJ_HOST_ID", "env:COLOUR", "directory")) {
            job.expect(0);
            List<String> expected = new ArrayList<>();
            for (int rank = 0; rank < 3; rank++) {
                expected.add(rank + " directory=" + Path.of("").toAbsolutePath());
                expected.add(rank + " env:COLOUR=it's \"red\"; $HOME");
                expected.add(rank + " env:MPJ_HOST_ID=" + (rank == 0 ? "nodea" : "nodeb"));
            }
            assertEquals(expected, job.sortedLines());
        }
    }

    @Test
    void theInputAndAPreloadedClassPath() throws IOException, InterruptedException {
        try (LauncherRun job = job("nodea,nodeb", List.of("--preload"), Show.class, "stdin", "java.class.path")) {
            job.type("text\n").endInput().expect(0);
            assertTrue(job.out().contains("0 stdin=text|"), job::describe);
            // there under the agent's folder by the whole path that it has here
            assertTrue(job.out().contains("/path" + LauncherRun.programPath()), job::describe);
            assertFalse(job.out().contains(":" + LauncherRun.programPath()), job::describe);
        }
    }

    /** The ranks' own environment is for their user alone; all else can be seen by others, or travels in the clear. */
    @Test
    void nobodyElseSeesTheSecret() throws IOException, InterruptedException {
        try (LauncherRun job = hangingJob()) {
            String secret = null;
            for (Long pid : job.living()) {
                String environment = LauncherRun.contents(pid, "environ");
                int at = environment.indexOf("MPJ_SECRET=");
                if (at >= 0) {
                    secret = environment.substring(at + "MPJ_SECRET=".length(), environment.indexOf('\0', at));
                }
            }
            assertTrue(secret != null && secret.length() == 64, "a rank knows it");
            for (Long pid : job.living()) {
                String command = LauncherRun.contents(pid, "cmdline");
                assertFalse(command.contains(secret), command);
                boolean rank = LauncherRun.contents(pid, "environ").contains("MPJ_RANK=");
                assertEquals(rank, LauncherRun.contents(pid, "environ").contains(secret), command);
            }
            job.signal("TERM").expect(143);
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
            LauncherRun.signal("KILL", job.agent("nodeb"));
            job.expect(1).expectMessage("host nodeb: its agent ");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "refused|port 1: Connection refused",
        "unknown|Host key verification failed.",
        "stranger|Permission denied (publickey",
    })
    void aHostThatCannotBeReached(String host, String cause) throws IOException, InterruptedException {
        try (LauncherRun job = job("nodea," + host, List.of(), Misbehave.class, "hang", "0")) {
            job.expectEnd(1).expectMessage("mpjexec: host " + host + ": cannot be reached: ").expectMessage(cause);
            assertEquals(1, job.err().lines().count(), job::describe);
            // the other host's agent may have been about to start, and finds nobody
            job.awaitNothingLeft();
        }
    }
}
