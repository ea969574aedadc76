package mpj.launcher;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mpj.base.config.Installation;

/** Where MPI's own files are. */
final class Distribution {
    /** Beginnings of the names of the jars that a rank needs. */
    private static final String[] RANK_JARS = {
        "mpj-", "transport-", "collectives-", "slf4j-api-", "netty-", "disni-"
    };
    /** Of these jars those with classes of ours. */
    private static final String[] OWN_JARS = {"mpj-", "transport-", "collectives-"};

    /** The same of those that only a rank with the codec fory needs; the others' class path stays as it is. */
    private static final String[] FORY_JARS = {"codec-fory-", "fory-", "janino-", "commons-compiler-"};

    private static final String[] AGENT_JARS = {"launcher-", "mpj-base-"};

    /** A system property with the ranks' class path, where it is not a folder of jars: in a Maven repository, say. */
    static final String RANK_PATH = "mpj.rank.path";

    private final File lib;

    Distribution(File lib) {
        this.lib = lib;
    }

    /** The one that this class was loaded from: the folder of the class path's first jar. */
    static Distribution ofThisProcess() {
        return new Distribution(Installation.folder());
    }

    /** The folder of the jar files. */
    File folder() {
        return lib;
    }

    /** The jar files in a folder, in the order of their names; none if it cannot be read. */
    static List<File> sorted(File lib) {
        String[] names = lib.list();
        List<File> jars = new ArrayList<>();
        if (names != null) {
            Arrays.sort(names);
            for (String name : names) {
                if (name.endsWith(".jar")) {
                    jars.add(new File(lib, name));
                }
            }
        }
        return jars;
    }

    /** Whether {@link #RANK_PATH} says it all: it has the codec fory, or the ranks have not. */
    static boolean isRankPathGiven() {
        return System.getProperty(RANK_PATH) != null;
    }

    /** The class path of the ranks' own part, each jar by name: an AOT cache wants the same list each time. */
    String rankClassPath() throws LaunchException {
        String given = System.getProperty(RANK_PATH);
        return given != null ? given : classPath(jars(RANK_JARS, "mpj-tools"));
    }

    /** What follows in the class path of ranks with the codec fory. */
    String foryClassPath() throws LaunchException {
        return classPath(jars(FORY_JARS, "codec-fory"));
    }

    /** The jar files that ranks may need. */
    List<File> rankJars() throws LaunchException {
        List<File> jars = jars(RANK_JARS, "mpj-tools");
        jars.addAll(jars(FORY_JARS, "codec-fory"));
        return jars;
    }

    /** Those of the ranks' jar files that are MPI for Java's. */
    List<File> ownJars() throws LaunchException {
        return jars(OWN_JARS, "mpj-core");
    }

    /** The jar files that an agent needs. */
    List<File> agentJars() throws LaunchException {
        List<File> jars = jars(AGENT_JARS, "launcher-");
        if (jars.size() != AGENT_JARS.length) {
            throw new LaunchException(lib + ": MPI's jar files (one launcher, one mpj-base) are not there");
        }
        return jars;
    }

    private List<File> jars(String[] prefixes, String needed) throws LaunchException {
        List<File> jars = new ArrayList<>();
        boolean found = false;
        for (File jar : sorted(lib)) {
            if (hasPrefix(jar.getName(), prefixes)) {
                jars.add(jar);
                found |= jar.getName().startsWith(needed);
            }
        }
        if (!found) {
            throw new LaunchException(lib + ": MPI's jar files (" + needed + " and others) are not there");
        }
        return jars;
    }

    private static String classPath(List<File> jars) {
        StringBuilder path = new StringBuilder();
        for (File jar : jars) {
            path.append(path.isEmpty() ? "" : File.pathSeparator).append(jar);
        }
        return path.toString();
    }

    private static boolean hasPrefix(String name, String[] prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
