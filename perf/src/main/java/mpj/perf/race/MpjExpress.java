package mpj.perf.race;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An installation of MPJ Express: of {@code MPJ_HOME}, or Debian's. Its own launcher is left aside - Debian's does not find
 * the logger - and what that starts is started at once.
 *
 * @param lib the folder of its jar files
 */
record MpjExpress(Path lib) {
    private static final List<String> JARS =
            List.of("smpdev.jar", "xdev.jar", "mpjbuf.jar", "loader2.jar", "starter.jar", "mpiExp.jar");
    private static final Path DEBIAN_LOGGER = Path.of("/usr/share/java/log4j-1.2.jar");

    static MpjExpress find() throws LeftOutException {
        Path lib = Path.of(Objects.requireNonNullElse(System.getenv("MPJ_HOME"), "/usr/share/mpj"), "lib");
        if (!Files.isReadable(lib.resolve(JARS.getFirst()))) {
            throw new LeftOutException("not installed: no " + lib.resolve(JARS.getFirst()) + " (MPJ_HOME; Debian: libmpj-java)");
        }
        return new MpjExpress(lib);
    }

    /** What a job's environment must have. */
    Map<String, String> environment() {
        return Map.of("MPJ_HOME", String.valueOf(lib.getParent()));
    }

    /** A job of a program, whose class is in that folder. */
    List<String> job(int ranks, Path classes, List<String> arguments) {
        String logger = logger();
        List<String> jars = new ArrayList<>(JARS.stream().map(jar -> lib.resolve(jar).toString()).toList());
        jars.add(logger);
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-cp", String.join(File.pathSeparator, jars), "runtime.starter.MulticoreStarter"));
        command.addAll(List.of(classes.toString(), Integer.toString(ranks), "smpdev", "useLocalLoader"));
        command.addAll(List.of(classes + File.pathSeparator + logger, "ExpressPeer"));
        command.addAll(arguments);
        return command;
    }

    private String logger() {
        return (Files.isReadable(DEBIAN_LOGGER) ? DEBIAN_LOGGER : lib.resolve("log4j-1.2.11.jar")).toString();
    }
}
