package mpj.perf.bench;

import java.util.List;
import mpi.Comm;
import picocli.CommandLine.Command;

/** Ping-pong of the ranks of a pair, or of several pairs at once; the result is half the round trip. */
@Command
class LatencyBench extends PairBench {
    private static final Repetitions RULE = new Repetitions(10_000, 500, 20_000, 500);

    private final boolean many;

    LatencyBench(Form form, boolean many) {
        super(many ? 4 : 2, form, many);
        this.many = many;
    }

    @Override
    Exchange open(Pair pair, Point point) {
        return new PingPong(pair, form, partitions.number, point.kind(), point.bytes(), messages.rewrite);
    }

    @Override
    final Repetitions rule() {
        return RULE;
    }

    @Override
    String detail(Comm world) {
        return (many ? ", " + number(world) + " pairs" : "")
                + (form == Form.PARTITIONED ? ", " + partitions.number + " partitions" : "");
    }

    @Override
    final String unit() {
        return "(us)";
    }

    @Override
    final List<String> figureColumns() {
        return List.of("Latency (us)");
    }

    @Override
    double figure(Point point, double roundNs) {
        return roundNs / 2e3;
    }

    /** The mean of the pairs. */
    @Override
    final List<Double> figures(Point point, double sum, int number) {
        return List.of(sum / number);
    }
}
