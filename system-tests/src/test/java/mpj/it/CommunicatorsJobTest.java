package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import mpj.it.jobs.MakingMatrix;
import mpj.it.program.Fail;
import mpj.testkit.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Communicators of processes, and what becomes of a job whose communication fails. */
class CommunicatorsJobTest {
    @ParameterizedTest
    @CsvSource({"1,shm", "2,shm", "3,shm", "4,shm", "7,shm", "1,tcp", "2,tcp", "3,tcp", "4,tcp", "7,tcp"})
    void madeOutOfEachOther(int ranks, String transport) {
        Seed.run(seed -> assertEquals(
                "120 rounds were right\n",
                JobProgram.run(ranks, List.of("--transport", transport), MakingMatrix.class, Long.toString(seed))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fatal       | 15 | MPI_ERR_TRUNCATE: recv: message truncated: 32 bytes
            abort       | 15 | MPI_ERR_TRUNCATE: recv: message truncated: 32 bytes
            call        | 35 | MPI_ERR_IO: input/output error: callErrhandler on MPI_COMM_WORLD
            call-added  | 44 | no more room for doubt: callErrhandler on MPI_COMM_WORLD
            abort-300   | 44 | MPI abort(300) on MPI_COMM_WORLD
            null        | 5  | MPI_ERR_COMM: communication: the communicator is null
            """)
    void errorsThatEndTheJob(String way, int code, String message) throws IOException, InterruptedException {
        try (LauncherRun job = LauncherRun.program("-n 2", Fail.class, way)) {
            job.expect(code).expectMessage(message);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            return    | 15 was thrown\\n
            function  | MPI_COMM_WORLD heard MPI_ERR_TRUNCATE: message truncated\\n15 was thrown\\n
            """)
    void errorsThatTheProgramDealsWith(String way, String output) throws IOException, InterruptedException {
        try (LauncherRun job = LauncherRun.program("-n 1", Fail.class, way)) {
            assertEquals(output.replace("\\n", "\n"), job.expect(0).out());
        }
    }

    @Test
    void aProgramOfSessionsAlone() throws IOException, InterruptedException {
        try (LauncherRun job = LauncherRun.program("-n 3", Fail.class, "session")) {
            assertEquals("sum 3\n".repeat(3), job.expect(0).out());
        }
    }

    /** Three ranks that count as on two hosts. */
    @Test
    void splitByHosts() throws IOException, InterruptedException {
        String path = LauncherRun.programPath();
        String program = Fail.class.getName();
        try (LauncherRun job = LauncherRun.start(
                "-n", "2", "-x", "MPJ_HOST_ID=a", "-cp", path, program, "hosts",
                ":", "-n", "1", "-x", "MPJ_HOST_ID=b", "-cp", path, program, "hosts")) {
            List<String> lines = job.expect(0).out().lines().sorted().toList();
            assertEquals(
                    List.of(
                            "0: 0 of 2, mpj://host 2, 1",
                            "1: 1 of 2, mpj://host 2, 0",
                            "2: 0 of 1, mpj://host 1, 0"),
                    lines);
        }
    }
}
