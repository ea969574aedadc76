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
        "mpj-", "transport-", "collectives-", "slf4j-api-", "netty-", "disni-", "fory-"
    };

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

    /** The class path of the ranks' own part, each jar by name: an AOT cache wants the same list each time. */
    String rankClassPath() throws LaunchException {
        String given = System.getProperty(RANK_PATH);
        if (given != null) {
            return given;
        }
        StringBuilder path = new StringBuilder();
        for (File jar : sorted(lib)) {
            if (isForRanks(jar.getName())) {
                path.append(path.isEmpty() ? "" : File.pathSeparator).append(jar);
            }
        }
        if (path.indexOf("mpj-tools") < 0) {
            throw new LaunchException(lib + ": MPI's jar files (mpj-tools and others) are not there");
        }
        return path.toString();
    }

    private static boolean isForRanks(String name) {
        for (String prefix : RANK_JARS) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
