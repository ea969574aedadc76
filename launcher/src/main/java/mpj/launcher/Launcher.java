package mpj.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mpj.base.config.Parameters;
import mpj.base.net.PortRange;
import mpj.wireup.FrameChannel;
import mpj.wireup.JobPlace;
import mpj.wireup.JobProgram;
import mpj.wireup.JobSecret;
import org.jspecify.annotations.Nullable;

/** Sets a job up on its hosts and starts its ranks. */
final class Launcher implements LocalRanks.Watcher, JobHosts.Ranks {
    private static final int COMPILE_ERROR_CODE = 1;
    private static final int JOB_ID_DIGITS = 16;

    /** Parameters that another host must not take over from this one. */
    private static final List<String> NOT_FORWARDED = List.of("MPJ_NODE_CORES", "MPJ_HOST_ID");

    private final JobSpec spec;
    private final PrintStream messages;
    private final JobSecret secret = JobSecret.random();
    private final String jobId = JobSecret.random().hex().substring(0, JOB_ID_DIGITS);
    private final String hostName = hostName();
    private final Job job;
    private final ControlServer server;
    private final Console console;

    // set by prepare()
    private @Nullable LocalRanks local;
    private @Nullable JobHosts remote;
    private final List<HostPlan> remotePlans = new ArrayList<>();

    Launcher(JobSpec spec, PrintStream messages) throws IOException {
        this.spec = spec;
        this.messages = messages;
        job = new Job(spec.size(), messages);
        server = new ControlServer(secret, spec.programOfRank(), job);
        job.attach(server);
        console = Console.ofThisProcess(spec.tagOutput(), new Runnable() {
            @Override
            public void run() {
                job.outputClosed();
            }
        });
    }

