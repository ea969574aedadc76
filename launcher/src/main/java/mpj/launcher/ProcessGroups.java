package mpj.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Signals to the ranks' process groups. */
final class ProcessGroups {
    private static final Path PROC = Path.of("/proc");

    private final boolean grouped;

    /**
     * The groups of this job.
     *
     * @param grouped whether ranks lead groups of their own
     */
    ProcessGroups(boolean grouped) {
        this.grouped = grouped;
    }

    /** Sends a signal to the groups that these processes lead, and to the processes: one may not lead its group yet. */
    void signal(String signal, Iterable<Long> leaders) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "kill -s \"$0\" -- \"$@\"", signal));
        int fixed = command.size();
        for (Long leader : leaders) {
            if (grouped) {
                command.add("-" + leader);
            }
            command.add(leader.toString());
        }
        if (command.size() > fixed) {
            run(command);
        }
    }

    private static void run(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            builder.start().waitFor();
        } catch (IOException e) {
            // no shell: the ranks are ended one by one, by their handles
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Those of the groups that have a process yet, whether its leader lives or not. */
    List<Long> inhabited(Set<Long> leaders) {
        List<Long> found = new ArrayList<>();
        String[] names = grouped ? PROC.toFile().list() : null;
        if (names == null) {
            return found;
        }
        for (String name : names) {
            if (Character.isDigit(name.charAt(0))) {
                Long group = groupOf(name);
                if (leaders.contains(group) && !found.contains(group)) {
                    found.add(group);
                }
            }
        }
        return found;
    }

    /** The process group of a process, or 0 if it is dead. */
    private static Long groupOf(String pid) {
        try {
            String stat = Files.readString(PROC.resolve(pid + File.separator + "stat"),
                    java.nio.charset.StandardCharsets.ISO_8859_1);
            // pid (name) state parent group ...; the name may hold anything
            int state = stat.lastIndexOf(')') + 2;
            int parent = state + 2;
            int group = stat.indexOf(' ', parent) + 1;
            char code = stat.charAt(state);
            boolean dead = code == 'Z' || code == 'X';
            return dead ? 0L : Long.parseLong(stat.substring(group, stat.indexOf(' ', group)));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return 0L;
        }
    }
}
