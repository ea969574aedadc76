package mpj.perf.bench;

import picocli.CommandLine.Option;

/** What benchmarks of messages between two ranks can be told as well. */
final class MessageOptions extends SizeOptions {
    @Option(names = "--rewrite", description = "the sender writes its buffer anew before each send")
    boolean rewrite;
}
