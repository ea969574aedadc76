package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mpi.junit.MpiTest;
import mpj.it.jobs.HardwareSplits;
import mpj.it.jobs.MakingMatrix;
import mpj.it.jobs.SessionLife;
import mpj.it.program.Fail;
import mpj.testkit.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Communicators of processes, and what becomes of a job whose communication fails. */
class CommunicatorsJobTest {
    @MpiTest(ranks = {1, 2, 3, 4, 7}, transports = {"shm", "tcp"}, properties = Seed.PROPERTY)
    void madeOutOfEachOther() {
        SharedSeed.run(MakingMatrix::checkAll);
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

    @ParameterizedTest
    @CsvSource({"1,shm", "2,shm", "3,shm", "4,shm", "7,shm", "2,tcp", "3,tcp"})
    void sessionsOutliveFinalize(int ranks, String transport) throws IOException, InterruptedException {
        List<String> options = List.of("--transport", transport);
        assertEquals("end\n".repeat(ranks), JobProgram.run(ranks, options, SessionLife.class, "after-finalize"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"open-at-the-end", "one-after-the-other"})
    void sessionsWithoutAndBeforeTheWorldModel(String order) throws IOException, InterruptedException {
        assertEquals("end\n".repeat(3), JobProgram.run(3, SessionLife.class, order));
    }

    /** Who has finished all sessions may end as a program that has called Finalize; in a session it may not. */
    @Test
    void exitAfterTheLastSession() throws IOException, InterruptedException {
        assertEquals("", JobProgram.run(2, SessionLife.class, "exit"));
        try (LauncherRun job = LauncherRun.program("-n 2", SessionLife.class, "exit-in-a-session")) {
            job.expect(1).expectMessage("exited without finalizing MPI");
        }
    }

    /** The kinds of hardware of the machine that runs this, as the kernel tells of them. */
    @ParameterizedTest
    @ValueSource(strings = {"none", "core"})
    void splitByTheHardwareOfThisMachine(String binding) throws IOException, InterruptedException {
        int cores = topology("thread_siblings_list").size();
        assumeTrue(binding.equals("none") || cores >= 2, "there is one core only");
        List<String> lines = JobProgram.run(2, List.of("--bind-to", binding), HardwareSplits.class)
                .lines()
                .sorted()
                .toList();
        for (int rank = 0; rank < 2; rank++) {
            String size = binding.equals("core") ? "1" : cores == 1 ? "2" : "none";
            assertTrue(lines.contains(rank + " mpj://core " + size), lines.toString());
            if (topology("physical_package_id").size() == 1) {
                assertTrue(lines.contains(rank + " mpj://package 2"), lines.toString());
            }
        }
    }

    /** The different contents of a file of the processors that this process may use. */
    private static Set<String> topology(String file) throws IOException {
        Set<String> found = new HashSet<>();
        String allowed = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("Cpus_allowed_list:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElseThrow();
        for (String range : allowed.split(",", -1)) {
            String[] ends = range.split("-", 2);
            for (int cpu = Integer.parseInt(ends[0]); cpu <= Integer.parseInt(ends[ends.length - 1]); cpu++) {
                Path path = Path.of("/sys/devices/system/cpu/cpu" + cpu + "/topology/" + file);
                assumeTrue(Files.isReadable(path), "the kernel does not tell " + path);
                found.add(Files.readString(path).strip());
            }
        }
        return found;
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
