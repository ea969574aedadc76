package mpj.launcher;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import mpj.base.config.Installation;
import org.jspecify.annotations.Nullable;

/** {@code mpjexec}. */
public final class Main {
    /** How the script {@code mpjexec} starts this program: to start quickly matters more than to run fast. */
    static final List<String> JVM_OPTIONS =
            List.of(
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED");

    private Main() {}

    /** Runs a job and exits with its code. */
    public static void main(String[] args) throws InterruptedException {
        int code = run(args);
        System.out.flush();
        System.err.flush();
        // nothing is left to be done in shutdown hooks: the ranks have ended
        Runtime.getRuntime().halt(code);
    }

    private static int run(String[] args) throws InterruptedException {
        CommandLineReader reader = new CommandLineReader(args, new Variables());
        JobSpec job;
        try {
            job = reader.read();
        } catch (UsageException e) {
            return fail(e.exitCode(), e.getMessage() + " (mpjexec --help tells more)");
        }
        for (String note : reader.notes()) {
            System.err.println("mpjexec: " + note);
        }
        try {
            return job == null ? inform(reader.information()) : new Launcher(job, System.err).launch();
        } catch (LaunchException e) {
            return fail(e.exitCode(), e.getMessage());
        } catch (IOException e) {
            return fail(LaunchException.FAILURE_CODE, e.getMessage());
        }
    }

    private static int fail(int code, @Nullable String message) {
        System.err.println("mpjexec: " + message);
        return code;
    }

    private static final class Variables implements Function<String, @Nullable String> {
        @Override
        public @Nullable String apply(String name) {
            return System.getenv(name);
        }
    }

    private static int inform(@Nullable Option what) {
        if (what == Option.VERSION) {
            System.out.println("mpjexec (MPI for Java) " + Installation.version() + ", Java " + Runtime.version());
        } else {
            Usage.print(System.out);
        }
        return 0;
    }
}
