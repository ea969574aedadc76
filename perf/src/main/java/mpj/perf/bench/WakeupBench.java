package mpj.perf.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import mpi.Comm;
import mpi.MPI;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Rank 1 sleeps in a receive until rank 0, which lets some milliseconds pass before each message, wakes it. A message
 * carries the time of its sending; both ranks read the one monotonic clock of their host.
 */
@Command(name = "wakeup", description = "one-way latency of a message to a rank that sleeps in its receive")
final class WakeupBench extends JobCommand {
    private static final int TAG = 1;
    private static final long SEED = 20250321;
    private static final long HIGHEST_NS = 60_000_000_000L;
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    @Option(
            names = {"-i", "--iterations"},
            paramLabel = "N",
            converter = Count.Positive.class,
            description = "measured messages (default: ${DEFAULT-VALUE})")
    int iterations = 1000;

    @Option(
            names = {"-x", "--warmup"},
            paramLabel = "N",
            converter = Count.OrNone.class,
            description = "messages before measuring (default: ${DEFAULT-VALUE})")
    int warmup = 50;

    @Option(
            names = "--pace",
            paramLabel = "MIN:MAX",
            converter = Sizes.Parser.class,
            description = "milliseconds between messages, drawn anew for each (default: 5:20)")
    Sizes paceMs = new Sizes(5, 20);

    WakeupBench() {
        super(2);
    }

    @Override
    void measure(Comm world, Report report) throws Exception {
        checkOneHost(world);
        Table table = report.table(
                "a sleeping rank", "Messages", "Median (us)", "p99 (us)", "Max (us)", "Sleeper CPU (%)");
        double[] result = new double[4];
        compile(world);
        if (world.getRank() == 0) {
            pace(world);
            world.recv(result, result.length, MPI.DOUBLE, 1, TAG);
            table.row(iterations, result);
        } else if (world.getRank() == 1) {
            world.send(sleep(world), result.length, MPI.DOUBLE, 0, TAG);
        }
    }

    /** A thousand messages would be sent and received by an interpreter. */
    private static void compile(Comm world) {
        if (world.getRank() > 1) {
            return;
        }
        try (PingPong messages = new PingPong(Pair.ofFirst(world), BufferKind.ARRAY, Long.BYTES, false)) {
            new WarmUp(world, 2, true).run(20_000, messages::run);
        }
    }

    private void pace(Comm world) throws InterruptedException {
        Random random = new Random(SEED);
        Sizes pace = paceMs.withMinimum(paceMs.max());
        long[] sent = new long[1];
        byte[] answer = new byte[1];
        for (int i = 0; i < warmup + iterations; i++) {
            Thread.sleep(Duration.ofMillis(random.nextLong(pace.min(), pace.max() + 1)));
            sent[0] = System.nanoTime();
            world.send(sent, 1, MPI.LONG, 1, TAG);
            world.recv(answer, 1, MPI.BYTE, 1, TAG);
        }
    }

    private double[] sleep(Comm world) {
        Histogram histogram = new Histogram(HIGHEST_NS, 3);
        receive(world, warmup, histogram);
        histogram.reset();
        long usedNs = ProcessorTime.nanos();
        long start = System.nanoTime();
        receive(world, iterations, histogram);
        double cpu = 100.0 * (ProcessorTime.nanos() - usedNs) / (System.nanoTime() - start);
        return new double[] {
            histogram.getValueAtPercentile(50) / 1e3,
            histogram.getValueAtPercentile(99) / 1e3,
            histogram.getMaxValue() / 1e3,
            cpu
        };
    }

    private static void receive(Comm world, int count, Histogram histogram) {
        long[] sent = new long[1];
        byte[] answer = new byte[1];
        for (int i = 0; i < count; i++) {
            world.recv(sent, 1, MPI.LONG, 0, TAG);
            histogram.recordValue(Math.clamp(System.nanoTime() - sent[0], 0, HIGHEST_NS));
            world.send(answer, 1, MPI.BYTE, 0, TAG);
        }
    }

    /** Times of different hosts cannot be subtracted. */
    private static void checkOneHost(Comm world) throws IOException {
        byte[] mine = Files.readString(BOOT_ID).strip().getBytes(StandardCharsets.US_ASCII);
        byte[] first = mine.clone();
        world.bcast(first, first.length, MPI.BYTE, 0);
        if (!Arrays.equals(mine, first)) {
            throw new IllegalStateException("wakeup needs its ranks on one host: it compares their clocks");
        }
    }
}
