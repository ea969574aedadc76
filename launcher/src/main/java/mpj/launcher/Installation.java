package mpj.launcher;

import org.jspecify.annotations.Nullable;

/** What {@code mpj-info} tells of the files that it runs from. */
public final class Installation {
    private Installation() {}

    /** The library's version. */
    public static String version() {
        return Distribution.version();
    }

    /** The folder of the jar files. */
    public static String folder() {
        return Distribution.ofThisProcess().folder().getPath();
    }

    /** The cache that ranks start from; null if there is none. */
    public static @Nullable String aotCache() {
        return AotCache.ofThisProcess().rankCache();
    }
}
