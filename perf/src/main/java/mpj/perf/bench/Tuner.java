package mpj.perf.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mpj.base.config.Installation;
import mpj.core.coll.choice.Rule;
import mpj.core.coll.choice.TuningFile;

/** Makes a tuning file of what was measured. */
final class Tuner {
    /** An algorithm that is best by less than this is not worth a new range. */
    private static final double WORTH_A_CHANGE = 1.05;

    private final Contest contest;
    private final List<Rule> rules = new ArrayList<>();

    Tuner(Contest contest) {
        this.contest = contest;
    }

    /** Keeps what is best for an operation. */
    void add(Contest.Result result) {
        List<double[]> medians =
                IntStream.range(0, result.sizes().size()).mapToObj(result::medians).toList();
        rules.add(new Rule(
                result.kind(),
                Rule.Span.of(contest.ranks()),
                Rule.Span.of(contest.ranksPerNode()),
                contest.transport(),
                CollectiveLoop.reduces(result.kind()) ? true : null,
                ranges(result.sizes(), result.names(), medians)));
    }

    /**
     * The best by size: ranges begin half way, by factors, between two measured sizes.
     *
     * @param medians of each size the algorithms' times; NaN of one that does not apply
     */
    static List<Rule.Range> ranges(List<Long> sizes, List<String> names, List<double[]> medians) {
        List<Rule.Range> ranges = new ArrayList<>();
        int current = -1;
        for (int i = 0; i < sizes.size(); i++) {
            double[] times = medians.get(i);
            int best = best(times);
            boolean stays = current >= 0 && times[current] <= times[best] * WORTH_A_CHANGE;
            if (!stays) {
                long from = i == 0 ? 0 : between(sizes.get(i - 1), sizes.get(i));
                ranges.add(new Rule.Range(from, names.get(best)));
                current = best;
            }
        }
        return ranges;
    }

    private static long between(long size, long next) {
        return Math.max(size + 1, (long) Math.sqrt((double) size * next));
    }

    /** The place of the least of some times; those that are NaN do not count. */
    static int best(double[] times) {
        int best = 0;
        for (int i = 1; i < times.length; i++) {
            if (Double.isNaN(times[best]) || times[i] < times[best]) {
                best = i;
            }
        }
        return best;
    }

    /** Puts what is best into the file, whole or not at all. */
    void write(Path file) throws IOException {
        List<Rule> older = Files.exists(file) ? TuningFile.read(file) : List.of();
        Map<String, String> made = new LinkedHashMap<>();
        made.put("by", "mpj-bench tune, MPI for Java " + Installation.version());
        made.put("on", InetAddress.getLocalHost().getHostName());
        made.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        Files.createDirectories(file.getParent());
        Path whole = Files.createTempFile(file.getParent(), "collectives", ".json");
        try {
            Files.writeString(whole, TuningFile.text(made, TuningFile.merged(older, rules)));
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
        System.out.println("# " + rules.size() + " rules for " + contest.ranks() + " ranks are in " + file);
    }
}
