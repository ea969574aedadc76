package mpj.launcher;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/** Where MPI's own files are. */
final class Distribution {
    /** Beginnings of the names of the jars that a rank needs. */
    private static final String[] RANK_JARS = {
        "mpj-", "transport-", "collectives-", "slf4j-api-", "netty-", "disni-", "fory-"
    };

    private final File lib;

    Distribution(File lib) {
        this.lib = lib;
    }

    /** The one that this class was loaded from: the folder of the class path's first jar. */
    static Distribution ofThisProcess() {
        String classPath = System.getProperty("java.class.path", "");
        int end = classPath.indexOf(File.pathSeparatorChar);
        File first = new File(end < 0 ? classPath : classPath.substring(0, end)).getAbsoluteFile();
        return new Distribution(first.isDirectory() ? first : first.getParentFile());
    }

    /** The folder of the jar files. */
    String folder() {
        return lib.getPath();
    }

    /** The class path of the ranks' own part, each jar by name: an AOT cache wants the same list each time. */
    String rankClassPath() throws LaunchException {
        StringBuilder path = new StringBuilder();
        for (String name : rankJars()) {
            path.append(path.isEmpty() ? "" : File.pathSeparator).append(lib).append('/').append(name);
        }
        return path.toString();
    }

    /** The names of the jar files that a rank needs. */
    List<String> rankJars() throws LaunchException {
        List<String> jars = new ArrayList<>();
        boolean runner = false;
        for (String name : names()) {
            if (isForRanks(name)) {
                jars.add(name);
                runner |= name.startsWith("mpj-tools");
            }
        }
        if (!runner) {
            throw new LaunchException(lib + ": MPI's jar files (mpj-tools and others) are not there");
        }
        return jars;
    }

    /** The names of the jar files that an agent needs. */
    List<String> agentJars() throws LaunchException {
        List<String> jars = new ArrayList<>();
        for (String name : names()) {
            if (name.endsWith(".jar") && (name.startsWith("launcher-") || name.startsWith("mpj-base-"))) {
                jars.add(name);
            }
        }
        if (jars.size() != 2) {
            throw new LaunchException(lib + ": MPI's jar files (one launcher, one mpj-base) are not there");
        }
        return jars;
    }

    private String[] names() throws LaunchException {
        String[] names = lib.list();
        if (names == null) {
            throw new LaunchException(lib + ": cannot be read; MPI's jar files should be there");
        }
        Arrays.sort(names);
        return names;
    }

    private static boolean isForRanks(String name) {
        if (!name.endsWith(".jar")) {
            return false;
        }
        for (String prefix : RANK_JARS) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** The version of this program. */
    static String version() {
        Properties properties = new Properties();
        try (InputStream in =
                Distribution.class.getResourceAsStream("/META-INF/maven/mpj/launcher/pom.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            // an unreadable jar would not have come so far
        }
        return properties.getProperty("version", "(unpackaged)");
    }
}
