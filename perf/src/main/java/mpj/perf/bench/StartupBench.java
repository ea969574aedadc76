package mpj.perf.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whole jobs that say hello: from the start of the launcher to its end, beside those of other MPI libraries. */
@Command(
        name = "startup",
        mixinStandardHelpOptions = true,
        description = "wall and processor seconds of 'mpjexec -n N -cp DIR Hello' and of peers, medians of rounds")
final class StartupBench implements Callable<Integer> {
    private static final Path STAT = Path.of("/proc/self/stat");

    /** Positions in {@code /proc/PID/stat}, counted from the field after the command's name. */
    private static final int CHILDREN_USER = 13;

    private static final int CHILDREN_SYSTEM = 14;

    /** USER_HZ: fixed at 100 for programs on the processors that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = {"-n", "-np"},
            paramLabel = "RANKS",
            converter = Count.Positive.class,
            description = "ranks of each job (default: ${DEFAULT-VALUE})")
    int ranks = 4;

    @Option(
            names = {"-k", "--rounds"},
            paramLabel = "K",
            converter = Count.Positive.class,
            description = "measured rounds, after one that is not (default: ${DEFAULT-VALUE})")
    int rounds = 5;

    @Option(
            names = {"-cp", "--class-path"},
            paramLabel = "PATH",
            description = "where the program is (default: that of the built-in one)")
    @Nullable
    String classPath;

    @Option(names = "--main", paramLabel = "CLASS", description = "the program (default: ${DEFAULT-VALUE})")
    String main = Hello.class.getName();

    @Option(
            names = "--mpjexec",
            paramLabel = "OPTION",
            description = "an option for mpjexec, as in --mpjexec=--bind-to=none; may be repeated")
    List<String> launcherOptions = List.of();

    @Option(
            names = "--peer",
            paramLabel = "NAME=COMMAND",
            description = "another job to race against, words separated by blanks; may be repeated")
    Map<String, String> peers = new LinkedHashMap<>();

    @Option(
            names = "--timeout",
            paramLabel = "S",
            converter = Count.Positive.class,
            description = "seconds that one job may take (default: ${DEFAULT-VALUE})")
    int timeoutSeconds = 60;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OutputOptions output;

    StartupBench() {}

    /** One job: how long it took from start to end, and the processor time of it and all its processes. */
    private record Sample(double wallSeconds, double cpuSeconds) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        output.check(spec);
        Map<String, List<String>> commands = commands();
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        commands.keySet().forEach(name -> samples.put(name, new ArrayList<>()));
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<String, List<String>> entry : commands.entrySet()) {
                Sample sample = run(entry.getValue());
                // the first round fills the page cache
                if (round > 0) {
                    samples.getOrDefault(entry.getKey(), List.of()).add(sample);
                }
            }
        }
        report(samples);
        return 0;
    }

    private Map<String, List<String>> commands() throws IOException {
        List<String> ours = new ArrayList<>();
        ours.addAll(List.of(Launch.launcher().toString(), "-n", Integer.toString(ranks)));
        ours.addAll(launcherOptions);
        ours.addAll(List.of("-cp", classPath == null ? Launch.home().toString() : classPath, main));
        Map<String, List<String>> commands = new LinkedHashMap<>();
        commands.put("mpjexec", ours);
        peers.forEach((name, command) -> commands.put(name, List.of(command.strip().split(" +", -1))));
        return commands;
    }

    private Sample run(List<String> command) throws IOException, InterruptedException {
        double cpu = childrenSeconds();
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectInput(new File("/dev/null"))
                .start();
        if (!process.waitFor(timeoutSeconds, TimeUnit.SECONDS)) {
            process.destroy();
            throw new IOException("not ended after " + timeoutSeconds + " s: " + String.join(" ", command));
        }
        double wall = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != 0) {
            throw new IOException("exit code " + process.exitValue() + ": " + String.join(" ", command));
        }
        return new Sample(wall, childrenSeconds() - cpu);
    }

    /** What all ended children have used, with those of their children that they had waited for. */
    private static double childrenSeconds() throws IOException {
        String stat = Files.readString(STAT);
        // the name of the command may contain blanks
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_SYSTEM])) / TICKS_PER_SECOND;
    }

    private void report(Map<String, List<Sample>> samples) throws IOException {
        List<String> arguments = spec.root().commandLine().getParseResult().originalArgs();
        Report report = new Report("startup", ranks, arguments, System.out);
        Table table = report.table("medians of " + rounds, "Job", "Wall (s)", "CPU (s)");
        samples.forEach((name, list) -> table.row(
                name,
                Median.of(list.stream().mapToDouble(Sample::wallSeconds).toArray()),
                Median.of(list.stream().mapToDouble(Sample::cpuSeconds).toArray())));
        output.write(report);
    }
}
