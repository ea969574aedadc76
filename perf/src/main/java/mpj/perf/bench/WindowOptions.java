package mpj.perf.bench;

import picocli.CommandLine.Option;

/** What benchmarks of windows of messages can be told. */
final class WindowOptions {
    private static final Repetitions RULE = new Repetitions(1_000, 50, 400, 50);

    @Option(
            names = {"-W", "--window-size"},
            paramLabel = "N",
            description = "messages in a window (default: ${DEFAULT-VALUE})")
    int size = 64;

    /** Megabytes (of 10^6 bytes) a second of one direction of the stream, which is closed then. */
    double measure(MessageStream stream, MessageOptions messages, WarmUp warmUp) {
        try (stream) {
            Repetitions repetitions = messages.repetitions(RULE);
            long iterations = repetitions.iterations(stream.size);
            warmUp.run(repetitions.warmup(stream.size), n -> stream.run(n, messages.rewrite));
            long start = System.nanoTime();
            stream.run(iterations, messages.rewrite);
            long elapsedNs = System.nanoTime() - start;
            if (messages.validate) {
                stream.validate();
            }
            return (double) stream.size * size * iterations * 1e3 / elapsedNs;
        }
    }
}
