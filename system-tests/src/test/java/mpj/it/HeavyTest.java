package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import mpj.it.jobs.HugeCollective;
import mpj.it.jobs.HugeLayout;
import mpj.it.jobs.HugeObject;
import mpj.it.jobs.HugeSegment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What takes gigabytes of memory; run by {@code mvn -Pheavy verify} alone. */
@Tag("heavy")
class HeavyTest {
    @ParameterizedTest
    @ValueSource(strings = {"shm", "tcp"})
    void aSegmentOfMoreThanTwoGibibytesInOneCall(String transport) throws Exception {
        List<String> options = List.of("--transport", transport);
        assertEquals((9L << 28) + " bytes were right\n", JobProgram.run(2, options, HugeSegment.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shm", "tcp"})
    void collectivesOfMoreThanTwoGibibytes(String transport) throws Exception {
        List<String> options = List.of("--transport", transport);
        assertEquals((9L << 28) + " bytes were right\n", JobProgram.run(2, options, HugeCollective.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shm", "tcp"})
    void aDatatypeOfMoreThanTwoGibibytes(String transport) throws Exception {
        List<String> options = List.of("--transport", transport);
        assertEquals((9L << 28) + " bytes were right\n", JobProgram.run(2, options, HugeLayout.class));
    }

    /** Its arrays travel beside the stream, or with a great threshold all within it. */
    @ParameterizedTest
    @ValueSource(strings = {"64K", "64G"})
    void anObjectOfMoreThanTwoGibibytes(String threshold) throws Exception {
        List<String> options = List.of("-x", "MPJ_CODEC_THRESHOLD=" + threshold, "-Xmx7g");
        assertEquals((24L * 97 << 20) + " bytes were right\n", JobProgram.run(2, options, HugeObject.class));
    }
}
