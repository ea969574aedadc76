package mpj.perf.bench;

import picocli.CommandLine.Option;

/** What benchmarks of messages between two ranks can be told as well. */
final class MessageOptions extends SizeOptions {
    @Option(names = "--rewrite", description = "the sender writes its buffer anew before each send")
    boolean rewrite;

    @Option(
            names = {"-c", "--validation"},
            description = "check the content of messages after each size has been measured")
    boolean validate;
}
