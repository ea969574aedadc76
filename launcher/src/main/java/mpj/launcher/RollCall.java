package mpj.launcher;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the ranks say of themselves, ordered so that the odd ones come first: in a job that hangs, the rank that waits for
 * something else than all others, or for nothing, is the one to look at.
 */
final class RollCall {
    /** The answers by their first line, which is the same in ranks that wait for the same. */
    private final Map<String, List<Entry>> byState = new LinkedHashMap<>();

    private record Entry(String title, String details) {}

    /** Adds a rank's answer: a line with its state, then more. */
    void add(String title, String answer) {
        int end = answer.indexOf('\n');
        String state = end < 0 ? answer : answer.substring(0, end);
        String details = end < 0 ? "" : answer.substring(end + 1).stripTrailing();
        byState.computeIfAbsent(state, key -> new ArrayList<>()).add(new Entry(title, details));
    }

    /** The smallest groups first. */
    void print(PrintStream out) {
        List<Map.Entry<String, List<Entry>>> groups = new ArrayList<>(byState.entrySet());
        groups.sort((a, b) -> Integer.compare(a.getValue().size(), b.getValue().size()));
        for (Map.Entry<String, List<Entry>> group : groups) {
            for (Entry rank : group.getValue()) {
                out.println(rank.title() + ": " + group.getKey());
                rank.details().lines().forEach(line -> out.println("  " + line));
            }
        }
        out.flush();
    }
}
