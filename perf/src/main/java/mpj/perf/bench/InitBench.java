package mpj.perf.bench;

import java.lang.management.ManagementFactory;
import mpi.Comm;
import mpi.MPI;
import picocli.CommandLine.Command;

/** How long the start of ranks takes, as these see it. */
@Command(
        name = "init",
        description = {
            "time of MPI.Init, and from the start of a rank's JVM to its end: average, least and greatest of the ranks;",
            "startup measures whole jobs"
        })
final class InitBench extends JobCommand {
    InitBench() {
        super(4, 1);
    }

    @Override
    void measure(Comm world, Report report) {
        long startMs = ManagementFactory.getRuntimeMXBean().getStartTime();
        Table table = report.table("", "From", "Avg (ms)", "Min (ms)", "Max (ms)");
        row(table, "Init", initialisedNs() / 1e6);
        row(table, "JVM", (double) (initialisedAtMs() - startMs));
    }

    private static void row(Table table, String from, double mineMs) {
        double average = CollectiveBench.average(mineMs);
        double least = CollectiveBench.combine(mineMs, MPI.MIN);
        double greatest = CollectiveBench.combine(mineMs, MPI.MAX);
        table.row(from, average, least, greatest);
    }
}
