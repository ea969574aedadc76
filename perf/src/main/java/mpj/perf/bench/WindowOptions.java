package mpj.perf.bench;

import picocli.CommandLine.Option;

/** What benchmarks of windows of messages can be told. */
final class WindowOptions {
    @Option(
            names = {"-W", "--window-size"},
            paramLabel = "N",
            converter = Count.Positive.class,
            description = "messages in a window (default: ${DEFAULT-VALUE})")
    int size = 64;
}
