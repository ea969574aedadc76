package mpj.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import mpj.base.net.PortRange;
import mpj.launcher.ProgramSpec.Kind;
import org.jspecify.annotations.Nullable;

/** Reads the command line: {@code [options] program [arguments] [: [options] program [arguments]]...}. */
final class CommandLineReader {
    private static final int MAX_RANKS = 1 << 20;
    private static final int MAX_TIMEOUT_S = Integer.MAX_VALUE / 1000;

    /** Beginnings of what is for the JVM. */
    private static final String[] JVM_PREFIXES = {
        "-X", "-D", "-J", "-ea", "-da", "-esa", "-dsa", "-enableassertions", "-disableassertions",
        "-enablesystemassertions", "-disablesystemassertions", "-verbose:", "-agentlib:", "-agentpath:",
        "-javaagent:", "--add-", "--enable-preview", "--enable-native-access", "--illegal-",
        "--limit-modules", "--patch-module", "--module-path", "--upgrade-module-path", "--sun-misc-",
        "--finalization"
    };

    /** Those of them whose value may be the next word. */
    private static final String[] JVM_WITH_VALUE = {
        "--add-modules", "--add-opens", "--add-exports", "--add-reads", "--enable-native-access", "--limit-modules",
        "--patch-module", "--module-path", "--upgrade-module-path"
    };

    private final String[] words;
    private final Function<String, @Nullable String> environment;
    private int next;

    private final List<ProgramSpec> programs = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private @Nullable String transport;
    private @Nullable String codec;
    private JobSpec.Binding binding = JobSpec.Binding.AUTO;
    private boolean tagOutput;
    private long timeoutMs;
    private int stdinRank;
    private boolean report;
    private boolean verbose;
    private @Nullable Option information;

    private final HostList hosts = new HostList();
    private int ranksPerHost;
    private String launcher = HostOptions.SSH;
    private boolean preload;
    private @Nullable String network;
    private PortRange portRange = PortRange.ANY;
    private long hostTimeoutMs = HostOptions.SILENCE_MS;
    private long startTimeoutMs = HostOptions.START_MS;

    /** Of the program being read; 0 where the command line does not say. */
    private int ranks;
    private @Nullable String classPath;
    private @Nullable String jar;
    private @Nullable String directory;
    private List<String> jvmOptions = new ArrayList<>();
    private Map<String, String> variables = new LinkedHashMap<>();

    CommandLineReader(String[] words, Function<String, @Nullable String> environment) {
        this.words = words;
        this.environment = environment;
    }

    /** What is asked for, or null where it is {@link #information() information}. */
    @Nullable JobSpec read() throws UsageException {
        do {
            readProgram();
        } while (information == null && next < words.length);
        if (information != null) {
            return null;
        }
        if (codec != null) {
            for (ProgramSpec program : programs) {
                program.environment().put(RankCommand.CODEC, codec);
            }
        }
        Placement placement = place();
        HostOptions hostOptions =
                new HostOptions(launcher, network, portRange, preload, hostTimeoutMs, startTimeoutMs);
        JobSpec job = new JobSpec(
                programs, placement, hostOptions, transport, binding, tagOutput, timeoutMs, stdinRank, report,
                verbose);
        if (stdinRank >= job.size()) {
            throw new UsageException("--stdin " + stdinRank + ": the job's ranks are 0 to " + (job.size() - 1));
        }
        return job;
    }

    private Placement place() throws UsageException {
        List<HostSlots> given = hosts.hosts();
        List<HostSlots> all = given.isEmpty() ? List.of(new HostSlots(Placement.LOCAL, MAX_RANKS)) : given;
        boolean countable = !given.isEmpty() || ranksPerHost > 0;
        long size = 0;
        for (int i = 0; i < programs.size(); i++) {
            ProgramSpec program = programs.get(i);
            if (program.ranks() == 0) {
                long count = countable && programs.size() == 1 ? Placement.capacity(all, ranksPerHost) : 1;
                program = program.withRanks((int) Math.min(count, Integer.MAX_VALUE));
                programs.set(i, program);
            }
            size += program.ranks();
        }
        if (size > MAX_RANKS) {
            throw new UsageException(size + " ranks are more than the " + MAX_RANKS + " that a job can have");
        }
        return countable ? Placement.fill(all, ranksPerHost, (int) size) : Placement.local((int) size);
    }

    /** {@link Option#HELP} or {@link Option#VERSION}, if that was asked for. */
    @Nullable Option information() {
        return information;
    }

    /** What the user might want to know about the command line. */
    List<String> notes() {
        return notes;
    }

    private void readProgram() throws UsageException {
        ranks = 0;
        classPath = null;
        jar = null;
        directory = null;
        jvmOptions = new ArrayList<>();
        variables = new LinkedHashMap<>();
        boolean command = readOptions();
        if (information != null) {
            return;
        }
        String target = jar;
        if (target == null) {
            if (next >= words.length || words[next].equals(":")) {
                throw new UsageException("no program given");
            }
            target = words[next++];
        }
        Kind kind = jar != null ? Kind.JAR : command ? Kind.COMMAND : kindOf(target);
        List<String> arguments = new ArrayList<>();
        while (next < words.length && !words[next].equals(":")) {
            arguments.add(words[next++]);
        }
        programs.add(new ProgramSpec(ranks, kind, target, arguments, classPath, jvmOptions, variables, directory));
        if (next < words.length && ++next == words.length) {
            throw new UsageException("no program given after the last :");
        }
    }

