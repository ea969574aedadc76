package mpj.perf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program on the tests' class path in a JVM of its own, for tools that start JVMs or leave files where they run. */
public final class ChildJvm {
    private ChildJvm() {}

    /**
     * Runs it; fails if it fails or takes too long.
     *
     * @param name of the folder that it runs in and of the log there
     * @param words options of the JVM, its class and its arguments
     * @return what it has printed
     */
    public static String run(String name, int limitSeconds, List<String> words) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(System.getProperty("mpj.perf.folder"), name));
        Path log = folder.resolve(name + ".txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Djava.io.tmpdir=" + folder, "-cp", classPath()));
        command.addAll(words);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(limitSeconds, TimeUnit.SECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        String output = Files.readString(log);
        assertTrue(ended, () -> name + " did not end: " + output);
        assertEquals(0, process.exitValue(), output);
        return output;
    }

    /** Surefire's own class path is a jar that only names the others. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
