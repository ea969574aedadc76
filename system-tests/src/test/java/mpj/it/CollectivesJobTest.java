package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import mpj.it.jobs.CollectivesMatrix;
import mpj.testkit.Seed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Collective operations between processes. */
class CollectivesJobTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void everyOperationAndKindOfMemory(int ranks) {
        Seed.run(seed -> assertEquals(
                "333 rounds were right\n", JobProgram.run(ranks, CollectivesMatrix.class, Long.toString(seed))));
    }
}
