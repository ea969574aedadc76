package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A running {@code mpjexec}: its output as it comes, its end, and whether anything of the job is left.
 *
 * <p>The job's processes are known by a variable of their environment, which they all inherit.
 */
final class LauncherRun implements AutoCloseable {
    /** Every wait ends here at the latest; only a test that fails waits so long, or one on an emulated processor. */
    static final long LIMIT_S = Long.getLong("mpj.it.limit", 60);

    /** For ranks that outnumber the cores: their optimizing compilers would take most of a short job's time. */
    static final List<String> COMPILE_QUICKLY = List.of("-XX:TieredStopAtLevel=1");

    private static final String MARK = "MPJ_IT_MARK";
    private static final Path LIB = Path.of("..", "dist", "target", "lib").toAbsolutePath().normalize();

    private final String mark = UUID.randomUUID().toString();
    private final Process process;
    private final Collector out;
    private final Collector err;

    private LauncherRun(List<String> command, Map<String, String> environment) throws IOException {
        // a shell or nohup may have us, and so what we start, ignore signals that the tests send
        List<String> words = new ArrayList<>(List.of("env", "--default-signal=HUP,INT,QUIT,TERM"));
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().put(MARK, mark);
        builder.environment().remove("CLASSPATH");
        builder.environment().putAll(environment);
        process = builder.start();
        out = new Collector(process.getInputStream());
        err = new Collector(process.getErrorStream());
        out.start();
        err.start();
    }

    /** Starts the launcher with these words; its input is open and empty. */
    static LauncherRun start(String... words) throws IOException {
        return new LauncherRun(launcher(words), Map.of());
    }

    /** Starts the launcher with additions to its environment. */
    static LauncherRun start(Map<String, String> environment, String... words) throws IOException {
        return new LauncherRun(launcher(words), environment);
    }

