package mpj.launcher;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import mpj.base.config.Parameters;
import mpj.wireup.JobSecret;
import org.jspecify.annotations.Nullable;

/**
 * Starts the ranks of this host and ends them: in {@code mpjexec} those of its own host, in an {@link Agent} those of
 * another.
 */
final class LocalRanks implements RankHost {
    private static final long KILL_WAIT_MS = 5000;
    private static final File NOTHING = new File("/dev/null");

    private final HostPlan plan;
    private final JobSecret secret;
    private final ProcessBuilder.Redirect input;
    private final StartPrefix prefix;
    private final ProcessGroups groups;
    private final @Nullable List<String> cpus;
    /** Of the machine's processors those for these ranks. */
    private final int nodeCores;
    private final Map<Integer, RankCommand> commands = new LinkedHashMap<>();

    // under this object's lock
    private final Map<Integer, Process> processes = new LinkedHashMap<>();
    private boolean ended;

    /** Hears of what is started. */
    interface Watcher {
        /**
         * A rank runs.
         *
         * @param notice a line that it may print because of how it was started, and that is not worth showing
         */
        void started(int rank, Process process, @Nullable String notice);

        /** Something to tell to who wants to know everything. */
        void note(String text);
    }

    /**
     * Prepares.
     *
     * @param share which part of the machine they have
     * @param input what the rank that reads the launcher's standard input gets
     * @throws LaunchException if something that a rank needs is not on this host
     */
    LocalRanks(HostPlan plan, MachineShare share, JobSecret secret, ProcessBuilder.Redirect input)
            throws LaunchException {
        this.plan = plan;
        this.secret = secret;
        this.input = input;
        ExecutablePath path = new ExecutablePath(System.getenv("PATH"));
        prefix = new StartPrefix(path);
        groups = new ProcessGroups(prefix.groups());
        int count = plan.ranks().length;
        int processors = Runtime.getRuntime().availableProcessors();
        List<String> cores = plan.binding() == JobSpec.Binding.NONE ? List.of() : Cores.ofThisMachine().list();
        cpus = Cores.assign(plan.binding(), count, share, processors, cores);
        nodeCores = Math.max(1, processors * count / share.total());
        String rankPath = Distribution.ofThisProcess().rankClassPath();
        RankCommand.Sharing sharing = new RankCommand.Sharing(share.total(), processors, cpus != null);
        AotCache cache = AotCache.ofThisProcess();
        for (int index : plan.programOfRank()) {
            if (!commands.containsKey(index)) {
                ProgramSpec program = plan.programs().get(index);
                checkFolder(program.directory());
                commands.put(index, RankCommand.of(program, rankPath, sharing, path, cache));
            }
        }
    }

    private static void checkFolder(@Nullable String directory) throws LaunchException {
        if (directory != null && !new File(directory).isDirectory()) {
            throw new UsageException("there is no folder " + directory + " to run in: make it, or name another (--wdir)");
        }
    }

    /** Starts the ranks; the calling thread must live for as long as they do. */
    void start(int controlPort, Watcher watcher) throws LaunchException {
        if (plan.verbose()) {
            for (String note : prefix.notes(cpus != null)) {
                watcher.note(note);
            }
        }
        for (int i = 0; i < plan.ranks().length; i++) {
            try {
                start(i, controlPort, watcher);
            } catch (IOException e) {
                throw new LaunchException("rank " + plan.ranks()[i] + " cannot be started: " + e.getMessage());
            }
        }
    }

    private void start(int index, int controlPort, Watcher watcher) throws IOException {
        int rank = plan.ranks()[index];
        int programIndex = plan.programOfRank()[index];
        ProgramSpec program = plan.programs().get(programIndex);
        RankCommand command = commands.get(programIndex);
        if (command == null) {
            throw new IllegalStateException("no command for program " + programIndex);
        }
        List<String> words = command.words(prefix.command(cpus == null ? null : cpus.get(index)));
        ProcessBuilder builder = new ProcessBuilder(words);
        Map<String, String> environment = builder.environment();
        environment.putAll(plan.environment());
        environment.putAll(program.environment());
        environment.put(Parameters.COMMAND_LINE, fromCommandLine(program));
        command.prepare(environment);
        environment.put("MPJ_CONTROL", "127.0.0.1:" + controlPort);
        environment.put("MPJ_SECRET", secret.hex());
        environment.put("MPJ_JOBID", plan.jobId());
        environment.put("MPJ_RANK", Integer.toString(rank));
        environment.put("MPJ_SIZE", Integer.toString(plan.size()));
        environment.put("MPJ_LOCAL_RANK", Integer.toString(index));
        environment.put("MPJ_LOCAL_SIZE", Integer.toString(plan.ranks().length));
        // a rank that is bound sees one processor; how long it polls before it sleeps depends on what the node has
        environment.putIfAbsent("MPJ_NODE_CORES", Integer.toString(nodeCores));
        environment.put("MPJ_APPNUM", Integer.toString(programIndex));
        if (program.directory() != null) {
            builder.directory(new File(program.directory()));
        }
        builder.redirectInput(rank == plan.stdinRank() ? input : ProcessBuilder.Redirect.from(NOTHING));
        Process process;
        synchronized (this) {
            if (ended) {
                return;
            }
            process = builder.start();
            processes.put(rank, process);
        }
        if (plan.verbose()) {
            watcher.note("rank " + rank + ": pid " + process.pid() + ": " + String.join(" ", words));
        }
        watcher.started(rank, process, command.notice());
    }

    /** The names of the parameters that the command line has set. */
    private String fromCommandLine(ProgramSpec program) {
        List<String> names = new ArrayList<>(program.environment().keySet());
        names.add(plan.environment().getOrDefault(Parameters.COMMAND_LINE, ""));
        return String.join(",", names);
    }

    @Override
    public void end(long graceMs) throws InterruptedException {
        Map<Integer, Process> all;
        synchronized (this) {
            ended = true;
            all = new LinkedHashMap<>(processes);
        }
        Set<Long> living = pids(all, true);
        if (!living.isEmpty()) {
            groups.signal("TERM", living);
            waitForExits(all, graceMs);
        }
        Set<Long> left = pids(all, true);
        left.addAll(groups.inhabited(pids(all, false)));
        if (!left.isEmpty()) {
            groups.signal("KILL", left);
        }
        for (Process process : all.values()) {
            if (process.isAlive()) {
                process.destroyForcibly();
            }
        }
        waitForExits(all, KILL_WAIT_MS);
    }

    @Override
    public void close() {}

    private static Set<Long> pids(Map<Integer, Process> processes, boolean livingOnly) {
        Set<Long> pids = new LinkedHashSet<>();
        for (Process process : processes.values()) {
            if (!livingOnly || process.isAlive()) {
                pids.add(process.pid());
            }
        }
        return pids;
    }

    private static void waitForExits(Map<Integer, Process> processes, long milliseconds) throws InterruptedException {
        long deadline = System.nanoTime() + milliseconds * 1_000_000;
        for (Process process : processes.values()) {
            process.waitFor(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
    }

    /** Anything but a JVM would die of the signal, with a core file. */
    @Override
    public void dumpThreads(int rank) {
        Process process;
        synchronized (this) {
            process = processes.get(rank);
        }
        if (process != null && process.info().command().orElse("").endsWith("/java")) {
            new ProcessGroups(false).signal("QUIT", List.of(process.pid()));
        }
    }

    @Override
    public boolean isSilent() {
        return false;
    }
}
