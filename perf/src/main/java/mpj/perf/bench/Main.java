package mpj.perf.bench;

import java.util.List;
import mpj.perf.bench.BandwidthBench.Pattern;
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
            "Started by itself, a benchmark starts its own job; under mpjexec it joins the job.",
            "Names may be written with _ in place of -."
        })
public final class Main implements Runnable {
    private static final int WRONG_USE = 2;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    Main() {}

    /** Runs the benchmark that the arguments name. */
    public static void main(String[] args) {
        int code = commandLine(args).execute(args);
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

    /** With all benchmarks, or without those collective operations that the arguments, if any, do not name. */
    static CommandLine commandLine(String... args) {
        CommandLine main = new CommandLine(new Main());
        addLatencies(main);
        addBandwidths(main);
        List.of(new RingBench(), new HelloBench(), new InitBench(), new IdleBench(), new WakeupBench(),
                        new AllocationBench(), new ObjectsBench())
                .forEach(main::addSubcommand);
        for (CollectiveCall call : CollectiveCall.values()) {
            String name = call.command();
            // every rank reads the command line: what is not meant should not delay its start
            if (args.length > 0 && !args[0].startsWith("-") && !args[0].replace('_', '-').contains(name)) {
                continue;
            }
            add(main, name, new TimedCollectiveBench(call, Form.BLOCKING), call.description);
            String overlap = "nonblocking " + name + " with computation meanwhile: how much of it overlaps";
            add(main, "i" + name, new OverlapBench(call), overlap);
            TimedCollectiveBench persistent = new TimedCollectiveBench(call, Form.PERSISTENT);
            add(main, name + Form.PERSISTENT.suffix(), persistent, "persistent " + name + ", started again and again");
        }
        List.of(new StartupBench(), new TuneBench(), new SimulateCommand(), new CompareCommand(), new RaceCommand(),
                        new ReportCommand())
                .forEach(main::addSubcommand);
        return main.setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, _) -> refuse(wrong));
    }

    private static void addLatencies(CommandLine main) {
        String what = "ping-pong of two ranks: half the round trip, by size";
        add(main, "latency", new LatencyBench(Form.BLOCKING, false), "blocking " + what);
        String persistent = "latency" + Form.PERSISTENT.suffix();
        add(main, persistent, new LatencyBench(Form.PERSISTENT, false), what + "; requests started again and again");
        LatencyBench partitioned = new LatencyBench(Form.PARTITIONED, false);
        add(main, "latency" + Form.PARTITIONED.suffix(), partitioned, what + "; messages in pieces, ready one by one")
                .addMixin("partitions", partitioned.partitions);
        LatencyBench pairs = new LatencyBench(Form.BLOCKING, true);
        add(main, "multi-lat", pairs, "blocking ping-pongs of several pairs at once: half the round trip, their mean")
                .addMixin("pairs", pairs.pairs);
        add(main, "latency-mt", new ThreadsLatencyBench(), "blocking " + what + "; several threads in each rank");
    }

    private static void addBandwidths(CommandLine main) {
        String oneWay = "bandwidth from rank 0 to rank 1 in windows of messages, each window acknowledged";
        BandwidthBench windows = new BandwidthBench(Form.NONBLOCKING, Pattern.ONE_WAY);
        add(main, "bw", windows, oneWay).addMixin("blocking", windows.oneWay);
        String bothWays = "bandwidth of windows of messages between two ranks, both ways at once, added up";
        add(main, "bibw", new BandwidthBench(Form.NONBLOCKING, Pattern.BOTH_WAYS), bothWays);
        for (Form form : List.of(Form.PERSISTENT, Form.PARTITIONED)) {
            String suffix = form.suffix();
            addOfForm(main, "bw" + suffix, new BandwidthBench(form, Pattern.ONE_WAY), oneWay + "; " + form);
            addOfForm(main, "bibw" + suffix, new BandwidthBench(form, Pattern.BOTH_WAYS), bothWays + "; " + form);
        }
        BandwidthBench pairs = new BandwidthBench(Form.NONBLOCKING, Pattern.PAIRS);
        CommandLine added = add(main, "mbw-mr", pairs, "bandwidth and message rate of several pairs at once, added up");
        added.addMixin("pairs", pairs.pairs);
        added.addMixin("rates", pairs.rates);
    }

    private static void addOfForm(CommandLine main, String name, BandwidthBench bench, String description) {
        CommandLine added = add(main, name, bench, description);
        if (bench.form == Form.PARTITIONED) {
            added.addMixin("partitions", bench.partitions);
        }
    }

    private static CommandLine add(CommandLine main, String name, JobCommand bench, String description) {
        CommandLine command = new CommandLine(bench);
        command.getCommandSpec().usageMessage().description(description);
        String alias = name.replace('-', '_');
        main.addSubcommand(name, command, alias.equals(name) ? new String[0] : new String[] {alias});
        return command;
    }

    /** One line that names the option and what is wrong with it. */
    private static int refuse(ParameterException wrong) {
        String name = wrong.getCommandLine().getCommandSpec().qualifiedName();
        String why = String.valueOf(wrong.getMessage()).replaceAll("\\s*\\R\\s*", " ");
        wrong.getCommandLine().getErr().println(name + ": " + why + " (" + name + " --help tells more)");
        wrong.getCommandLine().getErr().flush();
        return WRONG_USE;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which benchmark?");
    }
}
