package mpj.launcher;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The launcher's own options: their names, their values' names, and what the help says. */
enum Option {
    RANKS("N", "Number of ranks of the program (default: 1).", "-n", "-np", "--np"),
    CLASS_PATH(
            "PATH",
            "Where the ranks find the program's classes (default: $CLASSPATH, else the current directory). MPI's own"
                    + " classes need not be named.",
            "-cp",
            "-classpath",
            "--class-path"),
    JAR("FILE", "Run the main class that this jar file names.", "--jar", "-jar"),
    TRANSPORT(
            "LIST",
            "Exactly the transports that may be used between ranks, such as shm (default: the best of all).",
            "--transport"),
    CODEC(
            "NAME",
            "How objects are written to messages: java (serialization, the default), fory, or a codec of the program's.",
            "--codec"),
    BIND_TO(
            "core|none",
            "Bind each rank to a core of its own, or not (default: core if there are enough cores for the ranks).",
            "--bind-to"),
    ENVIRONMENT(
            "NAME[=VALUE]",
            "Set an environment variable for the ranks; may be repeated. They inherit mpjexec's own.",
            "-x",
            "--env"),
    DIRECTORY("DIR", "Directory to run the program in.", "--wdir", "-wdir", "--wd"),
    TAG_OUTPUT(null, "Begin each line of output with the rank it comes from.", "-l", "--tag-output"),
    TIMEOUT(
            "SECONDS",
            "End the job after this time: a roll call shows what each rank waits for and its stacks, and the exit code"
                    + " is 124. SIGQUIT to mpjexec shows the same, and the job goes on.",
            "--timeout"),
    REPORT(null, "Tell at the end what each rank has sent, received and waited for.", "--report"),
    STDIN("RANK|none", "Which rank reads mpjexec's standard input (default: 0).", "--stdin"),
    VERBOSE(null, "Tell what is done.", "-v", "--verbose"),
    VERSION(null, "Show the version.", "-V", "--version"),
    HELP(null, "Show this help.", "-h", "--help", "-help", "-?");

    /** What the help calls the option's value, or null for an option without one. */
    final @Nullable String value;

    final String help;
    /** Unmodifiable. */
    @SuppressWarnings("ImmutableEnumChecker")
    final List<String> names;

    Option(@Nullable String value, String help, String... names) {
        this.value = value;
        this.help = help;
        this.names = List.of(names);
    }

    /** The option that is called so, or null. */
    static @Nullable Option named(String name) {
        for (Option option : values()) {
            if (option.names.contains(name)) {
                return option;
            }
        }
        return null;
    }
}
