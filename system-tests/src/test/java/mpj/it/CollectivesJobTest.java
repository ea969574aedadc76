package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import mpj.it.jobs.BetweenGroups;
import mpj.it.jobs.CollectivesMatrix;
import mpj.it.jobs.OverlappingCollectives;
import mpj.testkit.Seed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Collective operations between processes. */
class CollectivesJobTest {
    @ParameterizedTest
    @CsvSource({"1,", "2,", "3,", "4,", "7,", "2,tcp", "3,tcp", "4,tcp", "7,tcp"})
    void everyOperationAndKindOfMemory(int ranks, String transport) {
        List<String> options = transport == null ? List.of() : List.of("--transport", transport);
        Seed.run(seed -> assertEquals(
                "333 rounds were right\n",
                JobProgram.run(ranks, options, CollectivesMatrix.class, Long.toString(seed))));
    }

    @ParameterizedTest
    @CsvSource({"2,", "3,", "4,", "7,", "2,tcp", "3,tcp", "7,tcp"})
    void objectsAndRecordsBetweenGroups(int ranks, String transport) throws Exception {
        List<String> options = transport == null ? List.of() : List.of("--transport", transport);
        assertEquals("all were right\n", JobProgram.run(ranks, options, BetweenGroups.class));
    }

    @ParameterizedTest
    @CsvSource({"1,", "2,", "4,", "7,", "2,tcp", "3,tcp", "4,tcp"})
    void manyUnderWay(int ranks, String transport) {
        List<String> options = transport == null ? List.of() : List.of("--transport", transport);
        Seed.run(seed -> assertEquals(
                "all were right\n",
                JobProgram.run(ranks, options, OverlappingCollectives.class, Long.toString(seed))));
    }
}
