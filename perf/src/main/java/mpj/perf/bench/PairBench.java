package mpj.perf.bench;

import java.util.ArrayList;
import java.util.List;
import mpi.Comm;
import mpi.MPI;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** Messages between the two ranks of a pair, or of several pairs at once. */
@Command
abstract class PairBench extends SweepBench {
    private static final int LARGEST = 4 << 20;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    MessageOptions messages;

    final Form form;
    private final boolean many;
    /** Options where the form is that of partitioned messages, or where there are many pairs. */
    final PartitionOptions partitions = new PartitionOptions();

    final PairOptions pairs = new PairOptions();

    PairBench(int usualRanks, Form form, boolean many) {
        super(usualRanks);
        this.form = form;
        this.many = many;
    }

    /** What this rank of a pair and the other one do. */
    abstract Exchange open(Pair pair, Point point);

    /** How many rounds of a pair are under way at once. */
    int concurrent() {
        return 1;
    }

    /** The unit of the figures. */
    abstract String unit();

    /** What is shown of a pair whose rounds take so many nanoseconds. */
    abstract double figure(Point point, double roundNs);

    /** What is shown of all pairs, of whose figures this is the sum. */
    abstract List<Double> figures(Point point, double sum, int number);

    /** The columns for {@link #figures}. */
    abstract List<String> figureColumns();

    final int number(Comm world) {
        return many ? pairs.number(spec, world) : 1;
    }

    @Override
    final SizeOptions options() {
        return messages;
    }

    @Override
    final int elements() {
        return form == Form.PARTITIONED ? partitions.number : 1;
    }

    @Override
    final long[] sizes(int elementBytes) {
        return messages.sizes(elementBytes, LARGEST);
    }

    @Override
    final int participants(Comm world) {
        return 2 * number(world);
    }

    @Override
    void check() {
        super.check();
        if (elements() * BufferKind.RECORD.elementBytes() > LARGEST) {
            throw new ParameterException(spec.commandLine(), "--partitions: no more than " + (LARGEST >> 3));
        }
        if ((form == Form.PERSISTENT || form == Form.PARTITIONED) && messages.kinds().contains(BufferKind.OBJECT)) {
            throw new ParameterException(spec.commandLine(), "--api object: MPI has no " + form + " messages of objects");
        }
    }

    @Override
    final List<String> columns() {
        List<String> columns = new ArrayList<>(List.of("Size"));
        columns.addAll(figureColumns());
        if (spread.full) {
            columns.addAll(List.of("Min " + unit(), "Max " + unit(), "Iterations"));
        }
        columns.addAll(spread.columns(unit()));
        return columns;
    }

    @Override
    final List<Double> row(Comm world, Point point) {
        int number = number(world);
        Histogram singles = Spread.histogram();
        double[] sum = {0};
        if (world.getRank() < 2 * number) {
            Pair pair = Pair.of(world, number);
            double figure = figure(point, roundNs(pair, point, singles));
            // the other rank of the pair has measured the same
            sum[0] = pair.leads() ? figure : 0;
        }
        world.allReduce(sum, 1, MPI.DOUBLE, MPI.SUM);
        List<Double> row = new ArrayList<>(figures(point, sum[0], number));
        if (spread.full || spread.hasPercentiles()) {
            addSpread(row, point, Spread.gather(world, singles));
        }
        return row;
    }

    private void addSpread(List<Double> row, Point point, Histogram singles) {
        if (spread.full) {
            double fastest = figure(point, (double) singles.getMinValue());
            double slowest = figure(point, (double) singles.getMaxValue());
            row.addAll(List.of(
                    Math.min(fastest, slowest), Math.max(fastest, slowest), (double) point.iterations()));
        }
        row.addAll(spread.values(singles, ns -> figure(point, (double) ns)));
    }

    /** Nanoseconds of a round, the mean; single ones are measured anew, which adds looks at the clock. */
    private double roundNs(Pair pair, Point point, Histogram singles) {
        try (Exchange exchange = open(pair, point)) {
            point.warm(exchange::run);
            long start = System.nanoTime();
            exchange.run(point.iterations());
            double meanNs = (double) (System.nanoTime() - start) * concurrent() / point.iterations();
            if (spread.full || spread.hasPercentiles()) {
                // the first calls of the other loop are run by an interpreter
                point.warm(rounds -> exchange.run(rounds, singles));
                singles.reset();
                exchange.run(point.iterations(), singles);
            }
            if (messages.validate) {
                exchange.validate();
            }
            return meanNs;
        }
    }
}
