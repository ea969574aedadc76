package mpj.perf.bench;

import java.util.List;
import mpi.Comm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Bandwidth of windows of messages from one rank of a pair to the other, both ways at once, or of several pairs. */
@Command
final class BandwidthBench extends PairBench {
    private static final Repetitions RULE = new Repetitions(1_000, 50, 400, 50);

    /** What is measured. */
    enum Pattern {
        ONE_WAY,
        BOTH_WAYS,
        PAIRS
    }

    @Mixin
    @SuppressWarnings("NullAway.Init")
    WindowOptions windows;

    private final Pattern pattern;
    /** Options of the pattern that they are about. */
    final OneWay oneWay = new OneWay();

    final Rates rates = new Rates();

    /** What is there one way alone: blocking calls both ways would wait for each other. */
    static final class OneWay {
        @Option(names = "--blocking", description = "blocking sends and receives instead of nonblocking ones")
        boolean blocking;
    }

    /** Of several pairs. */
    static final class Rates {
        @Option(
                names = {"-R", "--print-rate"},
                paramLabel = "0|1",
                converter = Count.OrNone.class,
                description = "0: no column for messages a second (default: ${DEFAULT-VALUE})")
        int shown = 1;
    }

    BandwidthBench(Form form, Pattern pattern) {
        super(pattern == Pattern.PAIRS ? 4 : 2, form, pattern == Pattern.PAIRS);
        this.pattern = pattern;
    }

    @Override
    Exchange open(Pair pair, Point point) {
        BufferKind kind = point.kind();
        int size = point.bytes();
        int window = windows.size;
        boolean rewrite = messages.rewrite;
        boolean bothWays = pattern == Pattern.BOTH_WAYS;
        if (oneWay.blocking) {
            return new BlockingStream(pair, kind, size, window, rewrite);
        } else if (form == Form.NONBLOCKING) {
            return new NonblockingStream(pair, kind, size, window, rewrite, bothWays);
        }
        int pieces = form == Form.PARTITIONED ? partitions.number : 0;
        return new PersistentStream(pair, pieces, kind, size, window, rewrite, bothWays);
    }

    @Override
    Repetitions rule() {
        return RULE;
    }

    @Override
    String detail(Comm world) {
        String what =
                switch (pattern) {
                    case ONE_WAY -> ", " + (oneWay.blocking ? Form.BLOCKING : form);
                    case BOTH_WAYS -> form == Form.NONBLOCKING ? "" : ", " + form;
                    case PAIRS -> ", " + number(world) + " pairs";
                };
        return what + ", window " + windows.size
                + (form == Form.PARTITIONED ? ", " + partitions.number + " partitions" : "");
    }

    @Override
    String unit() {
        return "(MB/s)";
    }

    @Override
    List<String> figureColumns() {
        return showsRate() ? List.of("Bandwidth (MB/s)", "Messages/s") : List.of("Bandwidth (MB/s)");
    }

    private boolean showsRate() {
        return pattern == Pattern.PAIRS && rates.shown > 0;
    }

    /** Megabytes are of 10^6 bytes. */
    @Override
    double figure(Point point, double roundNs) {
        int ways = pattern == Pattern.BOTH_WAYS ? 2 : 1;
        return roundNs == 0 ? Double.NaN : (double) ways * point.size() * windows.size * 1e3 / roundNs;
    }

    @Override
    List<Double> figures(Point point, double sum, int number) {
        double perSecond = point.size() == 0 ? Double.NaN : sum * 1e6 / point.size();
        return showsRate() ? List.of(sum, perSecond) : List.of(sum);
    }
}
