package mpj.perf.race;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that are handed on to all contestants as they are. */
final class BenchmarkOptions {
    @Option(
            names = {"-m", "--message-size"},
            paramLabel = "[MIN:]MAX",
            description = "message sizes in bytes, doubled from MIN to MAX, or a list: 8,1024,65536")
    private @Nullable String sizes;

    @Option(
            names = {"-i", "--iterations"},
            paramLabel = "N",
            description = "measured iterations; without it fewer for sizes over 8 KiB")
    private @Nullable String iterations;

    @Option(
            names = {"-x", "--warmup"},
            paramLabel = "N",
            description = "iterations before measuring; without it, in Java, as many as it takes to have the code compiled")
    private @Nullable String warmup;

    @Option(
            names = {"-W", "--window-size"},
            paramLabel = "N",
            description = "messages in a window")
    private @Nullable String window;

    @Option(
            names = {"-t", "--test-calls"},
            paramLabel = "N",
            description = "tests of a nonblocking collective operation during the computation")
    private @Nullable String tests;

    @Option(
            names = {"-p", "--num-pairs"},
            paramLabel = "N",
            description = "pairs of multi-lat and mbw-mr (default: half of the ranks)")
    int pairs;

    @Option(names = "--blocking", description = "bw: blocking sends and receives")
    private boolean blocking;

    @Option(names = "--rewrite", description = "the sender writes its buffer anew before each send")
    private boolean rewrite;

    @Option(
            names = {"-c", "--validation"},
            description = "check the content of messages")
    private boolean validate;

    BenchmarkOptions() {}

    /** Those that were given, without the number of pairs. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        add(words, "-m", sizes);
        add(words, "-i", iterations);
        add(words, "-x", warmup);
        add(words, "-W", window);
        add(words, "-t", tests);
        add(words, "--blocking", blocking);
        add(words, "--rewrite", rewrite);
        add(words, "-c", validate);
        return words;
    }

    private static void add(List<String> words, String option, @Nullable String value) {
        if (value != null) {
            words.addAll(List.of(option, value));
        }
    }

    private static void add(List<String> words, String option, boolean isGiven) {
        if (isGiven) {
            words.add(option);
        }
    }
}
