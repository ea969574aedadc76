package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import mpj.it.jobs.Waiting;
import org.junit.jupiter.api.Test;

/** Ranks that wait for a message leave the processor to others. */
class WaitingJobTest {
    @Test
    void blockedRanksSleep() throws Exception {
        String out = JobProgram.run(4, Waiting.class);
        assertEquals(3, out.lines().count(), out);
    }
}
