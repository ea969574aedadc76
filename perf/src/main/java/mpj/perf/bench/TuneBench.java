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
            "Started by itself, it starts a job for each number of ranks; under mpjexec it measures that job."
        })
final class TuneBench implements Callable<Integer> {
    private static final int WRONG_USE = 2;
    private static final int SIZE_FACTOR = 4;

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
            description = "what to measure: ${COMPLETION-CANDIDATES} (default: all)")
    List<Kind> kinds = List.of(Kind.values());

    @Option(
            names = {"-m", "--message-size"},
            paramLabel = "[MIN:]MAX",
            converter = Sizes.Parser.class,
            description = "sizes in bytes, from MIN to MAX by factors of 4 (default: 4:4194304)")
    Sizes sizes = new Sizes(4, 4 << 20);

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
            description = "the tuning file (default: collectives.json in ~/.config/mpj, where jobs look for it)")
    @Nullable
    Path output;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    TuneBench() {}

    @Override
    public Integer call() throws Exception {
        if (rounds < 1 || sliceMs < 1) {
            throw new ParameterException(spec.commandLine(), "--rounds and --slice need numbers from 1 on");
        }
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
        try {
            if (Files.exists(file)) {
                TuningFile.read(file);
            }
            Files.createDirectories(file.getParent());
        } catch (IllegalArgumentException | IOException e) {
            System.err.println("mpj-bench tune: " + e.getMessage());
            return WRONG_USE;
        }
        for (int number : numbers) {
            List<String> options = new ArrayList<>(launcherOptions);
            options.addAll(List.of("-x", CollectiveParameters.TUNING.name() + "=none"));
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
        Tuner tuner = new Tuner(MPI.COMM_WORLD, rounds, sliceMs / 1e3);
        tuner.measure(kinds, sizes.withMinimum(SIZE_FACTOR).toArray(SIZE_FACTOR), arguments());
        if (MPI.COMM_WORLD.getRank() == 0) {
            tuner.write(file);
        }
        MPI.Finalize();
        return 0;
    }

    private List<String> arguments() {
        return spec.root().commandLine().getParseResult().originalArgs();
    }
}
