package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import mpj.it.program.Progress;
import mpj.it.program.Show;
import org.junit.jupiter.api.Test;

/** What goes in and out of the ranks: standard streams, environment, directory, options. */
class LauncherOutputTest {
    @Test
    void rankZeroReadsTheInput() throws IOException, InterruptedException {
        try (LauncherRun job = LauncherRun.program("-n 2", Show.class, "stdin")) {
            job.type("one\ntwo\n").endInput().expect(0);
            assertEquals(List.of("0 stdin=one|two|", "1 stdin="), job.sortedLines());
        }
    }

    @Test
    void anotherRankReadsTheInput() throws IOException, InterruptedException {
        try (LauncherRun job = LauncherRun.program("-n 2 --stdin 1", Show.class, "stdin")) {
            job.type("one\n").endInput().expect(0);
            assertEquals(List.of("0 stdin=", "1 stdin=one|"), job.sortedLines());
        }
    }

    @Test
    void nobodyReadsTheInput() throws IOException, InterruptedException {
        try (LauncherRun job = LauncherRun.program("-n 2 --stdin none", Show.class, "stdin")) {
            job.expect(0);
            assertEquals(List.of("0 stdin=", "1 stdin="), job.sortedLines());
        }
    }

    @Test
    void taggedLines() throws IOException, InterruptedException {
        try (LauncherRun job = LauncherRun.program("-n 3 -l", Show.class, "size")) {
            job.expect(0);
            assertEquals(List.of("[0] 0 size=3", "[1] 1 size=3", "[2] 2 size=3"), job.sortedLines());
        }
    }

    @Test
    void aPartOfALineIsShownWhileItsRankWaits() throws IOException, InterruptedException {
        try (LauncherRun job = LauncherRun.program("-n 1 -l", Progress.class)) {
            job.awaitOutput("[0] half").endInput().expect(0);
            assertEquals("[0] half done\n", job.out());
        }
    }

    /** The ranks are gone long before anybody reads what they have written. */
    @Test
    void aSlowReaderGetsEverything() throws IOException, InterruptedException {
        try (LauncherRun job =
                LauncherRun.piped("sleep 3; wc -c", "-n", "2", "--", "head", "-c", "120000", "/dev/zero")) {
            job.expect(0);
            assertEquals("240000", job.out().strip());
        }
    }

    @Test
    void severalPrograms() throws IOException, InterruptedException {
        String path = LauncherRun.programPath();
        String show = Show.class.getName();
        try (LauncherRun job = LauncherRun.start(
                "-n", "1", "-cp", path, show, "app", ":", "-n", "2", "-cp", path, "-Dx=y", show, "app", "x")) {
            job.expect(0);
            assertEquals(List.of("0 app=0", "1 app=1", "1 x=y", "2 app=1", "2 x=y"), job.sortedLines());
        }
    }

    @Test
    void environmentDirectoryAndJvmOptions() throws IOException, InterruptedException {
        Path directory = Path.of("target").toAbsolutePath();
        String options = "-n 1 -x COLOUR=red -x HOME --transport shm --wdir " + directory + " -Danswer=42 -J-Dmore=yes";
        try (LauncherRun job = LauncherRun.program(
                options,
                Show.class,
                "env:COLOUR",
                "env:HOME",
                "env:MPJ_TRANSPORT",
                "directory",
                "answer",
                "more")) {
            job.expect(0);
            List<String> lines = List.of(
                    "0 env:COLOUR=red",
                    "0 env:HOME=" + System.getenv("HOME"),
                    "0 env:MPJ_TRANSPORT=shm",
                    "0 directory=" + directory,
                    "0 answer=42",
                    "0 more=yes");
            assertEquals(lines, job.out().lines().toList());
        }
    }

    @Test
    void aBadOptionIsOneLine() throws IOException, InterruptedException {
        try (LauncherRun job = LauncherRun.start("--no-such-option", "-n", "2", "Main")) {
            job.expect(2).expectMessage("mpjexec: unknown option: --no-such-option");
            assertEquals(1, job.err().lines().count(), job::describe);
            assertEquals("", job.out());
        }
    }

    @Test
    void helpNamesEveryOption() throws IOException, InterruptedException {
        try (LauncherRun job = LauncherRun.start("--help")) {
            job.expect(0);
            List<String> names = List.of(
                    "-n,", "--transport", "--bind-to", "--env", "--wdir", "--tag-output", "--timeout", "--stdin", "--jar");
            for (String name : names) {
                assertEquals(true, job.out().contains(name), () -> name + " in " + job.describe());
            }
        }
    }

    @Test
    void version() throws IOException, InterruptedException {
        try (LauncherRun job = LauncherRun.start("--version")) {
            job.expect(0);
            assertEquals(true, job.out().startsWith("mpjexec (MPI for Java) "), job::describe);
        }
    }
}
