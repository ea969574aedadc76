package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The scripts that users call, in a distribution of what was built: {@code bin} beside {@code lib}. In the
 * checkout they might build the project that is being built.
 */
record TestDistribution(Path root) {
    static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

    private static final List<String> SCRIPTS = List.of("mpjexec", "mpj", "mpjc", "mpj-info", "mpj-bench");

    static TestDistribution in(Path folder) throws IOException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path lib = Files.createDirectory(folder.resolve("lib"));
        for (String script : SCRIPTS) {
            Files.copy(CHECKOUT.resolve(script), bin.resolve(script), StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.copy(CHECKOUT.resolve("dist/mpj-env.sh"), lib.resolve("mpj-env.sh"));
        try (Stream<Path> jars = Files.list(CHECKOUT.resolve("dist/target/lib"))) {
            for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
                Files.copy(jar, lib.resolve(jar.getFileName().toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return new TestDistribution(folder);
    }

    /** Makes the caches with which jobs start quickly, as a build does. */
    TestDistribution withCaches() throws IOException, InterruptedException {
        Process training = new ProcessBuilder(
                        LauncherRun.javaHome() + "/bin/java", "-cp", LauncherRun.launcherPath(lib()), "mpj.launcher.AotTraining")
                .inheritIO()
                .start();
        assertEquals(0, training.waitFor());
        return this;
    }

    String script(String name) {
        return root.resolve("bin").resolve(name).toString();
    }

    Path lib() {
        return root.resolve("lib");
    }
}
