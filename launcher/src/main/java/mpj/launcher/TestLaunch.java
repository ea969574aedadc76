package mpj.launcher;

import java.util.ArrayList;
import java.util.List;

/** How a program that has everything on its own class path, such as a test, starts {@code mpjexec}. */
public final class TestLaunch {
    private TestLaunch() {}

    /** The command of a {@code mpjexec} with these words, whose ranks have this process's class path. */
    public static List<String> command(List<String> words) {
        String path = System.getProperty("java.class.path");
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(Main.JVM_OPTIONS);
        command.addAll(List.of("-D" + Distribution.RANK_PATH + "=" + path, "-cp", path, Main.class.getName()));
        command.addAll(words);
        return command;
    }
}
