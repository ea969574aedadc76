package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import mpj.it.jobs.Waiting;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranks that wait for a message leave the processor to others. */
class WaitingJobTest {
    @ParameterizedTest
    @ValueSource(strings = {"shm", "tcp", "shm,tcp"})
    void blockedRanksSleep(String transports) throws Exception {
        String out = JobProgram.run(4, List.of("--transport", transports), Waiting.class);
        assertEquals(3, out.lines().count(), out);
    }
}
