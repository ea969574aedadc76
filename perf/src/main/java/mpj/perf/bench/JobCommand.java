package mpj.perf.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import mpi.Comm;
import mpi.MPI;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

    JobCommand(int usualRanks) {
        this.usualRanks = usualRanks;
    }

    /** Refuses options that do not fit, before a job is started. */
    void check() {}

    /** The benchmark; what it puts into the report counts at rank 0. */
    abstract void measure(Comm world, Report report) throws Exception;

    @Override
    public final Integer call() throws Exception {
        job.output.check(spec);
        check();
        if (!Launch.insideJob(System.getenv())) {
            return Launch.job(job.ranks > 0 ? job.ranks : usualRanks, job.launcherOptions, arguments());
        }
        MPI.Init(new String[0]);
        Comm world = MPI.COMM_WORLD;
        if (world.getSize() < 2) {
            throw new IllegalStateException(spec.name() + " needs at least two ranks");
        }
        Report report = new Report(spec.name(), world.getSize(), arguments(), Output.of(world.getRank() == 0));
        report.from(Environment.ofRank());
        measure(world, report);
        write(world, report);
        MPI.Finalize();
        return 0;
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
