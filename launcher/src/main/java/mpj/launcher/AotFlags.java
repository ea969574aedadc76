package mpj.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringTokenizer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which JVM options go together with a cache.
 *
 * <p>A JVM that refuses its cache runs without the JDK's own class archive, too, and starts more slowly than one that was
 * given none; with some options it does not start at all. So a cache is named only where it will be taken. What is
 * listed here was found by trying: heap sizes, collectors that can load archived objects and preview features do no harm.
 */
final class AotFlags {
    private static final String[] REFUSED = {
        // they change the modules that were archived
        "--add-", "--limit-modules", "--patch-module", "--module-path", "--upgrade-module-path",
        "--enable-native-access", "--illegal-native-access", "-Djdk.module", "-Djava.system.class.loader",
        // they change the layout of objects, or cannot load archived ones
        "-XX:-UseCompressed", "-XX:+UseCompactObjectHeaders", "-XX:ObjectAlignmentInBytes", "-XX:+UseZGC",
        "-XX:+UseEpsilonGC",
        // they name an archive themselves
        "-Xshare", "-XX:AOT", "-XX:SharedArchiveFile", "-XX:SharedClassListFile", "-XX:DumpLoadedClassList",
        "-XX:ArchiveClassesAtExit", "-XX:+AutoCreateSharedArchive",
        // they may change classes as they are loaded, or bring options that are not seen here
        "-javaagent:", "-agentlib:", "-agentpath:", "-Xrun", "-Xbootclasspath", "-XX:Flags=", "-XX:VMOptionsFile",
        "@"
    };

    /** Variables from which a JVM takes options. */
    private static final String[] VARIABLES = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"};

    /** Heaps beyond this have wider references; HotSpot's limit of 32 GiB, less what it may need itself. */
    private static final long MAX_HEAP = 31L << 30;

    private static final Path MEMORY = Path.of("/proc/meminfo");

    private AotFlags() {}

    /** Whether a JVM with these options, and those of its environment, takes a cache. */
    static boolean allow(List<String> options, Function<String, @Nullable String> environment) {
        for (String option : options) {
            if (!allows(option)) {
                return false;
            }
        }
        for (String variable : VARIABLES) {
            String value = environment.apply(variable);
            StringTokenizer words = new StringTokenizer(value == null ? "" : value, " \t\"'");
            while (words.hasMoreTokens()) {
                if (!allows(words.nextToken())) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean allows(String option) {
        for (String prefix : REFUSED) {
            if (option.startsWith(prefix)) {
                return false;
            }
        }
        if (option.startsWith("-Xmx")) {
            return bytes(option.substring("-Xmx".length())) <= MAX_HEAP;
        }
        if (option.startsWith("-XX:MaxHeapSize=")) {
            return bytes(option.substring("-XX:MaxHeapSize=".length())) <= MAX_HEAP;
        }
        if (option.startsWith("-XX:MaxRAMPercentage=")) {
            return heap(option.substring("-XX:MaxRAMPercentage=".length())) <= MAX_HEAP;
        }
        return true;
    }

    /** A size as JVMs read it; one that they would not read is no concern here. */
    private static long bytes(String text) {
        int end = text.length();
        int shift = end == 0 ? 0 : switch (text.charAt(end - 1)) {
            case 'k', 'K' -> 10;
            case 'm', 'M' -> 20;
            case 'g', 'G' -> 30;
            case 't', 'T' -> 40;
            default -> 0;
        };
        try {
            return Math.multiplyExact(Long.parseLong(shift == 0 ? text : text.substring(0, end - 1)), 1L << shift);
        } catch (ArithmeticException | NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    /** The heap that is so much of this machine's memory; a container's limit makes it smaller, which does no harm. */
    private static long heap(String percentage) {
        try {
            return (long) (memory() * Double.parseDouble(percentage) / 100);
        } catch (IOException | NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private static long memory() throws IOException {
        String text = Files.readString(MEMORY);
        // MemTotal:       24685460 kB
        StringTokenizer words = new StringTokenizer(text);
        words.nextToken();
        return Long.parseLong(words.nextToken()) << 10;
    }
}
