package mpj.launcher;

import java.io.File;
import java.io.IOException;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** A jar file that is a program. */
public final class ProgramJar {
    private ProgramJar() {}

    /**
     * What its manifest says, its main class among it.
     *
     * @throws IOException if there is no such file, or it is no program; the message says why and what to do
     */
    public static Attributes attributes(String jar) throws IOException {
        if (!new File(jar).isFile()) {
            throw missing(jar);
        }
        try (JarFile file = new JarFile(jar)) {
            Manifest manifest = file.getManifest();
            if (manifest != null && manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS) != null) {
                return manifest.getMainAttributes();
            }
        } catch (IOException e) {
            throw new IOException(jar + ": cannot be read as a jar file: " + e.getMessage(), e);
        }
        throw new IOException(
                jar + ": its manifest names no main class (Main-Class): give -cp " + jar + " and the name of the class");
    }

    static IOException missing(String jar) {
        return new IOException(jar + ": there is no such jar file; looked in " + new File("").getAbsolutePath());
    }
}
