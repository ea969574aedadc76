package mpj.launcher;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mpj.wireup.WireReader;
import mpj.wireup.WireWriter;
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

    ProgramSpec withRanks(int count) {
        return new ProgramSpec(count, kind, target, arguments, classPath, jvmOptions, environment, directory);
    }

    /** The same with its files elsewhere. */
    ProgramSpec withFiles(String newTarget, String newClassPath) {
        return new ProgramSpec(ranks, kind, newTarget, arguments, newClassPath, jvmOptions, environment, directory);
    }

    ProgramSpec in(String newDirectory) {
        return new ProgramSpec(ranks, kind, target, arguments, classPath, jvmOptions, environment, newDirectory);
    }

    /** The entries of the program's own class path, as the user wrote them. */
    List<String> classPathEntries() {
        String given = kind == Kind.JAR ? target : classPath;
        if (given == null) {
            given = System.getenv("CLASSPATH");
        }
        List<String> entries = new ArrayList<>();
        String path = given == null || given.isEmpty() ? "." : given;
        int start = 0;
        while (start <= path.length()) {
            int colon = path.indexOf(File.pathSeparatorChar, start);
            int end = colon < 0 ? path.length() : colon;
            entries.add(path.substring(start, end));
            start = end + 1;
        }
        return entries;
    }

    void write(WireWriter out) {
        out.number(ranks).text(kind.name()).text(target).texts(arguments).optional(classPath).texts(jvmOptions);
        out.textMap(environment).optional(directory);
    }

    static ProgramSpec read(WireReader in) throws IOException {
        return new ProgramSpec(in.number(), Kind.valueOf(in.text()), in.text(), in.texts(), in.optional(), in.texts(),
                in.textMap(), in.optional());
    }
}
