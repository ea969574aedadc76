package mpj.base.config;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The files that this process runs from. */
public final class Installation {
    private Installation() {}

    /** The library's version. */
    public static String version() {
        Properties properties = new Properties();
        try (InputStream in = Installation.class.getResourceAsStream("/META-INF/maven/mpj/mpj-base/pom.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            // an unreadable jar would not have come so far
        }
        return properties.getProperty("version", "(unpackaged)");
    }

    /** The folder of the jar files: that of the class path's first. */
    public static File folder() {
        String classPath = System.getProperty("java.class.path", "");
        int end = classPath.indexOf(File.pathSeparatorChar);
        File first = new File(end < 0 ? classPath : classPath.substring(0, end)).getAbsoluteFile();
        return first.isDirectory() ? first : first.getParentFile();
    }
}
