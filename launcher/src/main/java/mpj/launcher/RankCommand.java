package mpj.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import org.jspecify.annotations.Nullable;

/** The command and the environment of one program's ranks, the same for all of them but for the rank's own place. */
final class RankCommand {
    static final String RUNNER = "mpj.tools.Run";
    private static final String JAVA_OPTIONS = "JDK_JAVA_OPTIONS";
    /** The environment variable that names the codec of objects. */
    static final String CODEC = "MPJ_CODEC";

    /** The package is what DiSNI, one way to RDMA adapters, asks for. */
    private static final List<String> ALWAYS = List.of(
            "--enable-native-access=ALL-UNNAMED", "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED", "-XX:-UsePerfData");

    private final List<String> words;
    private final @Nullable String javaOptions;

    private RankCommand(List<String> words, @Nullable String javaOptions) {
        this.words = words;
        this.javaOptions = javaOptions;
    }

    /** How the ranks of one job share the machine. */
    record Sharing(int ranks, int processors, boolean bound) {
        List<String> options(ProgramSpec program, boolean mayChooseCollector) {
            return JvmSizing.options(ranks, processors, bound, mayChooseCollector, program.jvmOptions());
        }
    }

    static RankCommand of(
            ProgramSpec program, String rankPath, Sharing sharing, ExecutablePath path, AotCache cache)
            throws LaunchException {
        String mpiPath = usesFory(program) && !Distribution.isRankPathGiven()
                ? rankPath + File.pathSeparator + Distribution.ofThisProcess().foryClassPath()
                : rankPath;
        return program.kind() == ProgramSpec.Kind.COMMAND
                ? anyCommand(program, mpiPath, sharing, path)
                : runner(program, mpiPath, sharing, cache);
    }

    private static boolean usesFory(ProgramSpec program) {
        String codec = program.environment().get(CODEC);
        return "fory".equals(codec == null ? System.getenv(CODEC) : codec);
    }

    /** What every rank's JVM is started with. */
    private static List<String> always(ProgramSpec program) {
        if (!usesFory(program)) {
            return ALWAYS;
        }
        List<String> options = new ArrayList<>(ALWAYS);
        options.add("--sun-misc-unsafe-memory-access=allow");
        return options;
    }

    private static RankCommand runner(ProgramSpec program, String rankPath, Sharing sharing, AotCache cache)
            throws LaunchException {
        List<String> words = new ArrayList<>();
        words.add(System.getProperty("java.home") + "/bin/java");
        words.addAll(always(program));
        List<String> sizing = sharing.options(program, true);
        words.addAll(sizing);
        words.addAll(cache.rankOptions(sizing, program.jvmOptions()));
        String mainClass = program.target();
        if (program.kind() == ProgramSpec.Kind.JAR) {
            Attributes manifest = manifest(program.target());
            mainClass = manifest.getValue(Attributes.Name.MAIN_CLASS).trim();
            addPackages(words, "--add-opens", manifest.getValue("Add-Opens"));
            addPackages(words, "--add-exports", manifest.getValue("Add-Exports"));
        }
        words.addAll(program.jvmOptions());
        words.addAll(List.of("-cp", classPath(program, rankPath), RUNNER));
        if (program.kind() == ProgramSpec.Kind.SOURCE) {
            words.add("--compiled");
        } else {
            words.addAll(List.of("--class", mainClass));
        }
        words.addAll(program.arguments());
        return new RankCommand(words, null);
    }

    /**
     * Any command. A Java program in it finds MPI's classes on the boot loader's path: it is the only one that neither
     * {@code -cp} nor {@code -jar} replaces.
     */
    private static RankCommand anyCommand(
            ProgramSpec program, String rankPath, Sharing sharing, ExecutablePath path) throws LaunchException {
        String name = program.target();
        if (!path.isCommand(name.indexOf('/') < 0 ? name : inFolder(program.directory(), name))) {
            throw new UsageException(name + ": command not found: give its path, or see to PATH");
        }
        List<String> options = new ArrayList<>();
        options.add("-Xbootclasspath/a:" + rankPath);
        options.addAll(always(program));
        options.addAll(sharing.options(program, false));
        options.addAll(program.jvmOptions());
        StringBuilder text = new StringBuilder();
        for (String option : options) {
            text.append(text.isEmpty() ? "" : " ").append(quoted(option));
        }
        String inherited = System.getenv(JAVA_OPTIONS);
        if (inherited != null && !inherited.isBlank()) {
            text.append(' ').append(inherited);
        }
        List<String> words = new ArrayList<>();
        words.add(name);
        words.addAll(program.arguments());
        return new RankCommand(words, text.toString());
    }

    private static String inFolder(@Nullable String directory, String name) {
        return directory == null ? name : Path.of(directory).resolve(name).toString();
    }

    /** As the java launcher reads its environment variable: words apart at white space, except between quotes. */
    private static String quoted(String option) {
        for (int i = 0; i < option.length(); i++) {
            if (Character.isWhitespace(option.charAt(i))) {
                return '"' + option + '"';
            }
        }
        return option;
    }

    /**
     * The class path of a program's ranks and of its compiler. The launcher's command line means files relative to the
     * launcher's directory, wherever the ranks run.
     */
    static String classPath(ProgramSpec program, String rankPath) {
        StringBuilder path = new StringBuilder(rankPath);
        for (String entry : program.classPathEntries()) {
            path.append(File.pathSeparator);
            path.append(program.directory() == null ? entry : new File(entry).getAbsolutePath());
        }
        return path.toString();
    }

    private static Attributes manifest(String jar) throws UsageException {
        try {
            return ProgramJar.attributes(jar);
        } catch (IOException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static void addPackages(List<String> words, String option, @Nullable String packages) {
        if (packages != null) {
            for (String one : packages.trim().split("\\s+", -1)) {
                words.add(option + "=" + one + "=ALL-UNNAMED");
            }
        }
    }

    /** The rank's command, behind the words that start it. */
    List<String> words(List<String> prefix) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(words);
        return all;
    }

    /** Completes the rank's environment. */
    void prepare(Map<String, String> environment) {
        if (javaOptions != null) {
            environment.put(JAVA_OPTIONS, javaOptions);
        }
    }

    /** The line that a Java program prints because of the prepared environment, or null. */
    @Nullable String notice() {
        return javaOptions == null ? null : "NOTE: Picked up " + JAVA_OPTIONS + ": " + javaOptions;
    }
}
