package mpj.launcher;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The launcher's own options: their names, their values' names, and what the help says. */
enum Option {
    RANKS("N", "Number of ranks of the program (default: 1, or what the hosts take).", "-n", "-np", "--np"),
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
    RDMA_PROVIDER(
            "disni|ffm|auto",
            "The way to RDMA adapters (default: auto, the first of them that works).",
            "--rdma-provider"),
    CODEC(
            "NAME",
            "How objects are written to messages: java (serialization, the default), fory, or a codec of the program's.",
            "--codec"),
    HOSTS(
            "HOST[:N],...",
            "Run on these hosts, N ranks on each (default: 1). Without -n there are as many ranks as fit. localhost and"
                    + " this host's own name mean this machine.",
            "--hosts",
            "--host",
            "-H",
            "-hosts",
            "-host"),
    HOST_FILE(
            "FILE",
            "The same from a file with a host in each line: HOST, HOST:N or HOST slots=N.",
            "--hostfile",
            "-f",
            "-hostfile",
            "--machinefile",
            "-machinefile"),
    PER_HOST("N", "Run N ranks on each host.", "-ppn", "--ppn", "-N", "--npernode", "-npernode"),
    LAUNCHER(
            "COMMAND",
            "What starts a command on a host: a prefix like ssh, 'ip netns exec' or 'chroot /srv/{host}'. The host's"
                    + " name replaces {host}, or else follows. (default: " + HostOptions.SSH + ")",
            "--launcher"),
    PRELOAD(
            null,
            "Send the class path to the other hosts, and MPI's own jar files where they are missing. Otherwise both"
                    + " must be there under the same path.",
            "--preload"),
    TCP_IF(
            "NAME|CIDR,...",
            "The network interfaces (eth0) or networks (10.1.0.0/16) for messages and control (default: all).",
            "--tcp-if"),
    TCP_PORT_RANGE("FIRST-LAST", "The TCP ports to listen on (default: any).", "--tcp-port-range"),
    HOST_TIMEOUT("SECONDS", "How long another host may be silent before it is lost (default: 10).", "--host-timeout"),
    START_TIMEOUT("SECONDS", "How long another host may take to report at first (default: 30).", "--start-timeout"),
    BIND_TO(
            "core|none",
            "Bind each rank to a core of its own, or not (default: core if its host has enough cores for the ranks).",
            "--bind-to"),
    ENVIRONMENT(
            "NAME[=VALUE]",
            "Set an environment variable for the ranks; may be repeated. On this machine they inherit mpjexec's own; on"
                    + " other hosts they get MPJ_... and what -x names.",
            "-x",
            "--env"),
    DIRECTORY("DIR", "Directory to run the program in (default: mpjexec's).", "--wdir", "-wdir", "--wd"),
    TAG_OUTPUT(
            null,
            "Begin each line of output with the rank it comes from, and its host if there are several.",
            "-l",
            "--tag-output"),
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
