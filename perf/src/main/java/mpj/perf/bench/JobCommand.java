package mpj.perf.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import mpi.Comm;
import mpi.MPI;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A benchmark that all ranks of a job run. Outside a job it starts one of itself. */
@Command(mixinStandardHelpOptions = true)
abstract class JobCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    JobOptions job;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    private final int usualRanks;
    private final int leastRanks;
    private long initialisedNs;
    private long initialisedAtMs;

    JobCommand(int usualRanks) {
        this(usualRanks, 2);
    }

    JobCommand(int usualRanks, int leastRanks) {
        this.usualRanks = usualRanks;
        this.leastRanks = leastRanks;
    }

    /** Refuses options that do not fit, before a job is started. */
    void check() {}

    /** The benchmark; what it puts into the report counts at rank 0. */
    abstract void measure(Comm world, Report report) throws Exception;

    /** How long {@code MPI.Init} took. */
    final long initialisedNs() {
        return initialisedNs;
    }

    /** When it ended, as {@link System#currentTimeMillis} tells. */
    final long initialisedAtMs() {
        return initialisedAtMs;
    }

    @Override
    public final Integer call() throws Exception {
        job.output.check(spec);
        check();
        if (!Launch.insideJob(System.getenv())) {
            int ranks = job.ranks == null ? usualRanks : job.ranks;
            checkRanks(ranks);
            return Launch.job(ranks, job.launcher(), job.forRanks(arguments()));
        }
        job.checkInside(spec, System.getenv());
        long start = System.nanoTime();
        MPI.Init(new String[0]);
        initialisedNs = System.nanoTime() - start;
        initialisedAtMs = System.currentTimeMillis();
        Comm world = MPI.COMM_WORLD;
        checkRanks(world.getSize());
        Report report = new Report(spec.name(), world.getSize(), arguments(), Output.of(world.getRank() == 0));
        report.from(Environment.ofRank());
        measure(world, report);
        write(world, report);
        MPI.Finalize();
        return 0;
    }

    private void checkRanks(int ranks) {
        if (ranks < leastRanks) {
            throw new ParameterException(
                    spec.commandLine(), "-n: " + spec.name() + " needs at least " + leastRanks + " ranks, not " + ranks);
        }
    }

    private void write(Comm world, Report report) throws IOException {
        if (world.getRank() == 0) {
            job.output.write(report);
        }
    }

    /** The command line as it was given to {@code mpj-bench}. */
    private List<String> arguments() {
        return spec.root().commandLine().getParseResult().originalArgs();
    }
}
