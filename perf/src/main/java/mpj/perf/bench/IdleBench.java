package mpj.perf.bench;

import java.time.Duration;
import mpi.Comm;
import mpi.MPI;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** All ranks but 0 are blocked in a receive; the result is the part of a core that each uses meanwhile. */
@Command(name = "idle", description = "processor use of ranks that are blocked in a receive, in percent of a core")
final class IdleBench extends JobCommand {
    private static final int TAG = 1;

    /** Lets the JIT compilers and the launcher's threads come to rest before counting begins. */
    private static final Duration SETTLING = Duration.ofSeconds(1);

    @Option(
            names = "--seconds",
            paramLabel = "S",
            converter = Count.Positive.class,
            description = "how long the ranks are blocked (default: ${DEFAULT-VALUE})")
    int seconds = 10;

    IdleBench() {
        super(4);
    }

    @Override
    void measure(Comm world, Report report) throws InterruptedException {
        Table table = report.table(seconds + " s blocked in recv", "Rank", "CPU (%)");
        world.barrier();
        double[] percent = {world.getRank() == 0 ? pace(world) : blocked(world)};
        double[] all = new double[world.getSize()];
        world.gather(percent, 1, MPI.DOUBLE, all, 1, MPI.DOUBLE, 0);
        if (world.getRank() == 0) {
            for (int rank = 1; rank < all.length; rank++) {
                table.row(rank, all[rank]);
            }
        }
    }

    private double pace(Comm world) throws InterruptedException {
        Thread.sleep(SETTLING);
        wake(world);
        Thread.sleep(Duration.ofSeconds(seconds));
        wake(world);
        return 0;
    }

    private static void wake(Comm world) {
        byte[] bell = new byte[1];
        for (int rank = 1; rank < world.getSize(); rank++) {
            world.send(bell, 1, MPI.BYTE, rank, TAG);
        }
    }

    private static double blocked(Comm world) {
        byte[] bell = new byte[1];
        ProcessorTime.nanos();
        world.recv(bell, 1, MPI.BYTE, 0, TAG);
        long usedNs = ProcessorTime.nanos();
        long start = System.nanoTime();
        world.recv(bell, 1, MPI.BYTE, 0, TAG);
        long elapsedNs = System.nanoTime() - start;
        return 100.0 * (ProcessorTime.nanos() - usedNs) / elapsedNs;
    }
}
