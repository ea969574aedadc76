package mpj.perf.bench;

import mpi.Comm;
import mpi.MPI;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Blocking ping-pong of ranks 0 and 1; the result is half the round trip. */
@Command(name = "latency", description = "blocking ping-pong of two ranks: half the round trip, by size")
final class LatencyBench extends JobCommand {
    private static final int TAG = 1;
    private static final Repetitions RULE = new Repetitions(10_000, 500, 20_000, 500);

    @Mixin
    @SuppressWarnings("NullAway.Init")
    MessageOptions messages;

    LatencyBench() {
        super(2);
    }

    @Override
    void measure(Comm world, Report report) {
        Table table = report.table("api " + messages.api, "Size", "Latency (us)");
        Repetitions repetitions = messages.repetitions(RULE);
        WarmUp warmUp = messages.warmUp(world, 2);
        for (long size : messages.sizesOr(1, 4 << 20).toArray()) {
            double microseconds = measure(world, size, repetitions, warmUp);
            if (world.getRank() == 0) {
                table.remarked(warmUp.disturbances(), Long.toString(size), microseconds);
            }
        }
    }

    private double measure(Comm world, long size, Repetitions repetitions, WarmUp warmUp) {
        try (Payload send = Payload.of(messages.api, size);
                Payload recv = Payload.of(messages.api, size)) {
            world.barrier();
            if (world.getRank() > 1) {
                return 0;
            }
            long iterations = repetitions.iterations(size);
            warmUp.run(
                    repetitions.warmup(size), n -> exchange(world, send, recv, (int) size, n, messages.rewrite));
            long start = System.nanoTime();
            exchange(world, send, recv, (int) size, iterations, messages.rewrite);
            long elapsedNs = System.nanoTime() - start;
            if (messages.validate) {
                validate(world, send, recv, (int) size);
            }
            return elapsedNs / 1e3 / (2.0 * iterations);
        }
    }

    /** A number of round trips; both ranks call it. */
    static void exchange(Comm world, Payload send, Payload recv, int size, long iterations, boolean rewrite) {
        if (world.getRank() == 0) {
            ping(world, send, recv, size, iterations, rewrite);
        } else {
            pong(world, send, recv, size, iterations, rewrite);
        }
    }

    private static void ping(Comm world, Payload send, Payload recv, int size, long iterations, boolean rewrite) {
        Object out = send.buffer();
        Object in = recv.buffer();
        for (long i = 0; i < iterations; i++) {
            if (rewrite) {
                send.fill((byte) i);
            }
            world.send(out, size, MPI.BYTE, 1, TAG);
            world.recv(in, size, MPI.BYTE, 1, TAG);
        }
    }

    private static void pong(Comm world, Payload send, Payload recv, int size, long iterations, boolean rewrite) {
        Object out = send.buffer();
        Object in = recv.buffer();
        for (long i = 0; i < iterations; i++) {
            world.recv(in, size, MPI.BYTE, 0, TAG);
            if (rewrite) {
                send.fill((byte) i);
            }
            world.send(out, size, MPI.BYTE, 0, TAG);
        }
    }

    private static void validate(Comm world, Payload send, Payload recv, int size) {
        int rank = world.getRank();
        for (int round = 0; round < 3; round++) {
            send.writePattern(round + rank);
            exchange(world, send, recv, size, 1, false);
            recv.checkPattern(round + 1 - rank);
        }
    }
}
