package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mpj.it.jobs.Sample;
import mpj.testkit.Seed;
import mpj.testkit.verbs.RealVerbs;
import mpj.transport.rdma.verbs.VerbsProvider;
import mpj.transport.rdma.verbs.disni.DisniProvider;
import mpj.transport.rdma.verbs.ffm.FfmVerbsProvider;

/** Jobs over a real adapter, each a sample of messages and collective operations that an emulated processor can do. */
final class RdmaJob {
    private static final int MESSAGES = 200;
    private static final int ROUNDS = 6;
    /** Not everything that is drawn can be done. */
    private static final String RIGHT = "\\d+ messages and " + ROUNDS + " rounds were right\n";

    private static final String HOSTS = "rdma.hosts";

    private RdmaJob() {}

    /** Two machines that {@code -Drdma.hosts=a,b} names, the first of them this one; the test ends where it does not. */
    static List<String> hosts() {
        String names = System.getProperty(HOSTS, "");
        assumeTrue(!names.isEmpty(), "-D" + HOSTS + "=a,b names no two machines that are joined by RDMA");
        List<String> hosts = List.of(names.split(",", -1));
        return hosts.size() == 2 ? hosts : fail("-D" + HOSTS + "=" + names + " does not name two machines");
    }

    /** Options for so many ranks on each of {@link #hosts}, which may be silent for some seconds. */
    static List<String> placement(int ranks, int silenceS) {
        String each = ":" + ranks;
        String hosts = String.join(each + ",", hosts()) + each;
        return List.of("--hosts", hosts, "--host-timeout", Integer.toString(silenceS));
    }

    /** Has the test end where an adapter cannot be reached by the provider of this name. */
    static void need(String provider) {
        VerbsProvider verbs = provider.equals("ffm") ? new FfmVerbsProvider() : new DisniProvider();
        assertEquals(provider, RealVerbs.need(verbs).name());
    }

    /**
     * Runs the sample by seed.
     *
     * @param transports what the job may use, and has to use
     * @param placement options that say how many ranks, and where
     * @param counters what has to have happened on some rank, by the names of the transport's counters
     */
    static void sample(String provider, String transports, List<String> placement, String... counters) {
        need(provider);
        List<String> options = new ArrayList<>(placement);
        options.addAll(List.of(
                "--transport", transports, "--rdma-provider", provider, "--report", "--bind-to", "none"));
        // before the test gives up, so that the job tells what it waits for
        options.addAll(List.of("--timeout", Long.toString(LauncherRun.LIMIT_S - 5)));
        Seed.run(seed -> {
            System.out.println(provider + ", " + transports + " " + String.join(" ", placement) + ": seed " + seed);
            try (LauncherRun job = start(options, Sample.class, seed, MESSAGES, ROUNDS)) {
                job.expect(0);
                assertTrue(job.out().matches(RIGHT), job::describe);
                for (String transport : List.of("rdma", "shm", "tcp")) {
                    boolean allowed = List.of(transports.split(",", -1)).contains(transport);
                    assertEquals(allowed, tells(job, transport), () -> transport + ": " + job.describe());
                }
                for (String counter : counters) {
                    assertTrue(tells(job, "rdma " + counter), () -> counter + ": " + job.describe());
                }
            }
        });
    }

    /** Whether the report tells of messages by a transport, or of what a counter counts. */
    private static boolean tells(LauncherRun job, String counter) {
        return job.describe().lines().anyMatch(line -> line.matches(".*[ ,] *" + counter + " [1-9]\\d*(,.*)?"));
    }

    /** Starts a job of the tests' programs with these options. */
    static LauncherRun start(List<String> options, Class<?> program, Object... arguments) throws IOException {
        List<String> words = new ArrayList<>(options);
        words.addAll(LauncherRun.COMPILE_QUICKLY);
        words.addAll(List.of("-cp", LauncherRun.programPath(), program.getName()));
        for (Object argument : arguments) {
            words.add(argument.toString());
        }
        assertFalse(words.contains(""), words::toString);
        return LauncherRun.start(words.toArray(new String[0]));
    }
}
