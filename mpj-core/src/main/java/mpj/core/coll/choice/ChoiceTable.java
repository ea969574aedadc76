package mpj.core.coll.choice;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import mpj.core.coll.Algorithm;
import org.jspecify.annotations.Nullable;

/** The algorithms of an operation by the size of its data. Immutable. */
public final class ChoiceTable {
    /** Why an algorithm is the one. */
    public enum Reason {
        /** It costs least. */
        MODEL,
        /** A tuning file says so. */
        TUNED,
        /** A parameter or a hint says so. */
        FORCED
    }

    /**
     * A range of sizes.
     *
     * @param from the least, in bytes; the next row's is where the range ends
     * @param refused the algorithm that file, parameter or hint names here and that does not apply; else null
     * @param mayShare whether blocking calls go through {@link SharedMemory} in its place, where they can
     */
    public record Row(
            long from, Algorithm algorithm, Reason reason, @Nullable String refused, boolean mayShare) {
        private boolean continues(Row before) {
            return algorithm.equals(before.algorithm)
                    && reason == before.reason
                    && Objects.equals(refused, before.refused)
                    && mayShare == before.mayShare;
        }
    }

    private final Row[] rows;

    private ChoiceTable(Row[] rows) {
        this.rows = rows;
    }

    /** Of rows with ascending beginnings, the first at 0; those that say the same as the one before are left out. */
    static ChoiceTable of(List<Row> all) {
        List<Row> rows = new ArrayList<>();
        for (Row row : all) {
            if (rows.isEmpty() || !row.continues(rows.getLast())) {
                rows.add(row);
            }
        }
        return new ChoiceTable(rows.toArray(new Row[0]));
    }

    /** The row of a size. */
    public Row at(long bytes) {
        int i = rows.length - 1;
        while (rows[i].from > bytes) {
            i--;
        }
        return rows[i];
    }

    /** All rows, by size. */
    public List<Row> rows() {
        return List.of(rows);
    }
}