    /** Starts the launcher with its output piped into a shell command, whose output and exit code are then seen. */
    static LauncherRun piped(String reader, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "\"$@\" | { " + reader + "; }", "sh"));
        command.addAll(launcher(words));
        return new LauncherRun(command, Map.of());
    }

    /** Starts the launcher behind a command that becomes it. */
    static LauncherRun behind(List<String> prefix, List<String> words) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(launcher(words.toArray(new String[0])));
        return new LauncherRun(command, Map.of());
    }

    private static List<String> launcher(String... words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(javaHome() + "/bin/java");
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(cache());
        command.addAll(List.of("-cp", launcherPath(LIB)));
        command.add("mpj.launcher.Main");
        command.addAll(List.of(words));
        return command;
    }

    /** Starts a command that becomes the launcher. */
    static LauncherRun command(List<String> words) throws IOException {
        return command(words, Map.of());
    }

    /** Starts a command that becomes the launcher, with additions to its environment. */
    static LauncherRun command(List<String> words, Map<String, String> environment) throws IOException {
        return new LauncherRun(words, environment);
    }

    /** The launcher with the tests' programs on the ranks' class path. */
    static LauncherRun program(String options, Class<?> program, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(options.isEmpty() ? List.of() : List.of(options.split(" ", -1)));
        words.addAll(List.of("-cp", programPath(), program.getName()));
        words.addAll(List.of(arguments));
        return start(words.toArray(new String[0]));
    }

    static String javaHome() {
        return System.getProperty("java.home");
    }

    /** Where the tests' programs are. */
    static String programPath() {
        return Path.of("target", "test-classes").toAbsolutePath().toString();
    }

    /** The options with which the script {@code mpjexec} uses the cache that the first job has made. */
    private static List<String> cache() {
        Path cache = LIB.resolve("aot").resolve("mpjexec-" + System.getProperty("java.runtime.version") + ".aot");
        return Files.isReadable(cache)
                ? List.of("-Xlog:aot*=off", "-Xlog:cds*=off", "-XX:AOTCache=" + cache)
                : List.of();
    }

    /** The launcher's own class path in a folder of jar files, in the order that the scripts have. */
    static String launcherPath(Path lib) throws IOException {
        List<String> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(lib)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith("launcher-") || name.startsWith("mpj-base-") || name.startsWith("picocli-")) {
                    jars.add(file.toString());
                }
            }
        }
        assertEquals(3, jars.size(), () -> "the build of module dist is missing in " + lib);
        return String.join(File.pathSeparator, jars);
    }

    long pid() {
        return process.pid();
    }

    String out() {
        return out.text();
    }

    String err() {
        return err.text();
    }

    /** The lines of the output in alphabetical order: ranks print in any. */
    List<String> sortedLines() {
        return out().lines().sorted().toList();
    }

    LauncherRun type(String text) throws IOException {
        OutputStream in = process.getOutputStream();
        in.write(text.getBytes(StandardCharsets.UTF_8));
        in.flush();
        return this;
    }

    LauncherRun endInput() throws IOException {
        process.getOutputStream().close();
        return this;
    }

    /** Waits until the standard output holds the text. */
    LauncherRun awaitOutput(String text) throws InterruptedException {
        out.await(text);
        return this;
    }

    /** Sends a signal to the launcher alone. */
    LauncherRun signal(String name) throws IOException, InterruptedException {
        signal(name, pid());
        return this;
    }

    static void signal(String name, long pid) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
        assertEquals(0, kill.waitFor());
    }

    /** Closes this end of the launcher's standard output. */
    LauncherRun closeOutput() throws IOException {
        process.getInputStream().close();
        return this;
    }

    /** Waits for the launcher's end and checks its exit code. */
    LauncherRun expectEnd(int code) throws InterruptedException {
        if (!process.waitFor(LIMIT_S, TimeUnit.SECONDS)) {
            fail("mpjexec does not end; " + describe());
        }
        out.join(TimeUnit.SECONDS.toMillis(LIMIT_S));
        err.join(TimeUnit.SECONDS.toMillis(LIMIT_S));
        assertEquals(code, process.exitValue(), this::describe);
        return this;
    }

    /** Waits for the end; checks the exit code, and that no process of the job is left. */
    LauncherRun expect(int code) throws InterruptedException {
        expectEnd(code);
        assertEquals(List.of(), living(), () -> "processes are left; " + describe());
        return this;
    }

    /** Waits for an end with any code but 0; checks that no process of the job is left. */
    LauncherRun expectFailure() throws InterruptedException {
        assertTrue(process.waitFor(LIMIT_S, TimeUnit.SECONDS), this::describe);
        assertTrue(process.exitValue() != 0, this::describe);
        return expect(process.exitValue());
    }

    /** Waits until no process of the job is left, the launcher included. */
    void awaitNothingLeft() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_S);
        while (!living().isEmpty()) {
            if (deadline - System.nanoTime() < 0) {
                fail("processes are left: " + living() + "; " + describe());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** The standard error has the text, once. */
    LauncherRun expectMessage(String text) {
        int first = err().indexOf(text);
        assertTrue(first >= 0, () -> "no '" + text + "'; " + describe());
        assertEquals(first, err().lastIndexOf(text), () -> "more than one '" + text + "'; " + describe());
        return this;
    }

    String describe() {
        return "standard output:\n" + out() + "\nstandard error:\n" + err();
    }

    /** The job's living processes: the launcher, ranks, and what they started. */
    List<Long> living() {
        List<Long> found = new ArrayList<>();
        ProcessHandle.allProcesses().forEach(handle -> {
            if (isOfThisJob(handle.pid())) {
                found.add(handle.pid());
            }
        });
        return found;
    }

    /** The process of the job's agent on a host, of which {@code MPJ_HOST_ID} tells. */
    long agent(String host) {
        for (Long pid : living()) {
            if (contents(pid, "cmdline").contains("\0mpj.launcher.Agent\0")
                    && contents(pid, "environ").contains("MPJ_HOST_ID=" + host + "\0")
                    && !contents(pid, "cmdline").startsWith("/bin/sh")) {
                return pid;
            }
        }
        return fail("no agent on " + host + "; " + describe());
    }

    private boolean isOfThisJob(long pid) {
        return contents(pid, "environ").contains(MARK + "=" + mark);
    }

    /** A file of a process's, or nothing if it has ended, or is none of ours. */
    static String contents(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /** Ends whatever a failed test has left. */
    @Override
    public void close() {
        process.destroyForcibly();
        for (Long pid : living()) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** Keeps a stream's text. */
    private static final class Collector extends Thread {
        private final InputStream in;
        private final StringBuilder text = new StringBuilder();
        private boolean ended;

        Collector(InputStream in) {
            super("collector");
            setDaemon(true);
            this.in = in;
        }

        @Override
        public void run() {
            byte[] chunk = new byte[4096];
            try {
                for (int length = in.read(chunk); length > 0; length = in.read(chunk)) {
                    append(new String(chunk, 0, length, StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                // closed by the test, or the end
            } finally {
                end();
            }
        }

        private synchronized void append(String part) {
            text.append(part);
            notifyAll();
        }

        private synchronized void end() {
            ended = true;
            notifyAll();
        }

        synchronized String text() {
            return text.toString();
        }

        synchronized void await(String wanted) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_S);
            while (text.indexOf(wanted) < 0) {
                if (ended || deadline - System.nanoTime() < 0) {
                    fail("no '" + wanted + "' in the output:\n" + text);
                }
                wait(1000);
            }
        }
    }
}
