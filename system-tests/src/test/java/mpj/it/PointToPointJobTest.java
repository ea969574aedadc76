package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mpi.junit.MpiTest;
import mpj.it.jobs.Communicators;
import mpj.it.jobs.Completion;
import mpj.it.jobs.DatatypesMatrix;
import mpj.it.jobs.PointToPointMatrix;
import mpj.testkit.Seed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages between ranks, one job for each number of ranks and list of transports. */
class PointToPointJobTest {
    private static final Pattern RESULT = Pattern.compile("(\\d+) messages were right\n");

    /** Every pair of kinds with every datatype, size and at least one way to call. */
    private static final int LEAST_MESSAGES = 14 * 14 * 15 * 3;

    /** Each of the program's types at least once. */
    private static final int LEAST_DATATYPES = 100;

    @ParameterizedTest
    @CsvSource({"1,", "2,", "3,", "4,", "7,", "16,", "1,shm", "2,shm", "3,shm", "4,shm", "7,shm", "16,shm",
        "1,tcp", "2,tcp", "3,tcp", "4,tcp", "7,tcp", "2,'shm,tcp'", "4,'shm,tcp'"})
    void everyKindOfMemoryTypeAndCall(int ranks, String transport) {
        List<String> options = transport == null ? List.of() : List.of("--transport", transport);
        Seed.run(seed -> {
            String out = JobProgram.run(ranks, options, PointToPointMatrix.class, Long.toString(seed));
            Matcher result = RESULT.matcher(out);
            assertTrue(result.matches(), out);
            assertTrue(Integer.parseInt(result.group(1)) > LEAST_MESSAGES, out);
        });
    }

    @ParameterizedTest
    @CsvSource({"1,shm", "2,shm", "3,shm", "4,shm", "5,shm", "6,shm", "7,shm", "1,tcp", "2,tcp", "3,tcp", "7,tcp"})
    void randomDatatypes(int ranks, String transport) {
        Seed.run(seed -> {
            List<String> options = List.of("--transport", transport);
            String out = JobProgram.run(ranks, options, DatatypesMatrix.class, Long.toString(seed));
            Matcher result = RESULT.matcher(out);
            assertTrue(result.matches(), out);
            assertTrue(Integer.parseInt(result.group(1)) > LEAST_DATATYPES, out);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void completionAndCancelling(int ranks) throws Exception {
        assertEquals("30 ways were right\n", JobProgram.run(ranks, Completion.class));
    }

    @MpiTest(ranks = {1, 2, 3, 4, 7})
    void communicators() {
        Communicators.checkAll();
    }
}
