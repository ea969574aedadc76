package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mpj.it.program.Misbehave;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One rank fails, the others would wait for ever: the whole job ends, and one message says why. */
class LauncherFailureTest {
    /** The error class of what cannot be because a peer is out of reach, and so the exit code. */
    private static final int PROC_ABORTED = mpi.MPI.ERR_PROC_ABORTED & 0xff;

    @ParameterizedTest
    @CsvSource({
        "exit-3, alone, 3, exited with code 3",
        "exit-3, joined, 3, exited with code 3",
        "kill-9, alone, 137, was killed by signal 9 (SIGKILL)",
        "kill-9, joined, 137, was killed by signal 9 (SIGKILL)",
        "throw, alone, 1, uncaught exception: java.lang.IllegalStateException: deliberate",
        "throw, joined, 1, uncaught exception: java.lang.IllegalStateException: deliberate",
        "memory, alone, 1, uncaught exception: java.lang.OutOfMemoryError",
        "memory, joined, 1, uncaught exception: java.lang.OutOfMemoryError",
        "memory-in-thread, joined, 1, uncaught exception in thread \"hoarder\": java.lang.OutOfMemoryError",
        "exit-0, joined, 1, exited without finalizing MPI",
        "abort-7, joined, 7, abort(7)",
        "mpi-error, joined, 6, uncaught exception: mpi.MPIException: MPI_ERR_RANK",
    })
    void oneRankEndsTheJob(String way, String state, int code, String reason)
            throws IOException, InterruptedException {
        try (LauncherRun job = LauncherRun.program("-n 3 -Xmx64m", Misbehave.class, way, "1", state)) {
            job.expect(code).expectMessage("mpjexec: ").expectMessage(reason);
            assertTrue(job.err().contains("rank 1 (host "), job::describe);
            assertTrue(job.err().contains(", pid "), job::describe);
        }
    }

    /** What only a rank can know. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --transport tcp -x MPJ_TCP_IF=nosuch0      | nosuch0' is no interface
            --transport nosuch                         | is not known; there are: shm, rdma, tcp
            --codec nosuch                             | MPJ_CODEC=nosuch: no such codec is on the class path; there are:
            -x MPJ_COLL_NOSUCH=ring                    | MPJ_COLL_NOSUCH: no such operation; there are MPJ_COLL_BARRIER,
            -x MPJ_COLL_TUNING=/no/such/file           | /no/such/file does not exist
            """)
    void aSettingThatCannotBeSaysWhyInOneLine(String options, String reason) throws IOException, InterruptedException {
        try (LauncherRun job = LauncherRun.program("-n 2 " + options, Misbehave.class, "exit-0", "0", "joined")) {
            job.expect(16).expectMessage(reason);
            assertEquals(1, job.err().lines().count(), job::describe);
        }
    }

    @Test
    void rdmaWithoutAnAdapterSaysWhyAndWhatToDo() throws IOException, InterruptedException {
        assumeFalse(Files.exists(Path.of("/sys/class/infiniband")), "this machine has RDMA, or a kernel that knows it");
        try (LauncherRun job = LauncherRun.program("-n 2 --transport rdma", Misbehave.class, "exit-0", "0", "joined")) {
            job.expect(16);
            assertTrue(job.err().contains("this machine has no RDMA adapter"), job::describe);
            assertTrue(job.err().contains("rdma link add rxe0"), job::describe);
        }
    }

    /** Ranks that count as on different hosts: tcp between them where it may be used, else an error and no hang. */
    @Test
    void ranksOutOfEachOthersReach() throws IOException, InterruptedException {
        try (LauncherRun job = apart("shm")) {
            job.expect(PROC_ABORTED);
            assertTrue(job.err().contains("shm: it runs on another host"), job::describe);
        }
        try (LauncherRun job = apart("shm,tcp")) {
            job.expect(3);
        }
    }

    private static LauncherRun apart(String transports) throws IOException {
        String program = Misbehave.class.getName();
        String path = LauncherRun.programPath();
        return LauncherRun.start(
                "--transport", transports, "-n", "2", "-x", "MPJ_HOST_ID=a", "-cp", path, program, "exit-3", "0", "joined",
                ":", "-n", "2", "-x", "MPJ_HOST_ID=b", "-cp", path, program, "exit-3", "0", "joined");
    }

    @Test
    void theStackIsTheProgramsOwn() throws IOException, InterruptedException {
        try (LauncherRun job = LauncherRun.program("-n 2", Misbehave.class, "throw", "0")) {
            job.expect(1).expectMessage("Misbehave.main(").expectMessage("Caused by: java.io.IOException: the cause");
            assertFalse(job.err().contains("mpj.tools"), job::describe);
            assertFalse(job.err().contains("reflect"), job::describe);
        }
    }

    @Test
    void anExceptionInAnotherThreadEndsThatThreadOnly() throws IOException, InterruptedException {
        try (LauncherRun job = LauncherRun.program("-n 1", Misbehave.class, "throw-in-thread", "0")) {
            job.expect(0).expectMessage("Exception in thread \"worker\" java.lang.IllegalStateException: in a thread");
        }
    }

    @Test
    void aRankThatNeverUsesMpiDoesNotLeaveTheOthersWaiting() throws IOException, InterruptedException {
        String path = LauncherRun.programPath();
        String program = Misbehave.class.getName();
        try (LauncherRun job = LauncherRun.start(
                "-n", "1", "--", "true", ":", "-n", "2", "-cp", path, program, "hang", "0", "joined")) {
            job.expect(1).expectMessage("rank 0 (host ").expectMessage("exited without using MPI");
        }
    }
}
