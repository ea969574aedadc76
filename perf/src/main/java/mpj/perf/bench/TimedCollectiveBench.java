package mpj.perf.bench;

import java.util.ArrayList;
import java.util.List;
import mpi.MPI;
import mpi.Prequest;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;

/** A blocking or persistent collective operation: the average of the ranks' times, the least and the greatest. */
@Command
final class TimedCollectiveBench extends CollectiveBench {
    private final Form form;

    TimedCollectiveBench(CollectiveCall call, Form form) {
        super(call);
        this.form = form;
    }

    @Override
    List<String> columns() {
        List<String> columns = new ArrayList<>(List.of(keys(), "Avg Latency(us)"));
        if (spread.full) {
            columns.addAll(List.of("Min Latency(us)", "Max Latency(us)", "Iterations"));
        }
        columns.addAll(spread.columns("(us)"));
        return columns;
    }

    @Override
    List<Double> row(CollectiveBuffers buffers, Point point) {
        if (form == Form.BLOCKING) {
            return row(() -> call.blocking.call(buffers), buffers, point);
        }
        Prequest request = call.persistent.init(buffers);
        try {
            return row(
                    () -> {
                        request.start();
                        request.waitFor();
                    },
                    buffers,
                    point);
        } finally {
            request.free();
        }
    }

    private List<Double> row(Runnable once, CollectiveBuffers buffers, Point point) {
        Histogram singles = Spread.histogram();
        point.warm(n -> run(once, n, singles));
        singles.reset();
        double mine = run(once, point.iterations(), singles) / 1e3 / point.iterations();
        if (options.validate) {
            new CollectiveCheck(call, buffers).run(once);
        }
        List<Double> row = new ArrayList<>(List.of(average(mine)));
        if (spread.full) {
            row.addAll(List.of(combine(mine, MPI.MIN), combine(mine, MPI.MAX), (double) point.iterations()));
        }
        if (spread.hasPercentiles()) {
            row.addAll(spread.values(Spread.gather(MPI.COMM_WORLD, singles), ns -> ns / 1e3));
        }
        return row;
    }

    /** A number of calls; answers the nanoseconds spent in them. */
    private long run(Runnable once, long iterations, Histogram singles) {
        boolean records = spread.hasPercentiles();
        long spentNs = 0;
        for (long i = 0; i < iterations; i++) {
            long start = System.nanoTime();
            once.run();
            long tookNs = System.nanoTime() - start;
            spentNs += tookNs;
            if (records) {
                singles.recordValue(tookNs);
            }
            align();
        }
        return spentNs;
    }
}
