package mpj.perf.bench;

import mpi.Comm;
import mpi.MPI;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Bandwidth of windows of messages from rank 0 to rank 1. */
@Command(name = "bw", description = "bandwidth from rank 0 to rank 1 in windows of messages, each window acknowledged")
final class BandwidthBench extends JobCommand {
    private static final Repetitions RULE = new Repetitions(1_000, 50, 400, 50);

    @Mixin
    @SuppressWarnings("NullAway.Init")
    MessageOptions messages;

    @Option(
            names = {"-W", "--window-size"},
            paramLabel = "N",
            description = "messages in a window (default: ${DEFAULT-VALUE})")
    int window = 64;

    @Option(names = "--blocking", description = "blocking sends and receives instead of nonblocking ones")
    boolean blocking;

    BandwidthBench() {
        super(2);
    }

    @Override
    void measure(Comm world, Report report) {
        String calls = blocking ? "blocking" : "nonblocking";
        Table table = report.table(
                "api " + messages.api + ", " + calls + ", window " + window, "Size", "Bandwidth (MB/s)");
        Repetitions repetitions = messages.repetitions(RULE);
        WarmUp warmUp = messages.warmUp(world, 2);
        for (long size : messages.sizesOr(1, 4 << 20).toArray()) {
            double megabytesPerSecond = measure(world, size, repetitions, warmUp);
            if (world.getRank() == 0) {
                table.remarked(warmUp.disturbances(), Long.toString(size), megabytesPerSecond);
            }
        }
    }

    private double measure(Comm world, long size, Repetitions repetitions, WarmUp warmUp) {
        try (Stream stream = stream(world, size)) {
            world.barrier();
            if (world.getRank() > 1) {
                return 0;
            }
            long iterations = repetitions.iterations(size);
            warmUp.run(repetitions.warmup(size), n -> stream.run(n, messages.rewrite));
            long start = System.nanoTime();
            stream.run(iterations, messages.rewrite);
            long elapsedNs = System.nanoTime() - start;
            if (messages.validate) {
                stream.validate();
            }
            return (double) size * window * iterations * 1e3 / elapsedNs;
        }
    }

    private Stream stream(Comm world, long size) {
        return blocking
                ? new BlockingStream(world, messages.api, (int) size, window)
                : new OverlappingStream(world, messages.api, (int) size, window, messages.rewrite);
    }

    /** Windows of messages of one size from rank 0 to rank 1. */
    abstract static class Stream implements AutoCloseable {
        static final int DATA_TAG = 100;
        private static final int ACK_TAG = 101;
        private static final int ACK_BYTES = 4;

        final Comm world;
        final int size;
        final int window;
        private final Payload recv;
        private final byte[] ack = new byte[ACK_BYTES];

        Stream(Comm world, BufferKind kind, int size, int window) {
            this.world = world;
            this.size = size;
            this.window = window;
            this.recv = Payload.of(kind, size);
        }

        abstract void send(boolean rewrite, long round);

        abstract void receive(Object into);

        /** Writes the pattern of this round to all that will be sent. */
        abstract void prepare(long round);

        final void run(long iterations, boolean rewrite) {
            Object into = recv.buffer();
            boolean sender = world.getRank() == 0;
            for (long i = 0; i < iterations; i++) {
                if (sender) {
                    send(rewrite, i);
                    world.recv(ack, ACK_BYTES, MPI.BYTE, 1, ACK_TAG);
                } else {
                    receive(into);
                    world.send(ack, ACK_BYTES, MPI.BYTE, 0, ACK_TAG);
                }
            }
        }

        final void validate() {
            for (long round = 0; round < 3; round++) {
                prepare(round);
                run(1, false);
                if (world.getRank() == 1) {
                    recv.checkPattern(round);
                }
            }
        }

        @Override
        public void close() {
            recv.close();
        }
    }
}
