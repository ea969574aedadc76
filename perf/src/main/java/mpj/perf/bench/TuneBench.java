package mpj.perf.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import mpi.MPI;
import mpj.core.coll.Kind;
import mpj.core.coll.choice.CollectiveParameters;
import mpj.core.coll.choice.TuningFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the algorithms of collective operations and writes what is best where into a tuning file. */
@Command(
        name = "tune",
        mixinStandardHelpOptions = true,
        description = {
            "measures every algorithm of collective operations on this machine and writes the tuning file, by which later"
                    + " jobs choose; what the file has of other operations, ranks, nodes and transports stays.",
            "With --check it writes no tuning file: it measures what jobs choose now beside all algorithms, tells how"
                    + " often that is within 15 %% of the best one, and what the simulator says of each.",
            "Started by itself, it starts a job for each number of ranks; under mpjexec it measures that job."
        })
final class TuneBench implements Callable<Integer> {
    private static final int WRONG_USE = 2;
    private static final int SIZE_FACTOR = 4;
    private static final int USUAL_MAXIMUM = 4 << 20;
    private static final int CHECK_SECONDS = 240;

    @Option(
            names = {"-n", "-np"},
            split = ",",
            paramLabel = "RANKS",
            description = "numbers of ranks, as in 2,4 (default: 2, and as many as there are processors)")
    List<Integer> ranks = List.of();

    @Option(
            names = "--mpjexec",
            paramLabel = "OPTION",
            description = "an option for mpjexec, as in --mpjexec=--transport=tcp; may be repeated")
    List<String> launcherOptions = List.of();

    @Option(
            names = "--ops",
            split = ",",
            paramLabel = "OPERATION",
            description = "what to measure: ${COMPLETION-CANDIDATES} (default: all; with --check those that move most"
                    + " data: bcast, reduce, allreduce, allgather, alltoall, reduce_scatter)")
    List<Kind> kinds = List.of();

    @Option(
            names = {"-m", "--message-size"},
            paramLabel = "[MIN:]MAX",
            converter = Sizes.Parser.class,
            description = "sizes in bytes, from MIN to MAX by factors of 4 (default: 4:4194304; with --check 8, 1024,"
                    + " 65536 and 1048576)")
    @Nullable
    Sizes sizes;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "how often each algorithm is measured, in turn; medians count (default: ${DEFAULT-VALUE})")
    int rounds = 7;

    @Option(
            names = "--slice",
            paramLabel = "MS",
            description = "how long each measurement takes, in milliseconds (default: ${DEFAULT-VALUE})")
    int sliceMs = 5;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "the tuning file to write or check (default: collectives.json in ~/.config/mpj, where jobs look"
                    + " for it)")
    @Nullable
    Path output;

    @Option(names = "--check", description = "tell how good the choice is, and change nothing")
    boolean check;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "after so long, for each number of ranks, no other size is begun (default: no limit; with"
                    + " --check " + CHECK_SECONDS + ")")
    int seconds;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    OutputOptions files;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    TuneBench() {}

    @Override
    public Integer call() throws Exception {
        if (rounds < 1 || sliceMs < 1 || seconds < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--rounds and --slice need numbers from 1 on, --seconds from 0");
        }
        files.check(spec);
        Path file = (output == null ? TuningFile.usualPlace() : output).toAbsolutePath();
        return Launch.insideJob(System.getenv()) ? measure(file) : startJobs(file);
    }

    private int startJobs(Path file) throws IOException, InterruptedException {
        List<Integer> numbers = ranks.isEmpty() ? usualRanks(Runtime.getRuntime().availableProcessors()) : ranks;
        for (int number : numbers) {
            if (number < 2) {
                throw new ParameterException(spec.commandLine(), "-n needs numbers of ranks from 2 on, not " + number);
            }
        }
        if (files.areGiven() && numbers.size() > 1) {
            throw new ParameterException(
                    spec.commandLine(), "--json, --csv and --plot take the figures of one number of ranks: give -n");
        }
        try {
            if (Files.exists(file) || check && output != null) {
                TuningFile.read(file);
            }
            if (!check) {
                Files.createDirectories(file.getParent());
            }
        } catch (IllegalArgumentException | IOException e) {
            System.err.println("mpj-bench tune: " + e.getMessage());
            return WRONG_USE;
        }
        for (int number : numbers) {
            List<String> options = new ArrayList<>(launcherOptions);
            if (!check) {
                options.addAll(List.of("-x", CollectiveParameters.TUNING.name() + "=none"));
            } else if (output != null) {
                options.addAll(List.of("-x", CollectiveParameters.TUNING.name() + "=" + file));
            }
            int code = Launch.job(number, options, arguments());
            if (code != 0) {
                return code;
            }
        }
        return 0;
    }

    static List<Integer> usualRanks(int processors) {
        return processors > 2 ? List.of(2, processors) : List.of(2);
    }

    private int measure(Path file) throws Exception {
        MPI.Init(new String[0]);
        boolean isFirst = MPI.COMM_WORLD.getRank() == 0;
        int limit = seconds > 0 ? seconds : check ? CHECK_SECONDS : Integer.MAX_VALUE;
        Contest contest = new Contest(MPI.COMM_WORLD, rounds, sliceMs / 1e3, limit);
        Report report = new Report("tune", contest.ranks(), arguments(), Output.of(isFirst));
        Tuner tuner = new Tuner(contest);
        ChoiceCheck checker = check && isFirst ? new ChoiceCheck(contest, report) : null;
        List<Kind> measured = !kinds.isEmpty() ? kinds : check ? ChoiceCheck.KINDS : List.of(Kind.values());
        for (int i = 0; i < measured.size(); i++) {
            String progress = ", operation " + (i + 1) + " of " + measured.size();
            Contest.Result result = contest.measure(measured.get(i), sizes(), check, report, progress);
            if (checker != null) {
                checker.add(result);
            } else if (!check && !result.sizes().isEmpty()) {
                tuner.add(result);
            }
        }
        if (checker != null) {
            checker.finish(measured.size() * sizes().length);
        } else if (isFirst) {
            tuner.write(file);
        }
        if (isFirst) {
            files.write(report);
        }
        MPI.Finalize();
        return 0;
    }

    private long[] sizes() {
        if (sizes != null) {
            return sizes.withMinimum(SIZE_FACTOR).toArray(SIZE_FACTOR);
        }
        return check ? ChoiceCheck.sizes() : new Sizes(SIZE_FACTOR, USUAL_MAXIMUM).toArray(SIZE_FACTOR);
    }

    private List<String> arguments() {
        return spec.root().commandLine().getParseResult().originalArgs();
    }
}
