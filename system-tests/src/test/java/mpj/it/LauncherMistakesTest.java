package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Command lines that cannot work end with one line that says why and what to do, and with exit code 2. */
class LauncherMistakesTest {
    @TempDir
    private Path folder;

    private static void expect(LauncherRun job, String message) throws InterruptedException {
        job.expect(2).expectMessage(message);
        assertEquals(1, job.err().lines().count(), job::describe);
        assertEquals("", job.out());
    }

    /** What there is not. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -n 2 Missing.java                       | Missing.java: there is no such source file; looked in /
            -n 2 --jar missing.jar                  | missing.jar: there is no such jar file; looked in /
            -n 2 --wdir /no/such/folder X           | there is no folder /no/such/folder to run in: make it, or
            -n 2 -- no-such-command                 | no-such-command: command not found: give its path, or see to PATH
            -n 2 -- ./no-such-command               | ./no-such-command: command not found
            -n 2 X : -n 1 Missing.java              | Missing.java: there is no such source file
            -n 2 --hostfile /no/such/file X         | --hostfile /no/such/file: cannot be read
            -n 2 NoSuchClass                        | class NoSuchClass is not on the class path: name its folder
            -n 2 --tcp-if nonet7 X                  | --tcp-if nonet7: 'nonet7' is no interface of this host
            --hosts b --launcher no-such-command X  | no-such-command: command not found: install it, or name another
            --hosts b --launcher "env X             | --launcher "env: a quote " is not closed
            -n 4096 --bind-to core X                | --bind-to core: 4096 ranks on this machine, but
            """)
    void whatThereIsNot(String line, String message) throws IOException, InterruptedException {
        try (LauncherRun job = LauncherRun.start(line.split(" ", -1))) {
            expect(job, message);
        }
    }

    /** Values that nobody may ever ask for are told of, too. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --transport=                  | --transport needs a value: LIST
            --tcp-if 10.0.0.0/99          | --tcp-if 10.0.0.0/99: '10.0.0.0/99' is not a network
            --rdma-provider nope          | MPJ_RDMA_PROVIDER=nope is none of disni, ffm, auto
            -x MPJ_RDMA_WINDOW=1          | MPJ_RDMA_WINDOW=1 is not a number from 2 to
            -x MPJ_TCP_IO=uring           | MPJ_TCP_IO=uring is none of epoll, nio
            -x MPJ_TCP_TIMEOUT=soon       | MPJ_TCP_TIMEOUT=soon is not a number from 1 to
            -x MPJ_TCP_IF=10.0.0.0/99     | MPJ_TCP_IF=10.0.0.0/99: '10.0.0.0/99' is not a network
            -x MPJ_TCP_PORT_RANGE=9-1     | MPJ_TCP_PORT_RANGE=9-1 is not a range of ports
            -x MPJ_SHM_RING=much          | MPJ_SHM_RING=much is not a size from
            -x MPJ_CODEC_THRESHOLD=-1     | MPJ_CODEC_THRESHOLD=-1 is not a size from 1 to
            -x MPJ_COLL_BCAST=nosuch      | no algorithm 'nosuch' for bcast; there are binomial,
            -x MPJ_PROGRESS=yes           | MPJ_PROGRESS=yes is none of thread, off
            -x MPJ_AOT=no                 | MPJ_AOT=no is none of on, off
            """)
    void aSettingThatIsWrong(String options, String message) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("--transport", "shm"));
        words.addAll(List.of(options.split(" ", -1)));
        words.addAll(List.of("-n", "2", "--", "true"));
        try (LauncherRun job = LauncherRun.start(words.toArray(new String[0]))) {
            expect(job, message);
        }
    }

    @Test
    void aSettingOfTheEnvironmentThatIsWrong() throws IOException, InterruptedException {
        Map<String, String> environment = Map.of("MPJ_RDMA_PROVIDER", "x");
        try (LauncherRun job = LauncherRun.start(environment, "-n", "2", "--", "true")) {
            expect(job, "mpjexec: MPJ_RDMA_PROVIDER=x is none of disni, ffm, auto");
        }
    }

    @Test
    void aJarFileThatIsNoProgram() throws IOException, InterruptedException {
        Path text = Files.writeString(folder.resolve("text.jar"), "text");
        try (LauncherRun job = LauncherRun.start("--jar", text.toString())) {
            expect(job, "text.jar: cannot be read as a jar file");
        }
    }

    @Test
    void aSourceFileThatIsAFolder() throws IOException, InterruptedException {
        Path source = Files.createDirectory(folder.resolve("Folder.java"));
        try (LauncherRun job = LauncherRun.start(source.toString())) {
            expect(job, "Folder.java: this source file cannot be read");
        }
    }

    @Test
    void aClassWithoutAMainMethod() throws IOException, InterruptedException {
        try (LauncherRun job = LauncherRun.start("-n", "2", "-cp", LauncherRun.programPath(), "mpj.it.LauncherRun")) {
            expect(job, "class mpj.it.LauncherRun has no main method");
        }
    }

    /** A relative path is one in the folder to run in, an absolute one is not. */
    @Test
    void aCommandInTheFolderToRunIn() throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("hello"), "#!/bin/sh\necho hello\n");
        assertEquals(true, script.toFile().setExecutable(true));
        for (String command : List.of("./hello", script.toString())) {
            try (LauncherRun job = LauncherRun.start("--wdir", folder.toString(), "--", command)) {
                assertEquals("hello\n", job.expect(0).out());
            }
        }
    }
}
