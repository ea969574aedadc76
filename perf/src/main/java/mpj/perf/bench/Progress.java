package mpj.perf.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A line on the terminal that says how far a long run has come. It ends with a carriage return and is shorter than a
 * row of a table, which so is written over it.
 */
final class Progress {
    private static final Path ERROR_STREAM = Path.of("/proc/self/fd/2");

    private final boolean shown;
    private final int tables;
    private final long startNs = System.nanoTime();
    private int begun;

    /** @param tables of how many points each will be told */
    Progress(boolean shown, int tables) {
        this.shown = shown;
        this.tables = tables;
    }

    /** Whether this process's error stream is a terminal. */
    static boolean hasTerminal() {
        try {
            String place = Files.readSymbolicLink(ERROR_STREAM).toString();
            return place.startsWith("/dev/pts/") || place.startsWith("/dev/tty");
        } catch (IOException e) {
            return false;
        }
    }

    /** Says that the next point is being measured. */
    void begin(long size, int points) {
        begun++;
        if (shown) {
            System.err.print(line(size, begun, points * tables, (System.nanoTime() - startNs) / 1_000_000_000) + "\r");
            System.err.flush();
        }
    }

    static String line(long size, int number, int of, long seconds) {
        String line = "# " + size + ": " + number + " of " + of + ", " + seconds + " s";
        return line.substring(0, Math.min(Table.LEAST_WIDTH, line.length()));
    }
}
