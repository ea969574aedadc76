package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import mpi.junit.MpiTest;
import mpj.it.jobs.DeniedClass;
import mpj.it.jobs.ObjectsMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects between ranks, one job for each number of ranks and codec. */
class ObjectsJobTest {
    /** Twelve objects, each sent to itself and round the ring, and through five collective operations. */
    private static final int LEAST_OBJECTS = 12 * 7;

    @MpiTest(ranks = {1, 2, 3, 4, 7})
    void everyKindInEveryWay() {
        assertTrue(ObjectsMatrix.checkAll("java") > LEAST_OBJECTS);
    }

    @MpiTest(ranks = {2, 3}, options = {"--codec", "fory"})
    void everyKindInEveryWayByFory() {
        assertTrue(ObjectsMatrix.checkAll("fory") > LEAST_OBJECTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "fory"})
    void aDeniedClassIsNamedWithTheCure(String codec) throws Exception {
        // Fory asks before it writes, too: there the sender is told, and ends the job
        if (codec.equals("java")) {
            String out = JobProgram.run(2, List.of("--codec", codec), DeniedClass.class);
            assertTrue(out.startsWith("3 MPI_ERR_TYPE: recv: "), out);
            assertTrue(out.contains("MPJ_CODEC_ALLOW=java.net.URL"), out);
        }
        List<String> allowed = List.of("--codec", codec, "-x", "MPJ_CODEC_ALLOW=com.example.*,java.net.URL");
        assertEquals("received http://localhost/\n", JobProgram.run(2, allowed, DeniedClass.class));
    }
}
