package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mpj.it.program.Stuck;
import mpj.it.program.Traffic;
import org.junit.jupiter.api.Test;

/** What mpjexec tells of its ranks: while they hang, and at the end. */
class RollCallJobTest {
    private static final Pattern WAITED = Pattern.compile("waited for \\d+\\.\\d s");

    private static void check(LauncherRun job) {
        String roll = job.err();
        assertTrue(WAITED.matcher(roll).find(), job::describe);
        for (String part : List.of(
                ": waits in barrier on COMM_WORLD\n  barrier: receive of up to 0 bytes from rank ",
                ": waits in receive on communicator 0.2 of 2 ranks\n",
                "receive of up to 16 bytes from rank 1, tag 9, on COMM_WORLD, not waited for\n",
                "receive of up to 4 bytes from rank 0, tag 7, on communicator 0.2 of 2 ranks, waited for ",
                ": no operation pending\n  \"main\" WAITING\n",
                "at mpj.it.program.Stuck.main(Stuck.java:")) {
            assertTrue(roll.contains(part), () -> part + " is missing: " + job.describe());
        }
        int last = Math.max(roll.indexOf("rank 2 (host"), roll.indexOf("rank 3 (host"));
        int first = Math.min(roll.indexOf("rank 0 (host"), roll.indexOf("rank 1 (host"));
        assertTrue(last < first, () -> "the odd ranks do not come first: " + job.describe());
    }

    private static LauncherRun stuck(String options) throws IOException, InterruptedException {
        LauncherRun job = LauncherRun.program(options, Stuck.class);
        for (int rank = 0; rank < 4; rank++) {
            job.awaitOutput("ready " + rank + "\n");
        }
        return job;
    }

    @Test
    void atTheTimeLimit() throws IOException, InterruptedException {
        try (LauncherRun job = stuck("-n 4 --timeout 4")) {
            check(job.expect(124).expectMessage("the time limit of 4.0 s has passed; the roll call of all ranks:"));
        }
    }

    @Test
    void onSigquitAndTheJobGoesOn() throws IOException, InterruptedException {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "SIGQUIT is left to the JVM on other processors");
        try (LauncherRun job = stuck("-n 4")) {
            askUntilAnswered(job);
            job.signal("TERM").expect(143);
            check(job);
        }
    }

    /** A launcher that has just started leaves the signal to its JVM. */
    private static void askUntilAnswered(LauncherRun job) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LauncherRun.LIMIT_S);
        while (!job.err().contains("at mpj.it.program.Stuck.main(")) {
            if (deadline - System.nanoTime() < 0) {
                fail("no roll call; " + job.describe());
            }
            job.signal("QUIT");
            TimeUnit.MILLISECONDS.sleep(500);
        }
        while (!WAITED.matcher(job.err()).find() && deadline - System.nanoTime() > 0) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Test
    void reportAtTheEnd() throws IOException, InterruptedException {
        try (LauncherRun job = LauncherRun.program("-n 2 --report", Traffic.class)) {
            job.expect(0);
            Matcher sender = Pattern.compile("(?m)^ +0 +11 +9\\.8K +0 +0 +\\d\\.\\d{3} s +0 +\\d+  shm 11$")
                    .matcher(job.err());
            Matcher receiver = Pattern.compile("(?m)^ +1 +0 +0 +11 +9\\.8K +\\d\\.\\d{3} s +9\\.8K +0  shm 11$")
                    .matcher(job.err());
            assertTrue(sender.find(), job::describe);
            assertTrue(receiver.find(), job::describe);
        }
    }

    @Test
    void aRankWithoutMpiHasNoReport() throws IOException, InterruptedException {
        try (LauncherRun job = LauncherRun.start("-n", "2", "--report", "--", "true")) {
            job.expect(0).expectMessage("     0  it has not left MPI").expectMessage("     1  it has not left MPI");
            assertEquals("", job.out());
        }
    }
}
