package mpj.perf.race;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import mpj.perf.race.Discipline.Kind;

/** Lets contestants run in turns, and keeps what each has reached. */
final class Race {
    private final Course course;
    private final String column;
    private final int rounds;
    private final int limitSeconds;
    private final Consumer<String> progress;
    private final List<Contestant> contestants = new ArrayList<>();
    private final Map<String, String> leftOut = new LinkedHashMap<>();
    private final Map<String, Map<String, double[]>> figures = new LinkedHashMap<>();
    private String heading = "";

    /**
     * @param column how the heading of the figures begins; "" for the first
     * @param limitSeconds of a run
     * @param progress is told what goes on
     */
    Race(Course course, String column, int rounds, int limitSeconds, Consumer<String> progress) {
        this.course = course;
        this.column = column;
        this.rounds = rounds;
        this.limitSeconds = limitSeconds;
        this.progress = progress;
    }

    /** Has one take part. */
    void add(Contestant contestant) {
        contestants.add(contestant);
    }

    /** Has one not take part. */
    void leaveOut(String name, String reason) {
        leftOut.put(name, reason);
        progress.accept(name + " is left out: " + reason);
    }

    /** All rounds; each has another contestant go first. Who fails in the first round is left out of the others. */
    void run() throws InterruptedException {
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < contestants.size(); i++) {
                Contestant contestant = contestants.get((i + round) % contestants.size());
                if (!leftOut.containsKey(contestant.name())) {
                    progress.accept("round " + (round + 1) + " of " + rounds + ": " + contestant.name());
                    run(contestant, round);
                }
            }
        }
        contestants.removeIf(contestant -> leftOut.containsKey(contestant.name()));
    }

    private void run(Contestant contestant, int round) throws InterruptedException {
        try {
            ProcessRun.Outcome outcome =
                    new ProcessRun(contestant.command(), contestant.environment(), limitSeconds).run();
            try {
                note(contestant, round, tableOf(outcome));
            } catch (IllegalArgumentException e) {
                fail(contestant, round, e.getMessage() + (outcome.errors().isEmpty() ? "" : "; " + outcome.errors()));
            }
        } catch (ProcessRun.FailedException e) {
            fail(contestant, round, String.valueOf(e.getMessage()));
        }
    }

    private void fail(Contestant contestant, int round, String reason) {
        if (round == 0) {
            leaveOut(contestant.name(), reason);
        } else {
            progress.accept(contestant.name() + " has failed: " + reason);
        }
    }

    private PrintedTable tableOf(ProcessRun.Outcome outcome) {
        return course.discipline().kind() == Kind.STARTUP
                ? new PrintedTable("Wall (s)", Map.of(Integer.toString(course.ranks()), outcome.wallSeconds()))
                : PrintedTable.parse(outcome.output(), column);
    }

    private void note(Contestant contestant, int round, PrintedTable table) {
        if (heading.isEmpty()) {
            heading = table.heading();
        }
        table.figures().forEach((key, figure) -> figures
                .computeIfAbsent(key, _ -> new LinkedHashMap<>())
                .computeIfAbsent(contestant.name(), _ -> missing())[round] = figure);
    }

    private double[] missing() {
        double[] all = new double[rounds];
        Arrays.fill(all, Double.NaN);
        return all;
    }

    /**
     * What has come out.
     *
     * @param arguments the command line
     * @param time when it was
     * @param environment the machine
     */
    Standings standings(List<String> arguments, String time, Map<String, String> environment) {
        Discipline discipline = course.discipline();
        String keys = switch (discipline.kind()) {
            case STARTUP -> "Ranks";
            case OBJECTS -> "Shape";
            default -> discipline.name().endsWith("barrier") ? "Ranks" : "Size (B)";
        };
        return new Standings(
                discipline.name(),
                course.ranks(),
                keys,
                heading,
                discipline.lowWins(column),
                rounds,
                arguments,
                time,
                environment,
                List.copyOf(contestants),
                leftOut,
                figures);
    }
}
