package mpj.perf.bench;

import java.util.ArrayList;
import java.util.List;
import mpi.Comm;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Blocking ping-pong of ranks 0 and 1; the result is half the round trip. */
@Command(name = "latency", description = "blocking ping-pong of two ranks: half the round trip, by size")
final class LatencyBench extends JobCommand {
    static final Repetitions RULE = new Repetitions(10_000, 500, 20_000, 500);
    private static final int DIGITS = 3;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    MessageOptions messages;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    Spread spread;

    LatencyBench() {
        super(2);
    }

    @Override
    void measure(Comm world, Report report) {
        List<String> columns = new ArrayList<>(List.of("Size", "Latency (us)"));
        columns.addAll(spread.columns());
        Table table = report.table("api " + messages.api, columns.toArray(new String[0]));
        Repetitions repetitions = messages.repetitions(RULE);
        WarmUp warmUp = messages.warmUp(world, 2);
        for (long size : messages.sizesOr(1, 4 << 20).toArray()) {
            world.barrier();
            if (world.getRank() < 2) {
                double[] row = measure(Pair.ofFirst(world), (int) size, repetitions, warmUp);
                if (world.getRank() == 0) {
                    table.remarked(warmUp.disturbances(), Long.toString(size), row);
                }
            }
        }
    }

    private double[] measure(Pair pair, int size, Repetitions repetitions, WarmUp warmUp) {
        try (PingPong messagesToAndFro = new PingPong(pair, messages.api, size, messages.rewrite)) {
            long iterations = repetitions.iterations(size);
            warmUp.run(repetitions.warmup(size), messagesToAndFro::run);
            List<Double> row = new ArrayList<>(List.of(messagesToAndFro.measure(iterations)));
            if (spread.isWanted()) {
                Histogram halves = new Histogram(DIGITS);
                // the first calls of the other loop are run by an interpreter
                warmUp.run(repetitions.warmup(size), n -> messagesToAndFro.run(n, halves));
                halves.reset();
                messagesToAndFro.run(iterations, halves);
                row.addAll(spread.values(halves));
            }
            if (messages.validate) {
                messagesToAndFro.validate();
            }
            return row.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }
}
