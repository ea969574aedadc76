package mpj.perf.race;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is installed on this machine. */
final class Tools {
    private static final int LIMIT_S = 20;

    private Tools() {}

    /** The program of this name in the folders of {@code PATH}, or itself if it is a path. */
    static Optional<Path> find(String name) {
        String folders = name.indexOf('/') >= 0 ? "" : System.getenv().getOrDefault("PATH", "");
        return Stream.of(folders.split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** What a short command prints, or "" where it fails. */
    static String output(List<String> command) throws InterruptedException {
        try {
            return new ProcessRun(command, Map.of(), LIMIT_S).run().output();
        } catch (ProcessRun.FailedException e) {
            return "";
        }
    }

    /** The first line that has a letter and this word; "" where there is none. */
    static String line(String text, String word) {
        return text.lines()
                .map(String::strip)
                .filter(line -> line.matches(".*[a-zA-Z].*") && line.contains(word))
                .findFirst()
                .orElse("");
    }
}
