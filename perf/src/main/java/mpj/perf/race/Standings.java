package mpj.perf.race;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import mpj.perf.race.Contestant.Role;

/**
 * Each figure of each round of a race.
 *
 * @param benchmark what was raced
 * @param ranks of each job
 * @param column the heading of the figures
 * @param keyColumn that of the keys
 * @param lowWins whether the lower figure is the better one
 * @param rounds how many there were
 * @param arguments the command line
 * @param time when it was, in ISO 8601
 * @param environment the machine, by name
 * @param contestants who took part
 * @param leftOut who did not, and why
 * @param figures by row's key and contestant's name a figure of each round; NaN where it has failed
 */
record Standings(
        String benchmark,
        int ranks,
        String keyColumn,
        String column,
        boolean lowWins,
        int rounds,
        List<String> arguments,
        String time,
        Map<String, String> environment,
        List<Contestant> contestants,
        Map<String, String> leftOut,
        Map<String, Map<String, double[]>> figures) {

    /** What was raced, in words. */
    String title() {
        StringBuilder title = new StringBuilder(benchmark + ", " + ranks + " ranks");
        if (arguments.contains("--tcp")) {
            title.append(", over TCP");
        }
        if (arguments.contains("--blocking")) {
            title.append(", blocking");
        }
        if (arguments.contains("--rewrite")) {
            title.append(", buffers rewritten");
        }
        return title.toString();
    }

    /** The keys of the rows, in their order: by size where all are numbers. */
    List<String> keys() {
        List<String> keys = new ArrayList<>(figures.keySet());
        if (keys.stream().allMatch(key -> key.matches("[0-9]{1,18}"))) {
            keys.sort((a, b) -> Long.compare(Long.parseLong(a), Long.parseLong(b)));
        }
        return keys;
    }

    /** Those who take part as this. */
    List<Contestant> those(Role role) {
        return contestants.stream().filter(contestant -> contestant.role() == role).toList();
    }

    /** What a contestant has reached in a row. */
    Figures of(String key, Contestant contestant) {
        return Figures.of(rounds(key, contestant));
    }

    /**
     * One's figures as multiples of another's, round by round: what the machine was like in a round holds for both.
     */
    Figures ratio(String key, Contestant one, Contestant other) {
        double[] mine = rounds(key, one);
        double[] theirs = rounds(key, other);
        double[] ratios = new double[rounds];
        // the resolution of a figure that is printed as 0 is not known
        Arrays.setAll(ratios, i -> theirs[i] == 0 ? Double.NaN : mine[i] / theirs[i]);
        return Figures.of(ratios);
    }

    private double[] rounds(String key, Contestant contestant) {
        double[] found = figures.getOrDefault(key, Map.of()).get(contestant.name());
        if (found != null) {
            return found;
        }
        double[] none = new double[rounds];
        Arrays.fill(none, Double.NaN);
        return none;
    }

    /** What a ratio below or above 1 means. */
    String meaning() {
        return (lowWins ? "below" : "above") + " 1 MPI for Java is ahead";
    }

    /** The unit of the column, with its parentheses; "" where it has none. */
    String unit() {
        int open = column.lastIndexOf('(');
        return open < 0 ? "" : column.substring(open);
    }
}
