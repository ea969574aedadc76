package mpj.wireup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessManagersTest {
    private static ProcessManager from(Map<String, String> environment) {
        return ProcessManagers.from(environment::get, () -> {});
    }

    @Test
    void aProcessThatNobodyLaunchedIsAJobOfOne() {
        ProcessManager manager = assertInstanceOf(Singleton.class, from(Map.of("PMI_SIZE", "1")));
        assertEquals(1, manager.size());
        assertEquals(0, manager.rank());
    }

    @ParameterizedTest
    @ValueSource(strings = {"MPJ_SIZE", "PMI_SIZE", "OMPI_COMM_WORLD_SIZE", "SLURM_STEP_NUM_TASKS"})
    void neverOneOfManyAlone(String variable) {
        WireupException e = assertThrows(WireupException.class, () -> from(Map.of(variable, "4")));
        assertTrue(String.valueOf(e.getMessage()).contains("one of 4 (" + variable + ")"), e::getMessage);
    }

    @ParameterizedTest
    @CsvSource({
        "MPJ_CONTROL, elsewhere:1, MPJ_CONTROL=elsewhere:1",
        "MPJ_CONTROL, 127.0.0.1:0, MPJ_CONTROL holds 0",
        "MPJ_CONTROL, 127.0.0.1:65536, MPJ_CONTROL holds 65536",
        "MPJ_SECRET, 12, MPJ_SECRET",
        "MPJ_RANK, 4, MPJ_RANK holds 4",
        "MPJ_RANK, -1, MPJ_RANK holds -1",
        "MPJ_SIZE, x, MPJ_SIZE holds x",
        "MPJ_LOCAL_SIZE, 5, MPJ_LOCAL_SIZE holds 5",
        "MPJ_JOBID, , MPJ_JOBID is missing",
    })
    void aMalformedPlaceNamesTheVariable(String variable, String value, String message) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "MPJ_CONTROL", "127.0.0.1:1",
                "MPJ_SECRET", JobSecret.random().hex(),
                "MPJ_JOBID", "job",
                "MPJ_RANK", "0",
                "MPJ_SIZE", "4",
                "MPJ_LOCAL_SIZE", "4",
                "MPJ_APPNUM", "0"));
        environment.put(variable, value);
        WireupException e = assertThrows(WireupException.class, () -> from(environment));
        assertTrue(String.valueOf(e.getMessage()).contains(message), e::getMessage);
    }
}
