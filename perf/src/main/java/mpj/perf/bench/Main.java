package mpj.perf.bench;

import java.util.List;
import mpj.perf.race.RaceCommand;
import mpj.perf.race.ReportCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code mpj-bench}. */
@Command(
        name = "mpj-bench",
        mixinStandardHelpOptions = true,
        version = "mpj-bench 0.1.0",
        synopsisSubcommandLabel = "BENCHMARK",
        description = {
            "Benchmarks of MPI for Java, in the manner of the OSU micro-benchmarks.",
            "Started by itself, a benchmark starts its own job; under mpjexec it joins the job."
        },
        subcommands = {
            LatencyBench.class,
            BandwidthBench.class,
            BothWaysBench.class,
            MessageRateBench.class,
            MultiLatencyBench.class,
            RingBench.class,
            IdleBench.class,
            WakeupBench.class,
            AllocationBench.class,
            ObjectsBench.class,
            StartupBench.class,
            TuneBench.class,
            SimulateCommand.class,
            CompareCommand.class,
            RaceCommand.class,
            ReportCommand.class
        })
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    Main() {}

    /** Runs the benchmark that the arguments name. */
    public static void main(String[] args) {
        int code = commandLine().execute(args);
        if (code != 0) {
            System.exit(code);
        }
    }

    /**
     * Refuses words that are no command line.
     *
     * @throws ParameterException which says what is wrong
     */
    public static void check(List<String> arguments) {
        commandLine().parseArgs(arguments.toArray(new String[0]));
    }

    static CommandLine commandLine() {
        CommandLine main = new CommandLine(new Main());
        for (CollectiveCall call : CollectiveCall.values()) {
            add(main, call.command(), new BlockingCollectiveBench(call), call.description);
            add(
                    main,
                    "i" + call.command(),
                    new OverlapBench(call),
                    "nonblocking " + call.command() + " with computation meanwhile: how much of it overlaps");
        }
        return main.setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static void add(CommandLine main, String name, CollectiveBench bench, String description) {
        CommandLine command = new CommandLine(bench);
        command.getCommandSpec().usageMessage().description(description);
        main.addSubcommand(name, command);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which benchmark?");
    }
}
