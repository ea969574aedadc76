package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import mpj.it.program.Misbehave;
import mpj.it.program.Offspring;
import mpj.it.program.Stubborn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher is told to end, is killed, or has had enough: nothing of the job is left. */
class LauncherSignalTest {
    private static LauncherRun hangingJob(String state, int ranks) throws IOException, InterruptedException {
        LauncherRun job = LauncherRun.program("-n " + ranks, Misbehave.class, "hang", "0", state);
        for (int rank = 0; rank < ranks; rank++) {
            job.awaitOutput("ready " + rank + "\n");
        }
        return job;
    }

    @ParameterizedTest
    @CsvSource({"TERM, alone, 143", "TERM, joined, 143", "INT, alone, 130", "INT, joined, 130", "HUP, joined, 129"})
    void aSignalEndsTheRanksFirst(String signal, String state, int code) throws IOException, InterruptedException {
        try (LauncherRun job = hangingJob(state, 3)) {
            job.signal(signal).expect(code);
            assertEquals("", job.err());
        }
    }

    @Test
    void ranksThatDoNotEndAreKilled() throws IOException, InterruptedException {
        try (LauncherRun job = LauncherRun.program("-n 2", Stubborn.class)) {
            job.awaitOutput("ready 0").awaitOutput("ready 1").signal("TERM").expect(143);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"alone", "joined"})
    void killedItTakesItsRanksAlong(String state) throws IOException, InterruptedException {
        try (LauncherRun job = hangingJob(state, 3)) {
            job.signal("KILL").expectEnd(137);
            job.awaitNothingLeft();
        }
    }

    @Test
    void timeLimit() throws IOException, InterruptedException {
        try (LauncherRun job = LauncherRun.program("-n 2 --timeout 3", Misbehave.class, "hang", "0")) {
            job.expect(124).expectMessage("the time limit of 3.0 s has passed");
            job.expectMessage("rank 0 (host ").expectMessage("rank 1 (host ");
            assertTrue(job.err().contains("mpj.it.program.Misbehave.hang("), job::describe);
        }
    }

    @Test
    void timeLimitOfCommandsThatCannotTellTheirStacks() throws IOException, InterruptedException {
        try (LauncherRun job = LauncherRun.start("-n", "2", "--timeout", "0.5", "--", "sleep", "3600")) {
            job.expect(124).expectMessage("rank 0 (host ").expectMessage("rank 1 (host ");
        }
    }

    @Test
    void whatARankLeftBehindEndsWithTheJob() throws IOException, InterruptedException {
        try (LauncherRun job = LauncherRun.program("-n 2", Offspring.class)) {
            job.expect(0);
            assertEquals(2, job.sortedLines().size(), job::describe);
        }
    }

    @Test
    void nobodyReadsTheOutput() throws IOException, InterruptedException {
        try (LauncherRun job = LauncherRun.start("-n", "2", "--", "yes")) {
            job.awaitOutput("y\n").closeOutput().expectEnd(141);
            job.awaitNothingLeft();
        }
    }
}