    private static String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname"), StandardCharsets.UTF_8).trim();
        } catch (IOException e) {
            // not Linux
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** Runs the job; its exit code. The calling thread must live until this process ends. */
    int launch() throws LaunchException, IOException, InterruptedException {
        check();
        prepare();
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread("mpj-shutdown") {
            @Override
            public void run() {
                endEarly();
            }
        });
        startAll();
        new QuitWatch(job).start();
        int code = job.await(spec.timeoutMs());
        server.close();
        if (spec.report()) {
            ReportTable.print(job.reports(), messages);
        }
        AotCache cache = AotCache.ofThisProcess();
        if (cache.isStale()) {
            cache.makeInBackground();
        }
        int dropped = server.dropped();
        if (remote != null) {
            remote.close();
            dropped += remote.dropped();
        }
        if (spec.verbose()) {
            note(dropped + " foreign connections dropped; exit code " + code);
        }
        return code;
    }

    /** What cannot work on this host is told before anything is started. */
    private void check() throws LaunchException, IOException {
        SettingsCheck.check(spec.programs(), System.getenv());
        for (ProgramSpec program : spec.programs()) {
            if (program.kind() == ProgramSpec.Kind.SOURCE) {
                try {
                    SourceCompiler.check(Path.of(program.target()));
                } catch (IOException e) {
                    throw new UsageException(String.valueOf(e.getMessage()));
                }
            }
        }
        if (spec.hostOptions().network() != null) {
            HostNetwork.addresses(spec.hostOptions().network());
        }
    }

    /** Divides the job among its hosts. */
    private void prepare() throws LaunchException {
        List<Integer> here = new ArrayList<>();
        List<String> others = new ArrayList<>();
        List<String> names = spec.placement().hosts();
        for (int host = 0; host < names.size(); host++) {
            int[] ranks = spec.placement().ranksOf(host);
            if (HostNetwork.isLocal(names.get(host), hostName)) {
                for (int rank : ranks) {
                    here.add(rank);
                }
            } else {
                others.add(names.get(host));
                remotePlans.add(plan(ranks, forwarded()));
            }
        }
        if (!here.isEmpty()) {
            int[] ranks = new int[here.size()];
            for (int i = 0; i < ranks.length; i++) {
                ranks[i] = here.get(i);
            }
            LocalRanks localRanks = new LocalRanks(plan(ranks, fromCommandLine()), MachineShare.whole(ranks.length),
                    secret, ProcessBuilder.Redirect.INHERIT);
            local = localRanks;
            job.addHost(localRanks);
        }
        if (!others.isEmpty()) {
            JobHosts jobHosts = new JobHosts(spec, secret, this);
            remote = jobHosts;
            for (RemoteHost host : jobHosts.prepare(others)) {
                job.addHost(host);
            }
        }
    }

    private HostPlan plan(int[] ranks, Map<String, String> environment) {
        int[] programs = spec.programOfRank();
        int[] programOfRank = new int[ranks.length];
        for (int i = 0; i < ranks.length; i++) {
            programOfRank[i] = programs[ranks[i]];
        }
        return new HostPlan(jobId, spec.size(), spec.programs(), ranks, programOfRank, environment, spec.binding(), spec.stdinRank(), spec.verbose());
    }

    /** The library's parameters that the command line sets for all programs. */
    private Map<String, String> fromCommandLine() {
        Map<String, String> variables = new LinkedHashMap<>();
        if (spec.transport() != null) {
            variables.put("MPJ_TRANSPORT", spec.transport());
        }
        if (spec.report()) {
            variables.put("MPJ_REPORT", "1");
        }
        if (spec.verbose()) {
            variables.put("MPJ_VERBOSE", "1");
        }
        String network = spec.hostOptions().network();
        PortRange range = spec.hostOptions().portRange();
        if (network != null) {
            variables.put("MPJ_TCP_IF", network);
        }
        if (!range.isAny()) {
            variables.put("MPJ_TCP_PORT_RANGE", range.toString());
        }
        variables.put(Parameters.COMMAND_LINE, String.join(",", variables.keySet()));
        return variables;
    }

    private static boolean isForThisHost(String variable) {
        return JobPlace.VARIABLES.contains(variable) || NOT_FORWARDED.contains(variable);
    }

    /** The library's parameters hold on all hosts. */
    private Map<String, String> forwarded() {
        Map<String, String> variables = new LinkedHashMap<>();
        for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
            if (variable.getKey().startsWith(Parameters.PREFIX) && !isForThisHost(variable.getKey())) {
                variables.put(variable.getKey(), variable.getValue());
            }
        }
        variables.putAll(fromCommandLine());
        return variables;
    }

    private void endEarly() {
        try {
            job.endEarly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The ranks' JVMs start while the compiler works: a rank asks for its program when it is ready. */
    private void startAll() throws IOException {
        try {
            for (int index = 0; index < spec.programs().size(); index++) {
                if (spec.programs().get(index).kind() == ProgramSpec.Kind.SOURCE) {
                    compileInBackground(index);
                }
            }
            if (remote != null) {
                remote.start(remotePlans);
            }
            if (local != null) {
                local.start(server.port(), this);
            }
        } catch (LaunchException e) {
            job.end(e.exitCode(), String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void started(int rank, Process process, @Nullable String notice) {
        if (local != null) {
            started(rank, local, hostName, process, notice);
        }
    }

    @Override
    public void started(int rank, RankHost host, String name, Process process, @Nullable String notice) {
        String tag = spec.placement().hosts().size() > 1 ? rank + "@" + name : Integer.toString(rank);
        job.add(new RankProcess(
                rank,
                host,
                name,
                process,
                new OutputPump(tag, process.getInputStream(), console, console.out(), null),
                new OutputPump(tag, process.getErrorStream(), console, console.err(), notice)));
    }

    @Override
    public boolean serve(int rank, FrameChannel channel) {
        return server.serveRank(rank, channel);
    }

    @Override
    public void failed(int code, String message) {
        job.end(code, message);
    }

    @Override
    public void note(String text) {
        show(text);
    }

    @Override
    public void show(String line) {
        messages.println("mpjexec: " + line);
    }

    private void compileInBackground(int index) throws LaunchException {
        String rankPath = Distribution.ofThisProcess().rankClassPath();
        Thread compiler = new Thread("mpj-compiler-" + index) {
            @Override
            public void run() {
                compile(index, rankPath);
            }
        };
        compiler.setDaemon(true);
        compiler.start();
    }

    private void compile(int index, String rankPath) {
        ProgramSpec program = spec.programs().get(index);
        PrintWriter writer = new PrintWriter(messages, true, StandardCharsets.UTF_8);
        try {
            JobProgram compiled = new SourceCompiler(writer)
                    .compile(Path.of(program.target()), RankCommand.classPath(program, rankPath), program.jvmOptions());
            if (compiled == null) {
                job.end(COMPILE_ERROR_CODE, program.target() + ": compilation failed");
            } else {
                server.provide(index, compiled);
            }
        } catch (IOException e) {
            job.end(COMPILE_ERROR_CODE, e.getMessage());
        }
    }
}
