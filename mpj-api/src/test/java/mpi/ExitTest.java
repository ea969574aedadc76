package mpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Start and end of MPI, each in a JVM of its own that is started as plain {@code java}. */
class ExitTest {
    private static final long LIMIT_SECONDS = 60;

    private record Ended(int code, String output) {
        List<String> lines() {
            return output.lines().toList();
        }
    }

    private static Process start(String program) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:-UsePerfData",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ExitProgram.class.getName(),
                program));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static Ended run(String program) throws IOException, InterruptedException {
        return end(start(program));
    }

    private static Ended end(Process process) throws IOException, InterruptedException {
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "the program hangs");
            return new Ended(process.exitValue(), output);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void returningFromMainFinalizes() throws Exception {
        Ended ended = run("return");
        assertEquals(List.of("rank 0 of 1", "orderly true", "finalized true"), ended.lines());
        assertEquals(0, ended.code());
    }

    @Test
    void theLastThreadMayBeAnother() throws Exception {
        Ended ended = run("thread");
        assertEquals(List.of("rank 0 of 1", "orderly true", "finalized true"), ended.lines());
        assertEquals(0, ended.code());
    }

    @Test
    void exitDoesNotFinalize() throws Exception {
        Ended ended = run("exit");
        assertEquals(List.of("rank 0 of 1", "orderly false", "finalized false"), ended.lines());
        assertEquals(3, ended.code());
    }

    @Test
    void exitFromAVirtualThreadDoesNotFinalize() throws Exception {
        Ended ended = run("virtual-exit");
        assertEquals(List.of("rank 0 of 1", "orderly false", "finalized false"), ended.lines());
        assertEquals(3, ended.code());
    }

    @Test
    void aSignalDoesNotFinalize() throws Exception {
        Process process = start("signal");
        try {
            StringBuilder first = new StringBuilder();
            while (first.indexOf("ready\n") < 0) {
                int c = process.getInputStream().read();
                assertTrue(c >= 0, "ended early: " + first);
                first.append((char) c);
            }
            // of the handle: that of the process would close its streams
            assertTrue(process.toHandle().destroy());
            Ended ended = end(process);
            assertEquals(List.of("orderly false", "finalized false"), ended.lines());
            assertEquals(143, ended.code());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void anExceptionOutOfMainAborts() throws Exception {
        Ended ended = run("throw");
        assertEquals(1, ended.code());
        assertEquals(1, count(ended.output(), "IllegalStateException: left main"), ended.output());
        assertTrue(ended.output().contains("at mpi.ExitProgram.main"), ended.output());
    }

    @Test
    void anMpiExceptionOutOfMainAbortsWithItsClass() throws Exception {
        Ended ended = run("throw-mpi");
        assertEquals(MPI.ERR_RANK, ended.code());
        String message = "MPI_ERR_RANK: send: dest 7 is outside 0..0 of MPI_COMM_WORLD";
        assertEquals(1, count(ended.output(), message), ended.output());
    }

    @Test
    void anExceptionOutOfAnotherThreadEndsThatThread() throws Exception {
        Ended ended = run("throw-in-thread");
        assertEquals(0, ended.code());
        assertEquals(1, count(ended.output(), "IllegalStateException: left a thread"), ended.output());
        assertTrue(ended.output().contains("main goes on"), ended.output());
    }

    @Test
    void anErrorOfCommunicationAborts() throws Exception {
        Ended ended = run("fatal");
        assertEquals(MPI.ERR_TRUNCATE, ended.code());
        assertEquals(1, count(ended.output(), "MPI_ERR_TRUNCATE: recv: "), ended.output());
        assertTrue(ended.output().contains("at mpi.ExitProgram.main"), ended.output());
    }

    @Test
    void abortEndsWithTheLowBitsOfItsCode() throws Exception {
        Ended ended = run("abort");
        assertEquals(44, ended.code());
        assertEquals(1, count(ended.output(), "abort(300) on MPI_COMM_WORLD"), ended.output());
        assertFalse(ended.output().contains("Exception"), ended.output());
    }

    @Test
    void manyThreadsMayBeTheFirst() throws Exception {
        Ended ended = run("race");
        assertEquals(List.of("sum 8"), ended.lines());
        assertEquals(0, ended.code());
    }

    @Test
    void statesFollowOneAnother() throws Exception {
        Ended ended = run("states");
        assertEquals(
                List.of(
                        "false false",
                        "MPI is not initialized. 0",
                        "true false true",
                        "2",
                        "MPI is already initialized. 0",
                        "true true",
                        "MPI is already initialized. 0",
                        "MPI is finalized. 0",
                        "MPI is finalized. 0",
                        "MPI is finalized. 0",
                        "MPI is finalized. 0",
                        "false 3.1"),
                ended.lines());
        assertEquals(0, ended.code());
    }

    private static int count(String text, String part) {
        int n = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
            n++;
        }
        return n;
    }
}
