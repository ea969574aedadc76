package mpj.perf.race;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mpj.perf.race.Contestant.Role;

/** Standings for the eye. */
final class RacePrinter {
    private static final int LEAST_WIDTH = 14;

    private final Standings standings;
    private final PrintStream out;

    RacePrinter(Standings standings, PrintStream out) {
        this.standings = standings;
        this.out = out;
    }

    /** Figures of all; then the ratios of each of ours to each of the others. */
    void print() {
        String race = standings.title();
        out.println("# " + race + ", " + standings.column() + ": median (least - most) of " + standings.rounds() + " rounds");
        List<Contestant> all = standings.contestants();
        List<List<String>> rows = new ArrayList<>();
        for (String key : standings.keys()) {
            rows.add(all.stream().map(one -> standings.of(key, one).toString()).toList());
        }
        print(all.stream().map(Contestant::name).toList(), rows);
        for (Contestant ours : standings.those(Role.OURS)) {
            List<Contestant> others = all.stream().filter(one -> one.role() != Role.OURS).toList();
            if (!others.isEmpty()) {
                out.println("# " + ours.name() + " / others, round by round: " + standings.meaning());
                List<List<String>> ratios = new ArrayList<>();
                for (String key : standings.keys()) {
                    ratios.add(others.stream().map(other -> standings.ratio(key, ours, other).toString()).toList());
                }
                print(others.stream().map(Contestant::name).toList(), ratios);
            }
        }
        standings.leftOut().forEach((name, reason) -> out.println("# without " + name + ": " + reason));
        out.flush();
    }

    private void print(List<String> headings, List<List<String>> rows) {
        int width = LEAST_WIDTH;
        for (List<String> row : rows) {
            width = Math.max(width, row.stream().mapToInt(String::length).max().orElse(0));
        }
        String cell = "  %" + width + "s";
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "# %-12s", standings.keyColumn()));
        headings.forEach(heading -> line.append(String.format(Locale.ROOT, cell, heading)));
        out.println(line);
        List<String> keys = standings.keys();
        for (int i = 0; i < rows.size(); i++) {
            StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-14s", keys.get(i)));
            rows.get(i).forEach(value -> text.append(String.format(Locale.ROOT, cell, value)));
            out.println(text);
        }
    }
}
