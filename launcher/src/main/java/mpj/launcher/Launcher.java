package mpj.launcher;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mpj.base.config.Parameters;
import mpj.wireup.JobProgram;
import mpj.wireup.JobSecret;
import org.jspecify.annotations.Nullable;

/** Sets a job up on this host and starts its ranks. */
final class Launcher {
    private static final int COMPILE_ERROR_CODE = 1;
    private static final int JOB_ID_DIGITS = 16;
    private static final File NOTHING = new File("/dev/null");

    private final JobSpec spec;
    private final PrintStream messages;
    private final JobSecret secret = JobSecret.random();
    private final StartPrefix prefix;
    private final ExecutablePath path = new ExecutablePath(System.getenv("PATH"));
    private final List<RankCommand> commands = new ArrayList<>();
    private final Job job;
    private final Console console;

    Launcher(JobSpec spec, PrintStream messages) {
        this.spec = spec;
        this.messages = messages;
        prefix = new StartPrefix(path);
        job = new Job(spec.size(), hostName(), new ProcessGroups(prefix.groups()), messages);
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
        int size = spec.size();
        int processors = Runtime.getRuntime().availableProcessors();
        List<String> cores = spec.binding() == JobSpec.Binding.NONE ? List.of() : Cores.ofThisMachine().list();
        List<String> cpus = Cores.assign(spec.binding(), size, processors, cores);
        String rankPath = Distribution.ofThisProcess().rankClassPath();
        AotCache cache = AotCache.ofThisProcess();
        RankCommand.Sharing sharing = new RankCommand.Sharing(size, processors, cpus != null);
        for (ProgramSpec program : spec.programs()) {
            commands.add(RankCommand.of(program, rankPath, sharing, path, cache));
        }
        if (spec.verbose()) {
            for (String note : prefix.notes(cpus != null)) {
                tell(note);
            }
        }
        ControlServer server = new ControlServer(secret, programOfRank(), job);
        job.attach(server);
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread("mpj-shutdown") {
            @Override
            public void run() {
                endEarly();
            }
        });
        startAll(server, cpus);
        new QuitWatch(job).start();
        int code = job.await(spec.timeoutMs());
        server.close();
        if (spec.report()) {
            ReportTable.print(job.reports(), messages);
        }
        if (cache.isStale()) {
            cache.makeInBackground();
        }
        if (spec.verbose()) {
            tell(server.dropped() + " foreign connections dropped; exit code " + code);
        }
        return code;
    }

    private void endEarly() {
        try {
            job.endEarly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(String note) {
        messages.println("mpjexec: " + note);
    }

    private int[] programOfRank() {
        int[] programs = new int[spec.size()];
        int rank = 0;
        for (int index = 0; index < spec.programs().size(); index++) {
            for (int i = 0; i < spec.programs().get(index).ranks(); i++) {
                programs[rank++] = index;
            }
        }
        return programs;
    }

    /** The ranks' JVMs start while the compiler works: a rank asks for its program when it is ready. */
    private void startAll(ControlServer server, @Nullable List<String> cpus) {
        String jobId = JobSecret.random().hex().substring(0, JOB_ID_DIGITS);
        int[] programs = programOfRank();
        for (int index = 0; index < spec.programs().size(); index++) {
            if (spec.programs().get(index).kind() == ProgramSpec.Kind.SOURCE) {
                compileInBackground(server, index);
            }
        }
        for (int rank = 0; rank < programs.length; rank++) {
            try {
                start(rank, programs[rank], server.port(), jobId, cpus == null ? null : cpus.get(rank));
            } catch (IOException e) {
                job.end(1, "rank " + rank + " cannot be started: " + e.getMessage());
                return;
            }
        }
    }

    private void start(int rank, int index, int port, String jobId, @Nullable String cpus) throws IOException {
        ProgramSpec program = spec.programs().get(index);
        RankCommand command = commands.get(index);
        List<String> words = command.words(prefix.command(cpus));
        ProcessBuilder builder = new ProcessBuilder(words);
        Map<String, String> environment = builder.environment();
        environment.putAll(program.environment());
        String transport = spec.transport();
        if (transport != null) {
            environment.put("MPJ_TRANSPORT", transport);
        }
        if (spec.report()) {
            environment.put("MPJ_REPORT", "1");
        }
        command.prepare(environment);
        environment.put("MPJ_CONTROL", "127.0.0.1:" + port);
        environment.put("MPJ_SECRET", secret.hex());
        environment.put("MPJ_JOBID", jobId);
        environment.put("MPJ_RANK", Integer.toString(rank));
        environment.put("MPJ_SIZE", Integer.toString(spec.size()));
        environment.put("MPJ_LOCAL_RANK", Integer.toString(rank));
        environment.put("MPJ_LOCAL_SIZE", Integer.toString(spec.size()));
        // a rank that is bound sees one processor; how long it polls before it sleeps depends on what the node has
        environment.putIfAbsent(
                "MPJ_NODE_CORES", Integer.toString(Runtime.getRuntime().availableProcessors()));
        environment.put("MPJ_APPNUM", Integer.toString(index));
        environment.put(Parameters.COMMAND_LINE, fromCommandLine(program));
        if (program.directory() != null) {
            builder.directory(new File(program.directory()));
        }
        // inherited, not copied: the rank reads what it wants and nothing is taken from a terminal for nobody
        builder.redirectInput(
                rank == spec.stdinRank() ? ProcessBuilder.Redirect.INHERIT : ProcessBuilder.Redirect.from(NOTHING));
        Process process = builder.start();
        if (spec.verbose()) {
            tell("rank " + rank + ": pid " + process.pid() + ": " + String.join(" ", words));
        }
        job.add(new RankProcess(
                rank,
                process,
                new OutputPump(rank, process.getInputStream(), console, console.out(), null),
                new OutputPump(rank, process.getErrorStream(), console, console.err(), command.notice())));
    }

    /** The names of the parameters that the command line sets. */
    private String fromCommandLine(ProgramSpec program) {
        List<String> names = new ArrayList<>(program.environment().keySet());
        if (spec.transport() != null) {
            names.add("MPJ_TRANSPORT");
        }
        if (spec.report()) {
            names.add("MPJ_REPORT");
        }
        return String.join(",", names);
    }

    private void compileInBackground(ControlServer server, int index) {
        Thread compiler = new Thread("mpj-compiler-" + index) {
            @Override
            public void run() {
                compile(server, index);
            }
        };
        compiler.setDaemon(true);
        compiler.start();
    }

    private void compile(ControlServer server, int index) {
        ProgramSpec program = spec.programs().get(index);
        PrintWriter writer = new PrintWriter(messages, true, StandardCharsets.UTF_8);
        try {
            JobProgram compiled = new SourceCompiler(writer)
                    .compile(Path.of(program.target()), commands.get(index).compilePath(), program.jvmOptions());
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
