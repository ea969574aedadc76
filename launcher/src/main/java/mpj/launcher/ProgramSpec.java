package mpj.launcher;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One program of a job.
 *
 * @param ranks how many ranks run it
 * @param target a source file, a class, a jar file, or a command
 * @param classPath as given, or null
 * @param directory to run in, or null for the launcher's own
 */
record ProgramSpec(
        int ranks,
        Kind kind,
        String target,
        List<String> arguments,
        @Nullable String classPath,
        List<String> jvmOptions,
        Map<String, String> environment,
        @Nullable String directory) {
    enum Kind {
        SOURCE,
        CLASS,
        JAR,
        COMMAND
    }
}
