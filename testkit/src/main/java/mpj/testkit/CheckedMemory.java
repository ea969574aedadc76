package mpj.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Memory that holds, instead of bytes, where these came from: which contributions were combined to them, in their order,
 * and which byte of these it was. Kept as runs, so its cost does not depend on the length of data.
 */
final class CheckedMemory {
    /**
     * Bytes that follow each other, of the same contributions.
     *
     * @param shift from a byte's place in memory to its number within the contributions
     */
    @SuppressWarnings("ArrayRecordComponent") // shared and never changed
    record Run(long from, long to, int[] terms, long shift) {
        private Run part(long newFrom, long newTo) {
            return new Run(newFrom, newTo, terms, shift);
        }

        private boolean continues(Run before) {
            return before.to == from && before.shift == shift && Arrays.equals(before.terms, terms);
        }
    }

    private final long low;
    private final long end;
    private final NavigableMap<Long, Run> runs = new TreeMap<>();

    /** Unwritten memory from byte {@code low}, which may be negative, to before {@code end}. */
    CheckedMemory(long low, long end) {
        this.low = low;
        this.end = end;
    }

    boolean contains(long from, long to) {
        return low <= from && to <= end;
    }

    /** Overwrites bytes from {@code at} on. */
    void write(long at, long bytes, int[] terms, long firstByte) {
        if (bytes == 0) {
            return;
        }
        long to = at + bytes;
        cut(at);
        cut(to);
        runs.subMap(at, true, to, false).clear();
        Run run = new Run(at, to, terms, firstByte - at);
        Map.Entry<Long, Run> before = runs.lowerEntry(at);
        if (before != null && run.continues(before.getValue())) {
            runs.remove(before.getKey());
            run = run.part(before.getValue().from, to);
        }
        Run after = runs.get(to);
        if (after != null && after.continues(run)) {
            runs.remove(to);
            run = run.part(run.from, after.to);
        }
        runs.put(run.from, run);
    }

    /** Makes a run begin at a place. */
    private void cut(long at) {
        Map.Entry<Long, Run> entry = runs.lowerEntry(at);
        if (entry != null && entry.getValue().to > at) {
            Run run = entry.getValue();
            runs.put(run.from, run.part(run.from, at));
            runs.put(at, run.part(at, run.to));
        }
    }

    /** What is in bytes, as runs within these; null if some were not written. */
    @Nullable
    List<Run> read(long from, long to) {
        List<Run> found = new ArrayList<>();
        long at = from;
        while (at < to) {
            Map.Entry<Long, Run> entry = runs.floorEntry(at);
            if (entry == null || entry.getValue().to <= at) {
                return null;
            }
            long until = Math.min(to, entry.getValue().to);
            found.add(entry.getValue().part(at, until));
            at = until;
        }
        return found;
    }
}