    /** What a program's first word names. A class's name has no slash, so an executable file with one needs no --. */
    private Kind kindOf(String target) {
        if (target.endsWith(".java")) {
            return Kind.SOURCE;
        }
        Path file = Path.of(directory == null ? "" : directory).resolve(target);
        boolean isCommand = target.indexOf('/') >= 0 && Files.isRegularFile(file) && Files.isExecutable(file);
        return isCommand ? Kind.COMMAND : Kind.CLASS;
    }

    /** Reads up to the program's first word; says whether that is any command, after {@code --}. */
    private boolean readOptions() throws UsageException {
        while (next < words.length && words[next].startsWith("-")) {
            String word = words[next++];
            if (word.equals("--")) {
                if (jar != null) {
                    throw new UsageException("--jar and a command after -- are two programs");
                }
                return true;
            }
            if (!readOption(word) && !readJvmOption(word)) {
                throw new UsageException("unknown option: " + word);
            }
            if (information != null) {
                return false;
            }
        }
        return false;
    }

    private boolean readOption(String word) throws UsageException {
        String name = word;
        String value = null;
        int equals = word.indexOf('=');
        if (equals > 0 && word.startsWith("--")) {
            name = word.substring(0, equals);
            value = word.substring(equals + 1);
        }
        Option option = Option.named(name);
        if (option == null) {
            return false;
        }
        if (option.value == null) {
            if (value != null) {
                throw new UsageException(name + " takes no value");
            }
            value = "";
        } else if (value == null) {
            if (next >= words.length) {
                throw new UsageException(name + " needs a value: " + option.value);
            }
            value = words[next++];
        }
        // an empty class path means the default, as it does to java
        if (option.value != null && value.isBlank() && option != Option.CLASS_PATH) {
            throw new UsageException(name + " needs a value: " + option.value);
        }
        apply(option, name, value);
        return true;
    }

    private static PortRange portRange(String name, String value) throws UsageException {
        try {
            return PortRange.parse(name + " ", value);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private void apply(Option option, String name, String value) throws UsageException {
        switch (option) {
            case RANKS -> ranks = number(name, value, 1, MAX_RANKS);
            case CLASS_PATH -> classPath = value;
            case JAR -> jar = value;
            case TRANSPORT -> transport = value;
            case RDMA_PROVIDER -> addVariable("MPJ_RDMA_PROVIDER=" + value);
            case CODEC -> codec = value;
            case HOSTS -> hosts.addAll(name, value);
            case HOST_FILE -> hosts.addFile(name, value);
            case PER_HOST -> ranksPerHost = number(name, value, 1, MAX_RANKS);
            case LAUNCHER -> launcher = value.trim();
            case PRELOAD -> preload = true;
            case TCP_IF -> network = value;
            case TCP_PORT_RANGE -> portRange = portRange(name, value);
            case HOST_TIMEOUT -> hostTimeoutMs = atLeastASecond(name, value);
            case START_TIMEOUT -> startTimeoutMs = atLeastASecond(name, value);
            case BIND_TO -> binding = binding(value);
            case ENVIRONMENT -> addVariable(value);
            case DIRECTORY -> directory = value;
            case TAG_OUTPUT -> tagOutput = true;
            case TIMEOUT -> timeoutMs = milliseconds(name, value);
            case STDIN -> stdinRank = value.equals("none") ? -1 : number(name, value, 0, MAX_RANKS);
            case REPORT -> report = true;
            case VERBOSE -> verbose = true;
            case VERSION, HELP -> information = option;
        }
    }

    private static JobSpec.Binding binding(String value) throws UsageException {
        return switch (value) {
            case "core" -> JobSpec.Binding.CORE;
            case "none" -> JobSpec.Binding.NONE;
            default -> throw new UsageException("--bind-to " + value + ": must be core or none");
        };
    }

    private void addVariable(String text) throws UsageException {
        int equals = text.indexOf('=');
        if (equals == 0 || text.isEmpty()) {
            throw new UsageException("-x " + text + ": must be NAME or NAME=VALUE");
        }
        if (equals > 0) {
            variables.put(text.substring(0, equals), text.substring(equals + 1));
            return;
        }
        String value = environment.apply(text);
        if (value == null) {
            notes.add("-x " + text + ": there is no such environment variable");
        } else {
            variables.put(text, value);
        }
    }

    private static int number(String name, String text, int min, int max) throws UsageException {
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new UsageException(name + " " + text + ": must be a number from " + min + " to " + max);
    }

    private static long milliseconds(String name, String text) throws UsageException {
        try {
            double seconds = Double.parseDouble(text);
            if (seconds > 0 && seconds <= MAX_TIMEOUT_S) {
                return Math.max(1, (long) (seconds * 1000));
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new UsageException(name + " " + text + ": must be a number of seconds");
    }

    private static long atLeastASecond(String name, String text) throws UsageException {
        long milliseconds = milliseconds(name, text);
        if (milliseconds < 1000) {
            throw new UsageException(name + " " + text + ": must be at least 1 second");
        }
        return milliseconds;
    }

    private boolean readJvmOption(String word) throws UsageException {
        if (!isForJvm(word)) {
            return false;
        }
        jvmOptions.add(word.startsWith("-J") ? word.substring(2) : word);
        for (String name : JVM_WITH_VALUE) {
            if (name.equals(word)) {
                if (next >= words.length) {
                    throw new UsageException(word + " needs a value");
                }
                jvmOptions.add(words[next++]);
            }
        }
        return true;
    }

    private static boolean isForJvm(String word) {
        for (String prefix : JVM_PREFIXES) {
            if (word.startsWith(prefix)) {
                return word.length() > 2;
            }
        }
        return false;
    }
}
