package mpj.perf.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mpj.perf.ChildJvm;
import mpj.transport.rdma.verbs.disni.DisniPostBenchmark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Each benchmark still runs: one call of each with each of its parameters. What it takes tells nothing. */
class BenchmarksRunTest {
    private static final int SECONDS = 100;

    /** The line of a benchmark in the table of results. */
    private static final Pattern RESULT = Pattern.compile("(?m)^(?:[a-z_]+\\.)*(\\w+Benchmark\\.\\w+) .*\\bss\\b");

    @Test
    @Timeout(SECONDS + 20)
    void eachRuns() throws IOException, InterruptedException {
        List<String> leftOut = leftOut();
        String output = ChildJvm.run("jmh", SECONDS, command(leftOut));
        Set<String> ran =
                RESULT.matcher(output).results().map(BenchmarksRunTest::name).collect(Collectors.toSet());
        Set<String> known = known(leftOut);
        assertFalse(known.isEmpty(), "no benchmarks were compiled");
        assertEquals(known, ran, output);
    }

    private static String name(MatchResult result) {
        return result.group(1);
    }

    /** One JVM, one call, and the end at the first failure. */
    private static List<String> command(List<String> leftOut) {
        List<String> command = new ArrayList<>(List.of(System.getProperty("mpj.jvm.flags").split(" +", -1)));
        command.add("org.openjdk.jmh.Main");
        command.addAll(List.of("-f", "0", "-bm", "ss", "-wi", "0", "-i", "1", "-foe", "true"));
        leftOut.forEach(name -> command.addAll(List.of("-e", name)));
        return command;
    }

    /** What a machine without the libraries of adapters cannot run. */
    private static List<String> leftOut() {
        String problem = DisniPostBenchmark.problem();
        if (problem == null) {
            return List.of();
        }
        System.out.println("without DisniPostBenchmark: " + problem);
        return List.of("DisniPostBenchmark");
    }

    /** What the annotation processor has found, by the last two words of the name. */
    private static Set<String> known(List<String> leftOut) {
        return BenchmarkList.defaultList()
                .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), leftOut)
                .stream()
                .map(entry -> entry.getUsername().replaceFirst(".*\\.([^.]+\\.[^.]+)$", "$1"))
                .collect(Collectors.toSet());
    }
}
