package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mpj.it.jobs.CollectivesMatrix;
import mpj.it.jobs.PointToPointMatrix;
import mpj.it.program.Misbehave;
import mpj.testkit.Seed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages between hosts, which are network name spaces: by TCP between them, by shared memory inside each. */
@Timeout(240)
class HostsMessagesTest {
    private Namespaces spaces;

    @BeforeEach
    void makeHosts() {
        spaces = Namespaces.of(3);
    }

    @AfterEach
    void removeHosts() {
        spaces.close();
    }

    /** The hosts are one machine, whose cores they share: ranks are not bound to them, and compile quickly. */
    private LauncherRun job(String hosts, List<String> options, Class<?> program, String... arguments)
            throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "--hosts", hosts, "--launcher", spaces.launcher(), "--bind-to", "none"));
        words.addAll(LauncherRun.COMPILE_QUICKLY);
        words.addAll(options);
        words.addAll(List.of("-cp", LauncherRun.programPath(), program.getName()));
        words.addAll(List.of(arguments));
        return LauncherRun.start(words.toArray(new String[0]));
    }

    /** So many ranks on each of the first hosts. */
    private String hosts(int... ranks) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < ranks.length; i++) {
            texts.add(spaces.host(i + 1) + ":" + ranks[i]);
        }
        return String.join(",", texts);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, ''", "2, 2, ''", "2, 1, tcp", "1, 2, 'shm,tcp'"})
    void everyKindOfMemoryTypeAndCall(int first, int second, String transport) {
        List<String> options = new ArrayList<>(List.of("--timeout", "55"));
        if (!transport.isEmpty()) {
            options.addAll(List.of("--transport", transport));
        }
        Seed.run(seed -> {
            try (LauncherRun job =
                    job(hosts(first, second), options, PointToPointMatrix.class, Long.toString(seed))) {
                job.expect(0);
                assertTrue(job.out().endsWith(" messages were right\n"), job::describe);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 1, 2"})
    void everyOperation(int first, int second, int third) {
        Seed.run(seed -> {
            try (LauncherRun job = job(hosts(first, second, third), List.of("--timeout", "55"), CollectivesMatrix.class,
                    Long.toString(seed))) {
                assertEquals("333 rounds were right\n", job.expect(0).out());
            }
        });
    }

    /** Without TCP there is no way from host to host, and no hang. */
    @Test
    void withSharedMemoryAlone() throws IOException, InterruptedException {
        try (LauncherRun job = job(hosts(1, 1), List.of("--transport", "shm"), Misbehave.class, "return", "0", "joined")) {
            job.expectFailure();
            assertTrue(job.err().contains("shm: "), job::describe);
        }
    }

    @Test
    void aHostThatIsCutOffEndsTheJob() throws IOException, InterruptedException {
        try (LauncherRun job = job(
                hosts(2, 2, 1), List.of("--host-timeout", "2"), Misbehave.class, "hang", "0", "joined")) {
            awaitReady(job, 5);
            spaces.cutOff(2);
            job.expect(1).expectMessage("host " + spaces.host(2) + ": nothing has been heard of it for 2.0 s");
        }
    }

    @Test
    void aKilledAgentEndsTheJob() throws IOException, InterruptedException {
        try (LauncherRun job = job(hosts(2, 2), List.of(), Misbehave.class, "hang", "0", "joined")) {
            awaitReady(job, 4);
            LauncherRun.signal("KILL", job.agent(spaces.host(2)));
            job.expect(1).expectMessage("host " + spaces.host(2) + ": its agent was killed by signal 9 (SIGKILL)");
        }
    }

    private static void awaitReady(LauncherRun job, int ranks) throws InterruptedException {
        for (int rank = 0; rank < ranks; rank++) {
            job.awaitOutput("ready " + rank + "\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"throw, 1, deliberate", "exit-3, 3, exited with code 3", "kill-9, 137, was killed by signal 9 (SIGKILL)"})
    void aRankThatFailsIsNamedWithItsHost(String way, int code, String text) throws IOException, InterruptedException {
        try (LauncherRun job = job(hosts(1, 2), List.of(), Misbehave.class, way, "2", "joined")) {
            job.expect(code).expectMessage("rank 2 (host " + spaces.host(2) + ", pid ").expectMessage(text);
        }
    }
}
