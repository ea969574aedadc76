package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that are folders, reached by {@code chroot}; skipped where this user can make none. */
class ChrootJobTest {
    /**
     * Has each of two folders hold this machine's files, read-only, but for {@code /mnt}, where a file tells which it is;
     * then becomes the command that follows. It sees mounts of its own, which end with it.
     */
    private static final String MAKE_HOSTS = """
            for root in "$1" "$2"; do
                mount --rbind / "$root"
                mount --make-runbindable "$root"
                mount -o remount,bind,ro "$root"
                mount -t tmpfs none "$root/mnt"
                : >"$root/mnt/${root##*/}"
            done
            shift 2
            exec "$@"
            """;

    private static final String WHERE = """
            import mpi.*;

            void main() {
                int[] sum = new int[1];
                MPI.COMM_WORLD.allReduce(new int[] {MPI.COMM_WORLD.getRank()}, sum, 1, MPI.INT, MPI.SUM);
                IO.println(MPI.COMM_WORLD.getRank() + " " + String.join(",", new File("/mnt").list()) + " " + sum[0]);
            }
            """;

    @TempDir
    private Path folder;

    private List<String> prefix = List.of();

    @BeforeEach
    void makeHosts() throws IOException, InterruptedException {
        Path alpha = Files.createDirectory(folder.resolve("alpha"));
        Path beta = Files.createDirectory(folder.resolve("beta"));
        prefix = List.of("unshare", "--mount", "--propagation", "private", "sh", "-e", "-c", MAKE_HOSTS, "sh",
                alpha.toString(), beta.toString());
        List<String> attempt = new ArrayList<>(prefix);
        attempt.addAll(List.of("chroot", alpha.toString(), "true"));
        Process process = new ProcessBuilder(attempt).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(process.waitFor() == 0, () -> "folders cannot be made hosts (root and chroot are needed): " + output);
    }

    private LauncherRun job(String launcher, List<String> words) throws IOException {
        List<String> all = new ArrayList<>(List.of("--launcher", launcher, "--hosts",
                folder.resolve("alpha") + ":2," + folder.resolve("beta") + ":2"));
        all.addAll(words);
        return LauncherRun.behind(prefix, all);
    }

    /** The ranks of both hosts share memory, or have TCP between them where they are told that they share none. */
    @ParameterizedTest
    @ValueSource(strings = {"chroot", "env MPJ_HOST_ID={host} chroot {host}"})
    void ranksMeet(String launcher) throws IOException, InterruptedException {
        String source = Files.writeString(folder.resolve("Where.java"), WHERE).toString();
        try (LauncherRun job = job(launcher, List.of("-Djava.io.tmpdir=/mnt", source))) {
            job.expect(0);
            assertEquals(List.of("0 alpha 6", "1 alpha 6", "2 beta 6", "3 beta 6"), job.sortedLines(), job::describe);
        }
    }

    @Test
    void aRankThatFailsThere() throws IOException, InterruptedException {
        try (LauncherRun job = job("chroot", List.of("--", "sh", "-c", "test $MPJ_RANK != 2 || exit 7; exec sleep 100"))) {
            job.expect(7).expectMessage("rank 2 (host " + folder.resolve("beta") + ", pid ");
        }
    }

    @Test
    void aFolderThatIsNoHost() throws IOException, InterruptedException {
        List<String> words = List.of("--launcher", "chroot", "--hosts", folder.resolve("gamma").toString(), "--", "true");
        try (LauncherRun job = LauncherRun.behind(prefix, words)) {
            job.expect(1).expectMessage("mpjexec: host " + folder.resolve("gamma") + ": cannot be reached: chroot: ");
            assertEquals(1, job.err().lines().count(), job::describe);
        }
    }
}
