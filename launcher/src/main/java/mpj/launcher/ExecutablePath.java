package mpj.launcher;

import java.io.File;
import org.jspecify.annotations.Nullable;

/** Finds programs as a shell does. */
final class ExecutablePath {
    private final String path;

    ExecutablePath(@Nullable String path) {
        this.path = path == null ? "/usr/local/bin:/usr/bin:/bin" : path;
    }

    /** Whether that can be executed: the file where it has a slash, else something on the path. */
    boolean isCommand(String name) {
        File file = new File(name);
        return name.indexOf('/') < 0 ? find(name) != null : file.isFile() && file.canExecute();
    }

    /** The file that {@code name} stands for on the path, or null. */
    @Nullable String find(String name) {
        int start = 0;
        while (start <= path.length()) {
            int colon = path.indexOf(File.pathSeparatorChar, start);
            int end = colon < 0 ? path.length() : colon;
            File file = new File(start == end ? "." : path.substring(start, end), name);
            if (file.isFile() && file.canExecute()) {
                return file.getPath();
            }
            start = end + 1;
        }
        return null;
    }
}
