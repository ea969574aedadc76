package mpj.launcher;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes the ahead-of-time caches, unless they are there: records {@code mpjexec} and one rank of a job of two.
 *
 * <p>It works in a folder of its own and moves what is complete to its place, under a lock that nobody waits for.
 */
public final class AotTraining {
    private static final long LIMIT_S = 60;
    private static final String PROGRAM = "mpj.tools.Training";

    /** What {@code mpjexec} compiles while it is recorded. */
    private static final String SOURCE =
            """
            import mpi.*;
            void main() throws MPIException, InterruptedException {
                mpj.tools.Training.main(new String[0]);
                IO.println(MPI.COMM_WORLD.getSize());
            }
            """;

    private final AotCache cache;
    private final File folder;

    private AotTraining(AotCache cache, File folder) {
        this.cache = cache;
        this.folder = folder;
    }

    /** Makes what is missing or stale; tells nobody, since nothing depends on it. */
    public static void main(String[] args) throws IOException, InterruptedException {
        AotCache cache = AotCache.ofThisProcess();
        File folder = cache.isStale() ? cache.writableFolder() : null;
        if (folder == null) {
            return;
        }
        try (RandomAccessFile file = new RandomAccessFile(new File(folder, "lock"), "rw");
                FileLock lock = file.getChannel().tryLock()) {
            // whoever had the lock before may have made them
            if (lock != null && cache.isStale()) {
                new AotTraining(cache, folder).make();
            }
        }
    }

    private void make() throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(folder.toPath(), "new");
        try {
            // a JVM records no class path with a folder that has files in it
            Path empty = Files.createDirectory(work.resolve("empty"));
            Path source = Files.writeString(work.resolve("Training.java"), SOURCE);
            List<String> command = new ArrayList<>();
            command.add(System.getProperty("java.home") + "/bin/java");
            command.addAll(Main.JVM_OPTIONS);
            command.add("-XX:AOTCacheOutput=" + work.resolve("mpjexec.aot"));
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
            command.addAll(List.of("--bind-to", "none", "--timeout", Long.toString(LIMIT_S / 2)));
            command.addAll(List.of("-n", "1", "-XX:AOTCacheOutput=" + work.resolve("ranks.aot")));
            command.addAll(List.of("-cp", empty.toString(), PROGRAM));
            command.addAll(List.of(":", "-n", "1", "-cp", empty.toString(), source.toString()));
            if (run(command, work) != 0) {
                // it is recorded that there are none, lest every job try again
                Files.deleteIfExists(work.resolve("ranks.aot"));
                Files.deleteIfExists(work.resolve("mpjexec.aot"));
            }
            cache.install(folder, work);
        } finally {
            try (Stream<Path> files = Files.walk(work)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    private static int run(List<String> command, Path work) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        AotCache.plain(builder.environment(), System::getenv);
        builder.environment().put(LauncherParameters.AOT.name(), LauncherParameters.OFF);
        Process process = builder.directory(work.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(LIMIT_S, TimeUnit.SECONDS)) {
            process.destroy();
            return process.waitFor();
        }
        return process.exitValue();
    }
}
