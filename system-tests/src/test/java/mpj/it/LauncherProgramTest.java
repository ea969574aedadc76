package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import mpj.it.program.Show;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which a program can be given. */
class LauncherProgramTest {
    private static final Path EXAMPLES = Path.of("..", "examples");
    private static final String USES_MPI = """
            import mpi.*;

            void main(String[] args) {
                int[] sum = new int[1];
                MPI.COMM_WORLD.allReduce(new int[] {1}, sum, 1, MPI.INT, MPI.SUM);
                IO.println(MPI.COMM_WORLD.getRank() + " of " + sum[0] + " " + String.join(",", args));
            }
            """;

    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void aCompactSourceFile() throws IOException, InterruptedException {
        Path source = write("Sum.java", USES_MPI);
        try (LauncherRun job = LauncherRun.start("-n", "3", source.toString(), "a", "b")) {
            job.expect(0);
            assertEquals(List.of("0 of 3 a,b", "1 of 3 a,b", "2 of 3 a,b"), job.sortedLines());
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(source), files.toList(), "the compiler leaves no files");
        }
    }

    @Test
    void aSourceFileWithItsNeighbours() throws IOException, InterruptedException {
        write("shop/Helper.java", "package shop; class Helper { static String text() { return \"helped\"; } }");
        Path source = write("shop/App.java", """
                package shop;

                class App {
                    static void main() {
                        System.out.println(Helper.text() + " by " + App.class.getName());
                    }
                }
                """);
        try (LauncherRun job = LauncherRun.start("-n", "2", source.toString())) {
            job.expect(0);
            assertEquals(List.of("helped by shop.App", "helped by shop.App"), job.sortedLines());
        }
    }

    @Test
    void aSourceFileWithAnErrorIsReportedByTheCompilerOnce() throws IOException, InterruptedException {
        Path source = write("Broken.java", "void main() {\n    int x = \"text\";\n}\n");
        try (LauncherRun job = LauncherRun.start("-n", "4", source.toString())) {
            job.expect(1).expectMessage("Broken.java:2: error: incompatible types");
            job.expectMessage("Broken.java: compilation failed");
        }
    }

    @Test
    void aFailureInASourceFileNamesItsLine() throws IOException, InterruptedException {
        Path source = write("Fails.java", "void main() {\n    throw new IllegalStateException(\"here\");\n}\n");
        try (LauncherRun job = LauncherRun.start("-n", "3", source.toString())) {
            job.expect(1).expectMessage("IllegalStateException: here").expectMessage("Fails.main(Fails.java:2)");
        }
    }

    private Path jar(String mainClass) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
        Path file = folder.resolve("app.jar");
        String entry = mainClass.replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.putNextEntry(new JarEntry(entry));
            jar.write(Files.readAllBytes(Path.of(LauncherRun.programPath(), entry)));
            jar.closeEntry();
        }
        return file;
    }

    @Test
    void aJarFile() throws IOException, InterruptedException {
        String jar = jar(Show.class.getName()).toString();
        try (LauncherRun job = LauncherRun.start("-n", "2", "--jar", jar, "size")) {
            job.expect(0);
            assertEquals(List.of("0 size=2", "1 size=2"), job.sortedLines());
        }
    }

    @Test
    void javaByHandFindsMpi() throws IOException, InterruptedException {
        String java = LauncherRun.javaHome() + "/bin/java";
        String path = LauncherRun.programPath();
        String program = "mpj.it.program.Barrier";
        try (LauncherRun job = LauncherRun.start("-n", "3", "-Dx=a b", "--", java, "-cp", path, program, "x")) {
            job.expect(0);
            assertEquals(List.of("0 x=a b", "1 x=a b", "2 x=a b"), job.sortedLines());
            assertEquals("", job.err(), "java's remark on JDK_JAVA_OPTIONS is not for the user");
        }
        try (LauncherRun job = LauncherRun.start("-n", "2", "--", java, "-jar", jar(program).toString(), "y")) {
            job.expect(0);
            assertEquals(List.of("0 y=null", "1 y=null"), job.sortedLines());
        }
    }

    @Test
    void anUncaughtExceptionOfJavaByHandIsShownOnce() throws IOException, InterruptedException {
        String java = LauncherRun.javaHome() + "/bin/java";
        String path = LauncherRun.programPath();
        try (LauncherRun job = LauncherRun.start(
                "-n", "2", "--", java, "-cp", path, "mpj.it.program.Misbehave", "throw", "1", "joined")) {
            job.expect(1).expectMessage("IllegalStateException: deliberate").expectMessage("mpjexec: rank 1 (host ");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void examples(int ranks) throws IOException, InterruptedException {
        String count = Integer.toString(ranks);
        try (LauncherRun job = LauncherRun.start("-n", count, EXAMPLES.resolve("Hello.java").toString())) {
            List<String> lines = job.expect(0).sortedLines();
            assertEquals(ranks, lines.size(), job::describe);
            for (int rank = 0; rank < ranks; rank++) {
                String start = "Hello from rank " + rank + " of " + ranks + " on ";
                assertTrue(lines.get(rank).startsWith(start), job::describe);
            }
        }
        try (LauncherRun job = LauncherRun.start("-n", count, EXAMPLES.resolve("Ring.java").toString())) {
            job.expect(0);
            int sum = 5 * ranks * (ranks - 1) / 2;
            assertEquals(
                    "The token went round " + ranks + " ranks 5 times and holds " + sum + ", as it should\n", job.out());
        }
        try (LauncherRun job = LauncherRun.start("-n", count, EXAMPLES.resolve("Pi.java").toString(), "1000")) {
            job.expect(0);
            assertTrue(job.out().startsWith("pi is about 3.14159"), job::describe);
        }
    }
}
