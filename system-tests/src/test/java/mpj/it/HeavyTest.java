package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import mpj.it.jobs.HugeSegment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What takes gigabytes of memory; run by {@code mvn -Pheavy verify} alone. */
@Tag("heavy")
class HeavyTest {
    @Test
    void aSegmentOfMoreThanTwoGibibytesInOneCall() throws Exception {
        assertEquals((9L << 28) + " bytes were right\n", JobProgram.run(2, HugeSegment.class));
    }
}
