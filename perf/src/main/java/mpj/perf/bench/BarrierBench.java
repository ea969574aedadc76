package mpj.perf.bench;

import mpi.Comm;
import mpi.MPI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Barriers of all ranks. */
@Command(name = "barrier", description = "barriers of all ranks: average over the ranks, least and greatest")
final class BarrierBench extends JobCommand {
    private static final Repetitions RULE = new Repetitions(10_000, 1, 10_000, 0);

    @Option(
            names = {"-i", "--iterations"},
            paramLabel = "N",
            description = "measured iterations")
    @Nullable
    Long iterations;

    @Option(
            names = {"-x", "--warmup"},
            paramLabel = "N",
            description = "iterations before measuring")
    @Nullable
    Long warmup;

    BarrierBench() {
        super(4);
    }

    @Override
    void measure(Comm world, Report report) {
        Table table = report.table("", "Ranks", "Barrier (us)", "Min (us)", "Max (us)");
        Repetitions repetitions = RULE.overriddenBy(iterations, warmup);
        new WarmUp(world, world.getSize(), warmup == null).run(repetitions.warmup(0), n -> barriers(world, n));
        long count = repetitions.iterations(0);
        long start = System.nanoTime();
        barriers(world, count);
        double[] mine = {(System.nanoTime() - start) / 1e3 / count};
        double[] sum = new double[1];
        double[] least = new double[1];
        double[] greatest = new double[1];
        world.reduce(mine, sum, 1, MPI.DOUBLE, MPI.SUM, 0);
        world.reduce(mine, least, 1, MPI.DOUBLE, MPI.MIN, 0);
        world.reduce(mine, greatest, 1, MPI.DOUBLE, MPI.MAX, 0);
        if (world.getRank() == 0) {
            table.row(world.getSize(), sum[0] / world.getSize(), least[0], greatest[0]);
        }
    }

    private static void barriers(Comm world, long count) {
        for (long i = 0; i < count; i++) {
            world.barrier();
        }
    }
}
