package mpj.perf.race;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mpj.perf.race.Contestant.Role;

/** What races have found, as a part of a page in Markdown. */
final class MarkdownReport {
    /** Before and after the part of a page that is generated. */
    static final String BEGIN = "<!-- mpj-bench report: begin; what is up to the end is generated -->";

    static final String END = "<!-- mpj-bench report: end -->";

    private final Path folder;
    private final StringBuilder text = new StringBuilder();

    /** @param folder of the page, from which it refers to pictures */
    MarkdownReport(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** The page with this between the marks in place of what was there. */
    static String replaced(String page, String report) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the page has no lines '" + BEGIN + "' and '" + END + "'");
        }
        return page.substring(0, begin + BEGIN.length()) + "\n\n" + report + "\n" + page.substring(end);
    }

    /** Where the picture of a race lies; that of its ratios lies beside it. */
    static Path pictureOf(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return file.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".png");
    }

    /** The report of races by the files that they were saved in. */
    String of(Map<Path, Standings> races) {
        text.setLength(0);
        machines(races.values().stream().map(Standings::environment).distinct().toList());
        contestants(races);
        races.forEach(this::race);
        return text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void machines(List<Map<String, String>> machines) {
        for (Map<String, String> machine : machines) {
            line(machine.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + entry.getValue())
                    .collect(Collectors.joining("; ", "Machine: ", ".")));
            line("");
        }
    }

    /** Each version once, with the command of the first race it took part in. */
    private void contestants(Map<Path, Standings> races) {
        Map<String, Contestant> all = new LinkedHashMap<>();
        races.values().forEach(race -> race.contestants()
                .forEach(one -> all.putIfAbsent(one.role() == Role.OURS ? one.version() : one.name(), one)));
        line("| | what it is | for one, it ran |");
        line("|---|---|---|");
        all.values().forEach(one -> line("| " + one.name() + " | " + one.version() + " | `" + command(one) + "` |"));
        line("");
    }

    /** Without the folders of programs and class paths, which are somebody's own. */
    private static String command(Contestant one) {
        List<String> words = new ArrayList<>();
        for (String word : one.command()) {
            boolean isPath = !word.startsWith("-") && word.indexOf('/') >= 0;
            words.add(!isPath ? word : word.indexOf(':') < 0 ? word.substring(word.lastIndexOf('/') + 1) : "...");
        }
        return String.join(" ", words).replace("|", "\\|");
    }

    private void race(Path file, Standings race) {
        line("### " + race.title());
        line("");
        line("`mpj-bench " + String.join(" ", withoutFiles(race.arguments())) + "`, " + race.time() + ": " + race.column()
                + ", medians of " + race.rounds() + " rounds; ratios are medians of the rounds' with the least and the most, "
                + race.meaning() + ".");
        line("");
        table(race);
        RacePlots plots = new RacePlots(race);
        line("![medians](" + link(pictureOf(file)) + ")");
        if (plots.hasRatios()) {
            line("![ratios](" + link(RacePlots.ratiosBeside(pictureOf(file))) + ")");
        }
        line("");
        race.leftOut().forEach((name, reason) -> {
            line("Without " + name + ": " + reason + ".");
            line("");
        });
    }

    /** Where this command line has put files is nobody's business. */
    private static List<String> withoutFiles(List<String> arguments) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).equals("--json") || arguments.get(i).equals("--plot")) {
                i++;
            } else if (!arguments.get(i).startsWith("--json=") && !arguments.get(i).startsWith("--plot=")) {
                words.add(arguments.get(i));
            }
        }
        return words;
    }

    private void table(Standings race) {
        List<Contestant> ours = race.those(Role.OURS);
        List<Contestant> peers = race.those(Role.PEER);
        StringBuilder heading = new StringBuilder("| " + race.keyColumn());
        race.contestants().forEach(one -> heading.append(" | ").append(one.name()));
        for (Contestant one : ours) {
            peers.forEach(peer -> heading.append(" | ").append(one.name()).append(" / ").append(peer.name()));
        }
        line(heading + " |");
        line("|---".repeat(1 + race.contestants().size() + ours.size() * peers.size()) + "|");
        for (String key : race.keys()) {
            StringBuilder row = new StringBuilder("| " + key);
            for (Contestant one : race.contestants()) {
                Figures figures = race.of(key, one);
                row.append(" | ").append(figures.isMissing() ? "-" : Figures.number(figures.median()));
            }
            for (Contestant one : ours) {
                peers.forEach(peer -> row.append(" | ").append(race.ratio(key, one, peer)));
            }
            line(row + " |");
        }
        line("");
    }

    private String link(Path file) {
        return folder.relativize(file.toAbsolutePath().normalize()).toString();
    }
}
