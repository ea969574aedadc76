package mpj.perf.race;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One column of a table that a benchmark has printed: comments begin with {@code #}, the last one before the rows has the
 * headings, two blanks or more apart.
 *
 * @param heading of the column
 * @param figures by the first column's word
 */
record PrintedTable(String heading, Map<String, Double> figures) {
    /**
     * Reads it.
     *
     * @param column how the wanted column's heading begins; "" for the second one
     * @throws IllegalArgumentException if there is no such column, or no row; says what is there
     */
    static PrintedTable parse(String text, String column) {
        List<String> headings = List.of();
        int at = -1;
        Map<String, Double> figures = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("#")) {
                List<String> words = List.of(line.substring(1).strip().split(" {2,}", -1));
                if (words.size() > 1) {
                    headings = words;
                    at = indexOf(words, column);
                }
            } else if (at > 0) {
                String[] words = line.strip().split(" +", -1);
                if (words.length > at) {
                    add(figures, words[0], words[at]);
                }
            }
        }
        if (at < 0 && !headings.isEmpty()) {
            throw new IllegalArgumentException("no column '" + column + "': there are "
                    + String.join(", ", headings.subList(1, headings.size())));
        }
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("no table in what was printed");
        }
        return new PrintedTable(headings.get(at), figures);
    }

    private static int indexOf(List<String> headings, String column) {
        for (int i = 1; i < headings.size(); i++) {
            if (headings.get(i).startsWith(column)) {
                return i;
            }
        }
        return -1;
    }

    private static void add(Map<String, Double> figures, String key, String figure) {
        try {
            figures.put(key, Double.valueOf(figure));
        } catch (NumberFormatException e) {
            // no row, but words of the program's
        }
    }
}
