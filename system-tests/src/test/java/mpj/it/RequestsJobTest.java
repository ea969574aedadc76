package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import mpj.it.jobs.RequestsMatrix;
import mpj.testkit.Seed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Persistent, partitioned, buffered and generalized requests and their futures in whole jobs. */
class RequestsJobTest {
    /** Rounds of persistent messages and of partitioned ones, and what is done for each of five counts and once. */
    private static final int CHECKS = 4 * 4 * 5 * 5 + 12 * 5 + 5 * 4 + 1;

    @ParameterizedTest
    @CsvSource({"1,shm", "2,shm", "3,shm", "4,shm", "7,shm", "1,tcp", "2,tcp", "3,tcp", "4,tcp", "7,tcp"})
    void everyKindOfRequest(int ranks, String transport) {
        Seed.run(seed -> {
            List<String> options = List.of("--transport", transport);
            String out = JobProgram.run(ranks, options, RequestsMatrix.class, Long.toString(seed));
            assertEquals(CHECKS + " were right\n", out);
        });
    }
}
