package mpj.perf.bench;

import mpi.Comm;
import mpi.MPI;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A token goes round all ranks; the result is the time of one hop. */
@Command(name = "ring", description = "a token of 8 bytes goes round all ranks: the time of one hop")
final class RingBench extends JobCommand {
    private static final int TAG = 1;
    private static final Repetitions RULE = new Repetitions(10_000, 500, 10_000, 500);

    @Mixin
    @SuppressWarnings("NullAway.Init")
    MessageOptions messages;

    RingBench() {
        super(4);
    }

    @Override
    void measure(Comm world, Report report) {
        Table table = report.table("api " + messages.api, "Size", "Hop (us)");
        Repetitions repetitions = messages.repetitions(RULE);
        WarmUp warmUp = messages.warmUp(world, world.getSize());
        for (long size : messages.sizesOr(8, 8).toArray()) {
            double microseconds = measure(world, size, repetitions, warmUp);
            if (world.getRank() == 0) {
                table.remarked(warmUp.disturbances(), Long.toString(size), microseconds);
            }
        }
    }

    private double measure(Comm world, long size, Repetitions repetitions, WarmUp warmUp) {
        try (Payload token = Payload.of(messages.api, size)) {
            long iterations = repetitions.iterations(size);
            world.barrier();
            warmUp.run(repetitions.warmup(size), n -> rounds(world, token.buffer(), (int) size, n));
            world.barrier();
            long start = System.nanoTime();
            rounds(world, token.buffer(), (int) size, iterations);
            long elapsedNs = System.nanoTime() - start;
            if (messages.validate) {
                validate(world, token, (int) size);
            }
            return elapsedNs / 1e3 / ((double) iterations * world.getSize());
        }
    }

    private static void rounds(Comm world, Object token, int size, long iterations) {
        int rank = world.getRank();
        int ranks = world.getSize();
        int next = (rank + 1) % ranks;
        int previous = (rank + ranks - 1) % ranks;
        for (long i = 0; i < iterations; i++) {
            if (rank == 0) {
                world.send(token, size, MPI.BYTE, next, TAG);
                world.recv(token, size, MPI.BYTE, previous, TAG);
            } else {
                world.recv(token, size, MPI.BYTE, previous, TAG);
                world.send(token, size, MPI.BYTE, next, TAG);
            }
        }
    }

    /** Rank 0's bytes must come to all the others, who begin with wrong ones, and back. */
    private static void validate(Comm world, Payload token, int size) {
        for (int round = 0; round < 3; round++) {
            token.writePattern(world.getRank() == 0 ? round : round + 1);
            rounds(world, token.buffer(), size, 1);
            token.checkPattern(round);
        }
    }
}
